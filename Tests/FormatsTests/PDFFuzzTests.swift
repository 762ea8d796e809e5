import Fixtures
import Foundation
import Testing

@testable import Formats

/// Whatever a PDF holds, its text or a refusal comes in time, of a bounded size, and the program that read it is gone.
@Suite(.enabled(if: PDFText.isInstalled, "pdftotext is not installed"), .serialized)
struct PDFFuzzTests {
    private static let bounds = PDFText.Bounds(seconds: 2, cpuSeconds: 1, memory: 160 << 20, output: 1 << 18)

    /// A file that is made to be dear, and what it does.
    struct Hostile: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        /// Whether a reader with no bounds would go on, or answer with more than it may.
        var isDear = false

        /// One page with its content, and objects from the fifth on.
        init(
            _ name: String, content: String = "", filter: String = "", page: String = "", more: [String] = [],
            kids: String = "[3 0 R]", trailer: String = "", isDear: Bool = false
        ) {
            (testDescription, self.isDear) = (name, isDear)
            let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
            bytes = PDFPage.file(
                [
                    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids \(kids) /Count 1 >>",
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 842] /Contents 4 0 R \(page) >>",
                    "<< /Length \(content.utf8.count) \(filter) >>\nstream\n\(content)\nendstream", font,
                ] + more, trailer: trailer)
        }

        private static let font = "/Resources << /Font << /F1 5 0 R >> >>"
        private static let line = "BT /F1 9 Tf 1 0 0 1 60 700 Tm (Sing in every school) Tj ET\n"
        /// "{" for 128 of what stands before it, as run lengths in hexadecimal digits.
        private static let runs = String(repeating: "8141", count: 60_000)

        static let all = [
            Hostile("pages that are their own pages", kids: "[2 0 R 2 0 R 2 0 R]"),
            Hostile("a page without end", content: String(repeating: line, count: 20_000), page: font, isDear: true),
            Hostile(
                "a form that draws itself", content: "/X Do",
                page: "/Resources << /XObject << /X 6 0 R >> >>",
                more: [
                    "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream"
                ]),
            Hostile(
                "forms that draw ten others each", content: "/X6 Do", page: forms(6),
                more: (6..<16).map { number in
                    let draws = String(repeating: "/X\(number + 1) Do ", count: 10)
                    return
                        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] \(forms(number + 1)) /Length \(draws.utf8.count) >>\nstream\n\(draws)\nendstream"
                } + [
                    "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] \(font) /Length \(line.utf8.count) >>\nstream\n\(line)\nendstream"
                ],
                isDear: true),
            Hostile(
                "runs within runs", content: runs + ">",
                filter: "/Filter [/ASCIIHexDecode /RunLengthDecode /RunLengthDecode /RunLengthDecode]", page: font),
            Hostile("lists within lists", content: String(repeating: "[", count: 200_000), page: font),
            Hostile("names within names", page: String(repeating: "/A << ", count: 50_000)),
            Hostile("a length that is its own", page: "/Rotate 6 0 R", more: ["6 0 R"]),
            Hostile("a table before itself", trailer: "/Prev 9"),
            Hostile(
                "a password", trailer: "/Encrypt << /Filter /Standard /V 4 /R 4 /O (a) /U (b) /P -4 >> /ID [(a) (b)]"),
            Hostile(
                "a page of no bounds", content: "BT /F1 999999999 Tf 1e30 0 0 1e30 -1e30 1e30 Tm (Sing) Tj ET",
                page: "/Resources << /Font << /F1 5 0 R >> >> /UserUnit 1e30 /Rotate 45"),
            Hostile(
                "words far apart",
                content: (0..<400).map { "BT /F1 1 Tf 1 0 0 1 \($0 * 999_999) \($0 * 777_777) Tm (a) Tj ET\n" }
                    .joined(),
                page: font),
        ]

        private static func forms(_ number: Int) -> String {
            "/Resources << /XObject << /X\(number) \(number) 0 R >> >>"
        }
    }

    /// What comes of it, within the bounds.
    private func read(_ bytes: [UInt8]) -> Result<[UInt8], PDFText.Refusal> {
        let began = ContinuousClock.now
        let result = Result { () throws(PDFText.Refusal) in try PDFText.read(bytes, within: Self.bounds) }
        let took = ContinuousClock.now - began
        // The program has two seconds; the rest is a machine that does much else.
        #expect(took < .seconds(12), "\(took)")
        if case .success(let text) = result {
            // Blanks may become tabs, and never more.
            #expect(text.count <= Self.bounds.output + (1 << 16))
        }
        return result
    }

    /// Whether a program of ours still runs, or waits to be taken notice of.
    private func isOneLeft() throws -> Bool {
        let own = String(getpid())
        return try FileManager.default.contentsOfDirectory(atPath: "/proc").contains { name in
            guard Int(name) != nil, let line = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let close = line.lastIndex(of: ")")
            else { return false }
            return line.contains("(pdftotext)") && line[close...].split(separator: " ")[2] == own
        }
    }

    private func noneIsLeft() throws -> Bool {
        // Other tests read PDFs at the same time.
        for _ in 0..<200 {
            if try !isOneLeft() { return true }
            usleep(50_000)
        }
        return false
    }

    @Test(arguments: Hostile.all) func whatIsMadeToBeDearIsBounded(_ file: Hostile) throws {
        let result = read(file.bytes)
        if file.isDear { #expect(throws: PDFText.Refusal.tooDear) { _ = try result.get() } }
        #expect(try noneIsLeft())
    }

    /// Wherever it is cut, changed or doubled.
    @Test func aDamagedOneIsReadOrRefused() throws {
        var chance = Chance(seed: 7)
        let whole = PDFPage.of([
            (60, 40, "Choir review"), (60, 80, "No"), (100, 80, "Recommendation"), (300, 80, "Action"),
        ])
        #expect(try String(decoding: read(whole).get(), as: UTF8.self).contains("Recommendation"))
        let pieces = [
            "obj", "endobj", " 0 R", "<<", ">>", "stream\n", "endstream", "[", "-1", "999999999999", "(", "\\",
            "/Length 0",
        ]
        var kinds: Set<String> = []
        for _ in 0..<120 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 8..<bytes.count, using: &chance)
                switch Int.random(in: 0..<5, using: &chance) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &chance)))
                case 2: bytes.insert(contentsOf: pieces.randomElement(using: &chance)!.utf8, at: place)
                case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 60)], at: place)
                default: bytes.replaceSubrange(place..<min(bytes.count, place + 4), with: "0000".utf8)
                }
                if bytes.count < 16 { break }
            }
            switch read(bytes) {
            case .success: kinds.insert("text")
            case .failure(let refusal): kinds.insert("\(refusal)")
            }
        }
        #expect(kinds.contains("text") && kinds.count > 1, "\(kinds)")
        #expect(try noneIsLeft())
    }

    /// Rows and columns are made again of whatever the program writes.
    @Test(arguments: [
        "a  b  c\n", "a  b  c\n\n", "1  b  c  d\n  e\n", "a", "  a", "a   ", "\u{A0}\u{A0}a  b\u{A0}\u{A0}c\n",
    ])
    func rowsAreMadeInTimeThatFollowsTheText(_ piece: String) {
        var took: [Duration] = []
        for bytes in [4_000, 16_000] {
            let text = String(repeating: piece, count: bytes / piece.utf8.count)
            let began = ContinuousClock.now
            #expect(PageLayout.tabbed(text).utf8.count <= text.utf8.count + 1)
            took.append(ContinuousClock.now - began)
        }
        #expect(took[1] < took[0] * 8 + .seconds(1), "\(took)")
    }
}
