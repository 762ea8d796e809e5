import HTTP
import Mustache
import Postgres

/// Pledges, what counts towards them, what papers say of them, and what teams promised.
enum PledgePages: Feature {
    static let registers: [any AnyRegister] = [Pledge.register, PaperFigure.register, TeamPledge.register]
    static let views: [any View.Type] = [PledgeShow.self, PledgePeople.self, TeamPledgeSheet.self]
    static let places = [Place("Pledges", Paths.pledges, .seePledges, rank: 23, in: .figures)]
    static let routes: [Route] =
        [
            .get(Pledge.register.one, .seePledges, show),
            .get(Pledge.register.one + "/people", .seeYoungPeople, people),
            .get(Paths.teamPledges, .seePledges, TeamPledgeSheet.show),
        ] + PledgeLinks.routes + Route.files(Paths.teamPledges, .seePledges, TeamPledgeSheet.file)
    /// A draft is in nobody’s calendar.
    static let dated = [DatedKind.pledges]
    static let audited = [
        AuditedTable(
            "pledge_opportunities", "Opportunity that counts", group: Pledge.register.title,
            [
                AuditedColumn("pledge_id", "Pledge", references: "pledges"),
                AuditedColumn("opportunity_id", "Opportunity", references: "opportunities"),
            ]
        ) { $0.many = "Opportunities that count" },
        AuditedTable(
            "pledge_placements", "Placement that counts", group: Pledge.register.title,
            [
                AuditedColumn("pledge_id", "Pledge", references: "pledges"),
                AuditedColumn("placement_id", "Placement", references: "placements"),
            ]
        ) { $0.many = "Placements that count" },
    ]

    /// As it stands today, or stood on a day for those who see young people; everybody else is told of the end of a month.
    private static func show(_ visit: Visit) throws -> Response {
        let id: ID<Pledge> = try visit.id("pledge")
        let asked = visit.query("at"), read = asked.isEmpty ? nil : Day.read(typed: asked, near: visit.today)
        let past = read.flatMap { $0 <= visit.today ? $0 : nil }, day = past ?? visit.today
        let (pledge, papers, teams) = try visit.db.all(
            Pledge.find(id, on: day), PaperComparison.all(of: id), TeamPledge.all(of: id))
        guard let pledge else { throw Failure.notFound }
        let standing = pledge.numbers == nil ? [] : try visit.db(PledgeStanding.all(of: id, on: day))
        let found = PledgeFound(
            pledge: pledge, day: day, standing: standing, papers: papers, teams: teams,
            typed: asked.isEmpty || past != nil ? nil : asked)
        return try visit.page(
            PledgeShow(found, for: visit), title: "\(pledge.name) – Pledges",
            back: Link(label: "Pledges", link: visit.link(Paths.pledges)),
            filters: pledge.numbers == nil
                ? nil : "As at \(day.longText). Contains small numbers: for those who may see young people")
    }

    /// Who is behind one of its counts.
    private static func people(_ visit: Visit) throws -> Response {
        let id: ID<Pledge> = try visit.id("pledge")
        let day = visit.query("at").isEmpty ? visit.today : Day(iso: visit.query("at"))
        guard let count = PledgeCount(rawValue: visit.query("of").isEmpty ? "taken_up" : visit.query("of")), let day,
            day <= visit.today
        else { throw Failure.notFound }
        let (pledge, people) = try visit.db.all(
            Pledge.find(id, on: day), PledgePerson.all(behind: count, of: id, on: day))
        guard let pledge else { throw Failure.notFound }
        visit.noteLooks(at: people.map(\.person), as: .list)
        return try visit.page(
            PledgePeople(people, behind: count, of: pledge, on: day, for: visit),
            title: "\(count.label) – \(pledge.name)",
            back: Link(label: pledge.name, link: visit.link(Paths.pledge(id)) + "?at=\(day.isoText)"))
    }
}

/// The list behind a count.
struct PledgePeople: View {
    static let template = "pledges/people"
    let head: PageHead
    let table: Table?

    init(_ people: [PledgePerson], behind count: PledgeCount, of pledge: Pledge, on day: Day, for visit: Visit) {
        head = PageHead(
            kicker: pledge.name, heading: "\(count.label): \(counted(people.count, "person", "people"))",
            lead:
                "As at \(day.longText). \(count == .madeAvailable ? "Those who took up a place that was made available." : count.meaning)"
        )
        let columns: [ListColumn<PledgePerson>] = [
            ListColumn("Young person") { who, visit in
                .link(visit.naming(who.called, who.reference), Paths.youngPerson(who.person))
            },
            ListColumn("Placement") { who in
                let words = [who.role.isEmpty ? who.kind?.label ?? "" : who.role, who.place].filter { !$0.isEmpty }
                return .link(
                    words.joined(separator: ", "), who.placement.map { Paths.placement($0, of: who.person) })
            },
            ListColumn(count == .applied ? "Applied" : count == .offered ? "Since" : "Started") {
                .day($0.began, absent: "Not yet")
            },
            ListColumn("Ended") { .day($0.ended, absent: "Not by then") },
        ]
        table =
            people.isEmpty
            ? nil
            : Table(
                count.label, of: people, count == .employed || count == .applied ? Array(columns.dropLast()) : columns,
                for: visit)
    }
}

extension TeamPledge {
    static func all(of pledge: ID<Pledge>) -> Query<[TeamPledge]> {
        .list("\(select) WHERE x.pledge_id = \(pledge) ORDER BY \(order)")
    }
}
