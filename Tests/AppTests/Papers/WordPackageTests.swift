import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import App
@testable import Formats

@Suite struct WordPackageTests {
    private static let word = WordPackage(document: Sample.paper, edition: "Version 2", madeAt: "2018-01-15T09:00:00Z")

    /// The archive read back by its central directory.
    private func files() throws -> [(name: String, text: String)] {
        let bytes = Self.word.data
        func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
        let end = bytes.count - 22
        try #require(number(end, 4) == 0x0605_4B50)
        var at = number(end + 16, 4)
        return try (0..<number(end + 10, 2)).map { _ in
            try #require(number(at, 4) == 0x0201_4B50)
            let (sum, size, length, local) = (
                number(at + 16, 4), number(at + 24, 4), number(at + 28, 2), number(at + 42, 4)
            )
            let name = String(decoding: bytes[at + 46..<at + 46 + length], as: UTF8.self)
            try #require(number(local, 4) == 0x0403_4B50 && number(local + 14, 4) == sum)
            let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
            let content = Array(bytes[start..<start + size])
            #expect(Int(CRC32.sum(content)) == sum, "\(name)")
            at += 46 + length
            return (name, String(decoding: content, as: UTF8.self))
        }
    }

    private func text(_ name: String) throws -> String {
        try #require(try files().first { $0.name == name }?.text)
    }

    @Test func theSumIsTheOneThatEverybodyUses() {
        #expect(CRC32.sum(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test func everyPartIsListedAndIsXML() throws {
        let files = try files()
        #expect(files.first?.name == "[Content_Types].xml")
        let types = try text("[Content_Types].xml")
        for (name, text) in files {
            let parser = XMLParser(data: Data(text.utf8))
            parser.shouldProcessNamespaces = true
            #expect(parser.parse(), "\(name): \(parser.parserError.debugDescription)")
            #expect(
                name.hasSuffix(".rels") || name == "[Content_Types].xml" || types.contains("\"/\(name)\""), "\(name)")
        }
        for target in try text("word/_rels/document.xml.rels").matches(of: /Target="([^"]+)"/).map(\.output.1) {
            #expect(files.contains { $0.name == "word/\(target)" })
        }
    }

    @Test func wordsAreEscapedAndWhatXMLForbidsIsLeftOut() throws {
        let properties = try text("docProps/core.xml")
        #expect(properties.contains("<dc:title>Progress of &lt;things&gt;</dc:title>"))
        #expect(properties.contains("Ashdown &amp; Vale") && properties.contains("<dc:language>en-GB</dc:language>"))
        #expect(properties.contains("2018-01-15T09:00:00Z"))
        #expect(wordText("a\u{0}\u{B}\u{1F}\u{FFFE}\u{FFFF}é😀\tb") == "aé😀\tb")
    }

    @Test func headingsListsAndNotesAreWordsOwn() throws {
        let body = try text("word/document.xml")
        for part in [
            "<w:pStyle w:val=\"Title\"/>", "<w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/>",
            "<w:pStyle w:val=\"Heading2\"/>",
            "<w:pStyle w:val=\"ListBullet\"/>", "Two</w:t><w:br/><w:t", "<w:footnoteReference w:id=\"1\"/>",
        ] { #expect(body.contains(part), "\(part)") }
        let notes = try text("word/footnotes.xml")
        #expect(notes.contains("<w:footnote w:id=\"1\">") && notes.contains("<w:rPr><w:i/></w:rPr>"))
        let styles = try text("word/styles.xml")
        for style in body.matches(of: /w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"/).map(\.output.1) {
            #expect(style == "Normal" || styles.contains("w:styleId=\"\(style)\""), "\(style)")
        }
        #expect(styles.contains("<w:lang w:val=\"en-GB\""))
        let footer = try text("word/footer1.xml")
        #expect(footer.contains("Version 2") && footer.contains(" PAGE ") && footer.contains(" NUMPAGES "))
    }

    @Test func headRowsComeAgainAndEveryRowFillsTheTable() throws {
        let body = try text("word/document.xml")
        #expect(body.contains("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"))
        #expect(body.contains("<w:vMerge w:val=\"restart\"/>") && body.contains("<w:vMerge/>"))
        let table = try #require(body.split(separator: "<w:tbl>").last?.split(separator: "</w:tbl>").first)
        for row in table.split(separator: "<w:tr>").dropFirst() {
            let cells = row.matches(of: /<w:tc>/).count
            let spans = row.matches(of: /<w:gridSpan w:val="(\d+)"/).compactMap { Int($0.output.1) }.reduce(0) {
                $0 + $1 - 1
            }
            #expect(cells + spans == 3)
            #expect(row.matches(of: /<\/w:p><\/w:tc>|<w:p\/><\/w:tc>/).count == cells, "a cell ends with a paragraph")
        }
    }

    @Test func theSamePaperIsTheSameBytes() {
        #expect(Self.word.data == Self.word.data)
    }
}
