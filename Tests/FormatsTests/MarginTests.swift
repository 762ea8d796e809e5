import Testing

@testable import Formats

/// What stands on every page of a document is told from its text.
@Suite struct MarginTests {
    private func openDocument(_ body: String, _ pages: String) throws -> OfficePaper {
        let file = Papers.zip([
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml":
                "<office:document-content><office:body><office:text>\(body)</office:text></office:body></office:document-content>",
            "styles.xml":
                "<office:document-styles><office:master-styles>\(pages)</office:master-styles></office:document-styles>",
        ])
        return try #require(try OfficePaper.read(file))
    }

    private let pages = """
        <style:master-page style:name="A"><style:header><text:p>Ashdown <text:span>Council</text:span></text:p></style:header>\
        <style:footer><text:p>Page <text:page-number>1</text:page-number> of <text:page-count>3</text:page-count></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>Draft</text:p></table:table-cell></table:table-row></table:table></style:footer>\
        </style:master-page><style:master-page style:name="B"><style:header-first><text:p>Ashdown Council</text:p><text:p/></style:header-first></style:master-page>
        """

    private func line(_ number: Int, _ paper: OfficePaper) -> Substring {
        paper.text.split(separator: "\n", omittingEmptySubsequences: false)[number - 1]
    }

    @Test func thePagesOfAnOpenDocumentAreReadAsThoseOfWord() throws {
        let paper = try openDocument("<text:p>Sing</text:p>", pages)
        #expect(paper.text.split(separator: "\n") == ["Sing", "Ashdown Council", "Draft"])
        #expect(paper.margins.map { line($0, paper) }.sorted() == ["Ashdown Council", "Draft"])
        let table =
            "<table:table><table:table-row><table:table-cell><text:p>No</text:p></table:table-cell></table:table-row></table:table>"
        #expect(try openDocument(table, pages).text.hasPrefix("<p>Ashdown Council</p>"))
        #expect(try openDocument("<text:p>Ashdown Council</text:p>", pages).margins.count == 1, "once is enough")
    }

    @Test func whatStandsOnEveryPageOfWordIsSaid() throws {
        let header = "<w:hdr>\(WordFile.line("Ashdown Council"))</w:hdr>"
        let file = WordFile.bytes(
            WordFile.line("Sing"),
            [
                "word/header1.xml": header,
                "word/_rels/document.xml.rels":
                    "<Relationships><Relationship Id=\"a\" Type=\"x/header\" Target=\"header1.xml\"/></Relationships>",
            ])
        let paper = try #require(try OfficePaper.read(file))
        #expect(paper.margins.map { line($0, paper) } == ["Ashdown Council"])
    }

    /// Wherever it is cut or changed, it is read or refused.
    @Test func damagedPagesAreReadOrRefused() throws {
        for place in pages.utf8.indices {
            var broken = Array(pages.utf8)
            broken[pages.utf8.distance(from: pages.utf8.startIndex, to: place)] ^= 0x15
            _ = try? openDocument("<text:p>Sing</text:p>", String(decoding: broken, as: UTF8.self))
        }
    }
}
