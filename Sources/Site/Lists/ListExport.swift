import Formats
import HTTP

/// A list to take away: its columns once, for a spreadsheet and for a program.
struct ListExport<Item> {
    /// One column: its head, its name in JSON, and what it holds of an item.
    struct Column {
        let head, key: String
        let cell: (Item) -> Spreadsheet.Cell

        init(_ head: String, _ key: String, _ cell: @escaping (Item) -> Spreadsheet.Cell) {
            (self.head, self.key, self.cell) = (head, key, cell)
        }
    }

    /// The file's name without its ending.
    let name: String
    /// What JSON calls the list.
    let key: String
    let columns: [Column]

    init(name: String, key: String, columns: [Column]) {
        (self.name, self.key, self.columns) = (name, key, columns)
    }

    /// The columns of a list, as they are filed.
    init(name: String, key: String, of columns: [ListColumn<Item>], for visit: Visit) {
        self.init(
            name: name, key: key,
            columns: columns.filter(\.isFiled).map { column in
                Column(column.head, column.key) { column.cell($0, visit).filed }
            })
    }

    func answer(_ items: [Item], as format: ListFormat, for visit: Visit) throws -> Response {
        visit.takenRows = items.count
        switch format {
        case .csv:
            let rows = items.map { item in columns.map { $0.cell(item) } }
            return .csv(Spreadsheet(heads: columns.map(\.head), rows: rows), named: name)
        case .json:
            let rows = items.map { item in
                Dictionary(uniqueKeysWithValues: columns.map { ($0.key, $0.cell(item)) })
            }
            return try .json([key: rows])
        }
    }
}

/// As what a list is taken away.
enum ListFormat: String, CaseIterable { case csv, json }

extension Route {
    /// A list as files, under its path with an ending; one that may be very long keeps no page waiting.
    static func files(
        _ path: String, _ ability: Ability, lane: Lane = .page, patience: Duration? = nil,
        _ answer: @escaping @Sendable (Visit, ListFormat) throws -> Response
    ) -> [Route] {
        ListFormat.allCases.map { format in
            .get("\(path).\(format.rawValue)", ability, lane: lane, patience: patience) { try answer($0, format) }
        }
    }
}

extension Exports {
    /// The files of a list, filtered as its page is.
    init(_ label: String = "Download this list", of list: ListAddress) {
        self.label = label
        files = [("CSV", "csv", "for a spreadsheet"), ("JSON", "json", "for developers")].map { name, ending, use in
            ExportLink(label: name, link: list.at("\(list.path).\(ending)").link, detail: use)
        }
    }

    /// The files of a list without filters.
    init(_ label: String = "Download this list", at path: String, _ visit: Visit) {
        self.init(label, of: ListAddress(visit, path: path, names: []))
    }
}

extension Response {
    /// A CSV file of this name.
    static func csv(_ sheet: Spreadsheet, named name: String) -> Response {
        var response = Response(body: sheet.csv)
        response.headers.set("Content-Type", "text/csv; charset=utf-8; header=present")
        response.headers.set("Content-Disposition", "attachment; filename=\"\(name).csv\"")
        return response
    }

    /// A value as JSON, its keys in order.
    static func json(_ value: some Encodable) throws -> Response {
        var response = Response(body: try JSONText.encode(value))
        response.headers.set("Content-Type", "application/json; charset=utf-8")
        return response
    }
}
