import Postgres
import Testing

@testable import App
@testable import PlanReader

/// A plan is published to members by a step of its own, which first shows what they will see.
@Suite struct PublicationTests {
    /// A draft agreed three years ago with two open recommendations, of which one owes annual numbers.
    private func draft(in council: ExampleCouncil) throws -> (id: Plan.ID, path: String) {
        let id = try council.inDatabase { db in
            let stored = StoredPlans(db: db)
            let plan = try stored.plan("Lunch clubs", body: "Panel", state: .draft, agreedMonthsAgo: 36)
            let first = try stored.recommendation(plan, "1", 1, "Open a lunch club in every ward.")
            _ = try stored.recommendation(plan, "2", 2, "Ask those who come.")
            let met = try stored.assessment("Met", .achieved, 1)
            try stored.action(first, plan, 1, "", "Count them.", leads: ["Estates"], duty: .recurring, every: 12)
            try stored.action(first, plan, 2, "", "Tell the panel.", leads: [], grade: met, duty: .once)
            return plan
        }
        return (id, Paths.plan(id))
    }

    /// What the page sends along with the choice.
    static func sent(_ page: Page, _ start: String) -> [(String, String)] {
        [("version", page.value(of: "version")), ("seen", page.value(of: "seen")), ("start", start)]
    }

    private func publish(_ path: String, from start: String = "today", in council: ExampleCouncil) throws -> Page {
        let page = try council.olive.get(path + "/publication")
        return try council.olive.post(path + "/publication", Self.sent(page, start))
    }

    private func due(_ plan: Plan.ID, in council: ExampleCouncil) throws -> (updates: [Day], reports: [Day], today: Day)
    {
        try council.inDatabase { db in
            (
                try db.values(
                    "SELECT next_due_on FROM recommendations WHERE plan_id = \(plan) AND next_due_on IS NOT NULL ORDER BY position"
                ),
                try db.values(
                    "SELECT next_report_on FROM actions WHERE plan_id = \(plan) AND next_report_on IS NOT NULL ORDER BY position"
                ),
                try #require(try db.value("SELECT app.today()"))
            )
        }
    }

    @Test func whatMembersWillSeeIsShownFirstAndNothingElseChanges() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        #expect(try council.mo.get(path).status == 404)
        let form = try council.olive.get(path)
        #expect(form.text.contains("href=\"/\(council.slug)\(path)/publication\">Publish to members"))
        let page = try council.olive.get(path + "/publication")
        for words in [
            "2 recommendations, each counted once", "Two outstanding recommendations",
            "Open a lunch club in every ward.",
            "Estates", "Start following up from", "“Two updates are overdue”", "Reports on two actions are overdue.",
            "“All two outstanding recommendations are on time”", "Nothing is overdue at the start. The overview",
            "The first update or report is due by",
            "you can make the plan a draft again",
        ] { #expect(page.text.contains(words), "\(words)") }
        #expect(try council.mo.get(path).status == 404)
        #expect(try due(plan, in: council).updates.isEmpty)
    }

