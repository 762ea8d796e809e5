import Postgres
import Testing

@testable import App

/// What is owed comes round by itself (000.10, 001.02, 001.22, 004.13, X.07).
@Suite struct ReportDutyTests {
    private func recurring(_ review: ReviewOfCareLeavers, from first: String, every months: Int) throws {
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                UPDATE actions SET report_duty = 'recurring', report_on = \(first)::text::date, report_every_months = \(months)
                 WHERE id = \(review.action)
                """)
        }
    }

    /// Submitted of one day: of the whole recommendation, or of an action.
    private func said(_ review: ReviewOfCareLeavers, _ day: String, about action: Action.ID? = nil) throws {
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO updates (plan_id, recommendation_id, action_id, period_on, as_of, state, evidence, submitted_at)
                VALUES (\(review.plan), \(review.recommendation), \(action), date_trunc('month', \(day)::text::date), \(day)::text::date,
                        'submitted', 'Told.', \(day)::text::date)
                """)
        }
    }

    private func next(_ review: ReviewOfCareLeavers) throws -> String? {
        try review.value("SELECT next_report_on::text FROM actions WHERE id = \(review.action)")
    }

    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    @Test func annuallyFromMarch2018IsOwedEachYear() throws {
        let review = try ReviewOfCareLeavers()
        try recurring(review, from: "2018-03-01", every: 12)
        #expect(try next(review) == "2018-03-01")
        try said(review, "2018-03-14")
        #expect(try next(review) == "2019-03-01")
        try said(review, "2021-02-28")
        #expect(try next(review) == "2021-03-01", "told a day too early, it is still owed")
        try said(review, "2022-03-01")
        #expect(try next(review) == "2023-03-01", "what was told answers all that were owed by then")
    }

    @Test func aDutyWithoutWordsOfItsOwnIsCalledTheSameEverywhere() throws {
        let sitting = try Sitting(days: 20), review = sitting.review, olive = sitting.olive
        for (every, words) in [(12, "Reported annually"), (3, "Reported quarterly")] {
            try recurring(review, from: "2018-03-01", every: every)
            let action = Paths.recommendation(review.recommendation, review.plan)
            for path in [
                "/due?kind=report", "/due.csv?kind=report", action, Paths.plan(review.plan) + "/actions.csv",
                sitting.path + "/due",
            ] { #expect(try olive.get(path).text.contains(words), "\(path)") }
        }
        let agenda = try olive.get(sitting.path + "/due").text
        #expect(agenda.contains("Reported quarterly: recommendation 7") && !agenda.contains("Report back"))
    }

    @Test func everyMissedCycleIsCounted() throws {
        let review = try ReviewOfCareLeavers()
        try recurring(review, from: "2018-03-01", every: 12)
        let first = try day("2018-03-01")
        let owed = (0...).prefix { first.adding(months: 12 * $0) < review.today }.count
        #expect(owed >= 9)
        let due = try review.council.olive.get("/due?kind=report")
        #expect(due.text.contains("\(owed) reports missed"))
        let page = try review.council.olive.get(Paths.recommendation(review.recommendation, review.plan))
        #expect(page.text.contains("; \(owed) reports missed") && page.text.contains("Next four"))
        #expect(page.text.contains(first.adding(months: 12 * (owed + 3)).longText))
        #expect(try review.council.olive.get("/due.csv?kind=report").text.contains(",\(owed),"))
        let counted: Int64? = try review.value("SELECT app.times_owed('2018-03-01', 12, '2018-03-01', '2018-03-01')")
        #expect(counted == 0)
        #expect(try review.value("SELECT app.times_owed('2018-03-01', 12, '2018-03-01', '2018-03-02')") == Int64(1))
        #expect(try review.value("SELECT app.times_owed('2018-03-01', 12, '2018-03-01', '2019-03-01')") == Int64(1))
        #expect(try review.value("SELECT app.times_owed('2018-03-01', 12, '2018-03-01', '2019-03-02')") == Int64(2))
        #expect(try review.value("SELECT app.times_owed('2018-03-01', NULL, '2018-03-01', '2026-03-02')") == Int64(1))
    }

    @Test func sixMonthlyAndQuarterlyKeepTheirDay() throws {
        let review = try ReviewOfCareLeavers()
        try recurring(review, from: "2025-08-31", every: 6)
        try said(review, "2025-09-02")
        #expect(try next(review) == "2026-02-28")
        try said(review, "2026-03-02")
        #expect(try next(review) == "2026-08-31")
        try recurring(review, from: "2025-08-31", every: 3)
        #expect(try next(review) == "2026-05-31")
    }

    @Test func theFirstUpdateIsOwedAfterTwelveMonthsAndThenEachQuarter() throws {
        let review = try ReviewOfCareLeavers(agreed: "2024-01-15")
        func due() throws -> String? { try review.value("SELECT next_due_on::text FROM recommendations") }
        #expect(try due() == "2025-01-15")
        try said(review, "2025-02-03")
        #expect(try due() == "2025-05-01")
        try review.council.inDatabase {
            _ = try $0.run("UPDATE recommendations SET state = 'signed_off', state_words = 'x'")
        }
        #expect(try due() == nil)
        try review.council.inDatabase { _ = try $0.run("UPDATE recommendations SET state = 'open'") }
        #expect(try due() == "2025-05-01")
        #expect(try review.council.olive.get("/due?kind=update").text.contains("updates missed"))
    }

    @Test func whatIsSaidOfOneActionAnswersNoOther() throws {
        let review = try ReviewOfCareLeavers()
        try recurring(review, from: "2025-03-01", every: 12)
        let other: Action.ID? = try review.value(
            "INSERT INTO actions (plan_id, recommendation_id, position, words) VALUES (\(review.plan), \(review.recommendation), 2, 'Dig') RETURNING id"
        )
        try said(review, "2025-04-01", about: other)
        #expect(try next(review) == "2025-03-01")
        try said(review, "2025-05-01", about: review.action)
        #expect(try next(review) == "2026-03-01")
    }

    @Test func aReportAskedForOnceIsNotAnsweredByWhatWasSaidBefore() throws {
        let review = try ReviewOfCareLeavers(), day = review.today.adding(days: 30)
        try said(review, "2025-04-01")
        try review.council.inDatabase { _ = try $0.run("UPDATE actions SET report_duty = 'once', report_on = \(day)") }
        #expect(try next(review) == day.isoText)
        try said(review, review.today.isoText)
        #expect(try next(review) == nil)
    }

    @Test func aReportToAMeetingFollowsItsDay() throws {
        let sitting = try Sitting(days: 20), review = sitting.review, olive = sitting.olive
        let edit = Paths.action(review.action, review.recommendation, review.plan)
        func save(_ meeting: String) throws -> Page {
            let version = try olive.get(edit + "/edit").value(of: "version")
            return try olive.post(
                edit,
                [
                    ("words", "Work with CMT"), ("leads", "Pathway Team"), ("report_duty", "once"),
                    ("once_meeting", meeting), ("recordability", "counted"), ("version", version),
                ])
        }
        let other = try Sitting(days: 20)
        let crossed = try save("\(other.meeting)")
        #expect(crossed.status == 422 && crossed.text.contains("Choose a meeting from the list"))
        #expect(try save("\(sitting.meeting)").status == 303)
        #expect(try next(review) == sitting.day.isoText)
        let due = try olive.get("/due?kind=report&sort=meeting")
        #expect(due.text.contains("for the meeting of \(sitting.day.longText)"))
        let page = try olive.get(Paths.recommendation(review.recommendation, review.plan))
        #expect(page.text.contains("Report goes to") && page.text.contains(sitting.path))
        let moved = sitting.day.adding(days: 7)
        let version = try olive.get(sitting.path + "/edit").value(of: "version")
        _ = try olive.post(
            sitting.path, [("body", Sitting.body), ("version", version)] + ReviewOfCareLeavers.date("held_on", moved))
        #expect(try next(review) == moved.isoText)
        #expect(try olive.get(sitting.path + "/removal").text.contains("One report loses its day"))
        #expect(try olive.confirm(sitting.path + "/removal").status == 303)
        let dueOn: String? = try review.value("SELECT next_due_on::text FROM recommendations")
        #expect(try next(review) == dueOn)
    }
}
