import Fixtures
import Foundation
import Testing

@testable import PlanReader

@Test func whatIsNoPaperIsRefusedWithASentence() throws {
    #expect(throws: SourceText.Failure.empty) { try PlanReader.read([]) }
    #expect(throws: SourceText.Failure.empty) { try PlanReader.read(Array(" \n\t\n".utf8)) }
    #expect(throws: SourceText.Failure.office(.damaged)) { try PlanReader.read([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00]) }
    #expect(throws: SourceText.Failure.tooLong) { try PlanReader.read([UInt8](repeating: 65, count: (10 << 20) + 1)) }
    let words = [UInt8](repeating: 65, count: (2 << 20) + 1)
    #expect(throws: SourceText.Failure.tooLong) { try PlanReader.read(words) }
    #expect(try SourceText(words).lines.count == 1)
    let rows = String(repeating: "1\tGrow\tDig\n", count: 20_001)
    #expect(throws: SourceText.Failure.tooLong) { try PlanReader.read(Array(rows.utf8)) }
    #expect(throws: SourceText.Failure.tooLong) { try PlanReader.read([UInt8](repeating: 10, count: 40_001) + [65]) }
    #expect(SourceText.Failure.tooLong.sentence.contains("10 megabytes"))
}

@Test func otherEncodingsAreRead() throws {
    let words = "Recommendation\tAction\r\n1. Sing – “loud”\tHum £5\r\n"
    let wanted = "Sing – “loud”"
    let wide = Array(Data([0xFF, 0xFE])) + words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let windows = words.unicodeScalars.map { scalar -> UInt8 in
        switch scalar {
        case "–": 0x96
        case "“": 0x93
        case "”": 0x94
        default: UInt8(scalar.value)
        }
    }
    for bytes in [Array(words.utf8), [0xEF, 0xBB, 0xBF] + Array(words.utf8), wide, windows] {
        let plan = try PlanReader.read(bytes)
        #expect(plan.recommendations.first?.paragraphs == [wanted])
        #expect(plan.recommendations.first?.actions.first?.paragraphs.map(\.text) == ["Hum £5"])
    }
}

@Test func aPaperWithoutAPlanIsWhollyNotUnderstood() throws {
    let plan = try plan("Minutes\n\nAll was said.\n\nA\tB\nC\tD\n")
    #expect(plan.recommendations.isEmpty && plan.introduction.isEmpty)
    #expect(plan.notUnderstood.map(\.lines.first) == [3, 5, 6])
}

/// Pieces that papers are made of, and pieces that break readers.
private let pieces = [
    "Recommendation", "Recommendation 1", "Recommendations 3", "Action", "Actions - Pathways", "Lead(s)", "Status",
    "RAG",
    "Date:", "Evidence of Progress (July 2024):", "Assessment of Progress", "\t", "\t\t", "|", "|---|", "\\|", "\n",
    "\n\n",
    "<table>", "</table>", "<tr>", "<td>", "<td rowspan=9999999999>", "<td colspan='40' rowspan=40>", "</td>", "<p",
    "<",
    "<!--", "-->", "<style>", "<sup>", "</sup>", "<i>", "</em>", "&amp", "&#8211;", "&#xFFFFFFFF;", "&#0;", "\"",
    "\"\"", ",",
    ";", "²", "¹²³⁴⁵⁶⁷⁸⁹", "\n¹ Note that target groups mean us", "[^1]:", "[^2]", "[here](#)", "](", "**", "*", "• ",
    "HR",
    "EWG - ", "futureMerton", "All officers", "Met", "Part met", "Report back to Scrutiny", "annually from March 2018",
    "minimum of 5 by April 2023 across 4 areas", "3. Slipped", "1", "2", "99999999999999999999", "As of 9th July 2024",
    "(1) Welcomes", "**(5) The Head is requested to**", "\u{FEFF}", "\u{202E}", "e\u{301}\u{301}", "👩‍👩‍👧‍👦", "\u{0B}",
    "Page 10",
    "   ", "Link Officer/s:", "(SEND)", "(KPI).", "Special Educational Needs", "\r\n", "- ", " – ", ": ", "4WSB",
    "groups2",
]

