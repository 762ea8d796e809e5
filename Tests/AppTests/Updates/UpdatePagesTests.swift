import Testing

@testable import App

@Suite struct UpdatePagesTests {
    @Test func anOfficerSubmitsAnUpdate() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let form = try olive.get(review.path + "/new")
        #expect(form.status == 200)
        #expect(form.text.contains("No names of young people."))
        #expect(form.text.contains("this is the first"))
        let page = try olive.postAndFollow(review.path, review.form(.onTrack, [("impact", "More stay on.")]))
        #expect(page.status == 200)
        #expect(
            page.text.contains("Update for \(review.today.monthText)")
                && page.text.contains("Two began apprenticeships."))
        #expect(
            page.text.contains("Submitted") && page.text.contains("by Olive Ward") && page.text.contains("2 On-Track"))
        #expect(try review.value("SELECT tone FROM recommendations") == "on_track")
    }

    @Test func theNextFormShowsWhatWasSaidLastTimeAndTheCounts() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        try review.addMeasure(reading: 3)
        _ = try olive.post(
            review.path,
            review.form(
                .notAchieved, period: review.today.adding(months: -3), [("explanation", "No places were found.")]))
        let form = try olive.get(review.path + "/new")
        #expect(form.text.contains("Last time: \(review.today.adding(months: -3).monthText)"))
        #expect(form.text.contains("No places were found.") && form.text.contains("4 Not Achieved"))
        #expect(
            form.text.contains("3 people [c] as of 1 September 2022")
                && form.text.contains("at least 5 people by April 2023"))
    }

    @Test func whatIsMissingIsSaidAndWhatWasTypedIsKept() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let page = try olive.post(review.path, review.form(.slipped, evidence: "", [("impact", "Kept words.")]))
        #expect(page.status == 422)
        #expect(page.text.contains("<title>Error: "))
        #expect(page.text.contains("Enter the evidence of progress") && page.text.contains("Enter the new date"))
        #expect(page.text.contains("Choose the reason why it slipped") && page.text.contains("Enter an explanation"))
        #expect(page.text.contains("Kept words."))
        let future = review.today.adding(days: 1)
        let asOf = try olive.post(review.path, review.form(.onTrack, ReviewOfCareLeavers.date("as_of", future)))
        #expect(asOf.status == 422 && asOf.text.contains("evidence cannot be from the future"))
        #expect(try review.value("SELECT count(*) FROM updates") == Int64(0))
    }

    @Test func slippedKeepsItsNewDateAndReason() throws {
        let review = try ReviewOfCareLeavers(due: "2022-04-01"), olive = review.council.olive
        let slipped = [("slip_reason", "Recruitment"), ("explanation", "The post is empty.")]
        let early = try olive.post(
            review.path,
            review.form(.slipped, slipped + ReviewOfCareLeavers.date("new_due", try #require(Day(iso: "2022-03-31")))))
        #expect(early.status == 422 && early.text.contains("later than 1 April 2022"))
        let new = review.today.adding(months: 6)
        let page = try olive.postAndFollow(
            review.path, review.form(.slipped, slipped + ReviewOfCareLeavers.date("new_due", new)))
        #expect(page.text.contains("\(new.longText), instead of 1 April 2022") && page.text.contains("Recruitment"))
    }

    @Test func aGradeThatDisagreesStandsOnceItIsConfirmed() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        try review.addMeasure(reading: 3, goal: 9)
        let asked = try olive.post(review.path, review.form(.achieved))
        #expect(asked.status == 422)
        #expect(asked.text.contains("Submit it as it is") && asked.text.contains("the latest reading is 5 or fewer"))
        let confirmed = asked.value(of: "confirmed").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
        let page = try olive.postAndFollow(review.path, review.form(.achieved, [("confirmed", confirmed)]))
        #expect(
            page.text.contains("the assessment does not match the data")
                && page.text.contains("the latest reading is 5 or fewer"))
        #expect(try review.value("SELECT disagreement FROM updates") == confirmed)
    }

    @Test func onTrackAfterItsDateAsksFirst() throws {
        let review = try ReviewOfCareLeavers(due: "2022-04-01")
        let asked = try review.council.olive.post(review.path, review.form(.onTrack))
        #expect(asked.status == 422 && asked.text.contains("but its date was 1 April 2022"))
    }

    @Test func thereIsOneUpdateForAMonth() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let first = try olive.post(review.path, review.form())
        let second = try olive.post(review.path, review.form(evidence: "Another."))
        #expect(second.status == 422)
        #expect(second.text.contains("There is already an update for \(review.today.monthText): open it"))
        #expect(second.text.contains(first.location) && second.text.contains("Another."))
        #expect(try olive.post(review.path, review.form(about: review.action)).status == 303)
    }

    @Test func aDoubleClickMakesOneUpdate() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let key = try olive.get(review.path + "/new").formKey
        let first = try olive.post(review.path, review.form(), key: key)
        let second = try olive.post(review.path, review.form(), key: key)
        #expect(first.status == 303 && first.location == second.location)
        #expect(try review.value("SELECT count(*) FROM updates") == Int64(1))
    }

    @Test func anUpdateAboutAnActionRecordsItsAchievement() throws {
        let review = try ReviewOfCareLeavers()
        try review.putLenaInTheTeam()
        let draft = try review.council.lena.post(
            review.path, review.form(.onTrack, about: review.action, [("draft", "1")]))
        #expect(try review.value("SELECT assessment_id FROM actions") == Optional<Assessment.ID>.none)
        let version = try review.council.lena.get(draft.location).value(of: "version")
        _ = try review.council.lena.post(draft.location + "/submission", [("version", version)])
        #expect(try review.value("SELECT assessment_id FROM actions") == review.grades[.onTrack])
    }

    @Test func contextAloneNeedsNoAssessment() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        #expect(try olive.post(review.path, review.form(nil)).status == 422)
        let page = try olive.postAndFollow(review.path, review.form(nil, [("is_context", "1")]))
        #expect(page.text.contains("Context only"))
    }

    @Test func nothingIsRecordedWhereNothingIsReportedOn() throws {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in
            _ = try db.run("UPDATE recommendations SET state = 'withdrawn', state_words = 'Withdrawn by Cabinet'")
        }
        #expect(try review.council.olive.get(review.path + "/new").status == 409)
        #expect(try review.council.olive.post(review.path, review.form()).status == 409)
    }
}
