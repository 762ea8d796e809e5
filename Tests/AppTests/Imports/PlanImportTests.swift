import Postgres
import Testing

@testable import App
@testable import PlanReader

/// A plan that was read is saved: every piece in its place, once, or nothing of it.
@Suite struct PlanImportTests {
    static let paper = """
        Help on the way to work

        Recommendation 1\tActions\tLeads\tStatus
        We recommend that the Ponds Team look after frogs¹.\tHR - Count the frogs of the borough.\tHR\tPart Met Report back to Scrutiny
        \tTell the newts.\tPonds Team\tWill be reported annually from March 2018.
        Recommendation 2\tActions\tLeads\tStatus
        We recommend ponds, taking into account Recommendation 1.\tDig a pond.\tHR\tUnheard of

        ¹ Green ones only.
        """

    private func saved(_ paper: String, in council: ExampleCouncil) throws -> SavedPlan {
        let plan = try PlanReader.read(Array(paper.utf8))
        let outcome = try council.inDatabase {
            try PlanImport.save(PlanFile(plan, today: DemoTime.day(2026, 11, 21)), in: $0)
        }
        guard case .saved(let saved) = outcome else { throw Wire.Failure(description: "it was there already") }
        return saved
    }

    @Test func everyPieceComesIn() throws {
        let council = try Example.council()
        let saved = try saved(Self.paper, in: council)
        #expect(saved.recommendations == 2 && saved.actions == 3)
        #expect(saved.newAssessments.contains("Part Met") && saved.newAssessments.contains("Unheard of"))
        let (found, notes, links, tones) = try council.inDatabase { db in
            let tones: [String] = try db.values("SELECT words || ' ' || tone FROM assessments ORDER BY position")
            let links: [String] = try db.values("SELECT kind FROM recommendation_links")
            let (actions, notes) = try db.all(Action.all(of: saved.id), Footnote.all(of: saved.id))
            return (actions, notes, links, tones)
        }
        let actions = ["Count", "Tell", "Dig"].compactMap { word in found.first { $0.words.hasPrefix(word) } }
        try #require(actions.count == 3)
        #expect(
            actions[0].workstream == "HR" && actions[0].words == "Count the frogs of the borough."
                && actions[0].leads == ["HR"])
        #expect(actions[0].assessmentWords == "Part Met" && actions[0].reportDuty == .once)
        #expect(
            actions[1].reportDuty == .recurring && actions[1].reportEveryMonths == 12
                && actions[1].report?.text == "March 2018")
        #expect(actions[2].tone == .notAssessed)
        #expect(tones == ["Part Met achieved_in_part", "Unheard of not_assessed"])
        #expect(notes.map(\.words) == ["Green ones only."])
        #expect(links == ["see_also"])
    }

    @Test func theCouncilsOwnWordsAreKept() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            _ = try Vocabulary.insert("Part met", .achievedInPart, position: 1, in: db)
            try db.run("INSERT INTO glossary (abbreviation, expansion) VALUES ('KPI', 'keen pond inspectors')")
        }
        let paper = Self.paper.replacing("Dig a pond.", with: "Dig a pond as a key performance indicator (KPI).")
        let saved = try saved(paper, in: council)
        #expect(saved.newAssessments == ["Unheard of"])
        #expect(saved.keptExpansions == ["KPI: keen pond inspectors"])
    }

    @Test func coloursMeanWhatTheySay() {
        #expect(["Amber", "Green – on track", "Red"].map(Vocabulary.tone) == [.slipped, .onTrack, .notAchieved])
    }

    @Test func theSamePaperIsNotDoubled() throws {
        let council = try Example.council()
        let first = try saved(Self.paper, in: council)
        let plan = try PlanReader.read(Array(Self.paper.utf8))
        let outcome = try council.inDatabase { try PlanImport.save(PlanFile(plan, today: Day.first), in: $0) }
        guard case .already(let id, _) = outcome else { throw Wire.Failure(description: "it was doubled") }
        #expect(id == first.id)
    }

    @Test func nothingIsSavedWhenAPieceCannotBe() throws {
        let council = try Example.council()
        var plan = try PlanReader.read(Array(Self.paper.utf8))
        plan.recommendations[1].number = "1"
        #expect(throws: Mistakes.self) {
            try council.inDatabase { try PlanImport.save(PlanFile(plan, today: Day.first), in: $0) }
        }
        plan.recommendations[1].number = "2"
        plan.recommendations[1].paragraphs = [String(repeating: "x", count: 10_001)]
        #expect(throws: Mistakes.self) {
            try council.inDatabase { try PlanImport.save(PlanFile(plan, today: Day.first), in: $0) }
        }
        let left: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM plans") }
        #expect(left == 0)
    }

    @Test func aTitleThatIsTakenIsExplained() throws {
        let council = try Example.council()
        _ = try saved(Self.paper, in: council)
        let other = try PlanReader.read(Array(Self.paper.replacing("newts", with: "toads").utf8))
        let mistakes = #expect(throws: Mistakes.self) {
            try council.inDatabase { try PlanImport.save(PlanFile(other, today: Day.first), in: $0) }
        }
        #expect(mistakes?["title"]?.contains("another title") == true)
    }

    @Test func theCommandLineReports() throws {
        let council = try Example.council()
        let database = Example.running.database
        func run(strict: Bool) throws -> PlanImport.Report {
            try PlanImport.run(
                Array(Self.paper.utf8), named: "ponds.txt", into: council.slug, of: database, strict: strict)
        }
        #expect(throws: PlanImport.Failure.self) { try run(strict: true) }
        let report = try run(strict: false)
        #expect(report.recommendations == 2 && report.actions == 3 && !report.isAlreadyThere)
        #expect(report.notUnderstood.map(\.text) == ["Unheard of"])
        let again = try run(strict: false)
        #expect(again.isAlreadyThere && again.plan == report.plan)
        #expect(throws: PlanImport.Failure.self) {
            try PlanImport.run(Array(Self.paper.utf8), named: "", into: "nowhere", of: database)
        }
        #expect(throws: PlanImport.Failure.self) { try PlanImport.run([], named: "", into: council.slug, of: database) }
    }
}
