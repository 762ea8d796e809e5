import Postgres
import Testing

@testable import App

@Suite struct PaperSettingsTests {
    private static let typed = [
        ("label", "Climate implications"), ("number", "11.1"), ("kind", "implication"), ("required", "yes"),
        ("none_words", "None for the climate"),
    ]

    private func headings(_ council: ExampleCouncil) throws -> [PaperHeading] {
        try council.inDatabase { try $0(PaperHeading.all) }
    }

    @Test func theAdministratorBeginsAddsOrdersAndRetires() throws {
        let council = try Example.council()
        #expect(try council.ada.get("/papers/headings").text.contains("Begin with the usual headings"))
        #expect(try council.ada.post("/papers/headings/usual").status == 303)
        let usual = try headings(council)
        #expect(usual.map(\.label) == PaperHeading.usual.map(\.label))
        let legal = try #require(usual.first { $0.label == "Legal" })
        #expect(try council.ada.post("/papers/headings", Self.typed + [("after", "\(legal.id)")]).status == 303)
        let labels = try headings(council).map(\.label)
        #expect(labels.firstIndex(of: "Climate implications") == labels.firstIndex(of: "Legal").map { $0 + 1 })
        let climate = try #require(try headings(council).first { $0.number == "11.1" })
        #expect(climate.isRequired && climate.noneWords == "None for the climate")
        let path = Paths.paperHeading(climate.id)
        let retired = Self.typed + [("version", "1"), ("retired", "yes")]
        #expect(try council.ada.post(path, retired).status == 303)
        let first = try #require(try headings(council).first)
        #expect(first.id == climate.id && first.isRetired, "behind nothing is first")
        let stale = try council.ada.post(path, Self.typed + [("version", "1"), ("label", "Mine")])
        #expect(stale.status == 409)
    }

    @Test func mistakesAreExplained() throws {
        let council = try Example.council()
        _ = try council.olive.post("/papers/headings/usual")
        let empty = try council.olive.post("/papers/headings", [("hint", "kept")])
        #expect(
            empty.status == 422 && empty.text.contains("Enter the heading as it is printed")
                && empty.text.contains("kept</textarea>"))
        let taken = try council.olive.post("/papers/headings", [("label", "LEGAL"), ("kind", "section")])
        #expect(taken.status == 422 && taken.text.contains("there is already a heading with these"))
        let twice = try council.olive.post("/papers/headings", [("label", "More progress"), ("kind", "progress")])
        #expect(twice.status == 422 && twice.text.contains("another heading shows this already"))
        let known = try council.olive.post(
            "/papers/headings", [("label", "Body"), ("kind", "section"), ("known", "body")])
        #expect(known.status == 422 && known.text.contains("only front-page fields"))
        for browser in [council.mo, council.lena, council.bella, council.sam] {
            #expect(
                try browser.get("/papers/headings").status == 403
                    && browser.post("/papers/headings", Self.typed).status == 403)
        }
    }

    @Test func aRetiredHeadingStaysWhereSomethingStandsUnderIt() throws {
        let council = try Example.council()
        let paper = try BegunPaper(in: council)
        _ = try council.olive.post(paper.path, paper.answers())
        try council.inDatabase {
            try $0.run("UPDATE paper_headings SET is_retired = true WHERE label IN ('Summary', 'Portfolio')")
        }
        let page = try council.olive.get(paper.path).text
        #expect(page.contains(">Summary<") && !page.contains("Portfolio"))
    }

    @Test func theProgressTableTakesTheCouncilsFormAndItsWords() throws {
        let council = try Example.council()
        let paper = try BegunPaper(in: council)
        try paper.plan.lead(by: nil, in: council)
        _ = try council.inDatabase { try LabelRow.save([.leads: "Who answers for it"], for: nil, version: 0, in: $0) }
        #expect(try council.olive.get(paper.path).text.contains("<th scope=\"col\">Who answers for it</th>"))
        let blocks = [("form", "blocks"), ("version", "0")]
        #expect(try council.ada.post("/papers/table", blocks).status == 303)
        let page = try council.olive.get(paper.path).text
        #expect(page.contains("Who answers for it") && page.contains(">Recommendation 1</th>"))
        #expect(try council.ada.post("/papers/table", blocks).status == 409)
        let wrong = try council.ada.post("/papers/table", [("form", "spiral"), ("version", "1")])
        #expect(wrong.status == 422 && wrong.text.contains("Choose the form of the table"))
        #expect(try council.mo.get("/papers/table").status == 403)
        #expect(try council.ada.post("/papers/table", [("form", "narrative"), ("version", "1")]).status == 303)
        #expect(try council.olive.get(paper.path).text.contains("<h3>(1) That the Council"))
    }
}
