import Formats
import HTTP
import Values

/// Everything here that reads a text from outside, by name, for the benchmarks: each answers how much came of it.
package enum TextReaders {
    package typealias Reader = @Sendable (String) -> Int

    package static let all: [(name: String, read: Reader)] =
        ofSent + ofKept.map { name, read in (name, { read(TypedText.tidy($0)) }) }

    /// They read what is kept, which was tidied at the door.
    private static let ofKept: [(name: String, read: Reader)] = [
        ("folding", { Folding.key($0).utf8.count }),
        ("folding of words", { Folding.words($0).utf8.count }),
        ("prose", { Prose().html($0).html.utf8.count }),
        ("prose with a glossary", { glossaryProse($0) }),
        ("text of a paper", { PaperText.blocks($0).count }),
        ("excerpt", { Excerpt.opening($0, upTo: 200).utf8.count }),
        ("first line", { Excerpt.line($0, upTo: 200).utf8.count }),
        ("marked words", { MarkedText.whole($0, [" a", " b", " the plan "]).html.utf8.count }),
        ("excerpt around a hit", { MarkedText.excerpt($0, [" a", " b"])?.html.utf8.count ?? 0 }),
        ("two versions", { WordDifference.markup(from: $0, to: "b " + $0 + " b").html.utf8.count }),
    ]

    /// They read what is sent, as it comes.
    private static let ofSent: [(name: String, read: Reader)] = [
        ("tidying", { TypedText.tidy($0).utf8.count }),
        ("search words", { SearchWords($0).needles.count }),
        ("name of a file", { FileName.attachment(FileName.clean($0, for: .pdf)).utf8.count }),
        ("day", { Day.read(typed: $0, near: .first) == nil ? 0 : 1 }),
        ("rows", { rows(Array($0.utf8)) }),
        ("sheet of a workbook", { workbook($0) }),
        ("cell of a workbook", { workbook("<row><c t=\"inlineStr\"><is><t>\($0)</t></is></c></row>") }),
        ("text of a Word file", { office("word/document.xml", "<w:body><w:p><w:r><w:t>\($0)</w:t></w:r></w:p>") }),
        ("markup of a Word file", { office("word/document.xml", "<w:body>\($0)") }),
        ("markup of an OpenDocument file", { office("content.xml", "<office:text>\($0)") }),
        ("kind of a zip", { kind([0x50, 0x4B, 3, 4] + Array($0.utf8)) }),
        ("kind of a text", { kind(Array($0.utf8)) }),
        ("form", { form("a=\($0)", "application/x-www-form-urlencoded") }),
        ("multipart", { form($0, "multipart/form-data; boundary=a") }),
        ("part of a form", { form(part($0), "multipart/form-data; boundary=b") }),
        ("cookies", { Request(method: .get, path: "/", headers: ["Cookie": $0]).cookies.count }),
        // The server refuses longer ones unread.
        ("address", { Request(method: .get, path: "/" + Percent.encode($0).prefix(8_000)).segments.count }),
    ]

    private static func workbook(_ rows: String) -> Int {
        let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        var archive = ZipArchive()
        for (name, text) in [
            ("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook><sheet r:id=\"a\"/></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationship Id=\"a\" Type=\"\(type)\" Target=\"sheet.xml\"/>"),
            ("xl/sheet.xml", "<worksheet><sheetData>\(rows)</sheetData></worksheet>"),
        ] { archive.add(name, Array(text.utf8)) }
        return (try? Workbook.csv(archive.data, rows: 100_000))?.utf8.count ?? 0
    }

    private static func office(_ part: String, _ markup: String) -> Int {
        var archive = ZipArchive()
        archive.add(part, Array(markup.utf8))
        return ((try? OfficePaper.read(archive.data)) ?? nil)?.text.utf8.count ?? 0
    }

    private static func kind(_ bytes: [UInt8]) -> Int { (try? DocumentKind.of(bytes, named: "a.csv")) == nil ? 0 : 1 }

    private static func part(_ text: String) -> String {
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(text)\r\n--b--\r\n"
    }

    private static func rows(_ bytes: [UInt8]) -> Int {
        var reader = CSVReader(), fields = 0
        try? reader.read(bytes) { fields += $0.count }
        reader.finish { fields += $0.count }
        return fields
    }

    private static func form(_ body: String, _ type: String) -> Int {
        let request = Request(method: .post, path: "/", headers: ["Content-Type": type], body: Array(body.utf8))
        return (try? request.form())?.pairs.count ?? 0
    }

    private static func glossaryProse(_ text: String) -> Int {
        let glossary = (0..<50).map { number in
            var entry = GlossaryEntry()
            (entry.abbreviation, entry.expansion) = ("A\(number)", "Any \(number)")
            return entry
        }
        return Prose(glossary: glossary).html(text).html.utf8.count
    }
}
