import HTTP
import Mustache
import Postgres

/// Every team pledge of the council by directorate, to print and as a file.
struct TeamPledgeSheet: View {
    static let template = "pledges/teams"
    let head: PageHead
    let empty: EmptyState?
    let parts: [Part]
    let foot: String?
    let exports: Exports?

    /// The teams of one directorate.
    struct Part: Sendable {
        let heading: String
        let table: Table
    }

    init(_ all: [TeamPledge], for visit: Visit) {
        let sees = visit.can(.seeYoungPeople)
        let teams = Set(all.map(\.teamName)).count
        let directorates = Self.parted(all)
        head = PageHead(
            heading: all.isEmpty
                ? "Team pledges" : "\(counted(teams, "team", "teams").sentenceCase) promised to help keep a pledge",
            lead: all.isEmpty
                ? nil
                : "What teams of the council and bodies at arm’s length promised towards its pledges, by directorate, and how each promise was won.",
            actions: [PageAction(label: "Pledges", link: visit.link(Paths.pledges))])
        empty =
            all.isEmpty
            ? EmptyState(
                heading: "No team pledges yet",
                text: "They are added on the page of the pledge that they are made towards.",
                next: Link(label: "Pledges", link: visit.link(Paths.pledges))) : nil
        parts = directorates.map { name, rows in
            Part(
                heading: "\(name.isEmpty ? "In no directorate" : name): \(counted(rows.count, "promise", "promises"))",
                table: Table(
                    name.isEmpty ? "In no directorate" : name, of: rows, Self.columns(sees: sees),
                    style: "app-pledge__teams", for: visit))
        }
        foot =
            all.isEmpty
            ? nil
            : sees
                ? "Counted are the cases that you may open. Small numbers can tell who somebody is: keep this sheet among those who may see young people."
                : "What each promise brought is counted for brokers. Of a whole pledge it is told to everybody, in steps of five, on its own page."
        exports = all.isEmpty ? nil : Exports(at: Paths.teamPledges, visit)
    }

    /// In the order of the list.
    private static func parted(_ all: [TeamPledge]) -> [(String, [TeamPledge])] {
        var parts: [(String, [TeamPledge])] = []
        for team in all {
            if parts.last?.0 == team.directorate {
                parts[parts.count - 1].1.append(team)
            } else {
                parts.append((team.directorate, [team]))
            }
        }
        return parts
    }

    private static func columns(sees: Bool) -> [ListColumn<TeamPledge>] {
        var columns = TeamPledge.columns(sees: sees)
        columns.insert(ListColumn("Pledge", "pledge") { .link($0.pledgeName, Paths.pledge($0.pledge)) }, at: 1)
        return columns
    }

    static func show(_ visit: Visit) throws -> Response {
        let all = try visit.db(TeamPledge.all(at: .council))
        return try visit.page(TeamPledgeSheet(all, for: visit), title: "Team pledges")
    }

    static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let all = try visit.db(TeamPledge.all(at: .council))
        let directorate = ListColumn<TeamPledge>("Directorate", "directorate") { .text($0.directorate) }
        let words = ListColumn<TeamPledge>("What was agreed", "words") { .text($0.words) }
        let list = ListExport<TeamPledge>(
            name: "team-pledges", key: "team_pledges",
            of: [directorate] + columns(sees: visit.can(.seeYoungPeople)) + [words], for: visit)
        return try list.answer(all, as: format, for: visit)
    }
}

extension Paths {
    static let teamPledges = "/team-pledges"
}
