import App
import Formats

/// What Word, Excel and OpenDocument files are made of: one part of each is damaged, and read within a sound archive.
extension FuzzTarget {
    static let offices = [
        part(
            "word", "word/document.xml",
            """
            <w:document><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Sing</w:t>\
            </w:r><w:footnoteReference w:id="2"/></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r>\
            <w:t>Recommendation</w:t><w:br/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl></w:body></w:document>
            """,
            pieces: [
                "<w:p>", "</w:p>", "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", "<w:vMerge/>",
                "<w:gridSpan w:val=\"999999999999\"/>",
                "<w:del>", "<w:txbxContent>", "<w:sdtContent>", "<w:showingPlcHdr/>", "<!--", "]]>", "&#x110000;", "\"",
                "<w:pPr>",
            ]),
        part(
            "sheet", "xl/worksheets/sheet.xml",
            "<worksheet><sheetData><row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>Action</t></is></c><c s=\"1\"><v>46568</v></c></row></sheetData></worksheet>",
            beside: [
                ("xl/workbook.xml", "<workbook><sheets><sheet name=\"A\" r:id=\"a\"/></sheets></workbook>"),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet.xml\"/>"
                ), ("xl/styles.xml", "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"),
            ],
            pieces: [
                "<row>", "</row>", "<c r=\"ZZZ9\">", "<row r=\"1048576\">", "<v>1e308</v>", "<rPh>", "t=\"s\"", "</c>",
            ]),
        part(
            "opendocument", "content.xml",
            """
            <office:body><office:spreadsheet><table:table table:name="A"><table:table-row table:number-rows-repeated="2"><table:table-cell \
            table:number-columns-repeated="3"><text:p>Action<text:s text:c="3"/></text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>\
            <text:list text:style-name="L"><text:list-item><text:p>a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p></text:list-item></text:list></office:body>
            """,
            pieces: [
                "<table:table>", "</table:table>", "<table:table-cell table:number-columns-repeated=\"999999999999\">",
                "<text:p>", "</text:p>",
                "<text:note>", "</text:note>", "<text:list>", "<text:line-break/>", "<text:s text:c=\"-1\"/>",
                "<text:h text:outline-level=\"0\">",
            ]),
    ]

    private static func part(
        _ name: String, _ path: String, _ sample: String, beside: [(String, String)] = [], pieces: [String]
    ) -> FuzzTarget {
        FuzzTarget(name, [sample], pieces: pieces) {
            { bytes in
                var archive = ZipArchive()
                for (name, text) in beside { archive.add(name, Array(text.utf8)) }
                archive.add(path, bytes)
                // Spans and repeats make more of it, within a bound.
                let text = ((try? OfficePaper.read(archive.data)) ?? nil)?.text ?? ""
                guard text.utf8.count <= 8 << 20 else { throw Problem("more than a file may come to") }
                guard text.utf8.count > 100_000 || PlanImport.recommendations(in: archive.data) ?? 0 <= bytes.count
                else {
                    throw Problem("more than there is")
                }
            }
        }
    }
}
