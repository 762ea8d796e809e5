import Postgres
import Testing

@testable import App

/// Who answers for each lead, in one table with one save.
@Suite struct LeadOfficersTests {
    private static let path = "/leads/officers"

    /// A council whose plan names these leads, and one that leads nothing.
    private func council(_ leads: [String] = ["HR", "SEND team"]) throws -> ExampleCouncil {
        let council = try Example.council()
        try council.inDatabase { db in
            let plans = StoredPlans(db: db)
            let plan = try plans.plan("Routes to work", agreedOn: "2026-09-01")
            let one = try plans.recommendation(plan, "1", 1, "That places are found")
            try plans.action(one, plan, 1, "", "Find places", leads: leads)
            _ = try Lead.named("Leads nothing", in: db)
        }
        return council
    }

    private func officers(_ council: ExampleCouncil) throws -> [String] {
        try council.inDatabase { db in
            try db.values(
                """
                SELECT l.name || ': ' || p.name FROM leads l JOIN lead_members m ON m.lead_id = l.id
                  JOIN people p ON p.id = m.person_id ORDER BY 1
                """)
        }
    }

    /// What the page sends, with another choice for some leads.
    private func form(_ page: Page, _ council: ExampleCouncil, _ choices: [String: Person.ID?]) throws -> [(
        String, String
    )] {
        let leads: [Lead] = try council.inDatabase { try $0(Lead.all) }
        return leads.filter { page.text.contains("name=\"lead_\($0.id)\"") }.flatMap { lead in
            let was = page.value(of: "lead_\(lead.id)_was")
            let chosen = choices[lead.name].map { $0?.description ?? "" } ?? was
            return [
                ("lead_\(lead.id)", chosen), ("lead_\(lead.id)_was", was),
                ("lead_\(lead.id)_version", page.value(of: "lead_\(lead.id)_version")),
            ]
        }
    }

    @Test func eachLeadThatLeadsSomethingIsARowAndAllAreSavedAtOnce() throws {
        let council = try council(), lena = try council.person(.lead)
        let page = try council.olive.get(Self.path)
        #expect(page.words.contains("Lead officer for HR") && page.words.contains("Lead officer for SEND team"))
        #expect(!page.words.contains("Leads nothing") && page.words.contains("Two leads have none yet."))
        #expect(page.words.contains("Lena Hart") && !page.main.contains("Mo Khan"))
        let saved = try council.olive.postAndFollow(Self.path, form(page, council, ["HR": lena, "SEND team": lena]))
        #expect(saved.words.contains("Two leads are changed. Every lead has a lead officer."))
        #expect(try officers(council) == ["HR: Lena Hart", "SEND team: Lena Hart"])
        let taken = try council.olive.postAndFollow(Self.path, form(saved, council, ["HR": nil]))
        #expect(taken.words.contains("One lead is changed. One lead has none yet."))
        #expect(try officers(council) == ["SEND team: Lena Hart"])
        #expect(try council.olive.get("/leads").text.contains("href=\"/\(council.slug)/leads/officers\""))
    }

