import App
import Formats
import Foundation
import HTTP
import Mustache
import Postgres

/// Something that reads what comes from outside.
struct FuzzTarget: Sendable {
    let name: String
    let samples: [[UInt8]]
    /// What damage is made of, beside single bytes.
    let pieces: [String]
    /// Makes the reader; it throws when it breaks a promise.
    let reader: @Sendable () throws -> ([UInt8]) throws -> Void

    init(
        _ name: String, _ samples: [String], pieces: [String],
        reader: @escaping @Sendable () throws -> ([UInt8]) throws -> Void
    ) {
        self.init(name, bytes: samples.map { Array($0.utf8) }, pieces: pieces, reader: reader)
    }

    init(
        _ name: String, bytes: [[UInt8]], pieces: [String],
        reader: @escaping @Sendable () throws -> ([UInt8]) throws -> Void
    ) {
        (self.name, samples, self.pieces, self.reader) = (name, bytes, pieces, reader)
    }

    static let all = [request, form, multipart, cookie, percent, template, csv, document, plan, day, script] + offices

    private static let form = FuzzTarget(
        "form", ["a=b&c=%41+d&e=%C3%A9", "form_key=abc&words=one%0D%0Atwo&words=&x"],
        pieces: ["&", "=", "%", "%00", "%C3", "+", ";", "&&&"]
    ) {
        { bytes in
            let head: Headers = ["Content-Type": "application/x-www-form-urlencoded"]
            guard let form = try? Request(method: .post, path: "/", headers: head, body: bytes).form() else { return }
            let again = try Form.parse(Array(form.encoded().utf8))
            guard again.pairs.elementsEqual(form.pairs, by: ==) else { throw Problem("does not come back") }
        }
    }

    private static let multipart = FuzzTarget(
        "multipart",
        [
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\ny\r\n--b--\r\n"
        ], pieces: ["--b", "--b--", "\r\n", "\r\n\r\n", "name=", "filename*=UTF-8''", "\\\"", ";", "Content-Type:"]
    ) {
        { bytes in
            let head: Headers = ["Content-Type": "multipart/form-data; boundary=b"]
            let parts = try? Request(method: .post, path: "/", headers: head, body: bytes).multipart()
            guard (parts ?? []).allSatisfy({ $0.bytes.count <= bytes.count }) else {
                throw Problem("more than there was")
            }
        }
    }

    private static let cookie = FuzzTarget(
        "cookie", ["a=b; c=\"d\"; __Host-waymark-merton=abc", "a=b;a=c"],
        pieces: [";", "=", "\"", "; ", "__Host-", ",", "é"]
    ) {
        { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = Request(method: .get, path: "/", headers: ["Cookie": text]).cookies
        }
    }

    private static let percent = FuzzTarget(
        "percent", ["/plans/%41%C3%A9+b", "a%2Fb%5C..%2e"],
        pieces: ["%", "%0", "%zz", "%00", "%C3", "%F0%9F", "+", "é", "/"]
    ) {
        { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            for isForm in [true, false] { _ = Percent.decode(text, plusIsSpace: isForm) }
            guard text.utf8.contains(0) || Percent.decode(Percent.encode(text)) == text else {
                throw Problem("does not come back")
            }
        }
    }

    private static let template = FuzzTarget(
        "template",
        ["<p>{{a.b}}</p>\n{{#list}}\n  {{.}}\n{{/list}}\n{{<layout}}{{$main}}x{{/main}}{{/layout}}{{>part}}"],
        pieces: [
            "{{", "}}", "{{{", "}}}", "{{#a}}", "{{/a}}", "{{^a}}", "{{$a}}", "{{<a}}", "{{>*a}}", "{{&a}}",
            "{{=| |=}}",
            "|a|", "{{!", "\n", "\r\n", "=",
        ]
    ) {
        { bytes in
            guard let mistake = TemplateParser.mistake(in: bytes) else { return }
            guard 1...bytes.count + 1 ~= mistake.line, !mistake.sentence.isEmpty else { throw Problem("\(mistake)") }
        }
    }

    private static let csv = FuzzTarget(
        "csv", ["a,b,c\r\n\"d \"\"e\"\"\",\"f\r\ng\",\r\n1,2,3", "a;b\n\n\"c\n"],
        pieces: ["\"", "\"\"", ",", "\r\n", "\n", "\",\""]
    ) {
        { bytes in
            var reader = CSVReader(longest: 1_024), fields = 0
            try? reader.read(bytes) { fields += $0.count }
            reader.finish { fields += $0.count }
            guard fields <= bytes.count + 1 else { throw Problem("more fields than bytes") }
        }
    }

    /// A Word file whose relations are deflated, and beginnings of other kinds.
    private static let document = FuzzTarget(
        "document",
        bytes: [[UInt8](Data(base64Encoded: word) ?? Data()), Array("%PDF-1.7\n".utf8), Array("a,b\n".utf8)],
        pieces: [
            "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", ".rels", "oleObject", "\u{8}\u{0}", "\u{0}\u{0}\u{0}\u{0}",
        ]
    ) {
        { bytes in _ = try? DocumentKind.of(bytes, named: "a.docx") }
    }

