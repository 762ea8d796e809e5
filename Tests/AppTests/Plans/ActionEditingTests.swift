import Postgres
import Testing

@testable import App

@Suite struct ActionEditingTests {
    static let typed = [
        ("workstream", "HR"), ("words", "Ring-fence three a year"),
        ("leads", "Head of HR\nfutureMerton\n\nhead of  HR"), ("due_month", "4"),
        ("due_year", "2019"), ("report_duty", "recurring"), ("every_months", "12"), ("recurring_from_month", "March"),
        ("recurring_from_year", "2018"), ("report_words", "Report back to Scrutiny annually from March 2018"),
        ("recordability", "cannot"), ("recordability_words", "Providers do not record it"),
    ]

    @Test func anOfficerAddsAnActionWithNewLeadsAndChangesIt() throws {
        let council = try Example.council()
        let plan = try Planted(in: council, state: .agreed)
        let assessment: Assessment.ID? = try council.inDatabase { db in
            try db.value(
                "INSERT INTO assessments (words, tone, position) VALUES ('2 On-track', 'on_track', 2) RETURNING id"
            )
        }
        let word = try #require(assessment)
        let made = try council.olive.post(plan.recommendation + "/actions", Self.typed + [("assessment", "\(word)")])
        #expect(made.location == "/\(council.slug)\(plan.recommendation)")
        let id: Action.ID = try #require(try council.inDatabase { try $0.value("SELECT max(id) FROM actions") })
        let path = Paths.action(id, plan.first, plan.plan)
        let form = try council.olive.get(path + "/edit")
        #expect(form.text.contains("Head of HR\nfutureMerton</textarea>"))
        #expect(form.typed("recurring_from_month") == "3" && form.typed("recurring_from_day") == "")
        #expect(form.text.contains("<option value=\"\(word)\" selected>2 On-track</option>"))
        #expect(
            try council.inDatabase { try $0.values("SELECT name FROM leads ORDER BY name_key") as [String] } == [
                "futureMerton", "Head of HR",
            ])

        let changed = try council.olive.post(
            path,
            [
                ("version", form.value(of: "version")), ("words", "Ring-fence four"), ("leads", "FUTUREMERTON"),
                ("report_duty", "once"),
                ("recordability", "counted"),
            ])
        #expect(changed.status == 303)
        let again = try council.olive.get(path + "/edit")
        #expect(again.text.contains("\nfutureMerton</textarea>") && again.text.contains("Ring-fence four</textarea>"))
    }

    @Test func onlyScrutinyOfficersMayAndOnlyInTheirCouncil() throws {
        let council = try Example.council(), bramley = try Example.council()
        let plan = try Planted(in: council)
        let path = Paths.action(plan.action, plan.first, plan.plan)
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get(plan.recommendation + "/actions/new").status == 403)
            #expect(try person.post(plan.recommendation + "/actions", Self.typed).status == 403)
            #expect(try person.get(path + "/edit").status == 403)
            #expect(try person.post(path, Self.typed).status == 403)
            #expect(try person.post(path + "/removal").status == 403)
        }
        #expect(try bramley.olive.get(plan.recommendation + "/actions/new").status == 404)
        #expect(try bramley.olive.post(path, Self.typed + [("version", "1")]).status == 404)
        #expect(try bramley.olive.post(path + "/removal").status == 404)
        #expect(try council.olive.get(Paths.action(plan.action, plan.second, plan.plan) + "/edit").status == 404)
    }

    @Test func mistakesAreExplainedAndWhatWasTypedIsKept() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let page = try council.olive.post(
            plan.recommendation + "/actions",
            [
                ("words", ""), ("leads", "Head of Housing"), ("due_day", "30"), ("due_month", "2"),
                ("due_year", "2026"),
                ("report_duty", "recurring"), ("every_months", "99"),
            ])
        #expect(page.status == 422)
        for sentence in [
            "Enter the words of the action", ": enter a real date, or a month and year", "Enter a number of months",
            "Enter from when",
            "Choose whether it can be counted",
        ] {
            #expect(page.text.components(separatedBy: sentence).count == 3)
        }
        #expect(page.text.contains("Head of Housing</textarea>") && page.typed("due_day") == "30")
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM leads") as Int? } == 0)
    }

    @Test func aDoubleClickAddsOneAndAStaleSaveIsTold() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let key = try council.olive.get(plan.recommendation + "/actions/new").formKey
        for _ in 0..<2 {
            #expect(try council.olive.post(plan.recommendation + "/actions", Self.typed, key: key).status == 303)
        }
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM actions") as Int? } == 2)

        let path = Paths.action(plan.action, plan.first, plan.plan)
        #expect(try council.olive.post(path, Self.typed + [("version", "1")]).status == 303)
        let page = try council.olive.post(
            path, [("version", "1"), ("words", "My words"), ("report_duty", "none"), ("recordability", "estimated")])
        #expect(
            page.status == 409 && page.text.contains("Ring-fence three a year")
                && page.text.contains("Can be estimated"))
        #expect(page.text.contains("My words</textarea>") && page.value(of: "version") == "2")
    }

    @Test func anActionGoesUnlessItHasUpdates() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let path = Paths.action(plan.action, plan.first, plan.plan)
        _ = try council.inDatabase { db in
            try db.run(
                "INSERT INTO updates (plan_id, recommendation_id, action_id, period_on) VALUES (\(plan.plan), \(plan.first), \(plan.action), '2019-03-01')"
            )
        }
        #expect(try council.olive.post(path + "/removal").status == 409)
        _ = try council.inDatabase { try $0.run("DELETE FROM updates") }
        #expect(try council.olive.get(path + "/removal").text.contains("Ring-fence two a year"))
        #expect(try council.olive.confirm(path + "/removal").status == 303)
        #expect(try council.olive.get(path + "/edit").status == 404)
    }
}
