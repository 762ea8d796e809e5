import Values

/// A sheet of an Excel workbook as rows of text (ECMA-376 part 1, section 18): bounded in bytes, rows and columns.
package struct Workbook {
    package typealias Refusal = OfficeFile.Refusal

    /// Whether the bytes are meant as a workbook.
    package static func isLikely(_ bytes: [UInt8]) -> Bool { OfficeFile.isLikely(bytes) }

    /// So much markup stands about one byte of text at most, in the sheets that people make.
    private static let mostMarkup = 6

    private let file: OfficeFile
    private let texts: SharedTexts
    private let styles: CellStyles
    /// Those with rows, in their order.
    private let sheets: [Sheet]

    private struct Sheet {
        let name, path: String
        let isHidden: Bool
    }

    /// `most` bounds the markup of one part.
    private init(_ file: OfficeFile, most: Int) throws(Refusal) {
        self.file = file
        let main = "xl/workbook.xml"
        guard let markup = try file.part(main) else { throw .damaged }
        let targets = try file.relations(of: main, ending: "worksheet")
        var reader = MarkupReader(markup), is1904 = false, sheets: [Sheet] = []
        while let piece = try reader.next() {
            guard case .open = piece else { continue }
            // Days may be counted from 1904 (18.2.28).
            if reader.isNamed("workbookPr") { is1904 = ["1", "true", "on"].contains(reader.words("date1904") ?? "") }
            guard reader.isNamed("sheet"), let path = reader.words("id").flatMap({ targets[$0] }) else { continue }
            let isHidden = (reader.words("state") ?? "visible") != "visible"
            sheets.append(Sheet(name: reader.words("name") ?? "", path: path, isHidden: isHidden))
        }
        self.sheets = sheets
        texts = try SharedTexts(file.part("xl/sharedStrings.xml", most: most))
        styles = try CellStyles(file.part("xl/styles.xml"), is1904: is1904)
    }

    /// All sheets that are shown and have rows, in their order; the rows of the first stand on the lines of their numbers.
    static func paper(_ file: OfficeFile) throws(Refusal) -> OfficePaper {
        let book = try Workbook(file, most: OfficePaper.mostParts)
        var paper = OfficePaper()
        for sheet in book.sheets.prefix(50) where !sheet.isHidden {
            guard let markup = try file.part(sheet.path, most: OfficePaper.mostParts) else { continue }
            var reader = SheetReader(markup, book.texts, book.styles), line = 1
            paper.begin(sheet: sheet.name)
            while let row = try reader.next() {
                guard row.number >= line else { throw .damaged }
                try paper.skip(min(row.number - line, 200))
                try paper.room(for: row.cells)
                try paper.sheetRow(row.cells.map(OfficePaper.cell))
                line = row.number + 1
            }
            if line == 1 { paper.dropSheet() }
        }
        if paper.sheets.isEmpty { throw .noSheet(nil) }
        return paper
    }

    /// The first sheet, or the one of this name, as comma-separated values: a line for each row, with its number in the sheet, so that a
    /// break within a cell is a line separator (U+2028). At most so many rows are read, and no more text comes of them than `bytes`:
    /// many cells may share one text.
    package static func csv(
        _ file: [UInt8], sheet name: String? = nil, rows mostRows: Int, upTo bytes: Int = 32 << 20
    ) throws(Refusal) -> String {
        let most = bytes * mostMarkup
        let book = try Workbook(OfficeFile(file, most: 2 * most + 4 * OfficeFile.mostOther), most: most)
        let wanted = name.map { name in book.sheets.first { folded($0.name) == folded(name) } }
        guard let found = wanted ?? book.sheets.first(where: { !$0.isHidden }),
            let markup = try book.file.part(found.path, most: most)
        else { throw .noSheet(name) }
        var reader = SheetReader(markup, book.texts, book.styles)
        var csv = "", line = 1, count = 0
        while count < mostRows, let row = try reader.next() {
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
        if count == 0 { throw .noSheet(name) }
        return csv
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D].contains($0) }) else { return text }
        let one = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\u{2028}")
        return "\"" + one.replacing("\"", with: "\"\"") + "\""
    }
}
