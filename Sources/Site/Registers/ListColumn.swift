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
    let cell: @Sendable (R, Visit) -> Cell

    init(
        _ head: String, _ key: String, isListed: Bool = true, isFiled: Bool = true, sort: SQL? = nil,
        cell: @escaping @Sendable (R) -> Cell
    ) {
        self.init(head, key, isListed: isListed, isFiled: isFiled, sort: sort) { record, _ in cell(record) }
    }

    init(
        _ head: String, _ key: String, isListed: Bool = true, isFiled: Bool = true, sort: SQL? = nil,
        cell: @escaping @Sendable (R, Visit) -> Cell
    ) {
        (self.head, self.key, self.isListed, self.isFiled) = (head, key, isListed, isFiled)
        (self.sort, self.cell) = (sort, cell)
    }
}

/// What one cell of a list holds, for the page and for files.
enum Cell: Sendable {
    case text(String, absent: String = "Not recorded")
    /// Words that lead somewhere, with tags behind them.
    case link(String, String, tags: [Tag] = [])
    case texts([String], absent: String = "None")
    case tags([Tag], file: String)
    case truth(Bool)
    case whole(Int)
    case number(Double)
    case day(Day?, absent: String = "Not recorded")
    case approximateDay(ApproximateDay?, absent: String = "Not recorded")
    /// A day by which something is to be done.
    case due(Day?, absent: String)

    /// For CSV and JSON.
    var filed: Spreadsheet.Cell {
        switch self {
        case .text(let text, _), .link(let text, _, _): .text(text)
        case .texts(let texts, _): .list(texts)
        case .tags(_, let text): .text(text)
        case .truth(let truth): .truth(truth)
        case .whole(let number): .whole(number)
        case .number(let number): .number(number)
        case .day(let day, _), .due(let day, _): .day(day)
        case .approximateDay(let day, _): .approximateDay(day)
        }
    }

    /// As a person reads it; empty where there is nothing.
    var shown: String {
        switch self {
        case .text(let text, _), .link(let text, _, _): text
        case .texts(let texts, _): texts.joined(separator: ", ")
        case .tags(_, let text): text
        case .truth(let truth): truth ? "Yes" : "No"
        case .whole(let number): number.formatted()
        case .number(let number): Quantity.grouped(number)
        case .day(let day, _), .due(let day, _): day?.longText ?? ""
        case .approximateDay(let day, _): day?.text ?? ""
        }
    }

    /// What stands where there is nothing.
    var absent: String {
        switch self {
        case .text(_, let absent), .texts(_, let absent), .day(_, let absent), .approximateDay(_, let absent),
            .due(_, let absent):
            absent
        case .link, .tags, .truth, .whole, .number: ""
        }
    }

    /// "25 November 2026, 3 days late"
    func late(on today: Day) -> String? {
        if case .due(let day?, _) = self, day < today { Late(day, on: today).text } else { nil }
    }

    var isNumber: Bool {
        switch self {
        case .whole, .number: true
        default: false
        }
    }

    var tags: [Tag] {
        switch self {
        case .tags(let tags, _), .link(_, _, let tags): tags
        default: []
        }
    }
}

/// A table of a list: heads and cells as data, each row led by its name.
struct Table: Sendable {
    let caption: String
    /// Seen, not only heard.
    var isCaptionShown = false
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
    /// A quiet word behind the name.
    var detail: String?
    var tags: [Tag] = []
    let cells: [ListCell]
}

/// One cell, with its head for narrow screens.
struct ListCell: Sendable {
    let label: String
    var text: String?
    var link: String?
    var absent: String?
    var tags: [Tag] = []
    /// A quiet line below.
    var detail: String?
    /// In place of the text, where it is late.
    var late: String?
    var isNumber = false

    init(_ label: String, _ text: String) { (self.label, self.text) = (label, text) }

    init(_ label: String, _ cell: Cell, for visit: Visit) {
        self.label = label
        late = cell.late(on: visit.today)
        tags = cell.tags
        isNumber = cell.isNumber
        let shown = cell.shown
        if case .link(let words, let address, _) = cell {
            (text, link) = (words, visit.link(address))
        } else if tags.isEmpty {
            text = shown.isEmpty || late != nil ? nil : shown
            absent = shown.isEmpty && !cell.absent.isEmpty ? cell.absent : nil
        }
    }
}
