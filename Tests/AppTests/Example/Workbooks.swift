@testable import Formats

/// Small Excel workbooks.
enum Workbooks {
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
