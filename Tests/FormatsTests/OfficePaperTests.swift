import Testing

@testable import Formats

/// Workbooks and OpenDocument files as the markup that a plan is read from, and what bounds all of them.
@Suite struct OfficePaperTests {
    private func refusal(_ bytes: [UInt8]) -> OfficeFile.Refusal? {
        do throws(OfficeFile.Refusal) { _ = try OfficePaper.read(bytes) } catch { return error }
        return nil
    }

    @Test func sheetsAreReadInTheirOrderButHiddenOnes() throws {
        let paper = try OfficePaper.read(
            Sheets.book([
                "xl/worksheets/sheet1.xml": """
                <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Choir plan</t></is></c></row>\
                <row r="3"><c r="A3" t="inlineStr"><is><t>Action</t></is></c><c r="B3" t="inlineStr"><is><t>Due</t></is></c></row>\
                <row r="4"><c r="A4" t="inlineStr"><is><t>Sing&#10;&lt;loud&gt;</t></is></c><c r="B4" s="1"><v>46174</v></c></row>\
                </sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>
                """,
                "xl/worksheets/sheet2.xml": Sheets.cell("7"), "xl/worksheets/sheet3.xml": Sheets.cell("8"),
            ]))
        #expect(
            paper?.text == """
                <p>Choir plan</p>

                <tr><td>Action</td><td>Due</td></tr>
                <tr><td>Sing<br>&lt;loud&gt;</td><td>2026-06-01</td></tr>
                <p>7</p>

                """)
        #expect(paper?.sheets == [.init(name: "Cases 2026", line: 1), .init(name: "Young people", line: 5)])
        #expect(refusal(Sheets.book(["xl/worksheets/sheet1.xml": "<worksheet/>"])) == .noSheet(nil))
    }

    private func openDocument(_ kind: String, _ body: String, _ styles: String = "") -> [UInt8] {
        Papers.zip([
            "mimetype": "application/vnd.oasis.opendocument.\(kind)",
            "content.xml":
                "<office:document-content><office:automatic-styles>\(styles)</office:automatic-styles><office:body>\(body)</office:body></office:document-content>",
        ])
    }

    @Test func tablesWithinTablesAreNotRepeated() throws {
        var nested = "<text:p>abcdefghij</text:p>"
        for _ in 0..<6 {
            nested =
                "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"256\">\(nested)</table:table-cell></table:table-row></table:table>"
        }
        let paper = try OfficePaper.read(openDocument("text", "<office:text>\(nested)</office:text>"))
        #expect(paper.map { $0.text.utf8.count < 100_000 && $0.text.contains("abcdefghij") } == true)
        let level =
            "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"\(Int.min)\" text:start-value=\"\(Int.min)\" style:num-format=\"1\"/></text:list-style>"
        let list = "<text:list text:style-name=\"L1\"><text:list-item><text:p>One</text:p></text:list-item></text:list>"
        #expect(
            try OfficePaper.read(openDocument("text", "<office:text>\(list)</office:text>", level))?.text.contains(
                "One") == true)
    }

    @Test func anOpenDocumentTextIsReadAsAWordFileIs() throws {
        let cell = "<table:table-cell><text:p>Hum</text:p><text:p>twice</text:p></table:table-cell>"
        let paper = try OfficePaper.read(
            openDocument(
                "text",
                """
                <office:text><text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>\
                <text:h text:outline-level="2">Work</text:h><text:p>Sing<text:note><text:note-citation>1</text:note-citation>\
                <text:note-body><text:p>In tune</text:p></text:note-body></text:note><text:s text:c="2"/>now<text:line-break/>\
                <text:span text:style-name="T1">loud</text:span></text:p>\
                <text:list text:style-name="L1"><text:list-item><text:p>One</text:p></text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>\
                <table:table><table:table-row>\(cell)<table:table-cell table:number-columns-spanned="2"><text:p>x</text:p></table:table-cell>\
                <table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell/>\(cell)</table:table-row></table:table></office:text>
                """,
                """
                <style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>\
                <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/></text:list-style>
                """))
        #expect(
            paper?.text == """
                <p>## Work</p>

                <p>Sing<sup>1</sup>  now</p>

                <p><b>loud</b></p>

                <p>1. One</p>

                <p>2. Two</p>

                <table>
                <tr><td><p>Hum</p><p>twice</p></td><td><p>x</p></td></tr>
                <tr><td></td><td><p>Hum</p><p>twice</p></td></tr>
                </table>
                <p><sup>1</sup> In tune</p>


                """)
    }

    @Test func anOpenDocumentSpreadsheetIsReadAsAWorkbookIs() throws {
        let empty =
            "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"1000\"/></table:table-row>"
        let paper = try OfficePaper.read(
            openDocument(
                "spreadsheet",
                """
                <office:spreadsheet><table:table table:name="Plan"><table:table-row><table:table-cell><text:p>Action</text:p></table:table-cell>\
                <table:table-cell><text:p>Due</text:p></table:table-cell></table:table-row>\
                <table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell table:number-columns-repeated="900"/></table:table-row>\
                <table:table-row><table:table-cell><text:p>Sing</text:p><text:p>loud</text:p></table:table-cell>\
                <table:table-cell office:value-type="date" office:date-value="2026-06-01T00:00:00"><text:p>1/6/26</text:p></table:table-cell></table:table-row>\
                \(empty)</table:table><table:table table:name="Empty">\(empty)</table:table></office:spreadsheet>
                """))
        #expect(
            paper?.text == """
                <tr><td>Action</td><td>Due</td></tr>


                <tr><td>Sing<br>loud</td><td>2026-06-01</td></tr>

                """)
        #expect(paper?.sheets == [.init(name: "Plan", line: 1)])
    }

    @Test func otherKindsAreRefusedInWords() {
        #expect(
            refusal(Papers.zip(["[Content_Types].xml": "x", "ppt/presentation.xml": "x"])) == .document(.otherKind))
        #expect(refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == .document(.oldOffice))
        #expect(refusal(Papers.docm) == .document(.macros))
        #expect(refusal(Array("plain".utf8)) == nil)
    }

    /// No more parts than any file has.
    @Test func partsAreCounted() {
        let many = Dictionary(uniqueKeysWithValues: (0...ZipDirectory.mostEntries).map { ("a\($0)", "") })
        #expect(ZipDirectory(Papers.zip(many)) == nil)
        #expect(refusal(Papers.zip(many)) == .damaged)
    }

    @Test func elementsMayNotStandInEachOtherWithoutEnd() {
        func nested(_ depth: Int) -> [UInt8] {
            WordFile.bytes(String(repeating: "<w:sdt>", count: depth) + String(repeating: "</w:sdt>", count: depth))
        }
        #expect(refusal(nested(200)) == nil)
        #expect(refusal(nested(MarkupReader.mostDepth)) == .damaged)
    }

    @Test func textIsBoundedInOnePieceAndInAll() {
        let piece = String(repeating: "a", count: MarkupReader.mostText)
        let run = "<w:r><w:t>\(piece)</w:t></w:r>"
        #expect(refusal(WordFile.bytes("<w:p>\(run)</w:p>")) == nil)
        #expect(refusal(WordFile.bytes("<w:p><w:r><w:t>\(piece)a</w:t></w:r></w:p>")) == .damaged)
        #expect(refusal(WordFile.bytes("<w:p>\(String(repeating: run, count: 10))</w:p>")) == .tooLarge)
    }

    @Test func aPartThatUnpacksToMuchMoreIsRefused() throws {
        let blank = String(repeating: " ", count: 40 << 20)
        let bomb = try Packed.zip([
            "[Content_Types].xml": "<x/>", "word/document.xml": "<w:document>\(blank)</w:document>",
        ])
        #expect(bomb.count < 100_000 && refusal(bomb) == .damaged)
        let honest = String(repeating: "<w:p><w:r><w:t>Sing</w:t></w:r></w:p>", count: 20_000)
        let file = try Packed.zip([
            "[Content_Types].xml": "<x/>", "word/document.xml": "<w:document>\(honest)</w:document>",
        ])
        #expect(refusal(file) == nil, "as far as people write it")
    }

    @Test func allPartsTogetherAreBounded() throws {
        let file = try OfficeFile(Papers.zip(["a": "12345678", "b": "12345678"]), most: 12)
        #expect(try file.part("a")?.count == 8)
        #expect(throws: OfficeFile.Refusal.tooLarge) { _ = try file.part("b") }
    }

    /// However many cells share a long text, and however often a cell is said to be repeated.
    @Test func noMoreComesOfAFileThanItMay() {
        let long = String(repeating: "a", count: 400_000)
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 40)
        let book = Sheets.book([
            "xl/sharedStrings.xml": "<sst><si><t>\(long)</t></si></sst>",
            "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>\(cells)</row></sheetData></worksheet>",
        ])
        #expect(refusal(book) == .tooLarge)
        let repeated =
            "<table:table-cell table:number-columns-repeated=\"999999999\"><text:p>\(long)</text:p></table:table-cell>"
        let sheet =
            "<office:spreadsheet><table:table><table:table-row>\(repeated)</table:table-row></table:table></office:spreadsheet>"
        #expect(refusal(openDocument("spreadsheet", sheet)) == .tooLarge)
    }

    @Test func entitiesAreNotRead() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>"
        #expect(
            refusal(Papers.zip(["[Content_Types].xml": "<x/>", "word/document.xml": bomb + "<w:document/>"]))
                == .damaged)
        #expect(refusal(Papers.zip(["content.xml": bomb + "<x/>", "[Content_Types].xml": "<x/>"])) == .damaged)
    }
}
