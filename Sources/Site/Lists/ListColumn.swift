import Formats
import Mustache
import Postgres

/// One column of a list and of its files.
struct ListColumn<Item>: Sendable {
    let head: String
    /// In JSON and in the address of a sorted list.
    let key: String
    let isListed: Bool
    let isFiled: Bool
    let sort: SQL?
    let cell: @Sendable (Item, Visit) -> Cell

    init(
        _ head: String, _ key: String = "", isListed: Bool = true, isFiled: Bool = true, sort: SQL? = nil,
        cell: @escaping @Sendable (Item) -> Cell
    ) {
        self.init(head, key, isListed: isListed, isFiled: isFiled, sort: sort) { item, _ in cell(item) }
    }

    init(
        _ head: String, _ key: String = "", isListed: Bool = true, isFiled: Bool = true, sort: SQL? = nil,
        cell: @escaping @Sendable (Item, Visit) -> Cell
    ) {
        (self.head, self.key, self.isListed, self.isFiled) = (head, key, isListed, isFiled)
        (self.sort, self.cell) = (sort, cell)
    }
}

/// What one cell of a list holds, for the page and for files.
enum Cell: Sendable {
    case text(String, absent: String = "Not recorded")
    /// Words that lead somewhere, with tags behind them; `before` and `after` are said only to those who hear the page.
    case link(String, String?, before: String? = nil, after: String? = nil, tags: [Tag] = [])
    case texts([String], absent: String = "None")
    case tags([Tag], file: String)
    case truth(Bool)
    case whole(Int)
    case number(Double)
    case money(Money)
    case day(Day?, absent: String = "Not recorded")
    case approximateDay(ApproximateDay?, absent: String = "Not recorded")
    /// A day by which something is to be done.
    case due(Day?, absent: String)
    /// What can be done at once, each a small form.
    case buttons([RowButton])
    indirect case over(Cell, Below)
    /// With a drawing that says the same.
    indirect case drawn(Cell, Markup)

    /// For CSV and JSON.
    var filed: Spreadsheet.Cell {
        switch self {
        case .text(let text, _), .link(let text, _, _, _, _): .text(text)
        case .texts(let texts, _): .list(texts)
        case .tags(_, let text): .text(text)
        case .truth(let truth): .truth(truth)
        case .whole(let number): .whole(number)
        case .number(let number): .number(number)
        case .money(let money): .number(money.pounds)
        case .day(let day, _), .due(let day, _): .day(day)
        case .approximateDay(let day, _): .approximateDay(day)
        case .buttons: .text("")
        case .over(let cell, _), .drawn(let cell, _): cell.filed
        }
    }

    /// As a person reads it; empty where there is nothing.
    var shown: String {
        switch self {
        case .text(let text, _), .link(let text, _, _, _, _): text
        case .texts(let texts, _): texts.joined(separator: ", ")
        case .tags(_, let text): text
        case .truth(let truth): truth ? "Yes" : "No"
        case .whole(let number): number.formatted()
        case .number(let number): Quantity.grouped(number)
        case .money(let money): money.text
        case .day(let day, _), .due(let day, _): day?.longText ?? ""
        case .approximateDay(let day, _): day?.text ?? ""
        case .buttons: ""
        case .over(let cell, _), .drawn(let cell, _): cell.shown
        }
    }

    /// What stands where there is nothing.
    var absent: String {
        switch self {
        case .text(_, let absent), .texts(_, let absent), .day(_, let absent), .approximateDay(_, let absent),
            .due(_, let absent):
            absent
        case .over(let cell, _), .drawn(let cell, _): cell.absent
        case .link, .tags, .truth, .whole, .number, .money, .buttons: ""
        }
    }

    /// "25 November 2026, 3 days late"
    func late(on today: Day) -> String? {
        switch self {
        case .due(let day?, _) where day < today: Late(day, on: today).text
        case .over(let cell, _), .drawn(let cell, _): cell.late(on: today)
        default: nil
        }
    }

    var isNumber: Bool {
        switch self {
        case .whole, .number, .money: true
        default: false
        }
    }

    var tags: [Tag] {
        switch self {
        case .tags(let tags, _), .link(_, _, _, _, let tags): tags
        case .over(let cell, _), .drawn(let cell, _): cell.tags
        default: []
        }
    }
}