    @Test func fromTodayNothingIsOverdueAndFromTheAgreementAllIs() throws {
        for start in ["today", "agreed"] {
            let council = try Example.council()
            let (plan, path) = try draft(in: council)
            let sent = try Self.sent(council.olive.get(path + "/publication"), start)
            let answer = try council.olive.postAndFollow(path + "/publication", sent)
            #expect(answer.text.contains("Members see the plan from now on."))
            let (updates, reports, today) = try due(plan, in: council)
            #expect(updates.count == 2 && reports.count == 2)
            let isLate = start == "agreed"
            #expect((updates + reports).allSatisfy { ($0 < today) == isLate }, "\(start): \(updates) \(reports)")
            if !isLate { #expect(updates.allSatisfy { $0 == today.adding(months: 3) } && reports[1] == updates[0]) }
            let overview = try council.mo.get("/dashboard?plan=\(plan)").text
            #expect(overview.contains(isLate ? "Two updates are overdue" : "outstanding recommendations are on time"))
            #expect(try council.mo.get(path).status == 200)
            let again = try council.olive.post(path + "/publication", [("version", "2"), ("start", start)])
            #expect(again.status == 409 && again.text.contains("it was published before"))
        }
    }

    @Test func onlyScrutinyPublishesAndNoOtherCouncil() throws {
        let council = try Example.council()
        let path = try draft(in: council).path + "/publication"
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get(path).status == 403)
            #expect(try person.post(path, [("version", "1"), ("start", "today")]).status == 403)
        }
        let other = try Example.council()
        #expect(try other.olive.get(path).status == 404)
        #expect(try other.olive.post(path, [("version", "1"), ("start", "today")]).status == 404)
        #expect(try council.stranger.get(path).location.contains("/sign-in"))
    }

    @Test func whatIsMissingIsSaid() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        let nothing = try council.olive.post(path + "/publication", [("version", "1")])
        #expect(nothing.status == 422 && nothing.text.contains("Choose from when the plan is followed up"))
        let stale = try council.olive.post(path + "/publication", [("version", "0"), ("start", "today")])
        #expect(stale.status == 409 && stale.text.contains("This changed while you were looking"))
        try council.inDatabase { try $0.run("UPDATE plans SET agreed_on = NULL WHERE id = \(plan)") }
        let undated = try council.olive.get(path + "/publication")
        #expect(undated.text.contains("When was the action plan agreed?") && !undated.text.contains("name=\"start\""))
        #expect(undated.text.contains("Show what members will see"))
        let refused = try council.olive.post(path + "/publication", [("version", "1"), ("start", "today")])
        #expect(refused.status == 422 && refused.text.contains("Enter when the action plan was agreed"))
        try council.inDatabase { try $0.run("DELETE FROM recommendations WHERE plan_id = \(plan)") }
        #expect(try council.olive.get(path + "/publication").text.contains("Add a recommendation before you publish"))
        #expect(try council.mo.get(path).status == 404)
    }

    @Test func theCommitteeAndTheDayAreAskedHereAndKeptBeforeItIsPublished() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        try council.inDatabase { try $0.run("UPDATE plans SET agreed_on = NULL, body = '' WHERE id = \(plan)") }
        var form = try FilledForm(on: council.olive.get(path + "/publication"))
        (form["body"], form["agreed_month"], form["agreed_year"]) = ("Scrutiny Panel", "13", "2026")
        let wrong = try council.olive.post(form.action, form.fields, key: form.key)
        #expect(
            wrong.status == 422 && wrong.text.contains("value=\"Scrutiny Panel\"")
                && wrong.text.contains("value=\"13\""))
        form["agreed_month"] = "3"
        let seen = try council.olive.post(form.action, form.fields, key: form.key)
        #expect(seen.status == 200 && seen.text.contains("Saved. This is what members will see now"))
        #expect(try council.mo.get(path).status == 404, "what was not looked at is not published")
        let (body, day): (String?, String?) = try council.inDatabase { db in
            (
                try db.value("SELECT body FROM plans"),
                try db.value("SELECT agreed_on || ' ' || agreed_precision FROM plans")
            )
        }
        #expect(body == "Scrutiny Panel" && day == "2026-03-01 month")
        var last = try FilledForm(on: seen)
        last["start"] = "today"
        #expect(try council.olive.post(last.action, last.fields, key: last.key).status == 303)
        #expect(try council.mo.get(path).status == 200)
    }

    @Test func leadsOfThePlanAreMatchedToTheCouncilsOwn() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        let old = try council.inDatabase { db in
            let stored = StoredPlans(db: db)
            let other = try stored.plan("Ponds", body: "Panel", state: .draft, agreedMonthsAgo: 3)
            let one = try stored.recommendation(other, "1", 1, "Dig.")
            try stored.action(one, other, 1, "", "Dig.", leads: ["Head of Estates"], duty: .none)
            return try #require(try db.value("SELECT id FROM leads WHERE name = 'Head of Estates'") as Int64?)
        }
        let new: Int64 = try council.inDatabase {
            try #require(try $0.value("SELECT id FROM leads WHERE name = 'Estates'"))
        }
        let page = try council.olive.get(path + "/publication")
        #expect(page.text.contains("Is “Estates” one of these?"))
        var form = try FilledForm(on: page)
        // A choice that was not offered changes nothing.
        form["lead_\(new)"] = String(new)
        _ = try council.olive.post(form.action, form.fields, key: form.key)
        form = try FilledForm(on: council.olive.get(path + "/publication"))
        form["lead_\(new)"] = String(old)
        #expect(try council.olive.post(form.action, form.fields, key: form.key).text.contains("Head of Estates"))
        let leads: [String] = try council.inDatabase {
            try $0.values(
                "SELECT l.name FROM action_leads a JOIN leads l ON l.id = a.lead_id WHERE a.plan_id = \(plan)")
        }
        #expect(leads == ["Head of Estates"])
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM leads WHERE name = 'Estates'") } == 0)
        #expect(try !council.olive.get(path + "/publication").text.contains("one of these?"))
    }

    @Test func editingADraftPublishesNothing() throws {
        let council = try Example.council()
        let made = try council.olive.post("/plans", PlanEditingTests.typed)
        let form = try council.olive.get(made.location + "/edit")
        #expect(!form.text.contains("name=\"state\"") && form.text.contains("This plan is a draft"))
        let saved = try council.olive.post(
            made.location,
            [
                ("version", form.value(of: "version")), ("title", "Lunch"), ("state", "monitoring"),
                ("agreed_month", "3"), ("agreed_year", "2018"),
            ])
        #expect(saved.status == 303)
        #expect(try council.mo.get(made.location).status == 404)
        let state: String? = try council.inDatabase { try $0.value("SELECT state FROM plans") }
        #expect(state == "draft")
    }

    /// With a date of agreement and submitted updates, from a paper or a file.
    @Test func whatComesInIsADraftThatCanBeRemovedUntilItIsPublished() throws {
        let council = try Example.council()
        let file = try PlanFileTests.full.json()
        let report = try PlanImport.run(file, named: "plan.json", into: council.slug, of: Example.running.database)
        let plan: Plan.ID = ID(try #require(report.plan)), path = Paths.plan(plan)
        #expect(try council.mo.get(path).status == 404)
        let question = try council.olive.get(path + "/removal")
        #expect(question.text.contains("updates that were imported with it"))
        #expect(try council.olive.get(path + "/publication").text.contains("This cannot be undone"))
        #expect(try publish(path, in: council).status == 303)
        #expect(try council.olive.post(path + "/removal").status == 409)

        let elsewhere = try Example.council()
        let again = try PlanImport.run(file, named: "plan.json", into: elsewhere.slug, of: Example.running.database)
        let copy = Paths.plan(ID(try #require(again.plan)))
        #expect(try elsewhere.olive.confirm(copy + "/removal").status == 303)
        #expect(try elsewhere.olive.get(copy).status == 404)
        let left: Int? = try elsewhere.inDatabase { try $0.value("SELECT count(*) FROM updates") }
        #expect(left == 0)
    }

    /// Kept as the first of its month, as is what is owed each year.
    @Test func aReportOfThisMonthIsNotPutOffForAYear() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        let (month, end): (Day, Day) = try council.inDatabase { db in
            let month: Day = try #require(try db.value("SELECT date_trunc('month', app.today()::timestamp)::date"))
            try db.run("UPDATE actions SET report_on = \(month) WHERE plan_id = \(plan)")
            return (month, month.adding(months: 1).adding(days: -1))
        }
        #expect(try publish(path, in: council).status == 303)
        let (_, reports, today) = try due(plan, in: council)
        #expect(reports == [month, month < today ? end : month])
    }

    @Test func aReportOwedOnceHasOneDayHoweverManyUpdatesFollow() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        try council.inDatabase { db in
            _ = try db.run(
                "UPDATE actions SET report_on = '2024-05-07', report_precision = 'day' WHERE plan_id = \(plan) AND report_duty = 'once'"
            )
        }
        let page = try council.olive.get(path + "/publication").text
        let (_, _, today) = try due(plan, in: council)
        let day = today.adding(months: 3)
        #expect(page.contains("single reports owed before today come later, by \(day.longText)"))
        #expect(page.contains("The first update or report is due by 1 March 2018"), "the yearly one")
        #expect(try publish(path, in: council).status == 303)
        try council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, names_reports, submitted_at)
                SELECT plan_id, id, date_trunc('month', app.today()::timestamp), 'submitted', 'Open.', true, now()
                  FROM recommendations WHERE plan_id = \(plan) AND number = '1'
                """)
        }
        #expect(try due(plan, in: council).reports.last == day)
    }

    @Test func onlyWhatWasLookedAtIsPublished() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        let looked = try council.olive.get(path + "/publication")
        try council.inDatabase { db in
            _ = try db.run("UPDATE recommendations SET words = 'Open two.' WHERE plan_id = \(plan) AND number = '1'")
        }
        let again = try council.olive.post(path + "/publication", Self.sent(looked, "today"))
        #expect(again.status == 409 && again.text.contains("This changed while you were looking"))
        #expect(again.text.contains("Open two."))
        #expect(try council.mo.get(path).status == 404)
        #expect(try council.olive.post(path + "/publication", Self.sent(again, "today")).status == 303)
        #expect(try council.mo.get(path).status == 200)
    }

    @Test func whatMembersSawStaysWhenItIsADraftAgain() throws {
        let council = try Example.council()
        let (plan, path) = try draft(in: council)
        #expect(try publish(path, in: council).status == 303)
        let form = try FilledForm(on: council.olive.get(path + "/edit"))
        let fields = form.fields.filter { $0.0 != "state" } + [("state", "draft")]
        #expect(try council.olive.post(path, fields).status == 303)
        #expect(try council.mo.get(path).status == 404)
        #expect(try council.olive.get(path + "/removal").text.contains("Members have seen this plan"))
        #expect(try council.olive.post(path + "/removal").status == 409)
        #expect(throws: PostgresError.self) {
            try council.inDatabase { try $0.run("DELETE FROM plans WHERE id = \(plan)") }
        }
    }

    @Test func aPublishedPlanIsNeverRemovedBehindThePages() throws {
        let council = try Example.council()
        let plan = try Planted(in: council, state: .monitoring).plan
        #expect(throws: PostgresError.self) {
            try council.inDatabase { try $0.run("DELETE FROM plans WHERE id = \(plan)") }
        }
    }
}
