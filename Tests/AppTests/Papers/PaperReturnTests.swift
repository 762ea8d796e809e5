import Formats
import Postgres
import Testing

@testable import App
@testable import PlanReader

/// A committee paper that Waymark wrote for Word comes back in as the plan that it shows.
@Suite struct PaperReturnTests {
    /// What a paper shows of everything that a plan may say.
    static let ponds: PlanFile = {
        let month = DemoTime.day(2026, 3, 1), before = DemoTime.day(2025, 9, 1)
        var plan = PlanFile(title: "Ponds of the borough")
        plan.body = "Ponds Panel"
        plan.state = .monitoring
        var first = PlanFile.Recommendation(
            number: "1", words: "Look after the frogs of every ward.\n\nCount them too.")
        first.actions = [
            .init(
                workstream: "Parks", words: "Dig two ponds.\n\n• one deep\n• one shallow",
                leads: [.init(name: "Parks Team"), .init(name: "Head of Water", kind: .post)],
                successMeasure: "Two ponds hold water", dueWords: "By March 2027",
                due: ApproximateDay(DemoTime.day(2027, 3, 1), .month), achievement: ["On track"]),
            .init(
                workstream: "Schools", words: "Teach pond dipping.", leads: [.init(name: "Education Service")],
                achievement: ["Part met"], reportDuty: .once, reportWords: "Report back to Scrutiny"),
        ]
        first.updates = [
            .init(
                action: 1, period: before, evidence: "Four schools have nets.", grade: ["Slipped"],
                explanation: "It froze."),
            .init(action: 0, period: month, evidence: "One pond is dug.\n\nThe other is marked.", grade: ["On track"]),
            .init(
                action: 1, period: month, state: .agreed, evidence: "Nine schools took part.", grade: ["Part met"],
                agreedOn: DemoTime.day(2026, 4, 2), agreedAt: "Ponds Panel", minute: "12"),
        ]
        var second = PlanFile.Recommendation(number: "2", words: "Keep the toads off the road.")
        (second.state, second.stateWords) = (.withdrawn, "The road was closed.")
        var third = PlanFile.Recommendation(number: "3a", words: "Say what frogs cost.")
        third.actions = [
            .init(
                words: "Ask the treasurer.", leads: [.init(name: "Finance")], reportDuty: .recurring,
                reportWords: "Reported annually from March 2026",
                report: ApproximateDay(DemoTime.day(2026, 3, 1), .month), everyMonths: 12, recordability: .cannot)
        ]
        plan.recommendations = [first, second, third]
        return plan
    }()

    private static let plans: [PlanFile] =
        Demo.councils.flatMap { values in
            Array(values.plans(DemoTime(today: DemoTime.day(2026, 11, 28))).prefix(1))
        } + [ponds]

    /// The paper of a plan in one form, as it is read again.
    private func back(_ plan: PlanFile, as form: PaperTable.Form) throws -> ImportedPaper {
        let council = try Example.council()
        let word = try council.inDatabase { db in
            let saved = try #require(try PlanSaving.save(plan, in: db))
            try PaperHeading.begin(with: PaperHeading.usual, in: db)
            _ = try PaperTable(form: form).save(over: 0, in: db)
            let meeting = try Meeting.named("Scrutiny Panel", on: DemoTime.day(2026, 12, 10), in: db)
            let id = try Paper.add(PaperStart(plan: saved.id, meeting: meeting, title: "Progress of the plan"), in: db)
            let said = try db(PaperHeading.all).filter(\.isAsked).map { heading in
                heading.kind == .approval
                    ? Paper.Answer(heading: heading.id, words: "Head of Law", givenOn: DemoTime.day(2026, 12, 1))
                    : heading.kind == .section && heading.label == "Recommendations"
                        ? Paper.Answer(heading: heading.id, words: "That members note the progress.")
                        : Paper.Answer(heading: heading.id, words: "Enough is said here.")
            }
            try Paper.keep(said, [], of: id, in: db)
            let paper = try #require(try db(Paper.find(id)))
            let source = try #require(try PaperSource(paper, in: db))
            return WordPackage(
                document: PaperWriting.document(source, council: "Ashdown"), edition: "Draft",
                madeAt: "2026-12-01T00:00:00Z")
        }
        return try ImportedPaper.read(word.data, named: "paper.docx", today: DemoTime.day(2026, 12, 2))
    }

    /// Words without their layout.
    private func plain(_ text: String) -> String {
        text.filter { $0 != "*" }.split { $0.isWhitespace }.joined(separator: " ")
    }

    private func open(_ plan: PlanFile) -> [PlanFile.Recommendation] {
        plan.recommendations.filter { $0.state == .open }
    }

    /// The last update of the whole and of each action.
    private func latest(_ it: PlanFile.Recommendation) -> [PlanFile.Update] {
        it.updates.filter { update in
            [.submitted, .agreed].contains(update.state)
                && !it.updates.contains { $0.action == update.action && $0.period > update.period }
        }
    }

