/// A paper as it went to a meeting: all that is shown, printed and put into a Word document, whatever changes afterwards.
struct PaperDocument: Codable, Equatable, Sendable {
    var council, title, body: String
    var heldOn: Day
    var facts: [Fact] = []
    var parts: [Part] = []
    var notes: [Note] = []

    /// A line of the block at the top.
    struct Fact: Codable, Equatable, Sendable { var label, text: String }

    /// A heading with what stands under it; level 1 or 2.
    struct Part: Codable, Equatable, Sendable {
        var level: Int
        var number, label: String
        var blocks: [Block] = []
        /// On a page of its own in print.
        var startsPage = false
    }

    /// A footnote, by its number in this paper.
    struct Note: Codable, Equatable, Sendable {
        var number: Int
        var words: String
    }

    /// A paragraph, a list, a table or a heading inside a part.
    enum Block: Codable, Equatable, Sendable {
        case paragraph(runs: [Run])
        case list(items: [[Run]])
        case heading(runs: [Run])
        case table(Table)
    }

    /// Words that look alike, or the mark of a note.
    struct Run: Codable, Equatable, Sendable {
        enum Look: String, Codable { case plain, italic, strong }
        var text: String
        var look = Look.plain
        var note: Int?
    }

    /// Rows under heads that come again on every page.
    struct Table: Codable, Equatable, Sendable {
        /// What it is, for those who do not see it.
        var caption: String
        /// The shares of the columns, of 100.
        var widths: [Int]
        /// None, one over all columns, or one for each.
        var heads: [String]
        var rows: [[Cell]]
    }

    /// One cell; where an earlier one reaches down over its place, there is none.
    struct Cell: Codable, Equatable, Sendable {
        var blocks: [Block]
        var isHead = false
        var rows = 1
        var columns = 1
    }
}

extension PaperDocument.Run {
    static func note(_ number: Int) -> Self { Self(text: "", note: number) }
}

extension PaperDocument.Block {
    static func plain(_ text: String) -> Self { .paragraph(runs: [.init(text: text)]) }

    /// The words alone, for the checks.
    var words: String {
        switch self {
        case .paragraph(let runs), .heading(let runs): runs.map(\.text).joined()
        case .list(let items): items.map { $0.map(\.text).joined() }.joined(separator: "\n")
        case .table(let table):
            table.rows.flatMap { $0 }.flatMap(\.blocks).map(\.words).joined(separator: "\n")
        }
    }
}
