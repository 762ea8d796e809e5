@testable import Formats

/// Small Excel workbooks.
enum Workbooks {
    /// A plan with its key on a second sheet, and one that is hidden.
    static let several: [UInt8] = {
        let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        func text(_ words: String) -> String { "<c t=\"inlineStr\"><is><t>\(words)</t></is></c>" }
        func sheet(_ rows: [[String]]) -> String {
            "<worksheet><sheetData>" + rows.map { "<row>\($0.joined())</row>" }.joined() + "</sheetData></worksheet>"
        }
        let heads = ["No", "Recommendation", "Action", "Lead", "Due date", "Status"].map(text)
        let rows = [
            heads,
            [
                text("1"), text("Dig two ponds."), text("Choose places."), text("Frog Team"),
                "<c s=\"1\"><v>46568</v></c>", text("Met"),
            ],
            [
                text("2"), text("Count the frogs."), text("Ask each school."), text("Youth Service"), text("Ongoing"),
                text("Part met"),
            ],
        ]
        let names = [("Ponds", "visible"), ("Old", "hidden"), ("Key", "visible")]
        var archive = ZipArchive()
        let sheets = names.enumerated().map { "<sheet name=\"\($1.0)\" state=\"\($1.1)\" r:id=\"r\($0)\"/>" }
        let relations = names.indices.map {
            "<Relationship Id=\"r\($0)\" Type=\"\(type)\" Target=\"worksheets/sheet\($0).xml\"/>"
        }
        for (name, text) in [
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", "<workbook><sheets>\(sheets.joined())</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>"),
            ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet0.xml", sheet(rows)), ("xl/worksheets/sheet1.xml", sheet(rows)),
            (
                "xl/worksheets/sheet2.xml",
                sheet([[text("Word"), text("Meaning")], [text("Met"), text("It is done")]])
            ),
        ] { archive.add(name, Array(text.utf8)) }
        return archive.data
    }()

    /// With one sheet, whose second style shows days.
    static func one(_ sheet: String) -> [UInt8] {
        let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        var archive = ZipArchive()
        for (name, text) in [
            ("[Content_Types].xml", "<Types/>"),
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Type=\"\(type)\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
            ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
            ("xl/worksheets/sheet1.xml", sheet),
        ] { archive.add(name, Array(text.utf8)) }
        return archive.data
    }
}
