import Postgres
import Testing

@testable import App

@Suite struct RecommendationEditingTests {
    static let typed = [
        ("number", "7a"), ("words", "That careers advice improves."), ("kind", "asks"),
        ("response", "accepted_in_part"),
        ("response_words", "Agreed in principle"), ("other_words", "Theme: water"), ("response_on_day", "11"),
        ("response_on_month", "12"),
        ("response_on_year", "2017"),
        ("state", "open"),
    ]

    @Test func anOfficerAddsOneWithLinksAndMovesIt() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let links = [
            ("link_1_kind", "see_also"), ("link_1_other", "\(plan.second)"), ("link_1_words", ""),
            ("link_2_kind", "earlier_review"),
            ("link_2_other", ""), ("link_2_words", "Review of 2014, recommendation 3"), ("link_3_kind", "see_also"),
        ]
        let made = try council.olive.post(
            plan.path + "/recommendations", Self.typed + links + [("after", "\(plan.first)")])
        #expect(made.status == 303)
        let path = String(made.location.dropFirst(council.slug.count + 1))
        #expect(try numbers(council, plan) == ["1", "7a", "2"])
        let form = try council.olive.get(path + "/edit")
        #expect(form.typed("number") == "7a" && form.typed("link_2_words") == "Review of 2014, recommendation 3")
        #expect(form.text.contains("<option value=\"\(plan.second)\" selected>Recommendation 2</option>"))
        #expect(form.text.contains("<option value=\"\(plan.first)\" selected>After 1</option>"))

        let moved = try council.olive.post(path, Self.typed + [("version", form.value(of: "version")), ("after", "")])
        #expect(moved.status == 303)
        #expect(try numbers(council, plan) == ["7a", "1", "2"])
        #expect(try council.olive.get(path + "/edit").typed("link_1_words") == "")
    }

    private func numbers(_ council: ExampleCouncil, _ plan: Planted) throws -> [String] {
        try council.inDatabase {
            try $0.values("SELECT number FROM recommendations WHERE plan_id = \(plan.plan) ORDER BY position, id")
        }
    }

    @Test func onlyScrutinyOfficersMayAndOnlyInTheirCouncil() throws {
        let council = try Example.council(), bramley = try Example.council()
        let plan = try Planted(in: council)
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get(plan.path + "/recommendations/new").status == 403)
            #expect(try person.post(plan.path + "/recommendations", Self.typed).status == 403)
            #expect(try person.get(plan.recommendation + "/edit").status == 403)
            #expect(try person.post(plan.recommendation, Self.typed).status == 403)
            #expect(try person.post(plan.recommendation + "/removal").status == 403)
        }
        #expect(try bramley.olive.get(plan.path + "/recommendations/new").status == 404)
        #expect(try bramley.olive.post(plan.path + "/recommendations", Self.typed).status == 404)
        #expect(try bramley.olive.get(plan.recommendation + "/edit").status == 404)
        #expect(try bramley.olive.post(plan.recommendation + "/removal").status == 404)
    }

    @Test func mistakesAreExplainedAndWhatWasTypedIsKept() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let page = try council.olive.post(
            plan.path + "/recommendations",
            [
                ("number", ""), ("words", ""), ("kind", "asks"), ("response", "none"),
                ("response_words", "Typed but not chosen"),
                ("state", "withdrawn"), ("link_2_kind", "earlier_review"), ("link_2_other", "\(plan.first)"),
            ])
        #expect(page.status == 422)
        for sentence in [
            "Enter the number as printed", "Choose what the executive answered", "Explain it",
            "Enter which earlier review",
        ] {
            #expect(page.text.components(separatedBy: sentence).count == 3)
        }
        #expect(page.text.contains("Typed but not chosen"))
        let empty = try council.olive.post(
            plan.path + "/recommendations",
            [("number", "9"), ("kind", "asks"), ("response", "none"), ("state", "open")])
        #expect(empty.text.contains("Enter the words of the recommendation"))
    }

    @Test func aNumberIsUsedOnceInAPlan() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let typed = [("number", "1"), ("words", "Again"), ("kind", "asks"), ("response", "none"), ("state", "open")]
        let page = try council.olive.post(plan.path + "/recommendations", typed)
        #expect(page.status == 422 && page.text.contains("there is already a recommendation 1 in this plan"))
        let other = Paths.recommendation(plan.second, plan.plan)
        let renamed = try council.olive.post(other, typed + [("version", "1")])
        #expect(renamed.status == 422 && renamed.text.contains("there is already a recommendation 1 in this plan"))
    }

    @Test func aDoubleClickAddsOne() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let key = try council.olive.get(plan.path + "/recommendations/new").formKey
        let first = try council.olive.post(plan.path + "/recommendations", Self.typed, key: key)
        let second = try council.olive.post(plan.path + "/recommendations", Self.typed, key: key)
        #expect(first.status == 303 && first.location == second.location)
    }

    @Test func theLaterOfTwoSavesIsTold() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        #expect(
            try council.olive.post(plan.recommendation, Self.typed + [("version", "1"), ("after", "")]).status == 303)
        let page = try council.olive.post(
            plan.recommendation,
            [
                ("version", "1"), ("number", "1b"), ("words", "My words"), ("kind", "notes"), ("response", "none"),
                ("state", "open"), ("after", ""),
            ])
        #expect(page.status == 409)
        #expect(page.text.contains("That careers advice improves.") && page.text.contains("Accepted in part"))
        #expect(page.typed("number") == "1b" && page.value(of: "version") == "2")
    }

    @Test func whatGoesWithItIsNamedAndWhatWasSubmittedStays() throws {
        let council = try Example.council()
        let plan = try Planted(in: council, state: .agreed)
        #expect(try council.olive.get(plan.recommendation + "/removal").text.contains("one action"))
        #expect(try council.olive.confirm(plan.recommendation + "/removal").location.hasSuffix(plan.path))
        #expect(try council.olive.get(plan.recommendation + "/edit").status == 404)

        _ = try council.inDatabase { db in
            try db.run(
                """
                INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, submitted_at)
                VALUES (\(plan.plan), \(plan.second), '2019-03-01', 'submitted', 'Nine started', now())
                """)
        }
        let other = Paths.recommendation(plan.second, plan.plan)
        #expect(try council.olive.get(other + "/removal").text.contains("submitted updates, which are kept"))
        #expect(try council.olive.post(other + "/removal").status == 409)
    }
}
