import Values

/// What a Word, Excel or OpenDocument file says, as markup: a table's row or a paragraph to a line. It is what a browser leaves of
/// such a file, so that whoever reads the one reads the other: cells that others reach over are empty, marks of lists are words. A
/// paper without tables is lines of text.
package struct OfficePaper {
    /// A sheet of a workbook, and the line with which it begins, counted from 1.
    package struct Sheet: Sendable, Equatable {
        package let name: String, line: Int
    }

    package private(set) var text = ""
    package private(set) var sheets: [Sheet] = []
    /// The lines that stand on every page, above or below its text.
    package private(set) var margins: Set<Int> = []
    /// The one that comes next.
    private(set) var line = 1
    private var isAboveTable = false

    /// No more markup comes of a file, however often it repeats what it holds.
    static let most = 8 << 20
    /// Of its parts together, unpacked: Word writes much about few words.
    static let mostParts = 32 << 20
    /// A cell reaches over no more columns, and a row has no more cells.
    static let mostColumns = 256

    /// Nil where the bytes are no such file.
    package static func read(_ bytes: [UInt8]) throws(OfficeFile.Refusal) -> OfficePaper? {
        guard OfficeFile.isLikely(bytes) else { return nil }
        var paper = try read(OfficeFile(bytes, most: mostParts))
        if !paper.text.contains("<tr>") {
            paper.text = paper.text.replacing("<p>", with: "").replacing("</p>", with: "")
        }
        return paper
    }

    private static func read(_ file: OfficeFile) throws(OfficeFile.Refusal) -> OfficePaper {
        if file.has("word/document.xml") { return try WordReader.paper(file) }
        if file.has("xl/workbook.xml") { return try Workbook.paper(file) }
        guard file.has("content.xml") else { throw .document(.otherKind) }
        return try OpenDocumentReader.paper(file)
    }

    mutating func paragraph(_ markup: String) throws(OfficeFile.Refusal) { try add("<p>\(markup)</p>\n\n") }

    /// What stands on every page.
    mutating func margin(_ markup: String) throws(OfficeFile.Refusal) {
        margins.insert(line)
        try paragraph(markup)
    }

    /// With what stands on every page, and with its notes in their order. A paper that begins with its table is headed by what stands
    /// on every page; else that stands below.
    func whole(_ margins: [String], notes: [String]) throws(OfficeFile.Refusal) -> OfficePaper {
        let margins = margins.filter { !ByteSearch.holds(text, $0) }
        var whole = OfficePaper()
        whole.sheets = sheets
        if text.hasPrefix("<table>") { for words in margins { try whole.margin(words) } }
        try whole.add(self)
        if !text.hasPrefix("<table>") { for words in margins { try whole.margin(words) } }
        for (index, words) in notes.enumerated() where !words.isEmpty {
            try whole.paragraph("<sup>\(index + 1)</sup> \(words)")
        }
        return whole
    }

    /// The cells of a row, each as markup; some reach over columns behind them, whose cells are empty.
    mutating func row(_ cells: [String], reaching spans: [Int: Int] = [:]) throws(OfficeFile.Refusal) {
        try room(for: cells)
        var row = "<tr>", at = 0
        while at < cells.count {
            let columns = min(spans[at] ?? 1, cells.count - at)
            row += columns > 1 ? "<td colspan=\"\(columns)\">\(cells[at])</td>" : "<td>\(cells[at])</td>"
            at += columns
        }
        try add(row + "</tr>\n")
    }

    /// Many cells may share one text, of which nothing is copied before it is counted.
    func room(for cells: [String]) throws(OfficeFile.Refusal) {
        guard text.utf8.count + cells.reduce(0, { $0 + $1.utf8.count }) <= Self.most else { throw .tooLarge }
    }

    /// Between the parts of a paper nothing of one goes on in the next.
    mutating func table(_ isOpening: Bool) throws(OfficeFile.Refusal) {
        try add(isOpening ? "<table>\n" : "</table>\n")
    }

    /// Rows that are empty.
    mutating func skip(_ count: Int) throws(OfficeFile.Refusal) { try add(String(repeating: "\n", count: count)) }

    mutating func begin(sheet name: String) {
        sheets.append(Sheet(name: name, line: line))
        isAboveTable = true
    }

    /// What stands alone in the rows above a sheet's table is a line of the paper.
    mutating func sheetRow(_ cells: [String]) throws(OfficeFile.Refusal) {
        let filled = cells.filter { !$0.isEmpty }
        if filled.count > 1 { isAboveTable = false }
        if isAboveTable, let words = filled.first { try add("<p>\(words)</p>\n") } else { try row(cells) }
    }

    /// The last one had no rows.
    mutating func dropSheet() { sheets.removeLast() }

    /// Another one behind this.
    mutating func add(_ other: OfficePaper) throws(OfficeFile.Refusal) { try add(other.text) }

    private mutating func add(_ markup: String) throws(OfficeFile.Refusal) {
        guard text.utf8.count + markup.utf8.count <= Self.most else { throw .tooLarge }
        text += markup
        line += markup.utf8.count { $0 == 10 }
    }

    /// Text as it stands in markup, on one line.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 >= 0xC2 }) else {
            return text
        }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\n", "\r", "\t", "\u{B}", "\u{C}", "\u{85}", "\u{A0}", "\u{2028}", "\u{2029}": escaped += " "
            case _ where scalar.value < 0x20: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Where a link leads, as it stands in markup; empty where that is not shown.
    static func address(_ address: String) -> String {
        let isShown =
            address.hasPrefix("http") && address.utf8.count < 300 && !address.contains { ")<>\" ".contains($0) }
        return isShown ? escaped(address) : ""
    }

    /// Of a cell whose breaks are signs.
    static func cell(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { escaped(String($0)) }.joined(
            separator: "<br>")
    }
}

/// Words as they come, with their looks as tags: those of one look stand between one pair.
struct OfficeWords {
    struct Look: Equatable {
        var isBold = false, isItalic = false, isRaised = false

        fileprivate var tags: [String] {
            [isBold ? "b" : nil, isItalic ? "i" : nil, isRaised ? "sup" : nil].compactMap(\.self)
        }
    }

    private(set) var markup = ""
    private var look = Look()

    mutating func add(_ text: String, _ wanted: Look = Look()) {
        // A space has no look of its own.
        if text.contains(where: { $0 != " " }) { turn(to: wanted) }
        markup += OfficePaper.escaped(text)
    }

    /// What is markup already.
    mutating func add(markup more: String) {
        turn(to: Look())
        markup += more
    }

    /// All of it, once nothing more comes.
    mutating func take() -> String {
        turn(to: Look())
        defer { markup = "" }
        return markup.trimmingSpaces
    }

    private mutating func turn(to wanted: Look) {
        guard wanted != look else { return }
        markup += look.tags.reversed().map { "</\($0)>" }.joined() + wanted.tags.map { "<\($0)>" }.joined()
        look = wanted
    }
}

extension String {
    /// Without spaces at either end.
    var trimmingSpaces: String {
        let start = utf8.firstIndex { $0 != 0x20 } ?? endIndex
        guard let last = utf8.lastIndex(where: { $0 != 0x20 }) else { return "" }
        return String(self[start...last])
    }
}