    @Test func theSecondOfTwoSaversIsToldOfTheRowThatBothChanged() throws {
        let council = try council(["HR", "SEND team", "Transport"])
        let lena = try council.person(.lead)
        let second = try council.inDatabase { db in
            try #require(try Person.add(email: "zoe@ashdown.example", name: "Zoe Lane", roles: [.lead], in: db))
        }
        let page = try council.olive.get(Self.path)
        _ = try council.olive.post(Self.path, form(page, council, ["HR": lena]))
        // What was left alone in the older page stays as the other saved it.
        _ = try council.olive.post(Self.path, form(page, council, ["Transport": second]))
        #expect(try officers(council) == ["HR: Lena Hart", "Transport: Zoe Lane"])
        let late = try council.olive.post(Self.path, form(page, council, ["HR": second, "SEND team": second]))
        #expect(
            late.status == 409
                && late.words.contains(
                    "HR: somebody changed it after you opened this page. Lena Hart answers for it now.")
        )
        #expect(try officers(council) == ["HR: Lena Hart", "Transport: Zoe Lane"], "nothing of it is saved")
        let again = try form(late, council, ["HR": second, "SEND team": second])
        #expect(try council.olive.post(Self.path, again).status == 303)
        #expect(try officers(council) == ["HR: Zoe Lane", "SEND team: Zoe Lane", "Transport: Zoe Lane"])
    }

    /// An open form of the lead itself is refused after this one was saved.
    @Test func theLeadItselfCountsOn() throws {
        let council = try council(["HR"]), lena = try council.person(.lead)
        let hr: Lead.ID = try council.inDatabase { try Lead.named("HR", in: $0) }
        let open = try council.olive.get("/leads/\(hr)/edit")
        _ = try council.olive.post(Self.path, form(council.olive.get(Self.path), council, ["HR": lena]))
        let stale = try council.olive.post(
            "/leads/\(hr)", [("name", "HR"), ("kind", "team"), ("version", open.value(of: "version"))])
        #expect(stale.status == 409)
        #expect(try officers(council) == ["HR: Lena Hart"])
    }

    @Test func severalStayOnTheLeadsOwnPage() throws {
        let council = try council(["HR"])
        try council.inDatabase { db in
            _ = try Person.add(email: "zoe@ashdown.example", name: "Zoe Lane", roles: [.lead], in: db)
            try db.run(
                "INSERT INTO lead_members (lead_id, person_id) SELECT l.id, p.id FROM leads l, people p WHERE l.name = 'HR' AND p.name IN ('Lena Hart', 'Zoe Lane')"
            )
        }
        let page = try council.olive.get(Self.path)
        #expect(page.words.contains("Lena Hart and Zoe Lane") && !page.text.contains("<select"))
        #expect(try council.olive.post(Self.path).status == 303)
        #expect(try officers(council).count == 2)
    }

    @Test func onlyALeadOfficerCanBeChosen() throws {
        let council = try council(["HR"]), mo = try council.person(.member)
        let wrong = try council.olive.post(Self.path, form(council.olive.get(Self.path), council, ["HR": mo]))
        #expect(wrong.status == 422 && wrong.words.contains("HR: choose a lead officer from the list"))
        #expect(try officers(council).isEmpty)
        let other = try Example.council()
        let stranger = try other.person(.lead)
        #expect(
            try council.olive.post(Self.path, form(council.olive.get(Self.path), council, ["HR": stranger])).status
                == 422)
    }

    @Test func whoeverIsMissingIsAskedForByName() throws {
        let council = try council(["HR"])
        #expect(
            try council.olive.get(Self.path).words.contains(
                "Ask Ada Price, the council administrator, to add them as a lead officer."))
        try council.inDatabase { db in
            try db.run("UPDATE people SET state = 'suspended' WHERE name IN ('Ada Price', 'Lena Hart')")
        }
        let page = try council.olive.get(Self.path)
        #expect(
            page.words.contains("Nobody is a lead officer yet")
                && page.words.contains("no administrator who can sign in"))
        let empty = try Example.council()
        #expect(try empty.olive.get(Self.path).words.contains("No action names a lead yet"))
    }

    @Test func onlyWhoChangesPlansMay() throws {
        let council = try council(["HR"])
        for person in [council.lena, council.mo, council.bella, council.cora, council.sam, council.ada] {
            #expect(try person.get(Self.path).status == 403)
            #expect(try person.post(Self.path).status == 403)
        }
    }

    /// Who cannot sign in, or lost the role, answers for nothing on any page.
    @Test func whoAnswersNoMoreIsCountedAlikeEverywhere() throws {
        let council = try council(), lena = try council.person(.lead)
        let page = try council.olive.get(Self.path)
        _ = try council.olive.post(Self.path, form(page, council, ["HR": lena, "SEND team": lena]))
        #expect(try council.olive.get(Self.path).words.contains("Every lead has one."))
        try council.inDatabase { db in
            _ = try db.run("UPDATE person_roles SET role = 'member' WHERE person_id = \(lena)")
        }
        #expect(try council.olive.get(Self.path).words.contains("Two leads have none yet."))
        #expect(try council.olive.get("/leads").words.contains("2 of these lead actions without a lead officer yet."))
        #expect(
            try council.olive.get("/start").words.contains(
                "2 of the 2 teams and posts that lead an action have no lead officer yet"))
    }
}
