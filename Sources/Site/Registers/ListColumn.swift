import Formats
import Postgres

/// One column of a list and of its files.
struct ListColumn<R: Record>: Sendable {
    let head: String
    /// In JSON and in the address of a sorted list.
    let key: String
    let isListed: Bool
    let isFiled: Bool
    let sort: SQL?
    let cell: @Sendable (R) -> Cell

    init(
        _ head: String, _ key: String, isListed: Bool = true, isFiled: Bool = true, sort: SQL? = nil,
        cell: @escaping @Sendable (R) -> Cell
    ) {
        (self.head, self.key, self.isListed, self.isFiled) = (head, key, isListed, isFiled)
        (self.sort, self.cell) = (sort, cell)
    }
}

/// What one cell of a list holds, for the page and for files.
enum Cell: Sendable {
    case text(String, absent: String = "Not recorded")
    case texts([String], absent: String = "None")
    case tags([Tag], file: String)
    case truth(Bool)
    case whole(Int)
    case day(Day?, absent: String = "Not recorded")

    /// For CSV and JSON.
    var filed: Spreadsheet.Cell {
        switch self {
        case .text(let text, _): .text(text)
        case .texts(let texts, _): .list(texts)
        case .tags(_, let text): .text(text)
        case .truth(let truth): .truth(truth)
        case .whole(let number): .whole(number)
        case .day(let day, _): .day(day)
        }
    }

    /// As a person reads it; empty where there is nothing.
    var shown: String {
        switch self {
        case .text(let text, _): text
        case .texts(let texts, _): texts.joined(separator: ", ")
        case .tags(_, let text): text
        case .truth(let truth): truth ? "Yes" : "No"
        case .whole(let number): number.formatted()
        case .day(let day, _): day?.longText ?? ""
        }
    }

    /// What stands where there is nothing.
    var absent: String {
        switch self {
        case .text(_, let absent), .texts(_, let absent), .day(_, let absent): absent
        case .tags, .truth, .whole: ""
        }
    }

    var isNumber: Bool { if case .whole = self { true } else { false } }

    var tags: [Tag] { if case .tags(let tags, _) = self { tags } else { [] } }
}

/// A table of a list: heads and cells as data, each row led by its name.
struct Table: Sendable {
    let caption: String
    /// A name for its style sheet, where it has one of its own.
    var style: String?
    var heads: [SortHead]
    var rows: [ListRow]
}

/// One row.
struct ListRow: Sendable {
    /// The first cell, which names the row and leads to the record.
    let name: String
    let link: String?
    /// Said only to those who hear the page, before and after the name.
    var before, after: String?
    let cells: [ListCell]
}

/// One cell, with its head for narrow screens.
struct ListCell: Sendable {
    let label: String
    var text: String?
    var absent: String?
    var tags: [Tag] = []
    /// A quiet line below.
    var detail: String?
    /// What is late, below.
    var late: String?
    var isNumber = false

    init(_ label: String, _ text: String) { (self.label, self.text) = (label, text) }

    init(_ label: String, _ cell: Cell) {
        self.label = label
        tags = cell.tags
        isNumber = cell.isNumber
        let shown = cell.shown
        if tags.isEmpty {
            text = shown.isEmpty ? nil : shown
            absent = shown.isEmpty && !cell.absent.isEmpty ? cell.absent : nil
        }
    }
}