    private static let word = """
        UEsDBBQAAAAIAAAAIQAi6Y21OQAAAEEAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbLMJqSxILbazcUlNSyzNKVFwrShJzSvOzM+zVSrIS1dScM\
        7PAwqUgFTZKmXmJqan6oPE9e1s9CE6AVBLAwQUAAAACAAAACEAK4QmEgYAAAAEAAAAEQAAAHdvcmQvZG9jdW1lbnQueG1ss6nQtwMAUEsDBBQA\
        AAAIAAAAIQDUX6O5aQAAAOcBAAAcAAAAd29yZC9fcmVscy9kb2N1bWVudC54bWwucmVsc7MJSs1JLMnMzyvOyCwotrNB5ip4ptgqFRkoKYRUFq\
        QCWcgq9TNzE9NTgVKJRempJbZKuakpmYkQQQO9grx0JX1sZhmSapYhbrOMSDXLCLdZxqSaZYzbLBNSzTLBbZYpqWaZwszSR41XAFBLAQIUAxQA\
        AAAIAAAAIQAi6Y21OQAAAEEAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgAAAAhACuEJhIGAAAABA\
        AAABEAAAAAAAAAAAAAAIABagAAAHdvcmQvZG9jdW1lbnQueG1sUEsBAhQDFAAAAAgAAAAhANRfo7lpAAAA5wEAABwAAAAAAAAAAAAAAIABnwAA\
        AHdvcmQvX3JlbHMvZG9jdW1lbnQueG1sLnJlbHNQSwUGAAAAAAMAAwDKAAAAQgEAAAAA
        """

    private static let plan = FuzzTarget(
        "plan",
        bytes: [
            "Recommendation\tAction\tLead(s)\tStatus\n1. Sing\tHum and dance\tHR\tMet\n2. Count\tMinimum of 5 by April 2023\tEWG - All officers\tPart met\n",
            "Recommendation,Action,Lead\n\"1. Sing, loudly\",\"Hum\nand dance\",HR\n",
            "<table><tr><th>Recommendation<th>Action</tr><tr><td rowspan=2>1 Sing<td>Hum</tr></table>",
            "Recommendation 1\n\nAction: Hum\nLead: HR\nStatus: Met\nDate: 9th July 2024\n",
        ].map { Array($0.utf8) } + papers,
        pieces: [
            "Recommendation", "\t", "|", "|---|", "\n\n", "<table>", "<td rowspan=9999999999>", "</td>", "<!--",
            "&#8211;",
            "&#xFFFFFFFF;", "\"", ",", ";", "²", "¹ Note", "[^1]:", "](", "**", "• ", "99999999999999999999",
            "\u{FEFF}",
            "e\u{301}", "👩‍👩‍👧‍👦", "Part met", "by April 2023", "1. ",
        ]
    ) {
        { bytes in
            guard PlanImport.recommendations(in: bytes) ?? 0 <= bytes.count else { throw Problem("more than there is") }
        }
    }

    /// Published papers, where they lie beside the project.
    private static var papers: [[UInt8]] {
        for folder in ["../shared/seeds", "../../shared/seeds"] {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { continue }
            return names.sorted().filter { $0.hasSuffix(".txt") }.compactMap {
                FileManager.default.contents(atPath: "\(folder)/\($0)").map { [UInt8]($0) }
            }
        }
        return []
    }

    private static let day = FuzzTarget(
        "day", ["27 3 2024", "27/3/24", "22nd January 2018", "Fri 9 Jul", "2024-03-27", "today", "31 of April"],
        pieces: ["/", "-", " ", "th", "of", "Sept", "99999", "Monday", "é", "３", "–", "29 Feb"]
    ) {
        let near = Day(year: 2026, month: 11, day: 21) ?? .first
        return { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let day = Day.read(typed: text, near: near) {
                guard Day.read(typed: day.isoText, near: near) == day else {
                    throw Problem("\(day.isoText) is another day")
                }
            }
            _ = Day.read(day: text, month: text, year: text)
        }
    }

    private static let script = FuzzTarget(
        "script", ["SELECT 'a;''b'; -- c;\nDO $x$ BEGIN; END $x$; /* d; /* e */ */ SELECT E'\\';' (1; 2)"],
        pieces: [";", "'", "\"", "$$", "$a$", "$", "--", "/*", "*/", "E'", "\\", "(", ")", "\n"]
    ) {
        { bytes in
            let statements = ScriptCutter.statements(of: String(decoding: bytes, as: UTF8.self))
            guard ScriptCutter.statements(of: statements.joined(separator: "\n;\n")) == statements else {
                throw Problem("is cut another way again")
            }
        }
    }
}
