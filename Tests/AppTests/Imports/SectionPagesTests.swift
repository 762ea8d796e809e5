import Postgres
import Testing

@testable import App
@testable import PlanReader

/// What is kept of the paper behind a plan: read with the plan, changed by scrutiny.
@Suite struct SectionPagesTests {
    private func plan(in council: ExampleCouncil) throws -> String {
        Paths.plan(try council.published(PlanFileTests.full))
    }

    private func section(_ council: ExampleCouncil) throws -> Int64 {
        try #require(try council.inDatabase { try $0.value("SELECT min(id) FROM plan_sections") })
    }

    @Test func itStandsOnThePlansPageAndCanBeChanged() throws {
        let council = try Example.council()
        let path = try plan(in: council), own = path + "/sections/\(try section(council))"
        let page = try council.mo.get(path)
        #expect(
            page.text.contains("From the paper: two sections kept as text")
                && page.text.contains("<p>Ponds are wet.</p>"))
        #expect(!page.text.contains(own + "/edit") && page.text.contains("<h3 class=\"app-paper__heading\">Legal</h3>"))
        #expect(try council.olive.get(path).text.contains(own + "/edit"))
        let answer = try council.olive.postAndFollow(
            own, [("version", "1"), ("heading", "Summary"), ("words", "Ponds are <deep>.")])
        #expect(answer.text.contains("The section is saved.") && answer.text.contains("Ponds are &lt;deep&gt;."))
        #expect(
            try council.olive.postAndFollow(path + "/sections", [("heading", "More"), ("words", "")]).text.contains(
                "three sections"))
        #expect(try council.olive.get(own + "/removal").text.contains("“Summary”, with its text"))
        #expect(try council.olive.confirmAndFollow(own + "/removal").text.contains("two sections"))
        #expect(try council.olive.get(own + "/edit").status == 404)
    }

    @Test func thePlanWithoutAnyOffersTheFirst() throws {
        let review = try ReviewOfCareLeavers(), path = "/plans/\(review.plan)"
        let link = path + "/sections/new"
        #expect(try review.council.olive.get(path).text.contains(link))
        #expect(!(try review.council.mo.get(path).text.contains(link)))
        let page = try review.council.olive.postAndFollow(
            path + "/sections", [("heading", "Legal implications"), ("words", "None.")])
        #expect(page.text.contains("one section kept as text") && page.text.components(separatedBy: link).count == 2)
    }

    @Test func mistakesAndTwoWindowsAreExplained() throws {
        let council = try Example.council()
        let own = try plan(in: council) + "/sections/\(try section(council))"
        let empty = try council.olive.post(own, [("version", "1"), ("heading", " "), ("words", "")])
        #expect(empty.status == 422 && empty.text.contains("Enter the text, or remove the section"))
        _ = try council.olive.post(own, [("version", "1"), ("heading", "Theirs"), ("words", "")])
        let stale = try council.olive.post(own, [("version", "1"), ("heading", "Mine"), ("words", "")])
        #expect(stale.status == 409 && stale.text.contains("Theirs") && stale.text.contains("Mine"))
    }

    @Test func onlyScrutinyOfThisCouncilChangesIt() throws {
        let council = try Example.council(), other = try Example.council()
        let path = try plan(in: council), own = path + "/sections/\(try section(council))"
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get(own + "/edit").status == 403)
            #expect(try person.post(own, [("version", "1"), ("words", "x")]).status == 403)
            #expect(try person.post(path + "/sections", [("words", "x")]).status == 403)
            #expect(try person.post(own + "/removal").status == 403)
        }
        #expect(try other.olive.get(own + "/edit").status == 404)
        #expect(try other.olive.post(own, [("version", "1"), ("words", "x")]).status == 404)
    }
}
