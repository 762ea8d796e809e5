import Testing

@testable import App

/// Which column is what: asked where it is not known, answered once, remembered for the council.
@Suite struct ColumnPagesTests {
    private let council: ExampleCouncil
    private static let paper =
        "Harbour review\n\nNo.\tRecommendation\tWhat we shall do\tQuayside\tStatus\n1\tMend the quay.\tBuy stone.\tHarbour Team\t75% complete\n2\tPaint the boats.\tBuy paint.\tBoat Team\tShipshape\n"

    init() throws { council = try Example.council() }

    private func read(_ paper: String = paper) throws -> String {
        let answer = try council.olive.post("/imports", [("paper", paper)], key: council.olive.key())
        try #require(answer.status == 303, "\(answer.mistakes)")
        return answer.location
    }

    private func box(_ page: Page, labelled label: String) throws -> String {
        let field = try #require(page.text.range(of: "“\(label)”</label>"))
        let name = try #require(page.text[..<field.lowerBound].components(separatedBy: "for=\"").last)
        return String(name.prefix { $0 != "\"" })
    }

    @Test func whatIsNotKnownIsAskedAndReadAgain() throws {
        let columns = try read()
        #expect(columns.hasSuffix("/columns"))
        let page = try council.olive.get(columns)
        #expect(page.main.contains("Which column is what?") && page.main.contains("First below it: “Harbour Team”"))
        var form = try FilledForm(on: page)
        form[try box(page, labelled: "Quayside")] = "lead"
        form[try box(page, labelled: "Shipshape")] = "achieved"
        let answer = try council.olive.post(form.action, form.fields, key: form.key)
        #expect(answer.status == 303 && answer.location.hasSuffix("/review"))
        let review = try council.olive.get(answer.location)
        #expect(review.text.contains("value=\"Harbour Team\"") || review.main.contains("Harbour Team"))
        #expect(
            try council.inDatabase { try $0.value("SELECT meaning FROM known_headings WHERE heading_key = 'quayside'") }
                == "lead")
        let again = try council.olive.get(columns).main
        #expect(again.contains("As your council said."))
    }

    @Test func theNextPaperIsReadSo() throws {
        let columns = try read(), page = try council.olive.get(columns)
        var form = try FilledForm(on: page)
        form[try box(page, labelled: "Quayside")] = "lead"
        _ = try council.olive.post(form.action, form.fields, key: form.key)
        let other = try read(Self.paper.replacing("Harbour review", with: "Beach review"))
        #expect(other.hasSuffix("/review"), "nothing is left to ask")
        let bramley = try Example.council()
        let elsewhere = try bramley.olive.post("/imports", [("paper", Self.paper)], key: bramley.olive.key())
        #expect(elsewhere.location.hasSuffix("/columns"), "another council’s headings are its own")
    }

    /// Nothing is refused for its headings: once they are named there is a plan, and before that nothing to review.
    @Test func aPaperWhoseHeadingsAreAllUnknownIsAskedAbout() throws {
        let strange =
            "Harbour\n\nMark\tWhat they told us\tQuayside\tTides\nQ1\tMend the quay before the winter storms.\tHarbour hands\tSpring\nQ2\tPaint all of the boats in the harbour.\tBoat hands\tNeap\n"
        let columns = try read(strange)
        #expect(columns.hasSuffix("/columns"))
        let review = columns.replacing("/columns", with: "/review")
        #expect(try council.olive.get(review).location.hasSuffix("/columns"))
        #expect(
            try council.olive.post(review, [("version", "1")], key: council.olive.key()).location.hasSuffix("/columns"))
        let page = try council.olive.get(columns)
        #expect(page.main.contains("Waymark found a table in line 3 of this paper"))
        var form = try FilledForm(on: page)
        let vain = try council.olive.post(form.action, form.fields, key: form.key)
        #expect(
            vain.mistakes == [
                "Read so, it comes to no plan. Choose “Recommendation” for one column, or “Action” where it holds nothing but actions"
            ])
        form[try box(page, labelled: "What they told us")] = "recommendation"
        form[try box(page, labelled: "Quayside")] = "lead"
        let answer = try council.olive.post(form.action, form.fields, key: form.key)
        #expect(answer.status == 303 && answer.location.hasSuffix("/review"))
        #expect(try council.olive.get(answer.location).text.contains("Mend the quay before the winter storms."))
        let next = try read(strange.replacing("Harbour\n", with: "Beach\n"))
        #expect(next.hasSuffix("/review"), "what was said is remembered")
    }

    @Test func whatIsSaidWronglyIsExplained() throws {
        let columns = try read(), page = try council.olive.get(columns)
        var form = try FilledForm(on: page)
        let number = try box(page, labelled: "Recommendation")
        form[number] = "nonsense"
        let wrong = try council.olive.post(form.action, form.fields)
        #expect(wrong.status == 422 && wrong.mistakes == ["Choose what this column holds"])
        form[number] = "recommendation"
        #expect(try council.olive.post(form.action, form.fields).status == 303)
        let late = try council.olive.post(form.action, form.fields)
        #expect(late.status == 409, "a second tab is told")
    }
}
