import Postgres

/// Places that an employer or a team of the council offers (domain.md section 5).
struct Opportunity: Record {
    /// How it stands on a day.
    enum State: String, Choice { case open, full, closed, withdrawn }

    var id = ID<Opportunity>(0), version = 0
    var title = "", area = "", mentor = "", description = ""
    var kind = WorkKind.workExperience, level: Int?
    /// One of the two, always.
    var employer: ID<Employer>?, team: ID<CouncilTeam>?
    /// Whose it is, as the row was read.
    var offeredBy = ""
    var sector = Employer.Sector.other
    var places = 0, taken = 0
    var closes: Day?, starts: Day?, opened = Day.first, withdrawn: Day?
    var hours: Double?
    var isPaid = false, hasGuaranteedInterview = false
    /// By the day on which the row was read.
    var state = State.open

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        title = try row["title"]
        kind = try row["kind"]
        level = try row["level"]
        employer = try row["employer_id"]
        team = try row["team_id"]
        sector = try row["sector"]
        area = try row["area"]
        places = try row["places"]
        closes = try row["closes_on"]
        starts = try row["starts_on"]
        hours = try row["hours"]
        isPaid = try row["is_paid"]
        hasGuaranteedInterview = try row["has_guaranteed_interview"]
        mentor = try row["mentor"]
        description = try row["description"]
        opened = try row["opened_on"]
        withdrawn = try row["withdrawn_on"]
        taken = try row["taken"]
        offeredBy = try row["offered_by"]
        state = try row["state"]
    }

    var name: String { title }
    var left: Int { max(0, places - taken) }
    /// "2 of 3 left"
    var leftWords: String { taken == 0 ? "\(places.formatted())" : "\(left.formatted()) of \(places.formatted())" }

    static let table: StaticString = "opportunities"
    static let words = RecordWords(one: "opportunity", many: "opportunities")
    /// What is open first, by its closing day.
    static let order: SQL = "\(state) <> 'open', x.closes_on NULLS LAST, \(SQL.byName("x.title")), x.id"
    static let source: SQL = """
        opportunities AS x LEFT JOIN employers AS e ON e.tenant_id = x.tenant_id AND e.id = x.employer_id
          LEFT JOIN council_teams AS t ON t.tenant_id = x.tenant_id AND t.id = x.team_id
        """
    /// The one rule of what is open: a closing day is the last on which somebody may apply.
    static let state: SQL = """
        CASE WHEN x.withdrawn_on IS NOT NULL THEN 'withdrawn' WHEN x.closes_on < app.today() THEN 'closed'
             WHEN x.taken >= x.places THEN 'full' ELSE 'open' END
        """
    static let select: SQL = """
        SELECT \(ownColumns), x.opened_on, x.withdrawn_on, x.taken, coalesce(e.name, t.name, '') AS offered_by, \(state) AS state
          FROM \(source)
        """

    static func given(at home: Home) -> [(column: StaticString, value: SQL)] { [("opened_on", "app.today()")] }
}

extension Opportunity.State {
    var tag: Tag {
        switch self {
        case .open: Tag(tone: "good", text: "Open")
        case .full: Tag(tone: "steady", text: "All places taken")
        case .closed: Tag(tone: "idle", text: "Closed")
        case .withdrawn: Tag(tone: "idle", text: "Withdrawn")
        }
    }
}
