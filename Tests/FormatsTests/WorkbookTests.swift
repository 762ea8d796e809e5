import Testing
import Values

@testable import Formats

/// Workbooks as Excel and others write them, made here part by part.
@Suite struct WorkbookTests {
    private func rows(_ parts: [String: String], sheet: String? = nil, most: Int = 1_000) throws -> String {
        try Workbook.csv(Sheets.book(parts), sheet: sheet, rows: most)
    }

    @Test func aWorkbookOfACouncilIsReadRowByRow() throws {
        let csv = try rows([
            "xl/sharedStrings.xml": """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <sst xmlns="m" count="5" uniqueCount="5"><si><t>Reference</t></si><si><t>Name</t></si>\
            <si><r><rPr><b/></rPr><t>Zoë </t></r><r><t xml:space="preserve">O&#8217;Neill &amp; co</t></r>\
            <rPh sb="0" eb="1"><t>zo</t></rPh></si><si><t>Born</t></si><si><t>a, "b"&#10;c</t></si></sst>
            """,
            "xl/worksheets/sheet1.xml": """
            <worksheet xmlns="m"><dimension ref="A1:E5"/><sheetData>\
            <row r="1" spans="1:5"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>3</v></c></row>\
            <row r="2"><c r="A2"><v>417</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" s="1"><v>39127</v></c>\
            <c r="E2" t="b"><v>1</v></c></row><row r="3"/>\
            <row r="5"><c r="A5" t="inlineStr"><is><t>DCY-2</t></is></c><c r="B5" t="s"><v>4</v></c><c r="C5" s="2"><v>39127.5</v></c>\
            <c r="D5"><f>1/3</f><v>0.33333333333333331</v></c><c r="E5" t="str"><f>A1</f><v>done</v></c></row>\
            </sheetData></worksheet>
            """,
        ])
        #expect(
            csv == """
                Reference,Name,Born
                417,Zoë O’Neill & co,2007-02-14,,yes


                DCY-2,"a, ""b""\u{2028}c",2007-02-14,0.33333333333333,done

                """)
    }

    @Test(arguments: [
        ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "60"), ("61", "1900-03-01"), ("45000.99", "2023-03-15"),
        ("2958465", "9999-12-31"), ("2958466", "2958466"), ("-1", "-1"),
    ]) func daysAreCountedFrom1900(_ number: String, _ day: String) throws {
        #expect(try rows(["xl/worksheets/sheet1.xml": Sheets.cell(number, style: 1)]) == "\(day)\n")
    }

    @Test func daysMayBeCountedFrom1904() throws {
        let book = Sheets.workbook.replacing("<sheets>", with: "<workbookPr date1904=\"1\"/><sheets>")
        let parts = ["xl/worksheets/sheet1.xml": Sheets.cell("37665", style: 1), "xl/workbook.xml": book]
        #expect(try rows(parts) == "2007-02-14\n")
    }

    @Test(arguments: [(2, "2007-02-14"), (3, "39127.25"), (4, "39127.25"), (5, "2007-02-14"), (0, "39127.25")])
    func whatIsADayIsSaidByItsFormat(_ style: Int, _ text: String) throws {
        #expect(try rows(["xl/worksheets/sheet1.xml": Sheets.cell("39127.25", style: style)]) == "\(text)\n")
    }

    @Test(arguments: [
        ("07", "7"), ("1E3", "1000"), ("0.1", "0.1"), ("12.300000000000001", "12.3"), ("123456789012", "123456789012"),
    ]) func aNumberIsAsExcelShowsIt(_ number: String, _ text: String) throws {
        #expect(try rows(["xl/worksheets/sheet1.xml": Sheets.cell(number)]) == "\(text)\n")
    }

    @Test func aTimeOfDayIsOne() throws {
        #expect(try rows(["xl/worksheets/sheet1.xml": Sheets.cell("0.395833333333333", style: 3)]) == "09:30\n")
        #expect(try rows(["xl/worksheets/sheet1.xml": Sheets.cell("0.6", style: 6)]) == "60%\n")
    }

    @Test func theSheetThatIsNamedIsRead() throws {
        let parts = ["xl/worksheets/sheet2.xml": Sheets.cell("2"), "xl/worksheets/sheet1.xml": Sheets.cell("1")]
        #expect(try rows(parts) == "1\n", "the first that is shown, not the hidden one before it")
        #expect(try rows(parts, sheet: "young PEOPLE") == "2\n")
        #expect(throws: Workbook.Refusal.noSheet("Cases")) { try rows(parts, sheet: "Cases") }
        #expect(throws: Workbook.Refusal.noSheet(nil)) {
            try rows(["xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>"])
        }
    }

    @Test func noMoreRowsAreReadThanAsked() throws {
        let many = (1...9).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
        let sheet = "<x:worksheet xmlns:x=\"m\"><x:sheetData>\(many)</x:sheetData></x:worksheet>"
        #expect(try rows(["xl/worksheets/sheet1.xml": sheet], most: 3) == "1\n2\n3\n")
    }

    /// However many cells share a long text, no more comes of them than was asked for.
    @Test func manyCellsOfOneTextAreBounded() throws {
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 40)
        let parts = [
            "xl/sharedStrings.xml": "<sst><si><t>\(String(repeating: "a", count: 1_000))</t></si></sst>",
            "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>\(cells)</row></sheetData></worksheet>",
        ]
        #expect(try Workbook.csv(Sheets.book(parts), rows: 9, upTo: 50_000).utf8.count == 40 * 1_001)
        #expect(throws: Workbook.Refusal.tooLarge) { try Workbook.csv(Sheets.book(parts), rows: 9, upTo: 20_000) }
    }

    /// A row without attributes is not looked for in those behind it: counted, not timed.
    @Test(arguments: [
        "<row><c><v>1</v></c></row>", "<row a><c r><v>1</v></c></row>", "<row r=1><c r=\"><v>1</v></c>\"></c></row>",
    ])
    func attributesAreLookedForInTheirOwnTag(_ row: String) {
        func steps(_ count: Int) -> Int {
            let rows = String(repeating: row, count: count), work = Work()
            let book = Sheets.book(["xl/worksheets/sheet1.xml": "<worksheet><sheetData>\(rows)</sheetData></worksheet>"]
            )
            _ = work.counting { try? Workbook.csv(book, rows: 100_000) }
            return work.spent
        }
        #expect(steps(4_000) < steps(1_000) * 5)
    }

    @Test func whatIsNoWorkbookIsRefused() {
        func refusal(_ bytes: [UInt8]) -> Workbook.Refusal? {
            do {
                _ = try Workbook.csv(bytes, rows: 10)
                return nil
            } catch { return error }
        }
        #expect(refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1]) == .document(.oldOffice))
        #expect(refusal(Papers.zip(["xl/workbook.xml": "x", "xl/vbaProject.bin": "x"])) == .document(.macros))
        #expect(refusal(Papers.docx) == .damaged)
        #expect(refusal([0x50, 0x4B, 0x03, 0x04]) == .damaged)
        let entity =
            "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>"
        #expect(refusal(Sheets.book(["xl/worksheets/sheet1.xml": entity])) == .damaged)
        for broken in ["<row><c><v>1", "<row", "<row><c t=\"s\"></row>", "<row r=\"0\"><c><v>1</v></c></row>"] {
            #expect(refusal(Sheets.book(["xl/worksheets/sheet1.xml": "<sheetData>" + broken])) == .damaged, "\(broken)")
        }
        let words = [Workbook.Refusal.damaged, .tooLarge, .noSheet(nil), .noSheet("A"), .document(.macros)].map(\.words)
        #expect(Set(words).count == 5)
    }

    /// Wherever it is cut or changed, it is read or refused, and never more than there was.
    @Test func aDamagedOneIsReadOrRefused() throws {
        let whole = Sheets.book(["xl/worksheets/sheet1.xml": Sheets.cell("39127", style: 1)])
        for place in stride(from: 0, to: whole.count, by: 3) {
            var broken = whole
            broken[place] ^= 0x15
            for bytes in [Array(whole.prefix(place)), broken] {
                #expect((try? Workbook.csv(bytes, rows: 10))?.count ?? 0 < 1_000)
            }
        }
    }
}

