import Postgres

/// A team of the council that offers work itself (003.09).
struct CouncilTeam: Record {
    var id = ID<CouncilTeam>(0), version = 0
    var name = "", directorate = "", contact = ""
    /// Opportunities and placements of it.
    var uses = 0

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        directorate = try row["directorate"]
        contact = try row["contact"]
        uses = try row["uses"]
    }

    static let table: StaticString = "council_teams"
    static let words = RecordWords(one: "council team", many: "council teams")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    /// Its list and the search are for those who see opportunities; who sees pledges reads a name where the team made one.
    static let source: SQL = "council_teams AS x JOIN (SELECT WHERE app.sees('see_opportunities')) AS v ON true"
    static let select: SQL = """
        SELECT \(ownColumns), (SELECT count(*) FROM opportunities o WHERE o.tenant_id = x.tenant_id AND o.team_id = x.id) AS uses
          FROM \(source)
        """

    static let fields: [Field<CouncilTeam>] = [
        .text(\.name, "name", "name", "Name", 1...120, or: "Enter the team’s name in up to 120 characters"),
        .text(\.directorate, "directorate", "directorate", "Directorate", 0...120),
        .text(
            \.contact, "contact", "contact", "Contact", 0...200, hint: "A post and a name given for work."),
    ]

    static let unique: Unique<CouncilTeam>? = Unique("name", or: "Enter another name: this team is listed already") {
        team, _ in "x.name_key = app.fold(\(team.name))"
    }

    static let register = Register<CouncilTeam>(
        "/council-teams", see: .seeOpportunities, change: .changeOpportunities, title: "Council teams",
        empty: EmptyState(
            heading: "No council teams yet",
            text: "Add the teams of the council that offer work experience, apprenticeships or jobs themselves.")
    ) {
        $0.lead = "Who in the council offers work to care leavers and young people with SEND."
        $0.naming = "x.name"
        $0.search = FoundWords()
        $0.columns.append(ListColumn("Opportunities", "opportunities") { .whole($0.uses) })
        $0.actions = { visit in [PageAction(label: "Opportunities", link: visit.link(Paths.opportunities))] }
        $0.removal = { team, _, visit in
            let placements: Int = try visit.db.value("SELECT count(*) FROM placements WHERE team_id = \(team.id)") ?? 0
            let promises: Int = try visit.db.value("SELECT app.team_promises(\(team.id))") ?? 0
            let used = team.uses + placements + promises
            return RemovalTerms(
                things: ["“\(team.name)”"],
                refusal: used == 0
                    ? nil : "It offers or offered work, or made a promise, that is recorded here, so it stays.")
        }
        $0.auditGroup = "Opportunities"
    }
}
