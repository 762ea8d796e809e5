import Postgres
import Testing

@testable import App

/// An update answers a report that is owed only where its author ticks it (domain.md section 2).
@Suite struct AnsweredReportTests {
    /// Annual numbers from March 2018, none of them given.
    private func owing() throws -> ReviewOfCareLeavers {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                UPDATE actions SET report_duty = 'recurring', report_words = 'Annual numbers', report_on = '2018-03-01',
                       report_every_months = 12 WHERE id = \(review.action)
                """)
        }
        return review
    }

    private func next(_ review: ReviewOfCareLeavers) throws -> String? {
        try review.value("SELECT next_report_on::text FROM actions WHERE id = \(review.action)")
    }

    private func owed(_ review: ReviewOfCareLeavers) throws -> Int64? {
        try review.value(
            "SELECT app.reports_owed(id, report_on, report_every_months, next_report_on, app.today()) FROM actions")
    }

    private func ticks(_ review: ReviewOfCareLeavers, _ years: [Int]) -> [(String, String)] {
        years.map { ("answers", "\(review.action):\($0)-03-01") }
    }

    @Test func whatIsNotTickedStaysOwed() throws {
        let review = try owing(), olive = review.council.olive, all = try #require(try owed(review))
        #expect(all >= 9)
        let form = try olive.get(review.path + "/new").text
        #expect(form.contains("This also answers") && form.contains("Annual numbers: March 2018"))
        #expect(try olive.post(review.path, review.form()).status == 303)
        #expect(try next(review) == "2018-03-01" && owed(review) == all)
        #expect(try olive.get("/due?kind=report").text.contains("\(all) reports missed"))
    }

    @Test func whatIsTickedIsAnsweredForItsYear() throws {
        let review = try owing(), olive = review.council.olive, all = try #require(try owed(review))
        let page = try olive.postAndFollow(review.path, review.form(.onTrack, ticks(review, [2020])))
        #expect(page.text.contains("Also answers") && page.text.contains("Annual numbers: March 2020"))
        #expect(try next(review) == "2018-03-01" && owed(review) == all - 1)
        #expect(try olive.get("/due?kind=report").text.contains("\(all - 1) reports missed"))
        #expect(try !olive.get(review.path + "/new").text.contains("Annual numbers: March 2020"))
        let later = review.form(.onTrack, period: review.today.adding(months: 1), ticks(review, [2018, 2019]))
        #expect(try olive.post(review.path, later).status == 303)
        #expect(try next(review) == "2021-03-01" && owed(review) == all - 3)
        #expect(
            try olive.get(Paths.plan(review.plan) + "/updates.csv").text.contains("2018-03-01 Annual numbers"))
    }

    @Test func theCheckCountsWhatIsOwedByToday() throws {
        let review = try owing(), olive = review.council.olive, all = try #require(try owed(review))
        _ = try olive.post(review.path, review.form(.onTrack, ticks(review, [2018]) + [("draft", "1")]))
        let check = try olive.get(Paths.updates(review.plan) + "/check")
        let left = counted(Int(all) - 1, "report stays", "reports stay").sentenceCase
        #expect(check.main.contains("\(left) owed: not ticked"))
    }

    @Test func aDraftAnswersNothingYetAndKeepsItsTicks() throws {
        let review = try owing(), olive = review.council.olive, all = try owed(review)
        let draft = try olive.post(review.path, review.form(.onTrack, ticks(review, [2018]) + [("draft", "1")]))
            .location
        #expect(try next(review) == "2018-03-01" && owed(review) == all)
        #expect(
            try olive.get(draft + "/edit").text.contains("value=\"\(review.action):2018-03-01\" checked"))
        let version = try olive.get(draft + "/edit").value(of: "version")
        #expect(try olive.post(draft + "/submission", [("version", version)]).status == 303)
        #expect(try next(review) == "2019-03-01")
    }

    @Test func theGridAsksTheSame() throws {
        let review = try owing(), olive = review.council.olive, path = Paths.updates(review.plan)
        let page = try olive.get(path), row = "row_\(review.recommendation)-\(review.action)_"
        #expect(page.text.contains("Answers a report that is owed"))
        func send(_ answers: [(String, String)]) throws -> Page {
            let now = try olive.get(path)
            return try olive.post(
                path,
                [
                    ("period", String(review.today.isoText.prefix(7))), ("do", "check"),
                    (row + "version", now.value(of: row + "version")), (row + "was", now.value(of: row + "was")),
                    (row + "evidence", "Nine began."), (row + "assessment", "\(review.grades[.onTrack] ?? .init(0))"),
                ] + answers)
        }
        #expect(try send([(row + "answers", "\(review.action):2018-03-01")]).status == 303)
        let check = Paths.updates(review.plan) + "/check"
        #expect(try olive.get(check).main.contains("2018"))
        #expect(try olive.confirm(check).status == 303)
        #expect(try next(review) == "2019-03-01")
    }

    @Test func aReportThatIsNotOwedCannotBeTicked() throws {
        let review = try owing(), other = try owing()
        for answer in ["\(other.action):2018-03-01", "\(review.action):2018-03-02", "nonsense"] {
            let page = try review.council.olive.post(review.path, review.form(.onTrack, [("answers", answer)]))
            #expect(page.status == 422 && page.text.contains("Choose from the reports that are owed"), "\(answer)")
        }
    }

    @Test func aReportAskedForOnceWaitsForItsTick() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive, day = review.today.adding(days: 30)
        try review.council.inDatabase { _ = try $0.run("UPDATE actions SET report_duty = 'once', report_on = \(day)") }
        #expect(try olive.post(review.path, review.form()).status == 303)
        #expect(try next(review) == day.isoText)
        let ticked = review.form(
            .onTrack, period: review.today.adding(months: 1), [("answers", "\(review.action):\(day.isoText)")])
        #expect(try olive.post(review.path, ticked).status == 303)
        #expect(try next(review) == nil)
    }

    @Test func whatASubmittedUpdateAnswersIsFrozen() throws {
        let review = try owing()
        #expect(try review.council.olive.post(review.path, review.form(.onTrack, ticks(review, [2018]))).status == 303)
        for change: SQL in [
            "DELETE FROM update_reports",
            """
            INSERT INTO update_reports (plan_id, recommendation_id, update_id, action_id, owed_on)
            SELECT plan_id, recommendation_id, update_id, action_id, '2019-03-01' FROM update_reports
            """,
        ] {
            let error = #expect(throws: PostgresError.self) {
                try review.council.inDatabase { try $0.run(change) }
            }
            #expect(error?.kind == .permission)
        }
    }

    @Test func aPlansFileSaysWhichReportsWereAnswered() throws {
        let review = try owing(), olive = review.council.olive
        #expect(try olive.post(review.path, review.form(.onTrack, ticks(review, [2018]))).status == 303)
        #expect(try olive.get(Paths.file(review.plan)).text.replacing(" ", with: "").contains("\"owedOn\":"))
    }
}
