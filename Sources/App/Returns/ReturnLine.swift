import Postgres

/// One person in a return, with what the records say for it; what is wrong with it follows from that alone.
struct ReturnLine: RowDecodable, Sendable {
    let id: YoungPerson.ID
    let reference, called: String
    let born: Day
    let worker: Person.ID?
    let workerName: String?
    let day: Day
    /// Of OC3: which birthday, and the days in which what is known counts.
    let birthday: Birthday?
    let spell: MainSpell?
    let accommodation: Accommodation?, suitability: Accommodation.Suitability?
    let contact: Activity.Contact?, contactOn: Day?
    /// The last day in those days on which somebody of the council spoke to them.
    let spokenOn: Day?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        reference = try row["reference"]
        called = try row["called"]
        born = try row["born_on"]
        worker = try row["worker_id"]
        workerName = try row["worker"]
        day = try row["on_day"]
        let age: Int? = try row["age"]
        birthday = age.map { [born] in Birthday($0, born: born) }
        spell = try MainSpell(row: row)
        accommodation = (try row["accommodation"] as String?).flatMap { Accommodation(rawValue: $0) }
        suitability = (try row["suitability"] as String?).flatMap { Accommodation.Suitability(rawValue: $0) }
        contact = (try row["in_touch"] as String?).flatMap { Activity.Contact(rawValue: $0) }
        contactOn = try row["contact_on"]
        spokenOn = try row["spoken_on"]
    }

    /// As things were on the day; of what nobody recorded by then, as they first were in the days after it that count.
    private static func nearest(_ on: SQL, _ id: SQL) -> SQL {
        """
        \(on) <= n.on_day DESC, CASE WHEN \(on) <= n.on_day THEN \(on) END DESC, \(on), \(id) DESC NULLS LAST LIMIT 1
        """
    }

    /// What held on the day comes first; where it had ended by then, what began in the days after it that count.
    private static let standing: SQL = """
        CASE WHEN s.began_on > n.on_day THEN 1
             WHEN s.began_on < (SELECT max(b.began_on) FROM activity_spells b WHERE b.tenant_id = y.tenant_id
                                   AND b.young_person_id = y.id AND b.began_on <= n.on_day) THEN 3
             WHEN s.ended_on <= n.on_day THEN 2 ELSE 0 END
        """

    private static let own: SQL = "a.tenant_id = y.tenant_id AND a.young_person_id = y.id"
    private static let hadDied: SQL = "a.in_touch = 'died' AND a.began_on <= n.on_day"

    /// What only OC3 asks for: where they lived, whether the council was in touch. Whoever had died by the day is known to have died,
    /// however long before.
    private static let around: SQL = """
        LEFT JOIN LATERAL (SELECT a.accommodation, a.suitability FROM activities a
              WHERE \(own) AND a.began_on <= n.to_day AND (a.accommodation <> '' OR a.in_touch <> '')
              ORDER BY \(nearest("a.began_on", "a.id"))) AS l ON true
        LEFT JOIN LATERAL (SELECT a.in_touch, a.began_on AS contact_on FROM activities a
              WHERE \(own) AND a.in_touch <> '' AND (a.began_on BETWEEN n.from_day AND n.to_day OR (\(hadDied)))
              ORDER BY (\(hadDied)) DESC, \(nearest("a.began_on", "a.id"))) AS t ON true
        LEFT JOIN LATERAL (SELECT max(a.made_on) AS spoken_on FROM case_contacts a
              WHERE \(own) AND a.made_on BETWEEN n.from_day AND n.to_day AND a.was_reached) AS k ON true
        """

    /// The same columns for the other two, which ask for none of it.
    private static let unasked: SQL = """
        CROSS JOIN (SELECT NULL::text AS accommodation, NULL::text AS suitability) AS l
        CROSS JOIN (SELECT NULL::text AS in_touch, NULL::date AS contact_on) AS t
        CROSS JOIN (SELECT NULL::date AS spoken_on) AS k
        """

    /// By day; by reference where days are hidden, since their order tells of them.
    static func all(_ return: Return, in period: ReturnPeriod, byDay: Bool = true) -> Query<[ReturnLine]> {
        let more = `return` == .oc3 ? around : unasked
        let order: SQL = byDay ? "n.on_day, y.reference_key, y.id" : "y.reference_key, y.id"
        return .list(
            """
            SELECT y.id, y.reference, coalesce(nullif(y.preferred_name, ''), y.name) AS called, y.born_on, y.worker_id, w.name AS worker,
                   n.on_day, n.age, s.*, l.accommodation, l.suitability, t.in_touch, t.contact_on, k.spoken_on
              FROM (\(`return`.wanted(in: period))) AS n JOIN young_people y ON y.id = n.id
              LEFT JOIN people w ON w.tenant_id = y.tenant_id AND w.id = y.worker_id
              LEFT JOIN LATERAL (SELECT \(MainSpell.columns) FROM activity_spells s
                    WHERE s.tenant_id = y.tenant_id AND s.young_person_id = y.id AND s.began_on <= n.to_day
                    ORDER BY \(standing), s.began_on, s.activity_id DESC NULLS LAST LIMIT 1) AS s ON true
              \(more)
             ORDER BY \(order)
            """)
    }

    /// What they mainly did that day; nil where a placement from which it followed had ended.
    var main: MainSpell? { spell.flatMap { $0.holds(on: max(day, $0.began)) ? $0 : nil } }

    /// Whether the contact log says that they were spoken to, and nothing that was recorded since says otherwise.
    var wasReached: Bool {
        guard let spokenOn else { return false }
        return contact == nil || (contact == .no && contactOn.map { spokenOn > $0 } ?? true)
    }

    /// As recorded around the birthday, or because they were spoken to.
    var inTouch: Activity.Contact? { wasReached ? .yes : contact }

    /// As it would be sent; blank where something is missing.
    var oc3: OC3Row {
        var row = OC3Row(child: OC3Row.child(reference), born: born)
        guard let inTouch else { return row }
        row.inTouch = inTouch.code
        // Rule 344: of them nothing else is returned, whatever is known.
        if [.died, .returnedHome].contains(inTouch) {
            (row.activ, row.accom) = ("0", "0")
            return row
        }
        let isThere = inTouch == .yes
        row.activ = main?.oc3 ?? (isThere ? "" : "0")
        let lives = accommodation.flatMap { lives in suitability.map { lives.letter + $0.figure } }
        row.accom = lives ?? (isThere ? "" : "0")
        return row
    }

    /// The row of a return’s file.
    func cells(for return: Return) -> [String] {
        switch `return` {
        case .oc3: oc3.cells
        case .nccis: [reference, born.britishText, main?.nccis ?? "", main?.since.britishText ?? ""]
        case .adultSocialCare: [reference, born.britishText, main?.employment?.rawValue ?? ""]
        }
    }
}

extension Day {
    /// "14/02/2007", as the files of returns have days.
    var britishText: String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(two(day))/\(two(month))/\(year)"
    }
}
