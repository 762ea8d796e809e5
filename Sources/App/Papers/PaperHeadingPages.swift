import HTTP
import Mustache
import Postgres

/// The council's own headings, as the scrutiny officer and the administrator keep them.
enum PaperHeadingPages {
    static let routes: [Route] = [
        .get("/papers/headings", .changePaperHeadings, index),
        .post("/papers/headings/usual", .changePaperHeadings, begin),
    ]

    private static func index(_ visit: Visit) throws -> Response {
        let view = PaperHeadingList(try visit.db(PaperHeading.all), for: visit)
        return try visit.page(
            view, title: "Paper template", back: Link(label: "Papers", link: visit.link(Paths.papers)))
    }

    private static func begin(_ visit: Visit) throws -> Response {
        if try visit.db(PaperHeading.all).isEmpty { try PaperHeading.begin(with: PaperHeading.usual, in: visit.db) }
        return visit.redirect(to: Paths.paperHeadings, saying: "The usual headings are there. Change them as you need.")
    }
}

/// The headings in their order.
struct PaperHeadingList: View {
    static let template = "papers/headings"
    let head: PageHead
    let table: Table?
    let empty: Beginning?

    /// How to begin.
    struct Beginning: Sendable {
        let action: String
        let save: SaveRow
    }

    init(_ headings: [PaperHeading], for visit: Visit) {
        let add = PageAction(label: "Add a heading", link: visit.link(Paths.paperHeadings + "/new"), isPrimary: true)
        head = PageHead(
            heading: "Paper template", count: headings.isEmpty ? nil : "\(headings.count) in all",
            lead: "Every new paper asks for these, in this order. Papers that were published keep theirs.",
            actions: [add])
        table =
            headings.isEmpty
            ? nil : Table("Headings, in the order of a paper", of: headings, Self.columns, for: visit)
        empty =
            headings.isEmpty
            ? Beginning(
                action: visit.link(Paths.paperHeadings + "/usual"),
                save: SaveRow(label: "Begin with the usual headings"))
            : nil
    }

    private static let columns: [ListColumn<PaperHeading>] = [
        ListColumn("Heading") { heading in
            .link(
                heading.name, Paths.paperHeading(heading.id) + "/edit", before: "Edit ",
                tags: heading.isRetired ? [Tag(tone: "idle", text: "No longer used")] : [])
        },
        ListColumn("Content") { .text($0.kind.label) },
        ListColumn("Filled in by") { .text(filled($0)) },
    ]

    private static func filled(_ heading: PaperHeading) -> String {
        if !heading.kind.isAnswered {
            return heading.kind == .group ? "A heading only" : "Waymark, from the plan and the paper"
        }
        if heading.known != .nothing { return "Waymark: \(heading.known.label.lowercasedStart)" }
        let none = heading.noneWords.isEmpty ? "" : ", or “\(heading.noneWords)”"
        return (heading.isRequired ? "Officer, required" : "Officer, where needed") + none
    }
}

extension String {
    fileprivate var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }
}