    @Test(arguments: plans.indices)
    func theTableComesBack(_ index: Int) throws {
        let plan = Self.plans[index], paper = try back(plan, as: .rows)
        #expect(paper.plan.recommendations.map(\.number) == plan.recommendations.map(\.number), "\(plan.title)")
        #expect(paper.plan.recommendations.map(\.state) == plan.recommendations.map(\.state), "\(plan.title)")
        for (it, before) in zip(open(paper.plan), open(plan)) {
            let place = "\(plan.title), \(before.number)"
            #expect(plain(it.words) == plain(before.words), "\(place)")
            try #require(it.actions.count == before.actions.count, "\(place)")
            for (action, was) in zip(it.actions, before.actions) {
                #expect(plain(action.words) == plain(was.words), "\(place)")
                #expect(action.leads.map(\.name) == was.leads.map(\.name), "\(place)")
                #expect(
                    was.workstream.isEmpty || before.actions.count == 1 || action.workstream == was.workstream,
                    "\(place)")
                if let status = was.achievement.first {
                    #expect(action.achievement.first.map(plain)?.hasSuffix(bare(status)) == true, "\(place)")
                }
                #expect(was.reportDuty != .recurring || action.everyMonths == was.everyMonths, "\(place)")
                #expect(was.recordability != .cannot || action.recordability == .cannot, "\(place)")
            }
            for update in latest(before) {
                let found = try #require(
                    it.updates.first { $0.period == update.period && $0.action == update.action }, "\(place)")
                #expect(plain(found.evidence).hasPrefix(plain(update.evidence)), "\(place)")
                #expect(found.grade.first == update.grade.first, "\(place)")
                #expect(found.agreedOn == update.agreedOn && found.minute == update.minute, "\(place)")
            }
        }
    }

    /// As the paper prints it.
    private func due(_ action: PlanFile.Action) -> String? {
        action.dueWords.isEmpty ? action.due.map { "By \($0.text)" } : action.dueWords
    }

    /// "2 On-track" without its number.
    private func bare(_ status: String) -> String {
        let words = status.split(separator: " ", maxSplits: 1)
        return words.count == 2 && Int(words[0]) != nil ? String(words[1]) : status
    }

    @Test(arguments: plans.indices)
    func aTableForEachRecommendationComesBack(_ index: Int) throws {
        let plan = Self.plans[index], paper = try back(plan, as: .blocks)
        #expect(paper.plan.recommendations.map(\.number) == plan.recommendations.map(\.number), "\(plan.title)")
        #expect(paper.plan.recommendations.map(\.state) == plan.recommendations.map(\.state), "\(plan.title)")
        for (it, before) in zip(open(paper.plan), open(plan)) {
            let place = "\(plan.title), \(before.number)"
            #expect(plain(it.words) == plain(before.words), "\(place)")
            #expect(it.actions.map { plain($0.words) } == before.actions.map { plain($0.words) }, "\(place)")
            #expect(
                Set(it.actions.flatMap(\.leads).map(\.name)) == Set(before.actions.flatMap(\.leads).map(\.name)),
                "\(place)")
            #expect(
                it.actions.map { plain($0.successMeasure) }.filter { !$0.isEmpty }
                    == before.actions.map { plain($0.successMeasure) }.filter { !$0.isEmpty }, "\(place)")
            let (said, due) = (it.actions.map(\.dueWords).filter { !$0.isEmpty }, before.actions.compactMap(due))
            #expect(said.joined(separator: "; ").trimmed == due.joined(separator: "; "), "\(place)")
            let told = before.updates.filter { [.submitted, .agreed].contains($0.state) }
            #expect(it.updates.count == told.count, "\(place)")
            for update in told {
                let found = try #require(
                    it.updates.first { $0.period == update.period && $0.action == update.action }, "\(place)")
                #expect(plain(found.evidence) == plain(update.evidence), "\(place)")
                #expect(found.grade.first == update.grade.first, "\(place)")
                #expect(plain(found.explanation) == plain(update.explanation), "\(place)")
                #expect(plain(found.impact) == plain(update.impact), "\(place)")
                #expect(found.agreedOn == update.agreedOn && found.minute == update.minute, "\(place)")
                #expect(found.newDueOn == update.newDueOn && found.slipReason == update.slipReason, "\(place)")
            }
        }
    }

    @Test(arguments: plans.indices)
    func theTextComesBack(_ index: Int) throws {
        let plan = Self.plans[index], paper = try back(plan, as: .narrative)
        #expect(paper.plan.recommendations.map(\.number) == plan.recommendations.map(\.number), "\(plan.title)")
        for before in open(plan) {
            let place = "\(plan.title), \(before.number)"
            let it = try #require(paper.plan.recommendations.first { $0.number == before.number }, "\(place)")
            #expect(plain(it.words) == plain(before.words), "\(place)")
            let told = latest(before)
            #expect(told.isEmpty == it.updates.isEmpty, "\(place)")
            for update in told where update.action == nil || before.actions.count == 1 {
                let found = try #require(it.updates.first { $0.period == update.period }, "\(place)")
                #expect(plain(found.evidence).hasPrefix(plain(update.evidence)), "\(place)")
                #expect(found.grade.first == update.grade.first, "\(place)")
            }
        }
    }
}
