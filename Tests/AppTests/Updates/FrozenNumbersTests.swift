import Postgres
import Testing

@testable import App
@testable import PlanReader

@Suite struct FrozenNumbersTests {
    @Test func anUpdateKeepsTheNumbersItWasSubmittedWith() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        try review.addMeasure(reading: 7)
        try review.read(6, asOf: "2022-09-01", subset: "in adult social care")
        let draft = try olive.post(review.path, review.form([("draft", "1")])).location
        let before = try olive.get(draft)
        #expect(
            before.text.contains("What the numbers say now") && before.text.contains("7 people as of 1 September 2022"))
        #expect(try review.value("SELECT count(*) FROM update_figures") == Int64(0))
        let version = before.value(of: "version")
        #expect(try olive.post(draft + "/submission", [("version", version)]).status == 303)
        try review.council.inDatabase { _ = try $0.run("DELETE FROM readings") }
        try review.read(30, asOf: "2023-01-01")
        let page = try review.council.mo.get(draft).text
        #expect(page.contains("Numbers used") && page.contains("7 people as of 1 September 2022"))
        #expect(page.contains("6 people as of 1 September 2022: in adult social care") && !page.contains("30 people"))
    }

    @Test func nothingReadIsKeptAsNothingReadAndSmallNumbersStayWithOfficers() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        try review.addMeasure(reading: 3)
        try council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO measures (plan_id, recommendation_id, position, title, unit) VALUES (\(review.plan), \(review.recommendation), 2, 'Employers', 'businesses')"
            )
        }
        let form = review.form(.notAchieved, [("explanation", "Places are few.")])
        let update = try council.olive.post(review.path, form).location
        let seen = try council.mo.get(update).text
        #expect(seen.contains("[c] as of 1 September 2022") && !seen.contains("3 people"))
        #expect(seen.contains("Nothing had been read"))
        #expect(try council.olive.get(update).text.contains("3 people [c] as of 1 September 2022"))
    }

    @Test func nobodyChangesThemAfterwards() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        try review.addMeasure(reading: 7)
        _ = try council.olive.post(review.path, review.form(.notAchieved, [("explanation", "Places are few.")]))
        for statement: SQL in [
            "UPDATE update_figures SET value = 9", "DELETE FROM update_figures",
            """
            INSERT INTO update_figures (plan_id, update_id, measure_id, position, title, unit)
            SELECT plan_id, update_id, measure_id, 9, 'More', 'people' FROM update_figures
            """,
            """
            WITH touched AS (UPDATE updates SET changed_at = now() RETURNING plan_id, id)
            INSERT INTO update_figures (plan_id, update_id, measure_id, position, title, unit)
            SELECT t.plan_id, t.id, f.measure_id, 9, 'More', 'people' FROM touched t, update_figures f
            """,
        ] {
            #expect(throws: PostgresError.self) { try council.inDatabase { try $0.run(statement) } }
        }
        #expect(throws: PostgresError.self) {
            try council.inDatabase { db in
                try db.run("UPDATE updates SET version = version + 1")
                try db.run(
                    """
                    INSERT INTO update_figures (plan_id, update_id, measure_id, position, title, unit)
                    SELECT plan_id, update_id, measure_id, 9, 'More', 'people' FROM update_figures
                    """)
            }
        }
        #expect(try review.value("SELECT count(*) FROM update_figures") == Int64(1))
    }

    @Test func aPaperBroughtInIsHeldAgainstItsOwnNumbers() throws {
        let council = try Example.council()
        var plan = PlanFile(title: "Places at work")
        plan.agreed = ApproximateDay(DemoTime.day(2021, 9, 1), .month)
        let then = ApproximateDay(DemoTime.day(2022, 3, 1), .month)
        plan.recommendations = [
            .init(
                number: "1", words: "That places are found.",
                measures: [
                    .init(
                        title: "Places", unit: .places, milestones: [.init(value: 5)],
                        readings: [.init(value: 2, asOf: then)])
                ],
                updates: [.init(period: then.day, evidence: "Two were found.", grade: ["Met"])])
        ]
        try council.inDatabase { db in
            _ = try Vocabulary.insert("Met", .achieved, position: 1, in: db)
            _ = try PlanSaving.save(plan, in: db)
            let said: String? = try db.value("SELECT disagreement FROM updates")
            #expect(
                said
                    == "It says “Met”, but “Places” is to reach at least 5 places: the latest reading is 2 places, March 2022."
            )
            #expect(try db.value("SELECT value FROM update_figures") == 2.0)
        }
    }
}
