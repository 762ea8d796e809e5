import Mustache

/// A number with its name.
struct Stat: Sendable {
    var number, label: String
    var detail: String? = nil
    var link: String? = nil
}

/// A drawing with its table.
struct Figure: Sendable {
    var id, caption, subtitle: String
    var svg: Markup? = nil
    var isWide = false
    var table: DataTable
    var csvLink: String? = nil
    var list: Link? = nil
    var notes: [FigureNote] = []
}

/// The same numbers as a drawing's.
struct DataTable: Sendable {
    var caption: String
    var heads: [DataHead]
    var rows: [DataRow]
}

/// The head of a column.
struct DataHead: Sendable {
    var label: String
    var isNumber = false
}

/// A row with its head.
struct DataRow: Sendable {
    var head: String
    var cells: [DataCell]
}

/// One cell.
struct DataCell: Sendable {
    var text: String
    var isNumber = false
}

/// What a symbol means.
struct FigureNote: Sendable { var symbol, text: String }
