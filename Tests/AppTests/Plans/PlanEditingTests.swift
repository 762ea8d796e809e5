import Foundation
import Postgres
import Testing

@testable import App

@Suite struct PlanEditingTests {
    static let typed = [
        ("title", "Care leavers into work"), ("reference", "CYP 17/2"), ("body", "Task group"),
        ("link_officers", "Head of Skills"),
        ("agreed_month", "March"), ("agreed_year", "2018"), ("decision_1_body", "Cabinet"),
        ("decision_1_on_day", "11"), ("decision_1_on_month", "12"), ("decision_1_on_year", "2017"),
        ("decision_1_words", "Agreed"),
        ("decision_2_body", ""), ("decision_4_body", "Cabinet Member"), ("decision_4_on_day", "2"),
        ("decision_4_on_month", "Feb"),
        ("decision_4_on_year", "2018"),
    ]

    @Test func anOfficerMakesAPlanAndChangesIt() throws {
        let council = try Example.council()
        let made = try council.olive.post("/plans", Self.typed)
        #expect(made.status == 303)
        let plan = String(made.location.dropFirst(council.slug.count + 1))
        let form = try council.olive.get(plan + "/edit")
        #expect(form.typed("title") == "Care leavers into work")
        #expect(form.typed("agreed_day") == "" && form.typed("agreed_month") == "3")
        #expect(form.typed("decision_2_body") == "Cabinet Member" && form.typed("decision_3_body") == "")

        let recommendation = [
            ("number", "1"), ("words", "Ask."), ("kind", "asks"), ("response", "none"), ("state", "open"),
        ]
        #expect(try council.olive.post(plan + "/recommendations", recommendation).status == 303)
        let publication = try PublicationTests.sent(council.olive.get(plan + "/publication"), "today")
        #expect(try council.olive.post(plan + "/publication", publication).status == 303)
        let changed = try council.olive.post(
            plan,
            [
                ("version", "2"), ("title", "Care leavers into good work"),
                ("state", "superseded"),
                ("superseded_by", "The 2021 strategy"), ("agreed_month", "3"), ("agreed_year", "2018"),
            ])
        #expect(changed.location == made.location)
        let again = try council.olive.get(plan + "/edit")
        #expect(
            again.typed("title") == "Care leavers into good work" && again.typed("superseded_by") == "The 2021 strategy"
        )
        #expect(again.typed("decision_1_body") == "")
    }

    @Test func onlyScrutinyOfficersChangePlans() throws {
        let council = try Example.council()
        let plan = try Planted(in: council).path
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get("/plans/new").status == 403)
            #expect(try person.post("/plans", Self.typed).status == 403)
            #expect(try person.get(plan + "/edit").status == 403)
            #expect(try person.post(plan, Self.typed).status == 403)
            #expect(try person.post(plan + "/removal").status == 403)
        }
        #expect(try council.stranger.get("/plans/new").location.contains("/sign-in"))
    }

    @Test func anotherCouncilsPlanIsNotFound() throws {
        let plan = try Planted(in: try Example.council()).path
        let bramley = try Example.council()
        #expect(try bramley.olive.get(plan + "/edit").status == 404)
        #expect(try bramley.olive.post(plan, Self.typed + [("version", "1")]).status == 404)
        #expect(try bramley.olive.post(plan + "/removal").status == 404)
    }

    @Test func everyMistakeIsShownAndWhatWasTypedIsKept() throws {
        let council = try Example.council()
        let page = try council.olive.post(
            "/plans",
            [
                ("title", ""), ("body", "Select <committee>"), ("target_day", "31"),
                ("target_month", "4"),
                ("target_year", "2027"), ("decision_3_body", ""), ("decision_3_words", "Agreed as printed"),
            ])
        #expect(page.status == 422)
        #expect(page.text.contains("<title>Error: New action plan"))
        for sentence in [
            "Enter a title of up to 200 characters", "To be complete by: enter a real date",
            "Enter who decided", "Enter the day of the decision",
        ] {
            #expect(page.text.components(separatedBy: sentence).count >= 3, "\(sentence) at the top and at the field")
        }
        #expect(page.text.contains("Select &lt;committee&gt;") && page.text.contains("Agreed as printed"))
        #expect(page.text.contains("href=\"#decision_3_on\"") && page.text.contains("id=\"decision_3_on\""))
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM plans") as Int? } == 0)
    }

    @Test func aTitleIsTakenOnce() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let page = try council.olive.post("/plans", [("title", "CARE  leavers EET"), ("state", "draft")])
        #expect(page.status == 422 && page.text.contains("there is already a plan with this one"))
        let other = try council.olive.post("/plans", [("title", "Another"), ("state", "draft")])
        #expect(other.status == 303)
        let renamed = try council.olive.post(plan.path, [("version", "1"), ("title", "another"), ("state", "draft")])
        #expect(renamed.status == 422 && renamed.text.contains("there is already a plan with this one"))
    }

    @Test func aDoubleClickMakesOnePlan() throws {
        let council = try Example.council()
        let key = try council.olive.get("/plans/new").formKey
        let first = try council.olive.post("/plans", Self.typed, key: key),
            second = try council.olive.post("/plans", Self.typed, key: key)
        #expect(first.status == 303 && first.location == second.location)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM plans") as Int? } == 1)
    }

    @Test func theLaterOfTwoSavesIsToldAndLosesNothing() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let mine = [
            ("version", "1"), ("title", "Mine"), ("state", "draft"), ("body", "Panel"), ("decision_1_body", "Cabinet"),
            ("decision_1_on_day", "1"), ("decision_1_on_month", "2"), ("decision_1_on_year", "2018"),
        ]
        #expect(
            try council.olive.post(plan.path, [("version", "1"), ("title", "Theirs"), ("state", "draft")]).status == 303
        )
        let page = try council.olive.post(plan.path, mine)
        #expect(page.status == 409)
        #expect(
            page.text.contains("Saved by Olive Ward at") && page.text.contains("Theirs")
                && page.text.contains("Decision 1: Who decided"))
        #expect(
            page.typed("title") == "Mine" && page.value(of: "version") == "2"
                && page.typed("decision_1_body") == "Cabinet")
        #expect(try council.olive.post(plan.path, [("version", "2")] + mine.dropFirst()).status == 303)
    }

    @Test func onlyADraftIsRemoved() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let question = try council.olive.get(plan.path + "/removal")
        #expect(question.text.contains("two recommendations") && question.text.contains("one action"))
        #expect(try council.olive.confirm(plan.path + "/removal").location == "/\(council.slug)/plans")
        #expect(try council.olive.get(plan.path + "/edit").status == 404)

        let agreed = try Planted(in: council, state: .agreed)
        #expect(try council.olive.get(agreed.path + "/removal").text.contains("Only a draft can be removed"))
        #expect(try council.olive.post(agreed.path + "/removal").status == 409)
        #expect(try council.olive.get(agreed.path + "/edit").status == 200)
    }

    @Test func aPlanWithSubmittedUpdatesIsNoDraftAgain() throws {
        let council = try Example.council()
        let plan = try Planted(in: council, state: .agreed)
        _ = try council.inDatabase { db in
            try db.run(
                """
                INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, submitted_at)
                VALUES (\(plan.plan), \(plan.first), '2019-03-01', 'submitted', 'Nine started', now())
                """)
        }
        let page = try council.olive.post(
            plan.path, [("version", "1"), ("title", "Back to draft"), ("state", "draft")])
        #expect(page.status == 422 && page.text.contains("no longer a draft"))
    }
}
