import Fixtures
import Foundation
import Testing
import Values

@testable import PlanReader

/// Other councils' papers differ in their columns, their spelling and what they broke.
struct OtherPapersTests {
    @Test func columnsStandInAnyOrderAndColoursStayWords() throws {
        let plan = try plan(OtherPapers.semicolons)
        #expect(plan.title == "Lantern Bay Council" && plan.recommendations.map(\.number) == ["1", "2", "3"])
        let whole = PlanFile(plan, today: day(2026, 11, 21))
        #expect(whole.recommendations.map(\.response) == [.accepted, .acceptedInPart, .notAccepted])
        #expect(whole.recommendations[1].responseWords == "Accepted in part. Only for those under 25.")
        #expect(whole.recommendations.map { $0.actions[0].achievement.first } == ["Amber", "Green – on track", "Red"])
        #expect(whole.recommendations[0].updates.map(\.evidence) == ["Two schools asked; \"one\" said yes."])
        #expect(whole.recommendations[1].actions[0].due?.text == "30 June 2027")
    }

    @Test func headingsMayBeMisspelt() throws {
        let plan = try plan(OtherPapers.misspelt)
        #expect(plan.recommendations.map(\.number) == ["G1", "G2"])
        #expect(plan.recommendations[0].actions.map { $0.paragraphs[0].text } == ["Make the list", "Keep it fresh"])
        #expect(plan.recommendations[0].actions[0].leads.map(\.name) == ["Openings Desk"])
        #expect(plan.recommendations[0].actions[0].due?.day?.text == "May 2027")
        #expect(plan.recommendations[0].updates.map(\.evidence) == [["Begun in June"]])
    }

    @Test func wordsOwnMarkupIsReadWithoutItsStyles() throws {
        let plan = try plan(OtherPapers.fromWord)
        #expect(plan.title == "Tarn Valley work plan" && plan.notUnderstood.isEmpty)
        try #require(plan.recommendations.map { $0.actions.count } == [2, 0])
        let first = plan.recommendations[0]
        #expect(first.paragraphs == ["Work with *Tarn Mills* on placements & visits."] && first.footnotes == [1])
        #expect(first.actions[0].paragraphs.map(\.text) == ["• Ask the mill", "• twice", "• by letter"])
        #expect(first.actions[1].paragraphs.map(\.text) == ["Visit in June"])
        #expect(first.actions.map { $0.leads.map(\.name) } == [["Placement Team"], ["School Links"]])
        #expect(first.actions.map(\.status.achievement) == ["On target", "Delayed"])
        #expect(plan.footnotes.map(\.text) == ["Placements means ten days or more."])
        let lines = try SourceText(Array(OtherPapers.fromWord.utf8)).lines
        #expect(lines.allSatisfy { !$0.contains("mso") && !$0.contains("style") })
    }

