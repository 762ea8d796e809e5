import Fixtures
import Postgres
import Testing

@testable import App

/// The councils' real papers, all the way into the database.
@Suite struct SeedImportTests {
    private func bring(_ seed: String, into council: ExampleCouncil) throws -> (plan: Plan, report: PlanImport.Report) {
        let report = try PlanImport.run(
            try Seeds.bytes(seed), named: seed + ".txt", into: council.slug, of: Example.running.database, strict: true)
        let plan: Plan? = try council.inDatabase { db in try db.each([Plan.find(ID(report.plan ?? 0))])[0] }
        return (try #require(plan), report)
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func mertonsPlanComesInWhole() throws {
        let council = try Example.council()
        let (plan, report) = try bring("000", into: council)
        #expect(report.recommendations == 7 && report.actions == 11 && report.updates == 0)
        #expect(plan.state == .draft && plan.title == "Routes to employment for vulnerable cohorts Actions")
        let (actions, notes) = try council.inDatabase { try $0.all(Action.all(of: plan.id), Footnote.all(of: plan.id)) }
        let first = try #require(actions.first)
        #expect(
            first.leads == ["HR", "My Futures", "futureMerton", "EWG"]
                && first.workstream == "Merton web pages, EWG, HR")
        #expect(actions.count { $0.reportDuty == .once } == 5 && actions.count { $0.reportDuty == .recurring } == 2)
        #expect(actions.count { $0.recordability == .cannot } == 2)
        #expect(
            actions.filter { $0.recordability == .cannot }.allSatisfy {
                $0.recordabilityWords.hasPrefix("Commercial Services")
            })
        #expect(notes.map(\.kind) == [.abbreviation, .definition, .caveat, .abbreviation, .lineage, .caveat])
        #expect(notes.map(\.hangsOn) == [.words, .words, .status, .words, .words, .action])
        let glossary: [String] = try council.inDatabase {
            try $0.values("SELECT abbreviation FROM glossary ORDER BY 1")
        }
        #expect(glossary == ["EWG", "KPI", "SEND", "WSB"])
        let earlier: [String] = try council.inDatabase {
            try $0.values("SELECT words FROM recommendation_links WHERE kind = 'earlier_review' ORDER BY id")
        }
        #expect(earlier == ["Adult Skills and Employability 2013, recommendation 3", "Post 16 Career Pathways 2012"])
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func stocktonsUpdatesComeInUnderTheCouncilsGrades() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            for (index, words) in ["1 Fully achieved", "2 On-track", "3 Slipped", "4 Not achieved"].enumerated() {
                _ = try Vocabulary.insert(words, Vocabulary.tone(of: words), position: index + 1, in: db)
            }
        }
        let (plan, report) = try bring("001", into: council)
        #expect(
            report.recommendations == 1 && report.actions == 1 && report.updates == 4 && report.newAssessments.isEmpty)
        #expect(plan.state == .draft && plan.agreed?.text == "September 2021")
        let recommendations = try council.inDatabase { try $0.each([Recommendation.all(of: plan.id)])[0] }
        let recommendation = try #require(recommendations.first)
        #expect(recommendation.number == "7" && recommendation.assessmentWords == "1 Fully achieved")
        let (updates, measures, milestones) = try council.inDatabase {
            try $0.all(
                Update.all(of: recommendation.id, in: plan.id), Measure.all(of: recommendation.id, in: plan.id),
                Milestone.all(of: recommendation.id, in: plan.id))
        }
        #expect(updates.map(\.assessmentWords) == ["1 Fully achieved", "2 On-track", "3 Slipped", "2 On-track"])
        #expect(updates.allSatisfy { $0.state == .submitted && $0.authorName == nil })
        #expect(
            updates.map { $0.period.monthText } == ["July 2024", "November 2023", "February 2023", "September 2022"])
        // The paper of July 2024 tells nothing new on the day that it is imported.
        #expect(updates.first?.submittedAt?.hasSuffix("July 2024") == true)
        #expect(measures.map(\.unit) == [.places, .businesses])
        #expect(
            milestones.contains {
                $0.value == 5 && $0.sense == .atLeast && $0.breadth == 4 && $0.due?.text == "April 2023"
            })
        let again = try PlanImport.run(
            try Seeds.bytes("001"), named: "", into: council.slug, of: Example.running.database)
        #expect(again.isAlreadyThere)
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func aKeyToTheGradesComesInInItsOrder() throws {
        let council = try Example.council()
        _ = try bring("001", into: council)
        let grades: [String] = try council.inDatabase {
            try $0.values("SELECT words || ' ' || tone FROM assessments ORDER BY position")
        }
        #expect(
            grades == [
                "1 Fully Achieved achieved", "2 On-Track on_track", "3 Slipped slipped", "4 Not Achieved not_achieved",
            ])
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func seftonsNumbersKeepTheirGaps() throws {
        let council = try Example.council()
        let report = try PlanImport.run(
            try Seeds.bytes("004"), named: "004.txt", into: council.slug, of: Example.running.database)
        #expect(report.recommendations == 15 && report.actions == 9 && report.updates == 10)
        let numbers: [String] = try council.inDatabase {
            try $0.values("SELECT number FROM recommendations WHERE state = 'open' ORDER BY position")
        }
        #expect(numbers == ["1", "2", "3", "5", "7", "9", "10", "11", "14", "15"])
    }
}