/// The parts of small workbooks.
enum Sheets {
    static let workbook = """
        <workbook xmlns:r="r"><sheets><sheet name="Notes" sheetId="3" state="hidden" r:id="rId3"/>\
        <sheet name="Cases 2026" sheetId="1" r:id="rId1"/><sheet name="Young people" sheetId="2" r:id="rId2"/></sheets></workbook>
        """

    /// What every workbook has, and these parts.
    static func book(_ parts: [String: String]) -> [UInt8] {
        let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        let relations = (1...3).map {
            "<Relationship Id=\"rId\($0)\" Type=\"\(type)\" Target=\"worksheets/sheet\($0).xml\"/>"
        }
        let usual = [
            "[Content_Types].xml": "<Types/>", "xl/workbook.xml": workbook,
            "xl/_rels/workbook.xml.rels": "<Relationships>\(relations.joined())</Relationships>",
            "xl/styles.xml": """
            <styleSheet><numFmts count="3"><numFmt numFmtId="164" formatCode="dd\\-mmm\\-yyyy;@"/>\
            <numFmt numFmtId="165" formatCode="&quot;days &quot;0.00_d"/><numFmt numFmtId="166" formatCode="[$-809]d mmmm yyyy"/>\
            </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>\
            <xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="9"/></cellXfs></styleSheet>
            """,
        ]
        return Papers.zip(usual.merging(parts) { _, own in own })
    }

    static func cell(_ number: String, style: Int? = nil) -> String {
        let style = style.map { " s=\"\($0)\"" } ?? ""
        return
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"\(style)><v>\(number)</v></c></row></sheetData></worksheet>"
    }
}
