import Postgres
import Testing

@testable import App

/// The checklist of a new council: ticked by its records, and the home of those who set it up until all is done.
@Suite struct FirstStepsTests {
    private func home(_ person: Browser) throws -> String { try person.get("/").location }

    private func makePlan(_ council: ExampleCouncil, words: [(String, Tone)] = [], state: Plan.State = .draft) throws
        -> Plan.ID
    {
        try council.inDatabase { db in
            let plans = StoredPlans(db: db)
            for (index, word) in words.enumerated() { _ = try plans.assessment(word.0, word.1, index + 1) }
            let plan = try plans.plan("Routes to work", body: "Scrutiny Panel", state: state, agreedOn: "2026-09-01")
            let one = try plans.recommendation(plan, "1", 1, "That places are found")
            try plans.action(one, plan, 1, "", "Find places", leads: ["HR"])
            return plan
        }
    }

    @Test func itIsTheHomeOfThoseWhoSetTheCouncilUp() throws {
        let council = try Example.council()
        #expect(try home(council.olive) == "/\(council.slug)/start" && home(council.ada) == "/\(council.slug)/start")
        #expect(try home(council.lena) == "/\(council.slug)/due" && home(council.mo) == "/\(council.slug)/dashboard")
        #expect(try home(council.bella) == "/\(council.slug)/today")
        for person in [council.lena, council.mo, council.bella, council.cora, council.sam] {
            #expect(try person.get("/start").status == 403)
            #expect(try person.post("/start/status-words", [("to", "not_achieved")]).status == 403)
        }
        #expect(try council.olive.get("/help").text.contains("/\(council.slug)/start\""))
        #expect(try council.ada.get("/settings").text.contains("/\(council.slug)/start\""))
        #expect(try !council.mo.get("/help").text.contains("/start\""))
    }

