import Values

/// A sheet of an Excel workbook as rows of text (ECMA-376 part 1, section 18): bounded in bytes, rows and columns.
package struct Workbook {
    /// Why nothing of it is read; goes behind the file's name.
    package enum Refusal: Error, Equatable {
        /// As for any document.
        case document(DocumentKind.Refusal)
        case damaged, tooLarge
        /// None at all, or none of this name.
        case noSheet(String?)

        package var words: String {
            switch self {
            case .document(let refusal): refusal.words
            case .damaged: "is damaged, or no Excel workbook: open it in Excel and save it again as .xlsx"
            case .tooLarge: "is too large to be read: save the sheet as CSV, or import it in parts"
            case .noSheet(nil): "has no sheet with rows"
            case .noSheet(let name?): "has no sheet called “\(name.cut(to: 80))”: look at the tabs at its foot"
            }
        }
    }

    /// Whether the bytes are meant as a workbook: a zip archive, or what Office wrote before there were any and encrypts in.
    package static func isLikely(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    /// Of what says how the workbook is made up.
    private static let mostOther = 4 << 20
    /// So much markup stands about one byte of text at most, in the sheets that people make.
    private static let mostMarkup = 6

    private let archive: ZipDirectory
    private let entries: [String: ZipDirectory.Entry]

    init(_ bytes: [UInt8]) throws(Refusal) {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .document(.oldOffice) }
        guard let archive = ZipDirectory(bytes) else { throw .damaged }
        self.archive = archive
        let parts = OfficeParts(archive)
        if parts.haveMacros { throw .document(.macros) }
        if parts.haveObjects { throw .document(.embedded) }
        do { try parts.look() } catch { throw .document(error) }
        entries = Dictionary(archive.entries.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    }

    /// What a part holds; nil where there is none.
    func part(_ name: String, most: Int = mostOther) throws(Refusal) -> [UInt8]? {
        guard let entry = entries[name.lowercased()] else { return nil }
        guard let bytes = archive.content(of: entry, most: most) else {
            throw entry.packed > most / 20 ? .tooLarge : .damaged
        }
        Work.took(bytes.count)
        return bytes
    }

    /// The first sheet, or the one of this name, as comma-separated values: a line for each row, with its number in the sheet, so that a
    /// break within a cell is a line separator (U+2028). At most so many rows are read, and no more text comes of them than `bytes`:
    /// many cells may share one text.
    package static func csv(
        _ file: [UInt8], sheet: String? = nil, rows most: Int, upTo bytes: Int = 32 << 20
    ) throws(Refusal) -> String {
        let book = try Workbook(file), mostBytes = bytes * mostMarkup
        let (path, is1904) = try book.sheet(called: sheet)
        guard let markup = try book.part(path, most: mostBytes) else { throw .noSheet(sheet) }
        let texts = try SharedTexts(book.part("xl/sharedStrings.xml", most: mostBytes))
        let styles = try CellStyles(book.part("xl/styles.xml", most: mostOther), is1904: is1904)
        var reader = SheetReader(markup, texts, styles)
        var csv = "", line = 1, count = 0
        while count < most, let row = try reader.next() {
            // Numbers only grow.
            guard row.number >= line else { throw .damaged }
            csv += String(repeating: "\n", count: row.number - line)
            for (place, cell) in row.cells.enumerated() {
                guard csv.utf8.count + cell.utf8.count <= bytes else { throw .tooLarge }
                csv += (place == 0 ? "" : ",") + quoted(cell)
            }
            csv += "\n"
            (line, count) = (row.number + 1, count + 1)
        }
        if count == 0 { throw .noSheet(sheet) }
        return csv
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D].contains($0) }) else { return text }
        let one = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\u{2028}")
        return "\"" + one.replacing("\"", with: "\"\"") + "\""
    }

    /// Where the sheet is, and whether days are counted from 1904 (18.2.28).
    private func sheet(called name: String?) throws(Refusal) -> (path: String, is1904: Bool) {
        guard let markup = try part("xl/workbook.xml"), let relations = try part("xl/_rels/workbook.xml.rels") else {
            throw .damaged
        }
        let targets = try Self.sheets(relations)
        var reader = MarkupReader(markup), is1904 = false
        var found: String?
        while let piece = try reader.next() {
            guard case .open = piece else { continue }
            if reader.isNamed("workbookPr") { is1904 = ["1", "true", "on"].contains(reader.words("date1904") ?? "") }
            guard found == nil, reader.isNamed("sheet"), let target = reader.words("id").flatMap({ targets[$0] }) else {
                continue
            }
            let isWanted = name.map { folded($0) == folded(reader.words("name") ?? "") }
            if isWanted ?? ((reader.words("state") ?? "visible") == "visible") { found = target }
        }
        guard let found else { throw .noSheet(name) }
        return (found, is1904)
    }

    /// The paths of the worksheets by the number of each relation (part 2, section 9).
    private static func sheets(_ relations: [UInt8]) throws(Refusal) -> [String: String] {
        var reader = MarkupReader(relations), found: [String: String] = [:]
        while let piece = try reader.next() {
            guard case .open = piece, reader.isNamed("Relationship"), let id = reader.words("Id"),
                let target = reader.words("Target"), reader.words("Type")?.hasSuffix("/worksheet") == true
            else { continue }
            found[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        return found
    }
}
