/// A document as Word keeps it: an Office Open XML package (ECMA-376 part 2) that Word and LibreOffice open.
package struct WordPackage {
    private let title, subject, author, edition, madeAt, body: String
    private let notes: [(number: Int, xml: String)]

    /// `edition` stands at the foot of every page; `madeAt` is like "2026-11-21T09:30:00Z"; `body` and the notes are
    /// WordprocessingML.
    package init(
        title: String, subject: String, author: String, edition: String, madeAt: String, body: String,
        notes: [(number: Int, xml: String)]
    ) {
        (self.title, self.subject, self.author, self.edition) = (title, subject, author, edition)
        (self.madeAt, self.body, self.notes) = (madeAt, body, notes)
    }

    /// Between the margins of A4, in twentieths of a point.
    package static let width = 9_638

    package var data: [UInt8] {
        var archive = ZipArchive()
        for (name, xml) in parts { archive.add(name, Array((Self.declaration + xml).utf8)) }
        return archive.data
    }

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packaged = "http://schemas.openxmlformats.org/package/2006"

    /// In the order in which they stand in the archive: the list of contents first.
    private var parts: [(String, String)] {
        [
            ("[Content_Types].xml", contentTypes), ("_rels/.rels", rootRelations),
            ("docProps/core.xml", properties), ("word/document.xml", wordDocument),
            ("word/_rels/document.xml.rels", documentRelations), ("word/styles.xml", WordStyles.xml),
            ("word/numbering.xml", numbering), ("word/settings.xml", settings), ("word/footnotes.xml", footnotes),
            ("word/header1.xml", header), ("word/footer1.xml", footer),
        ]
    }

    private static let kinds = [
        ("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"), ("footnotes", "footnotes"),
        ("header1", "header"), ("footer1", "footer"),
    ]

    private var contentTypes: String {
        let type = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        let overrides = Self.kinds.map {
            "<Override PartName=\"/word/\($0.0).xml\" ContentType=\"\(type)\($0.1)+xml\"/>"
        }
        return """
            <Types xmlns="\(Self.packaged)/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            <Override PartName="/word/document.xml" ContentType="\(type)document.main+xml"/>\
            <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
            \(overrides.joined())</Types>
            """
    }

    private var rootRelations: String {
        """
        <Relationships xmlns="\(Self.packaged)/relationships">\
        <Relationship Id="rId1" Type="\(Self.relations)/officeDocument" Target="word/document.xml"/>\
        <Relationship Id="rId2" Type="\(Self.packaged)/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
        </Relationships>
        """
    }

    private var documentRelations: String {
        let all = Self.kinds.enumerated().map { index, kind in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(Self.relations)/\(kind.1)\" Target=\"\(kind.0).xml\"/>"
        }
        return "<Relationships xmlns=\"\(Self.packaged)/relationships\">\(all.joined())</Relationships>"
    }

    /// Title, author, language and day (ECMA-376 part 2, section 11).
    private var properties: String {
        """
        <cp:coreProperties xmlns:cp="\(Self.packaged)/metadata/core-properties" \
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
        <dc:title>\(wordText(title))</dc:title>\
        <dc:subject>\(wordText(subject))</dc:subject>\
        <dc:creator>\(wordText(author))</dc:creator><dc:language>en-GB</dc:language>\
        <dcterms:created xsi:type="dcterms:W3CDTF">\(madeAt)</dcterms:created>\
        <dcterms:modified xsi:type="dcterms:W3CDTF">\(madeAt)</dcterms:modified></cp:coreProperties>
        """
    }

    /// A4 upright, margins of 20 mm (17.6.13, 17.6.11).
    private var wordDocument: String {
        """
        <w:document xmlns:w="\(Self.main)" xmlns:r="\(Self.relations)"><w:body>\(body)\
        <w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>\
        <w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" \
        w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>
        """
    }

    private var header: String {
        """
        <w:hdr xmlns:w="\(Self.main)"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>\
        <w:r><w:t>\(wordText(author))</w:t></w:r></w:p></w:hdr>
        """
    }

    /// The subject and the edition on the left, the page on the right (fields: 17.16.5.42, 17.16.5.44).
    private var footer: String {
        """
        <w:ftr xmlns:w="\(Self.main)"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>\
        <w:r><w:t xml:space="preserve">\(wordText("\(title). \(edition)"))</w:t></w:r>\
        <w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>\
        <w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>\
        <w:r><w:t xml:space="preserve"> of </w:t></w:r>\
        <w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>
        """
    }

    /// Bullets (17.9).
    private var numbering: String {
        """
        <w:numbering xmlns:w="\(Self.main)"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>\
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>\
        <w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl></w:abstractNum>\
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>
        """
    }

    private var settings: String {
        """
        <w:settings xmlns:w="\(Self.main)"><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\
        <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" \
        w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>
        """
    }

    /// The notes after the two lines that part them from the text (17.11.10, 17.18.33).
    private var footnotes: String {
        let lines = [("separator", -1), ("continuationSeparator", 0)].map {
            "<w:footnote w:type=\"\($0.0)\" w:id=\"\($0.1)\"><w:p><w:r><w:\($0.0)/></w:r></w:p></w:footnote>"
        }
        let notes = notes.map { note in
            """
            <w:footnote w:id="\(note.number)"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>\
            <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>\
            <w:r><w:t xml:space="preserve"> </w:t></w:r>\(note.xml)</w:p></w:footnote>
            """
        }
        return "<w:footnotes xmlns:w=\"\(Self.main)\">\((lines + notes).joined())</w:footnotes>"
    }
}