    @Test func everyStepIsTickedByItsRecords() throws {
        let council = try Example.council(), olive = council.olive
        func heading() throws -> String { try olive.get("/start").words }
        #expect(try heading().contains("Five steps to your first meeting"))
        #expect(try heading().contains("People: seven people can sign in"))
        #expect(try heading().contains("It waits for a plan."))
        let plan = try makePlan(
            council, words: [("Met", .achieved), ("Part met", .achievedInPart), ("Not met", .notAchieved)])
        #expect(try heading().contains("Three steps to your first meeting"))
        #expect(try heading().contains("Status words: Met, Part met, Not met"))
        #expect(try heading().contains("1 of the 1 teams and posts that lead an action has no lead officer yet"))
        try council.inDatabase { db in
            try db.run(
                "INSERT INTO lead_members (lead_id, person_id) SELECT l.id, p.id FROM leads l, people p WHERE p.name = 'Lena Hart'"
            )
        }
        #expect(try heading().contains("Lead officers: each of 1 has a lead officer"))
        #expect(try heading().contains("Two steps to your first meeting"))
        try council.inDatabase {
            try $0.run("INSERT INTO meetings (body, held_on) VALUES ('Scrutiny Panel', app.today() + 30)")
        }
        #expect(
            try heading().contains("Next meeting: Scrutiny Panel,")
                && heading().contains("One step left to your first meeting"))
        #expect(try olive.get("/start").text.contains("/\(council.slug)/plans/\(plan)/publication"))
        #expect(try home(olive) == "/\(council.slug)/start")
        try council.inDatabase { try $0.run("UPDATE plans SET state = 'monitoring', published_on = app.today()") }
        #expect(try heading().contains("Ready for your first meeting"))
        #expect(try home(olive) == "/\(council.slug)/due" && home(council.ada) == "/\(council.slug)/due")
        // Whoever answered and may not sign in any more answers for nothing.
        try council.inDatabase { try $0.run("UPDATE people SET state = 'suspended' WHERE name = 'Lena Hart'") }
        #expect(try heading().contains("Two steps to your first meeting"))
        #expect(try heading().contains("Still missing: lead officer."))
    }

    /// A council at work is not sent back to its beginnings.
    @Test func onceAMeetingWasHeldItIsOver() throws {
        let council = try Example.council()
        #expect(try home(council.olive) == "/\(council.slug)/start")
        try council.inDatabase {
            try $0.run("INSERT INTO meetings (body, held_on, state) VALUES ('Panel', app.today() - 9, 'held')")
        }
        #expect(try home(council.olive) == "/\(council.slug)/due")
        let page = try council.olive.get("/start")
        #expect(page.words.contains("First steps") && page.words.contains("Next meeting: one was held"))
    }

    @Test func eachSeesTheirOwnFirstAndWhoDoesTheRest() throws {
        let council = try Example.council()
        try council.inDatabase { try $0.run("DELETE FROM person_roles WHERE role = 'member'") }
        let olive = try council.olive.get("/start"), ada = try council.ada.get("/start")
        func place(_ words: String, _ page: Page) throws -> String.Index {
            try #require(page.text.range(of: words), "\(words)").lowerBound
        }
        let people = "Add the people who work with it", plan = "Import your first action plan"
        #expect(try place(plan, olive) < place(people, olive) && place(people, ada) < place(plan, ada))
        #expect(
            olive.words.contains("Council administrator: Ada Price")
                && ada.words.contains("Scrutiny officer: Olive Ward"))
        #expect(olive.words.contains("Still missing: scrutiny member."))
        #expect(!olive.text.contains("/people/new\"") && ada.text.contains("/people/new\""))
        #expect(!ada.text.contains("/imports\"") && olive.text.contains("/imports\""))
    }

    @Test func aMissingStatusWordIsAddedByOnePress() throws {
        let council = try Example.council()
        _ = try makePlan(council, words: [("Met", .achieved), ("Part met", .achievedInPart)])
        let page = try council.olive.get("/start")
        #expect(page.words.contains("Your council can say “Met” and “Part met”, and has no word for “not achieved”."))
        #expect(page.text.contains("value=\"not_achieved\">Add “Not met”</button>"))
        let added = try council.olive.postAndFollow("/start/status-words", [("to", "not_achieved")])
        #expect(
            added.words.contains("“Not met” can be chosen from now on.")
                && added.words.contains("Status words: Met, Part met, Not met"))
        let kept: [String] = try council.inDatabase {
            try $0.values(
                "SELECT words || ' ' || tone || ' ' || needs_words FROM assessments WHERE tone = 'not_achieved'")
        }
        #expect(kept == ["Not met not_achieved true"])
        let again = try council.ada.postAndFollow("/start/status-words", [("to", "not_achieved")])
        #expect(again.words.contains("There is a status word for “not achieved” already."))
        #expect(try council.ada.post("/start/status-words", [("to", "splendid")]).status == 400)
    }

    @Test func aRetiredWordIsOfferedAgain() throws {
        let council = try Example.council()
        _ = try makePlan(
            council, words: [("Met", .achieved), ("Part met", .achievedInPart), ("Not met", .notAchieved)])
        try council.inDatabase { try $0.run("UPDATE assessments SET is_retired = true WHERE words = 'Not met'") }
        let added = try council.olive.postAndFollow("/start/status-words", [("to", "not_achieved")])
        #expect(added.words.contains("Status words: Met, Part met, Not met"))
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM assessments") as Int? } == 3)
    }

    private func word(_ words: String, _ tone: Tone, retired: Bool = false) -> StatusWord {
        var word = StatusWord()
        (word.words, word.tone, word.isRetired) = (words, tone, retired)
        return word
    }

    private func gaps(_ words: StatusWord...) -> [String] {
        StatusWordGap.all(among: words).map { "\($0.kind.rawValue): \($0.offer ?? "-")" }
    }

    @Test func whatIsOfferedGoesLikeTheCouncilsOwnWords() {
        #expect(gaps() == ["achieved: Met", "achieved_in_part: Part met", "not_achieved: Not met"])
        #expect(gaps(word("Fully met", .achieved), word("On track", .onTrack)) == ["not_achieved: Not met"])
        #expect(
            gaps(word("1 Fully achieved", .achieved), word("2 On-track", .onTrack), word("3 Slipped", .slipped))
                == ["not_achieved: 4 Not achieved"])
        #expect(
            gaps(word("Complete", .achieved)) == ["achieved_in_part: Partly achieved", "not_achieved: Not achieved"])
        #expect(gaps(word("Met", .achieved), word("Part met", .slipped), word("Not met", .notAchieved)) == [])
        #expect(
            gaps(word("Met", .achieved), word("Part met", .achievedInPart), word("Not met", .notAssessed))
                == ["not_achieved: -"])
    }

    /// Only a number that a scale may have goes on.
    @Test func aWordThatBeginsWithAHugeNumberIsNoScale() throws {
        let council = try Example.council()
        _ = try makePlan(council, words: [("9223372036854775807 Met", .achieved), ("Part met", .achievedInPart)])
        #expect(try council.olive.get("/start").text.contains("Add “Not met”</button>"))
    }
}
