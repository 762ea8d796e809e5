import Foundation
import Postgres
import Testing

@testable import App

@Suite struct CycleTests {
    @Test func aChangeIsShownFirstAndThenMovesTheDueDates() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            let plans = StoredPlans(db: db)
            let plan = try plans.plan("Care leavers", body: "Panel", agreedMonthsAgo: 11)
            for number in 1...2 { _ = try plans.recommendation(plan, String(number), number, "That it is done") }
        }
        func due() throws -> Int? {
            try council.inDatabase {
                try $0.value("SELECT count(*) FROM recommendations WHERE next_due_on < now()::date")
            }
        }
        #expect(try due() == 0)
        let form = try council.ada.get("/settings/cycles")
        let typed = [("version", form.value(of: "version")), ("first", "6"), ("again", "3")]
        let asked = try council.ada.post("/settings/cycles", typed)
        #expect(
            asked.status == 422
                && asked.text.contains("Two recommendations get a new due date. 2 will be overdue instead of 0."))
        #expect(try due() == 0)
        #expect(try council.ada.post("/settings/cycles", typed + [("confirmed", "1")]).status == 303)
        #expect(try due() == 2)
        #expect(
            try council.ada.get("/settings").text.contains(
                "First update six months after a plan is agreed, then every three months"))
        let history = try council.ada.get("/settings/history").text
        #expect(history.contains("When updates are due changed") && history.contains("Months to the first update"))
        let stale = try council.ada.post("/settings/cycles", typed + [("confirmed", "1")])
        #expect(stale.status == 409 && stale.text.contains("You, in another window, saved this while you were editing"))
        #expect(try council.inDatabase { try $0.value("SELECT app.first_broken_entry()") as Int64? } == nil)
    }

    @Test func onlyTheAdministratorMayAndMistakesAreExplained() throws {
        let council = try Example.council()
        for person in [council.olive, council.lena, council.mo, council.bella, council.cora, council.sam] {
            #expect(try person.get("/settings/cycles").status == 403)
            #expect(try person.post("/settings/cycles", [("first", "1"), ("again", "1")]).status == 403)
            #expect(throws: PostgresError.self) {
                try council.asVisit(person) { try $0.run("SELECT app.change_cycles(1, 1, 1)") }
            }
        }
        let wrong = try council.ada.post("/settings/cycles", [("first", "40"), ("again", "")])
        #expect(wrong.status == 422 && wrong.typed("first") == "40")
        #expect(
            wrong.text.contains("from 1 to 36")
                && wrong.text.contains("Months between updates: enter a number from 1 to 24"))
    }
}

@Suite struct ColumnLabelTests {
    @Test func aCouncilsLabelsStandOnItsPagesFormsAndFiles() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council
        let plan = Paths.plan(review.plan)
        #expect(try council.mo.get(plan).text.contains(">Recommendation and actions</th>"))
        let typed = [
            ("version", "0"), ("actions", "Actions - Pathways"), ("leads", "Lead(s)"), ("evidence", "What happened"),
        ]
        #expect(try council.olive.post("/settings/headings", typed).status == 303)
        let page = try council.mo.get(plan).text
        #expect(page.contains(">Recommendation · Actions - Pathways</th>") && page.contains("data-label=\"Lead(s)\""))
        #expect(try council.olive.get(review.path + "/new").text.contains("What happened"))
        #expect(try council.mo.get(plan + "/actions.csv").text.contains(",Actions - Pathways,Lead(s),"))
        #expect(
            try council.mo.get(Paths.recommendation(review.recommendation, review.plan)).text.contains("Lead(s)</dt>"))
        let stale = try council.ada.post("/settings/headings", [("version", "0"), ("leads", "Owner")])
        #expect(stale.status == 409 && stale.text.contains("Olive Ward saved this") && stale.typed("leads") == "Owner")
        #expect(
            try council.ada.post("/settings/headings", [("version", stale.value(of: "version")), ("leads", "Owner")])
                .status == 303)
        let wrong = try council.ada.post(
            "/settings/headings", [("version", "2"), ("due", String(repeating: "x", count: 61))])
        #expect(wrong.status == 422 && wrong.text.contains("Due must be 60 characters or fewer"))
    }

    @Test func aPlanMayHaveItsOwn() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council, bramley = try Example.council()
        let path = Paths.labels(review.plan)
        #expect(try council.olive.get(Paths.plan(review.plan)).text.contains(path))
        #expect(
            try council.olive.post(Paths.labels, [("version", "0"), ("leads", "Owner"), ("status", "Where it stands")])
                .status == 303)
        #expect(try council.olive.post(path, [("version", "0"), ("leads", "Responsibility")]).status == 303)
        let page = try council.mo.get(Paths.plan(review.plan)).text
        #expect(page.contains(">Responsibility</th>") && page.contains(">Where it stands</th>"))
        for person in [council.lena, council.mo, council.bella, council.cora, council.sam] {
            #expect(try person.get(path).status == 403)
            #expect(try person.post(path, [("leads", "x")]).status == 403)
        }
        #expect(try bramley.olive.get(path).status == 404)
        #expect(try bramley.olive.post(path, [("version", "0"), ("leads", "x")]).status == 404)
    }
}
