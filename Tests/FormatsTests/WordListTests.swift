import Testing

@testable import Formats

/// Lists of a Word document are numbered as Word prints them, whichever way their levels are said.
@Suite struct WordListTests {
    private func level(_ level: Int, _ format: String, _ text: String, style: String? = nil) -> String {
        let style = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
        return
            "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/>\(style)<w:lvlText w:val=\"\(text)\"/></w:lvl>"
    }

    private func definition(_ id: Int, _ content: String) -> String {
        "<w:abstractNum w:abstractNumId=\"\(id)\">\(content)</w:abstractNum>"
    }

    private func list(_ id: Int, of definition: Int, _ more: String = "") -> String {
        "<w:num w:numId=\"\(id)\"><w:abstractNumId w:val=\"\(definition)\"/>\(more)</w:num>"
    }

    private func item(_ text: String, list: Int? = nil, level: Int? = nil, style: String? = nil) -> String {
        let place =
            (level.map { "<w:ilvl w:val=\"\($0)\"/>" } ?? "") + (list.map { "<w:numId w:val=\"\($0)\"/>" } ?? "")
        let style = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
        return
            "<w:p><w:pPr>\(style)\(place.isEmpty ? "" : "<w:numPr>\(place)</w:numPr>")</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    private func style(_ id: String, basedOn base: String? = nil, type: String = "paragraph", list: Int? = nil)
        -> String
    {
        let base = base.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? ""
        let list = list.map { "<w:pPr><w:numPr><w:numId w:val=\"\($0)\"/></w:numPr></w:pPr>" } ?? ""
        return "<w:style w:type=\"\(type)\" w:styleId=\"\(id)\"><w:name w:val=\"\(id)\"/>\(base)\(list)</w:style>"
    }

    private func lines(_ body: String, numbering: String, styles: String = "") throws -> [String] {
        let file = WordFile.bytes(
            body,
            [
                "word/numbering.xml": "<w:numbering>\(numbering)</w:numbering>",
                "word/styles.xml": "<w:styles>\(styles)</w:styles>",
            ])
        return try #require(try OfficePaper.read(file)).text.split(separator: "\n").map(String.init)
    }

    /// The list of the paragraphs names a style, and another list holds the levels of that style.
    @Test(arguments: [true, false]) func aListHasTheLevelsOfItsNumberingStyle(_ saysWhose: Bool) throws {
        let numbering =
            definition(
                0,
                (saysWhose ? "<w:styleLink w:val=\"Ours\"/>" : "") + level(0, "decimal", "R%1")
                    + level(1, "lowerLetter", "%2)"))
            + definition(1, "<w:numStyleLink w:val=\"Ours\"/>") + list(1, of: 0) + list(2, of: 1)
        let body = item("Sing", list: 2) + item("Hum", list: 2, level: 1) + item("Dance", list: 2)
        #expect(
            try lines(body, numbering: numbering, styles: style("Ours", type: "numbering", list: 1)) == [
                "R1 Sing", "a) Hum", "R2 Dance",
            ])
    }

    @Test func stylesThatNameEachOtherEnd() throws {
        let numbering =
            definition(0, "<w:styleLink w:val=\"A\"/><w:numStyleLink w:val=\"B\"/>")
            + definition(1, "<w:styleLink w:val=\"B\"/><w:numStyleLink w:val=\"A\"/>") + list(1, of: 0)
        #expect(try lines(item("Sing", list: 1), numbering: numbering) == ["Sing"])
    }

    /// The style says which list, and the list which level is the style's.
    @Test func aParagraphIsNumberedByItsStyle() throws {
        let numbering =
            definition(0, level(0, "decimal", "%1.", style: "Rec") + level(1, "decimal", "%1.%2", style: "Act"))
            + list(4, of: 0)
        let styles = style("Rec", list: 4) + style("Act", basedOn: "Rec") + style("Act2", basedOn: "Act")
        let body =
            item("Sing", style: "Rec") + item("Hum", style: "Act") + item("Whistle", style: "Act2")
            + item("Dance", style: "Rec")
            + item("Not numbered", list: 0, style: "Rec") + item("Learn", level: 1, style: "Rec")
        #expect(
            try lines(body, numbering: numbering, styles: styles) == [
                "1. Sing", "1.1 Hum", "1.2 Whistle", "2. Dance", "Not numbered", "2.1 Learn",
            ])
    }

    /// A list may mark a level otherwise than its definition does.
    @Test func aListMayHaveALevelOfItsOwn() throws {
        let numbering =
            definition(0, level(0, "decimal", "%1.")) + list(1, of: 0)
            + list(2, of: 0, "<w:lvlOverride w:ilvl=\"0\">\(level(0, "upperLetter", "Action %1:"))</w:lvlOverride>")
        let body = item("Sing", list: 1) + item("Hum", list: 2) + item("Dance", list: 2)
        #expect(try lines(body, numbering: numbering) == ["1. Sing", "Action A: Hum", "Action B: Dance"])
    }
}
