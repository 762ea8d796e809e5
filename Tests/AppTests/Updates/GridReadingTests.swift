import Testing

@testable import App

/// Numbers that are typed where they are evidenced.
@Suite struct GridReadingTests {
    private func send(_ review: ReviewOfCareLeavers, _ value: String, day: String? = nil, as browser: Browser? = nil)
        throws -> Page
    {
        let path = Paths.updates(review.plan), browser = browser ?? review.council.olive
        var form = try FilledForm(on: browser.get(path))
        let measure: Measure.ID? = try review.value("SELECT id FROM measures")
        let name = try "reading_\(#require(measure))_"
        form[name + "value"] = value
        if let day { form[name + "day"] = day }
        return try browser.post(form.action, form.fields + [("do", "save")], key: form.key)
    }

    @Test func aNumberIsRecordedAsAReadingOfToday() throws {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 3)
        let saved = try send(review, "31")
        #expect(saved.status == 303)
        #expect(try review.value("SELECT value FROM readings ORDER BY as_of DESC LIMIT 1") == 31.0)
        #expect(try review.value("SELECT as_of FROM readings ORDER BY as_of DESC LIMIT 1") == review.today)
        let page = try review.council.olive.get(saved.location)
        #expect(page.text.contains("One number is recorded.") && page.main.contains("31 people"))
        #expect(try review.value("SELECT count(*) FROM updates") == 0, "a number alone is no update")
        #expect(try send(review, "").status == 303)
        #expect(try review.value("SELECT count(*) FROM readings") == 2)
    }

    @Test func aNumberThatIsNoneIsExplainedAndKept() throws {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 3)
        let wrong = try send(review, "about 30", day: "9/7/2099")
        #expect(wrong.status == 422 && wrong.text.contains("value=\"about 30\""))
        #expect(wrong.text.contains("enter the number, such as 12") && wrong.text.contains("today or earlier"))
        #expect(try review.value("SELECT count(*) FROM readings") == 1)
    }

    @Test func aLeadOfficerRecordsTheNumbersOfTheirTeams() throws {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 3)
        try review.putLenaInTheTeam()
        #expect(try send(review, "5", day: "9 Jul 2024", as: review.council.lena).status == 303)
        #expect(try review.value("SELECT count(*) FROM readings WHERE as_of = '2024-07-09'") == 1)
    }

    @Test func theSameNumberOfTheSameDayIsRecordedOnce() throws {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 3)
        #expect(try send(review, "31").status == 303)
        let again = try send(review, "31")
        #expect(try review.council.olive.get(again.location).text.contains("Nothing had changed"))
        #expect(try review.value("SELECT count(*) FROM readings WHERE value = 31") == 1)
        _ = try send(review, "32")
        #expect(try review.value("SELECT count(*) FROM readings") == 3, "another number of that day is another")
    }

    @Test func aDayFarBackIsNotTaken() throws {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 3)
        #expect(try send(review, "31", day: "9/7/1926").text.contains("enter the day that the number is of"))
        #expect(try review.value("SELECT count(*) FROM readings") == 1)
    }
}
