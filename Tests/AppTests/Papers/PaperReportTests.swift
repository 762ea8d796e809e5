import Postgres
import Testing

@testable import App

/// The committee paper carries every assessment, and its counts are held against its table.
@Suite struct PaperReportTests {
    @Test func everyAssessmentStandsInItActionByAction() throws {
        let sitting = try Sitting(), review = sitting.review, olive = sitting.olive
        let other: Action.ID? = try review.value(
            """
            INSERT INTO actions (plan_id, recommendation_id, position, words, workstream)
            VALUES (\(review.plan), \(review.recommendation), 2, 'Ask suppliers', 'Procurement') RETURNING id
            """)
        let before = review.today.adding(months: -1), month = review.today.monthText
        func say(_ tone: Tone, _ period: Day, about action: Action.ID?, _ evidence: String) throws {
            let form = review.form(
                tone, period: period, about: action, evidence: evidence, [("explanation", "Places are few.")])
            #expect(try olive.post(review.path, form).status == 303)
        }
        try say(.onTrack, before, about: other, "Six suppliers were asked.")
        try say(.notAchieved, review.today, about: other, "No supplier answered.")
        let item = try sitting.update(.onTrack).item
        _ = try sitting.record(item, "not_confirmed", minute: "9", words: "Twelve were wanted.")
        let start = try olive.post(
            "/papers", [("plan", "\(review.plan)"), ("meeting", "\(sitting.meeting)"), ("title", "Progress")])
        let number = try #require(start.location.split(separator: "/").dropLast().last)
        let page = try olive.get("/papers/\(number)").text
        for words in [
            "\(month): 2 On-Track.", "\(month), Procurement: 4 Not Achieved.", "No supplier answered.",
            "Members did not confirm it (\(Sitting.body), \(sitting.day.longText), minute 9):", "Twelve were wanted.",
            "Assessed before:", "\(before.monthText), Procurement, 2 On-Track.",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func whatATextCountsIsFound() {
        func claims(_ text: String) -> [StatedCounts.Claim] {
            StatedCounts.claims(in: text, of: ["met", "part met", "not met", "slipped", "signed off"])
        }
        #expect(claims("Three are met.") == [.init(count: 3, status: "met", isExplicit: false)])
        #expect(
            claims("Two of the seven recommendations are Part met, one recommendation has slipped") == [
                .init(count: 2, status: "part met", isExplicit: true),
                .init(count: 1, status: "slipped", isExplicit: true),
            ])
        #expect(claims("None of them is signed off") == [.init(count: 0, status: "signed off", isExplicit: false)])
        #expect(claims("Four are not met").map(\.status) == ["not met"])
        #expect(claims("Recommendation 3 is met; recommendations 3 and 5 are met. This one is met. Nine met us.") == [])
    }

    @Test func aSummaryThatCountsOtherwiseIsTold() throws {
        let council = try Example.council(), paper = try BegunPaper(in: council)
        try council.inDatabase { db in
            try db.run("INSERT INTO assessments (words, tone, position) VALUES ('Met', 'achieved', 1)")
            _ = try db.run("UPDATE actions SET assessment_id = (SELECT id FROM assessments WHERE words = 'Met')")
        }
        _ = try council.olive.post(paper.path, paper.answers(saying: "Three recommendations are met."))
        let page = try council.olive.get(paper.path + "/publication").text
        #expect(page.contains("says that three are “Met”, but the table has one"))
        _ = try council.olive.post(
            paper.path,
            paper.answers(
                try council.olive.get(paper.path + "/edit").value(of: "version"), saying: "One recommendation is met."))
        #expect(try !council.olive.get(paper.path + "/publication").text.contains("but the table has"))
    }
}