@Test func noMixtureOfPiecesBreaksTheReader() throws {
    var chance = Chance(seed: 0xB11C)
    for _ in 0..<600 {
        var paper = "x"
        for _ in 0..<Int.random(in: 1...60, using: &chance) { paper += pieces.randomElement(using: &chance) ?? "" }
        try check(Array(paper.utf8))
    }
}

@Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"), arguments: ["000", "001", "002", "003", "004"])
func noDamageToARealPaperBreaksTheReader(name: String) throws {
    var chance = Chance(seed: 0xDA3A6E)
    let paper = try Seeds.bytes(name)
    for _ in 0..<25 {
        var bytes = Array(paper.prefix(Int.random(in: 1...paper.count, using: &chance)))
        for _ in 0..<Int.random(in: 0...20, using: &chance) {
            let at = Int.random(in: bytes.indices, using: &chance)
            switch Int.random(in: 0...2, using: &chance) {
            case 0: bytes[at] = UInt8.random(in: 1...255, using: &chance)
            case 1 where bytes.count > 1: bytes.remove(at: at)
            default: bytes.insert(contentsOf: (pieces.randomElement(using: &chance) ?? "").utf8, at: at)
            }
        }
        try check(bytes)
    }
}

/// Every line that is not blank is used once, every range lies inside the paper, and the plan can be coded.
private func check(_ bytes: [UInt8]) throws {
    let plan: PlanDraft, source: SourceText
    do { (plan, source) = (try PlanReader.read(bytes), try SourceText(bytes)) } catch { return }
    let used = plan.lineUses.map(\.line)
    #expect(used == used.sorted() && Set(used).count == used.count)
    #expect(used.allSatisfy { 1...source.lines.count ~= $0 })
    let ranges = plan.recommendations.flatMap { $0.lines + $0.actions.flatMap(\.lines) + $0.updates.flatMap(\.lines) }
    #expect(
        (ranges + plan.doubts.map(\.lines)).allSatisfy {
            1 <= $0.first && $0.first <= $0.last && $0.last <= source.lines.count
        })
    let file = PlanFile(plan, today: day(2026, 11, 21))
    #expect(try JSONDecoder().decode(PlanFile.self, from: JSONEncoder().encode(file)) == file)
}

/// Shapes that make careless readers quadratic, each at two sizes: sixteen times the paper may not
/// take a hundred times as long.
@Test(arguments: [
    "<a", "<td>", "<table>", "&amp", "²", "a² ", "HR ", "[", "[x](", "*", "<i>x", "| a ", "\t", "a\t\n", "\"a\t\n",
    "<sup>1",
    "1 by ", "over 5 ", "Rec 1 ", "(SEND) ", "\n\n¹ x", "x¹\t\n", "Met ", "Recommendation\tAction\n1. a\tb\n",
    "- (1) a\n\nb\n\n",
    "e\u{301}", "a, ", "1\tHR - b\tHR XY Zed\tMet\n", "<!-- x", "<p>a", "4WSB ",
])
func longPapersTakeNoLongerThanTheirLength(piece: String) throws {
    let head = "Recommendation\tAction\tLead\tStatus\n1. Sing\t"
    func seconds(_ size: Int) throws -> Double {
        let paper = Array((head + String(repeating: piece, count: size / piece.utf8.count) + "\n\n¹ Note\n").utf8)
        let start = processorSeconds()
        _ = try PlanReader.read(paper)
        return processorSeconds() - start
    }
    let small = try seconds(2_000), large = try seconds(32_000)
    #expect(large < max(0.5, small * 100), "\(piece): \(small) s, then \(large) s")
}

/// What this thread has worked, whoever else is busy.
private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
