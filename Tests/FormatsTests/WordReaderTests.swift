import Testing

@testable import Formats

/// Word documents, part by part as Word writes them, as the markup that a plan is read from.
@Suite struct WordReaderTests {
    private func markup(_ body: String, _ parts: [String: String] = [:]) throws -> String {
        try OfficePaper.read(WordFile.bytes(body, parts))?.text ?? ""
    }

    @Test func numbersWithoutBoundsAreHeldToSome() throws {
        let least = Int.min
        let numbering = """
            <w:numbering><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="\(least)"/><w:numFmt w:val="decimal"/>\
            <w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>
            """
        let item =
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"99999999\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Sing</w:t></w:r></w:p>"
        #expect(try markup(item, ["word/numbering.xml": numbering]).contains("Sing"))
        let first = item.replacing("99999999", with: "0")
        #expect(try markup(first + first, ["word/numbering.xml": numbering]).contains("Sing"))
        let wide = String(repeating: "<w:gridBefore w:val=\"256\"/>", count: 3)
        #expect(throws: OfficeFile.Refusal.self) {
            try markup("<w:tbl><w:tr><w:trPr>\(wide)</w:trPr>\(WordFile.cell("x"))</w:tr></w:tbl>")
        }
    }

    /// A paragraph whose mark was moved away goes on in the next; the row that it stands in stays.
    @Test func aMovedParagraphTakesNoRowAlong() throws {
        let moved = "<w:tc><w:p><w:pPr><w:rPr><w:moveFrom w:id=\"1\"/></w:rPr></w:pPr></w:p></w:tc>"
        let text = try markup("<w:tbl><w:tr>\(moved)\(WordFile.cell("Stays"))</w:tr></w:tbl>")
        #expect(text.contains("Stays"))
    }

    @Test func cellsThatReachOverOthersLeaveThemEmpty() throws {
        let text = try markup(
            """
            <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>\(WordFile.line("Both"))</w:tc>\(WordFile.cell("Status"))</w:tr>\
            <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>\(WordFile.line("Sing"))</w:tc>\(WordFile.cell("Hum"))\
            \(WordFile.cell("Met"))</w:tr>\
            <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>\(WordFile.cell("Dance", "twice"))<w:tc><w:p/></w:tc></w:tr></w:tbl>
            """)
        #expect(
            text == """
                <table>
                <tr><td colspan="2"><p>Both</p></td><td><p>Status</p></td></tr>
                <tr><td><p>Sing</p></td><td><p>Hum</p></td><td><p>Met</p></td></tr>
                <tr><td></td><td><p>Dance</p><p>twice</p></td><td></td></tr>
                </table>

                """)
    }

    @Test func trackedChangesAreAccepted() throws {
        let text = try markup(
            """
            <w:p><w:r><w:t xml:space="preserve">Offer </w:t></w:r><w:del><w:r><w:delText>two</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t>five</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>\
            <w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t> places</w:t></w:r></w:p>\
            <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>\(WordFile.line("line"))\
            <w:tbl><w:tr>\(WordFile.cell("kept"))</w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>\(WordFile.cell("out"))</w:tr>\
            <w:tr><w:trPr><w:ins w:id="2"/></w:trPr>\(WordFile.cell("in"))</w:tr></w:tbl>
            """)
        #expect(text.hasPrefix("<p>Offer five<b> places</b></p>\n\n<p>One line</p>\n\n"))
        #expect(text.contains("kept") && text.contains("in</p>") && !text.contains("out"))
    }

    @Test func listsAreMarkedAsTheyArePrinted() throws {
        func item(_ text: String, _ level: Int, _ list: Int) -> String {
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"\(list)\"/></w:numPr></w:pPr>"
                + (text.isEmpty ? "" : "<w:r><w:t>\(text)</w:t></w:r>") + "</w:p>"
        }
        let text = try markup(
            item("Sing", 0, 1) + item("Hum", 1, 1) + item("Whistle", 1, 1) + item("Dance", 0, 1) + item("Clap", 1, 1)
                + item("Again", 0, 3) + item("Dot", 0, 2)
                + "<w:tbl><w:tr><w:tc>\(item("", 0, 3))</w:tc>\(WordFile.cell("x"))</w:tr></w:tbl>",
            ["word/numbering.xml": WordFile.numbering])
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("<p>") }.map { $0.dropFirst(3).dropLast(4) }
        #expect(lines == ["R1: Sing", "1.a) Hum", "1.b) Whistle", "R2: Dance", "2.a) Clap", "R7: Again", "• Dot"])
        #expect(text.contains("<tr><td><p>R8:</p></td><td><p>x</p></td></tr>"), "Word numbers what is empty")
    }

    @Test func notesMarginsAndHeadingsComeAlong() throws {
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        let text = try markup(
            """
            <w:p><w:pPr><w:pStyle w:val="Sub"/></w:pPr><w:r><w:t>Work</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Work 3</w:t></w:r></w:p>\
            <w:p><w:r><w:t>Sing</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Mark"/></w:rPr><w:footnoteReference w:id="4"/></w:r>\
            <w:r><w:t xml:space="preserve"> loudly</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r>\
            <w:hyperlink r:id="r9"><w:r><w:t>here</w:t></w:r></w:hyperlink>\
            <w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:instrText>REF x</w:instrText></w:r></w:p>
            """,
            [
                "word/styles.xml":
                    "<w:styles><w:style w:styleId=\"Sub\"><w:basedOn w:val=\"H\"/></w:style><w:style w:styleId=\"H\"><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>",
                "word/footnotes.xml":
                    "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\">\(WordFile.line("---"))</w:footnote><w:footnote w:id=\"4\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> In tune &amp; time</w:t></w:r></w:p></w:footnote></w:footnotes>",
                "word/endnotes.xml":
                    "<w:endnotes><w:endnote w:id=\"2\">\(WordFile.line("60 dB"))</w:endnote></w:endnotes>",
                "word/header1.xml": "<w:hdr>\(WordFile.line("Choir Panel"))\(WordFile.line("Work"))</w:hdr>",
                "word/footer1.xml":
                    "<w:ftr><w:p><w:r><w:t>Page </w:t></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p></w:ftr>",
                "word/_rels/document.xml.rels":
                    "<Relationships><Relationship Id=\"r9\" Type=\"\(relation)hyperlink\" Target=\"https://example.org/a\" TargetMode=\"External\"/><Relationship Id=\"h\" Type=\"\(relation)header\" Target=\"header1.xml\"/><Relationship Id=\"f\" Type=\"\(relation)footer\" Target=\"footer1.xml\"/></Relationships>",
            ])
        #expect(
            text == """
                ## Work

                Sing<sup>1</sup> loudly<sup>2</sup>[here](https://example.org/a)<sup>2</sup>

                Choir Panel

                <sup>1</sup> In tune &amp; time

                <sup>2</sup> 60 dB


                """)
    }

    @Test func whatNobodyFilledInOrSeesIsNoText() throws {
        let text = try markup(
            """
            <w:tbl><w:tr><w:tc><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Choose an item.</w:t></w:r></w:p>\
            </w:sdtContent></w:sdt></w:tc><w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>A</w:t><w:br/><w:t>B</w:t></w:r></w:p>\
            <w:tbl><w:tr>\(WordFile.cell("in"))\(WordFile.cell("side"))</w:tr></w:tbl></w:tc></w:tr></w:tbl>\
            <w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>\(WordFile.line("Box"))</w:txbxContent></wps:txbx></mc:Choice>\
            <mc:Fallback><w:t>Box</w:t></mc:Fallback></mc:AlternateContent><w:t>a &lt; b</w:t></w:r></w:p>
            """)
        #expect(
            text == """
                <table>
                <tr><td></td><td><p>A<br>B</p><br><p>in</p> <p>side</p></td></tr>
                </table>
                <p>Box</p>

                <p>a &lt; b</p>


                """)
    }

    /// Wherever it is cut or changed, it is read or refused.
    @Test func aDamagedOneIsReadOrRefused() throws {
        let whole = WordFile.bytes(
            "<w:tbl><w:tr>\(WordFile.cell("a", "b"))</w:tr></w:tbl>", ["word/numbering.xml": WordFile.numbering])
        for place in stride(from: 0, to: whole.count, by: 3) {
            var broken = whole
            broken[place] ^= 0x15
            for bytes in [Array(whole.prefix(place)), broken] {
                #expect(((try? OfficePaper.read(bytes)) ?? nil)?.text.utf8.count ?? 0 < 1_000)
            }
        }
    }
}

/// The parts of small Word files.
enum WordFile {
    static func bytes(_ body: String, _ parts: [String: String] = [:]) -> [UInt8] {
        let usual = [
            "[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document><w:body>\(body)</w:body></w:document>",
        ]
        return Papers.zip(usual.merging(parts) { _, own in own })
    }

    static func line(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

    static func cell(_ paragraphs: String...) -> String { "<w:tc>\(paragraphs.map(line).joined())</w:tc>" }

    /// A list "R1:" with "1.a)" below, one of dots, and the first once more from 7.
    static let numbering = """
        <w:numbering><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>\
        <w:lvlText w:val="R%1:"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/>\
        </w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>\
        </w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>\
        <w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>
        """
}
