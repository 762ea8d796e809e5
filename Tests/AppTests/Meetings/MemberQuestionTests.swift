import Testing

@testable import App

@Suite struct MemberQuestionTests {
    private let words = "How many young people stand behind the 67%?"

    private func form(_ sitting: Sitting, _ more: [(String, String)] = []) -> [(String, String)] {
        [
            ("words", words), ("asked_by", "A member"), ("about", "recommendation-\(sitting.review.recommendation)"),
        ] + more
    }

    @Test func aQuestionStandsOnTheMeetingTheRecommendationAndTheDueList() throws {
        let sitting = try Sitting(), council = sitting.review.council
        let promised = ReviewOfCareLeavers.date("promised_on", sitting.review.today.adding(days: -1))
        let page = try sitting.olive.postAndFollow(sitting.path + "/questions", form(sitting, promised))
        #expect(page.text.contains("behind the 67%") && page.text.contains("No answer yet"))
        let recommendation = Paths.recommendation(sitting.review.recommendation, sitting.review.plan)
        let seen = try council.mo.get(recommendation)
        #expect(seen.text.contains("behind the 67%") && seen.text.contains("\(Sitting.body), \(sitting.day.longText)"))
        #expect(try sitting.olive.get("/due").text.contains("Members’ questions without an answer"))
        #expect(try !council.ada.get("/due").text.contains("Members’ questions"))
        let id: Int64? = try sitting.review.value("SELECT id FROM meeting_questions")
        let question = sitting.path + "/questions/\(id ?? 0)"
        let version = try sitting.olive.get(question + "/edit").value(of: "version")
        let answer = form(sitting, [("answer", "About 33 young people."), ("version", version)])
        #expect(try sitting.olive.post(question, answer).status == 303)
        #expect(try council.mo.get(recommendation).text.contains("About 33 young people."))
        #expect(try council.mo.get(sitting.path).text.contains("Answered on \(sitting.review.today.longText)"))
        #expect(try !sitting.olive.get("/due").text.contains("Members’ questions"))
        let late = try sitting.olive.post(question, answer)
        #expect(late.status == 409)
        #expect(try sitting.olive.confirm(question + "/removal").status == 303)
        #expect(try !council.mo.get(sitting.path).text.contains("behind the 67%"))
    }

    @Test func whatIsWrongIsSaidAndWhatWasTypedIsKept() throws {
        let sitting = try Sitting()
        let tomorrow = ReviewOfCareLeavers.date("answered_on", sitting.review.today.adding(days: 1))
        let page = try sitting.olive.post(
            sitting.path + "/questions",
            [("words", ""), ("asked_by", "The chair"), ("about", "item-999999")] + tomorrow)
        #expect(page.status == 422 && page.text.contains("value=\"The chair\""))
        for words in ["Enter what was asked", "Choose from the list", "Enter the answer", "today or an earlier day"] {
            #expect(page.text.contains(words), "\(words)")
        }
    }

    @Test func aQuestionAboutAnItemIsAboutItsRecommendation() throws {
        let sitting = try Sitting()
        let (_, item) = try sitting.update()
        _ = try sitting.olive.post(
            sitting.path + "/questions", [("words", words), ("asked_by", "A member"), ("about", "item-\(item)")])
        #expect(
            try sitting.review.value("SELECT recommendation_id FROM meeting_questions")
                == sitting.review.recommendation.value)
    }
}
