import Postgres

/// What a council promised, in its own words, with the count that is held against a target (domain.md section 3; 003.07).
struct Pledge: Record {
    /// How the target is worded.
    enum Wording: String, Choice {
        case upTo = "up_to", atLeast = "at_least", exactly

        /// "up to 8"
        func words(_ target: Int) -> String { "\(label.lowercased()) \(target.formatted())" }
    }

    /// The days that it is for.
    enum Period: String, Choice {
        case own, municipal, financial, academic

        var label: String { self == .own ? "Its own days" : "\(rawValue.sentenceCase) year" }

        /// The council's year of this kind, nil for days of its own.
        func year(of day: Day) -> CouncilYear? {
            switch self {
            case .own: nil
            case .municipal: CouncilYear(.municipal, of: day)
            case .financial: CouncilYear(.financial, of: day)
            case .academic: CouncilYear(.academic, of: day)
            }
        }
    }

    var id = ID<Pledge>(0), version = 0
    var name = "", words = "", body = "", why = ""
    var measure = PledgeCount.madeAvailable, wording = Wording.upTo, target = 0
    var kinds: [WorkKind] = [], cohorts: [Cohort.Kind] = []
    var period = Period.own, begins = Day.first, ends: Day?
    var lead: Lead.ID?, leadName = ""
    /// Nil while it is a draft.
    var published: Day?
    /// What counts today, for those who see young people.
    var numbers: PledgeNumbers?
    /// What everybody else is told, as at the end of a month.
    var told: PledgeTold?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        words = try row["words"]
        body = try row["body"]
        why = try row["why"]
        measure = try row["measure"]
        wording = try row["wording"]
        target = try row["target"]
        kinds = (try row["kinds"] as [String]).compactMap(WorkKind.init)
        cohorts = (try row["cohorts"] as [String]).compactMap(Cohort.Kind.init)
        period = try row["period"]
        begins = try row["begins_on"]
        ends = try row["ends_on"]
        lead = try row["lead_id"]
        leadName = try row["lead_name"]
        published = try row["published_on"]
        numbers = (try row["made_available"] as Int?) == nil ? nil : try PledgeNumbers(row: row)
        told = (try row["told_as_of"] as Day?) == nil ? nil : try PledgeTold(row: row)
    }

    static let table: StaticString = "pledges"
    static let words = RecordWords(one: "pledge", many: "pledges")
    /// Those that run now first, the one that ends soonest at the top.
    static let order: SQL =
        "x.ends_on < app.today(), x.ends_on NULLS LAST, \(SQL.byName(key: "x.name_key")), x.begins_on, x.id"
    static let source: SQL = "pledges AS x LEFT JOIN leads AS l ON l.tenant_id = x.tenant_id AND l.id = x.lead_id"
    static let select: SQL = select(on: "app.today()")

    /// With what counted on a day: only for those who see young people. What is told is as at the end of a month, whatever the day.
    static func select(on day: SQL) -> SQL {
        """
        SELECT \(ownColumns), x.published_on, coalesce(l.name, '') AS lead_name, n.*, t.*
          FROM \(source)
          LEFT JOIN LATERAL (SELECT c.* FROM app.count_pledge(x.id, \(day)) AS c WHERE (SELECT app.sees('see_young_people'))) AS n ON true
          LEFT JOIN LATERAL (\(PledgeTold.latest())) AS t ON true
        """
    }

    /// Those that everybody may read, with what is told of them alone: of those that are over, only for a year.
    static var told: Query<[Pledge]> { told(by: "app.today()") }

    /// The same as members read it on a day, or would have.
    static func told(by day: Day) -> Query<[Pledge]> { told(by: "\(day)::date") }

    private static func told(by day: SQL) -> Query<[Pledge]> {
        .list(
            """
            SELECT \(ownColumns), x.published_on, coalesce(l.name, '') AS lead_name, NULL::bigint AS made_available, t.*
              FROM \(source) LEFT JOIN LATERAL (\(PledgeTold.latest(by: day))) AS t ON true
             WHERE x.published_on IS NOT NULL AND x.begins_on <= \(day) AND (x.ends_on IS NULL OR x.ends_on > \(day) - 365)
             ORDER BY \(order) LIMIT 24
            """)
    }

    static func find(_ id: ID<Pledge>, on day: Day) -> Query<Pledge?> {
        .first("\(select(on: "\(day)::date")) WHERE x.id = \(id)")
    }
}

extension Pledge {
    /// “up to 8”
    var targetWords: String { wording.words(target) }

    /// "1 January 2016, no end", "municipal year 2026/27".
    var periodWords: String {
        if let year = period.year(of: begins), year.firstDay == begins { return "\(period.label) \(year.text)" }
        return ends.map { "\(begins.longText) to \($0.longText)" } ?? "From \(begins.longText), without an end"
    }

    /// What one of what counts is called: "apprenticeships", "places" where several kinds count.
    var things: String {
        guard kinds.count == 1, let kind = kinds.first else { return "places" }
        return kind == .workExperience ? "places of work experience" : kind.label.lowercased() + "s"
    }

    /// How it stands for who read the row: by what counted on the day, or by what they are told.
    func state(on day: Day) -> PledgeState {
        if let numbers { return PledgeState(self, numbers, on: day) }
        return told.map { PledgeState(self, $0) } ?? .noFigures
    }
}

extension Paths {
    static let pledges = "/pledges"

    static func pledge(_ id: ID<Pledge>) -> String { pledges + "/\(id)" }
}
