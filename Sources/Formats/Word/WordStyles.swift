/// The styles of a paper (ECMA-376 part 1, section 17.7): Word's own names, so that its outline and contents work.
enum WordStyles {
    static let xml = """
        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>\
        <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/>\
        <w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
        <w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>\
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
        <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>\
        \(paragraphs.joined())\(footnoteReference)\(table)</w:styles>
        """

    private static let paragraphs = [
        style(
            "Title", "Title", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"240\"/>", "<w:b/><w:sz w:val=\"36\"/>"),
        style(
            "Subtitle", "Subtitle", "<w:keepNext/><w:spacing w:after=\"60\"/>",
            "<w:color w:val=\"333333\"/><w:sz w:val=\"24\"/>"),
        style(
            "Heading1", "heading 1",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"320\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/><w:sz w:val=\"28\"/>"),
        style(
            "Heading2", "heading 2",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
            "<w:b/><w:sz w:val=\"24\"/>"),
        style(
            "Heading3", "heading 3",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"80\"/><w:outlineLvl w:val=\"2\"/>",
            "<w:b/>"),
        style(
            "ListBullet", "List Bullet",
            "<w:spacing w:after=\"60\"/>", ""),
        style("TableText", "Table Text", "<w:spacing w:before=\"40\" w:after=\"40\"/>", "<w:sz w:val=\"20\"/>"),
        style("TableHead", "Table Head", "<w:spacing w:before=\"40\" w:after=\"40\"/>", "<w:b/><w:sz w:val=\"20\"/>"),
        style(
            "TableList", "Table List",
            "<w:spacing w:before=\"20\" w:after=\"20\"/>",
            "<w:sz w:val=\"20\"/>"),
        style(
            "TableEnd", "Table End", "<w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
            "<w:sz w:val=\"2\"/>"),
        style("FootnoteText", "footnote text", "<w:spacing w:after=\"40\"/>", "<w:sz w:val=\"18\"/>"),
        style("Header", "header", "<w:spacing w:after=\"0\"/>", "<w:color w:val=\"333333\"/><w:sz w:val=\"18\"/>"),
        style(
            "Footer", "footer",
            "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(WordPackage.width)\"/></w:tabs><w:spacing w:after=\"0\"/>",
            "<w:color w:val=\"333333\"/><w:sz w:val=\"18\"/>"),
    ]

    private static func style(_ id: String, _ name: String, _ paragraph: String, _ run: String) -> String {
        """
        <w:style w:type="paragraph" w:styleId="\(id)"><w:name w:val="\(name)"/><w:basedOn w:val="Normal"/>\
        <w:qFormat/><w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>
        """
    }

    private static let footnoteReference = """
        <w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>\
        <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
        """

    /// Thin lines, and a shade under the head.
    private static let table: String = {
        let lines = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
            "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"888888\"/>"
        }
        return """
            <w:style w:type="table" w:styleId="PaperTable"><w:name w:val="Paper Table"/><w:tblPr>\
            <w:tblBorders>\(lines.joined())</w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/>\
            <w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>\
            <w:shd w:val="clear" w:color="auto" w:fill="E7ECEF"/></w:tcPr></w:tblStylePr></w:style>
            """
    }()
}
