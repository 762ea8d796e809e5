import Postgres

/// What somebody mainly does from a day on: as it was recorded, or as it follows from a placement (the view `activity_spells`).
struct MainSpell: Sendable {
    let main: MainActivity?
    let mode: Activity.Mode
    let hours, paidHours: Double?
    let isSeeking: Bool
    let began: Day
    /// Since when they have been doing the same, whatever else was recorded meanwhile.
    let since: Day
    /// Of a placement that has ended.
    let ended: Day?
    let placement: ID<Placement>?
    let activity: ID<Activity>?

    /// Nil where the row has none.
    init?(row: Row) throws(PostgresError) {
        guard let began: Day = try row["spell_on"] else { return nil }
        self.began = began
        since = try row["since_on"] ?? began
        let main: String? = try row["main"], mode: String? = try row["mode"]
        self.main = main.flatMap { MainActivity(rawValue: $0) }
        self.mode = mode.flatMap { Activity.Mode(rawValue: $0) } ?? .neither
        hours = try row["hours"]
        paidHours = try row["paid_hours"]
        isSeeking = (try row["is_seeking"] as Bool?) ?? false
        ended = try row["spell_ended_on"]
        placement = try row["placement_id"]
        activity = try row["activity_id"]
    }

    /// The columns above, of `activity_spells` as `s`.
    static let columns: SQL = """
        s.activity_id, s.placement_id, s.main, s.mode, s.hours, s.paid_hours, s.is_seeking, s.began_on AS spell_on,
        s.ended_on AS spell_ended_on,
        (SELECT min(b.began_on) FROM activity_spells b
          WHERE b.tenant_id = s.tenant_id AND b.young_person_id = s.young_person_id AND (b.main, b.mode) = (s.main, s.mode)
            AND b.began_on <= s.began_on AND coalesce(b.ended_on >= s.began_on, true)
            AND NOT EXISTS (SELECT FROM activity_spells o
                 WHERE o.tenant_id = s.tenant_id AND o.young_person_id = s.young_person_id
                   AND o.began_on BETWEEN b.began_on AND s.began_on AND (o.main, o.mode) <> (s.main, s.mode))) AS since_on
        """

    /// Whether it was still so on a day.
    func holds(on day: Day) -> Bool { ended.map { $0 > day } ?? true }

    var inWords: String { main.map { Self.words($0, mode, hours) } ?? "Nothing recorded" }

    /// "Apprenticeship, full time, 30 hours"
    static func words(_ main: MainActivity, _ mode: Activity.Mode, _ hours: Double?) -> String {
        let time: String? =
            switch mode {
            case .full: "full time"
            case .part: "part time"
            case .neither: nil
            }
        return [main.short, time, hours.map { "\($0.plain) hours" }].compactMap(\.self).joined(separator: ", ")
    }

    var oc3: String? { main?.oc3(mode) }
    var nccis: String? { main?.nccis(mode) }
    var employment: EmploymentStatus? {
        main.map { EmploymentStatus($0, hours: hours, paidHours: paidHours, isSeeking: isSeeking) }
    }

    /// What somebody mainly does on a day, if anything is known of it.
    static func now(of person: YoungPerson.ID, on day: Day) -> Query<Now?> {
        .first(
            """
            SELECT \(columns) FROM activity_spells s WHERE s.young_person_id = \(person) AND s.began_on <= \(day)
             ORDER BY s.began_on DESC, s.activity_id DESC NULLS LAST LIMIT 1
            """)
    }

    /// The row of it.
    struct Now: RowDecodable {
        let spell: MainSpell?
        init(row: Row) throws(PostgresError) { spell = try MainSpell(row: row) }
    }
}
