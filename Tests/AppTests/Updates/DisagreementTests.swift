import Testing

@testable import App

@Suite struct DisagreementTests {
    /// Submits "1 Fully achieved" as it is and says what it disagrees with; nothing when it does not.
    private func achieved(_ review: ReviewOfCareLeavers) throws -> String? {
        let olive = review.council.olive
        let asked = try olive.post(review.path, review.form(.achieved))
        guard asked.status == 422 else { return nil }
        let words = asked.value(of: "confirmed")
        #expect(try olive.post(review.path, review.form(.achieved, [("confirmed", words)])).status == 303)
        return words
    }

    /// A milestone of five by April 2023 over four areas.
    private func overFourAreas(_ value: Double, breadth: Int?) throws -> String? {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 2)
        try review.council.inDatabase { _ = try $0.run("UPDATE milestones SET breadth = 4, breadth_unit = 'areas'") }
        try review.read(value, breadth: breadth)
        return try achieved(review)
    }

    @Test func fiveOverFourAreasIsMoreThanFive() throws {
        #expect(try overFourAreas(8, breadth: 4) == nil)
        #expect(try overFourAreas(8, breadth: 3)?.contains("the latest reading is 8 people") == true)
        #expect(try overFourAreas(8, breadth: nil)?.contains("over how many areas is not recorded") == true)
    }

    @Test func whatIsProjectedOrOnlyPartOfTheWholeReachesNothing() throws {
        for (isProjected, subset) in [(true, ""), (false, "secured apprenticeships")] {
            let review = try ReviewOfCareLeavers()
            try review.addMeasure(reading: 2)
            try review.read(9, isProjected: isProjected, subset: subset)
            let words =
                isProjected
                ? "the latest reading is 5 or fewer, 1 September 2022"
                : "by April 2023 the reading was 5 or fewer (1 September 2022); later readings: 9 people (1 March 2023, of a part)"
            #expect(try achieved(review)?.contains(words) == true)
        }
    }

    @Test func everyMilestoneIsHeldAgainstTheGrade() throws {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 7)
        #expect(try achieved(review) == nil)
        let other = try ReviewOfCareLeavers()
        try other.addMeasure(reading: 7)
        try other.council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO milestones (plan_id, measure_id, sense, value, due_on) SELECT plan_id, id, 'at_least', 9, '2024-04-01' FROM measures"
            )
        }
        #expect(try achieved(other)?.contains("at least 9 people by 1 April 2024") == true)
    }

    @Test func whatCannotBeRecordedIsNeverNought() throws {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 0)
        try review.council.inDatabase { db in
            try db.run("DELETE FROM readings")
            _ = try db.run("UPDATE actions SET recordability = 'cannot', recordability_words = 'Nobody keeps a list.'")
        }
        #expect(try review.council.olive.get(review.path + "/new").text.contains("Cannot be recorded"))
        #expect(try achieved(review) == nil)
    }

    @Test func anActionThatIsNotAchievedDisagrees() throws {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in
            _ = try db.run("UPDATE actions SET assessment_id = \(review.grades[.slipped]), workstream = 'HR'")
        }
        #expect(try achieved(review) == "It says “1 Fully Achieved”, but action 1, HR, is “3 Slipped”.")
    }

    @Test func membersSeeItWhereverTheySeeTheGrade() throws {
        let review = try ReviewOfCareLeavers(), mo = review.council.mo
        try review.addMeasure(reading: 2, goal: 9)
        let words = try #require(try achieved(review))
        let update: Update.ID = try #require(try review.value("SELECT id FROM updates"))
        let recommendation = "/plans/\(review.plan)/recommendations/\(review.recommendation)"
        for path in ["/plans/\(review.plan)", recommendation, "/dashboard", "\(review.path)/\(update)"] {
            #expect(try mo.get(path).text.contains("Check: does not match the data"), "\(path)")
        }
        for path in [recommendation, "/dashboard", "\(review.path)/\(update)"] {
            #expect(try mo.get(path).text.contains(words), "\(path)")
        }
        #expect(try mo.get("/plans/\(review.plan)/actions.csv").text.contains("the latest reading is 5 or fewer"))
        #expect(try review.council.olive.get("/due").text.contains("Check: does not match the data"))
        _ = try review.council.olive.post(
            review.path,
            review.form(.notAchieved, period: review.today.adding(months: 1), [("explanation", "Places are few.")]))
        #expect(try !mo.get("/plans/\(review.plan)").text.contains("Check: does not match the data"))
    }

    @Test func anActionsOwnUpdateShowsItBesideTheAction() throws {
        let review = try ReviewOfCareLeavers(due: "2022-04-01"), olive = review.council.olive
        let asked = try olive.post(review.path, review.form(.onTrack, about: review.action))
        let form = review.form(.onTrack, about: review.action, [("confirmed", asked.value(of: "confirmed"))])
        #expect(try olive.post(review.path, form).status == 303)
        let path = "/plans/\(review.plan)"
        #expect(try review.council.mo.get(path).text.contains("Check: does not match the data"))
        let page = try review.council.mo.get(path + "/recommendations/\(review.recommendation)").text
        #expect(page.contains("but its date was 1 April 2022"))
    }
}
