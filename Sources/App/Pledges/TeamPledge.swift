import Postgres

/// What a team of the council, or a body at arm's length, promised towards a pledge, and how that was won (003.09).
struct TeamPledge: Record {
    enum Promise: String, Choice {
        case interviews, places, tasters

        var label: String {
            switch self {
            case .interviews: "Guaranteed interviews"
            case .places: "Places"
            case .tasters: "Work tasters"
            }
        }
    }

    enum Way: String, Choice {
        case meeting, call, email = "e-mail", event, other

        var label: String { self == .meeting ? "Face to face" : self == .email ? "E-mail" : rawValue.sentenceCase }
    }

    var id = ID<TeamPledge>(0), version = 0
    var pledge = ID<Pledge>(0), pledgeName = ""
    var team: ID<CouncilTeam>?, teamName = "", directorate = ""
    var promise = Promise.interviews, number: Int?
    var way = Way.meeting, wonOn = Day.first, wonBy = ""
    var due: Day?, words = ""
    /// For those who see young people.
    var delivered: TeamDelivery?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        pledge = try row["pledge_id"]
        pledgeName = try row["pledge_name"]
        team = try row["team_id"]
        teamName = try row["team_name"]
        directorate = try row["directorate"]
        promise = try row["promise"]
        number = try row["number"]
        way = try row["won_how"]
        wonOn = try row["won_on"]
        wonBy = try row["won_by"]
        due = try row["due_on"]
        words = try row["words"]
        delivered = (try row["vacancies"] as Int?) == nil ? nil : try TeamDelivery(row: row)
    }

    var name: String { teamName.isEmpty ? "Team pledge" : teamName }
    var mention: String { "this team pledge" }
    /// "3 places"
    var promiseWords: String { number.map { "\($0.formatted()) \(promise.label.lowercased())" } ?? promise.label }
    var wonWords: String { "\(wonOn.longText), \(way.label.lowercasedFirst), \(wonBy)" }

    static let table: StaticString = "team_pledges"
    static let words = RecordWords(one: "team pledge", many: "team pledges", number: "team")
    static let order: SQL =
        "t.directorate = '', \(SQL.byName("t.directorate")), \(SQL.byName(key: "t.name_key")), x.won_on, x.id"
    static let source: SQL = """
        team_pledges AS x JOIN council_teams AS t ON t.tenant_id = x.tenant_id AND t.id = x.team_id
          JOIN pledges AS g ON g.tenant_id = x.tenant_id AND g.id = x.pledge_id
        """
    static let select: SQL = """
        WITH counted AS MATERIALIZED (\(TeamDelivery.counted))
        SELECT \(ownColumns), x.pledge_id, t.name AS team_name, t.directorate, g.name AS pledge_name, d.*
          FROM \(source) LEFT JOIN LATERAL (\(TeamDelivery.select)) AS d ON true
        """

    static let fields: [Field<TeamPledge>] = [
        .reference(
            \.team, "team", "team_id", "Team", to: "council_teams", none: "Choose one",
            hint: "Brokers add teams under Council teams.", or: "Choose the team that made the promise",
            cell: { $0.team == nil ? nil : $0.teamName }, among: { $0.choices.map(\.option) }),
        .choice(\.promise, "promise", "promise", "What it promised", or: "Choose what the team promised"),
        .whole(
            \.number, "number", "number", "How many", 1...9_999,
            hint: "For guaranteed interviews it may be left empty: they are for everybody who meets the criteria.",
            or: "Enter how many were promised, from 1 to 9,999"
        ).neededAtTimes(),
        .day(\.wonOn, "won_on", "won_on", "Won on", or: "Enter the day on which the team agreed")
            .under("How it was won"),
        .choice(\.way, "won_how", "won_how", "In what way", or: "Choose how the promise was won", radios: false),
        .text(
            \.wonBy, "won_by", "won_by", "By whom", 1...200, hint: "The post or posts, not names.",
            or: "Enter the post that won it, in up to 200 characters"),
        .day(\.due, "due", "due_on", "To be kept by", absent: "As long as the pledge runs").under(
            "When, and what else"),
        .area(
            \.words, "words", "words", "What was agreed", 0...1_000, hint: "No names of young people.",
            or: "What was agreed must be 1,000 characters or fewer", rows: 3),
    ]

    static func choices(_ visit: Visit, at home: Home, for pledge: TeamPledge?) throws -> [NamedChoice] {
        try visit.db(.list("SELECT id, name FROM council_teams ORDER BY \(SQL.byName(key: "name_key")), id"))
    }

    static func check(_ it: inout TeamPledge, _ check: inout Check, _ context: FormContext<TeamPledge>) {
        if it.team == nil { check.mistake("team", "Choose the team that made the promise") }
        if it.promise != .interviews, it.number == nil, check.fields["number"].isEmpty {
            check.mistake("number", "Enter how many \(it.promise.label.lowercased()) were promised, from 1 to 9,999")
        }
        if it.wonOn > context.today { check.mistake("won_on", "Enter today or an earlier day") }
        if let due = it.due, it.wonOn != .first, due < it.wonOn {
            check.mistake("due", "Enter a day on or after the one on which it was won, \(it.wonOn.longText)")
        }
    }

    static let register = Register<TeamPledge>(
        Paths.pledges + "/:pledge/teams", see: .seePledges, change: .changePledges, title: "Team pledges",
        empty: EmptyState(
            heading: "No team pledges yet", text: "Add what teams of the council promised, and how each was won.")
    ) {
        $0.home = { try Pledge.register.under("teams", by: "pledge_id", $0) }
        $0.hasList = false
        $0.naming = "(SELECT t.name FROM council_teams AS t WHERE t.tenant_id = x.tenant_id AND t.id = x.team_id)"
        $0.auditGroup = Pledge.register.title
        $0.saved = { _, _, home, isNew in
            (home.back.link, isNew ? "The team pledge is added." : "The team pledge is saved.")
        }
    }
}