    @Test func aTableThatLostItsHeadingsIsGuessedAndAskedAbout() throws {
        let plan = try plan(OtherPapers.withoutHeadings)
        #expect(plan.recommendations.map(\.number) == ["1", "2", "3"])
        #expect(plan.recommendations[0].actions[0].leads.map(\.name) == ["Estates"])
        #expect(
            plan.recommendations.map { $0.actions[0].status.achievement } == ["In progress", "Not started", "Complete"])
        #expect(plan.doubts.first?.question.hasPrefix("Is it read rightly? No headings stand over this table") == true)
    }

    @Test func aSecondTableTellsMoreOfTheFirst() throws {
        let plan = try plan(OtherPapers.twoTables)
        #expect(plan.recommendations.map(\.number) == ["1", "2"])
        #expect(
            plan.recommendations.map { $0.updates.flatMap(\.evidence) } == [
                ["Three hosts found."], ["Twelve were trained."],
            ])
        #expect(plan.recommendations[1].updates[0].period?.text == "June 2026")
        #expect(plan.notUnderstood.map(\.text) == ["late spring"])
    }

    @Test func headingsMayStandInTwoLanguages() throws {
        let plan = try plan(OtherPapers.twoTongues)
        #expect(plan.recommendations.map(\.number) == ["1", "2"])
        #expect(plan.recommendations[0].actions[0].leads.map(\.name) == ["Tîm Ieuenctid"])
        #expect(plan.notUnderstood.map(\.text) == ["Wedi gwneud"])
    }

    @Test func whatIsBrokenIsSaidWithItsLine() throws {
        let plan = try plan(OtherPapers.broken)
        #expect(plan.recommendations.map(\.number) == ["1", "2", "3"])
        #expect(
            plan.notUnderstood.map { "\($0.lines.first) \($0.text)" } == [
                "7 extra", "7 Purple",
            ])
        let whole = PlanFile(plan, today: day(2026, 11, 21))
        #expect(whole.recommendations.map(\.otherWords) == ["Cost: £40", "Theme two: travel", "Theme two: travel"])
    }

    @Test(arguments: OtherPapers.all) func noWordOfAnInventedPaperIsLost(paper: String) throws {
        #expect(try SourceWords(Array(paper.utf8)).lost == [])
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"), arguments: ["000", "001", "002", "003", "004"])
    func noWordOfARealPaperIsLost(seed: String) throws {
        #expect(try SourceWords(Seeds.bytes(seed)).lost == [])
    }

    /// What is not understood of a damaged paper is still said.
    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"), arguments: ["000", "001", "002", "003", "004"])
    func noLineOfAPaperThatWasCutIsLost(seed: String) throws {
        var chance = Chance(seed: 0xC07)
        let lines = String(decoding: try Seeds.bytes(seed), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for _ in 0..<6 {
            let kept = lines.filter { _ in Int.random(in: 0..<8, using: &chance) > 0 }.joined(separator: "\n")
            #expect(try SourceWords(Array(kept.utf8)).lost == [], "\(kept.prefix(80))")
        }
    }
}

/// The words of a paper's own lines, and where they went.
struct SourceWords {
    /// Those that stand neither in the plan nor among what was not understood or is asked about.
    let lost: [String]

    init(_ bytes: [UInt8]) throws {
        let source = try SourceText(bytes), understood = try PlanReader.read(source)
        let whole = PlanFile(understood, today: day(2026, 11, 21))
        var kept = Set<Substring>()
        func keep(_ text: String) { kept.formUnion(SourceWords.words(text)) }
        SourceWords.strings(try JSONSerialization.jsonObject(with: JSONEncoder().encode(whole))).forEach(keep)
        keep(understood.agreed?.text ?? "")
        for recommendation in whole.recommendations {
            keep(recommendation.response.rawValue.replacing("_", with: " "))
            recommendation.updates.forEach { keep($0.period.monthText + " " + ($0.asOf?.longText ?? "")) }
        }
        for remark in understood.notUnderstood.map(\.text) + understood.doubts.map(\.text) { keep(remark) }
        let furniture: Set<PlanDraft.LineUse.Use> = [
            .title, .runningHeader, .pageNumber, .rule, .columns, .gradings,
        ]
        let skipped = Set(understood.lineUses.filter { furniture.contains($0.use) }.map(\.line))
        var lost: [String] = []
        for (index, line) in source.lines.enumerated() where !skipped.contains(index + 1) {
            lost += SourceWords.words(SourceWords.plain(line)).filter { !kept.contains($0) }.map {
                "\(index + 1): \($0)"
            }
        }
        self.lost = lost
    }

    /// Without markup, labels, addresses and the marks of footnotes.
    private static func plain(_ line: Substring) -> String {
        var cells = line.split(whereSeparator: { "\t|".contains($0) }).map(String.init)
        if let first = cells.first, first.trimmed.hasSuffix(":") || line.hasPrefix("|"), Label(first.trimmed) != nil {
            cells.removeFirst()
        }
        var text = ""
        for token in MarkupScanner(cells.joined(separator: " ")[...]) {
            switch token {
            case .text(let words): text += Entity.decoded(words)
            case .tag("i", _, _), .tag("b", _, _), .tag("em", _, _), .tag("sup", _, _), .tag("span", _, _): break
            case .tag: text += " "
            }
        }
        return text.replacing(#/\]\([^)]*\)/#, with: " ").replacing(#/[⁰¹²³⁴⁵⁶⁷⁸⁹]/#, with: "")
    }

    private static func words(_ text: String) -> [Substring] {
        text.folded.split { $0 == " " || $0.isNumber && $0.isASCII }.filter { $0.count > 1 }
    }

    private static func strings(_ value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(strings)
        case let object as [String: Any]: object.values.flatMap(strings)
        default: []
        }
    }
}
