import Foundation
import Postgres
import Testing

@testable import App

@Suite struct AuditPagesTests {
    @Test func everythingOfTheCouncilIsThereInWords() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council
        let mo = try council.person(.member)
        var form = try FilledForm(on: council.ada.get("/people/\(mo)"))
        form["roles"] = "lead"
        #expect(try council.ada.post(form.action, form.fields).status == 303)
        #expect(try council.olive.post(review.path, review.form()).status == 303)
        try review.putLenaInTheTeam()
        let page = try council.ada.get("/audit").text
        #expect(
            page.contains("Role added: Lead officer, Mo Khan")
                && page.contains("href=\"/\(council.slug)/people/\(mo)\""))
        #expect(page.contains("Lead officer added: Lena Hart, Pathway Team") && page.contains("the command line ("))
        let update = try #require(try review.value("SELECT id FROM updates") as Update.ID?)
        #expect(
            page.contains(Paths.update(update, review.recommendation, review.plan)) && page.contains("Care leavers EET")
        )
        let people = try council.ada.get("/audit?kind=People,+roles+and+passwords&operation=added").text
        #expect(people.contains("Role added: Lead officer, Mo Khan") && !people.contains("Update added"))
        let olive = try council.person(.scrutiny)
        let hers = try council.ada.get("/audit?person=\(olive)").text
        #expect(hers.contains("Update added") && !hers.contains("Role added"))
        #expect(try council.ada.get("/audit?plan=\(review.plan)").text.contains("Update added"))
        #expect(try council.ada.get("/audit?to=1/1/20").text.contains("Nothing matches"))
        #expect(try council.ada.get("/audit?from=nonsense").text.contains("Enter a day, like 9 Jul"))
    }

    @Test func anUpdateHasAHistoryOfItsOwn() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council, bramley = try Example.council()
        let draft = try council.olive.post(review.path, review.form([("draft", "1")])).location
        let edit = try council.olive.get(draft + "/edit")
        let changed = review.form(evidence: "Three began.", [("version", edit.value(of: "version"))])
        #expect(try council.olive.post(draft + "/edit", changed).status == 303)
        #expect(try council.olive.get(draft).text.contains("\(draft)/history"))
        let page = try council.lena.get(draft + "/history").text
        #expect(page.contains("2 changes") && page.contains("Three began.</ins>") && page.contains("Submitted</ins>"))
        #expect(!(try council.mo.get(draft).text.contains("/history")))
        #expect(try council.mo.get(draft + "/history").status == 403)
        let path = String(draft.dropFirst(council.slug.count + 1))
        #expect(try bramley.olive.get(path + "/history").status == 404)
    }

    @Test func aLongTextShowsWhatWentAndWhatCame() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let long = String(repeating: "Work goes on with every team of the council. ", count: 10)
        try council.inDatabase { db in
            try db.run("UPDATE plans SET introduction = \(long + "Two have begun. " + long) WHERE id = \(plan.plan)")
        }
        try council.inDatabase { db in
            try db.run(
                "UPDATE plans SET introduction = \(long + "Three <have> begun. " + long) WHERE id = \(plan.plan)")
        }
        let page = try council.ada.get("/audit").text
        #expect(
            page.contains(
                "<del class=\"app-history__before\">Two have</del> <ins class=\"app-history__after\">Three &lt;have&gt;</ins>"
            ))
    }

    @Test func comingAndGoingIsRecordedWithoutTheWordsOfStrangers() throws {
        let council = try Example.council()
        func attempt(_ email: String, _ password: String, _ browser: Browser) throws -> Page {
            let key = try browser.get("/sign-in").formKey
            return try browser.post("/sign-in", [("email", email), ("password", password)], key: key)
        }
        for _ in 0..<6 {
            _ = try attempt("nobody@elsewhere.example", "x", council.stranger)
            _ = try attempt(council.email(.lead), "x", council.stranger)
        }
        let browser = Browser(slug: council.slug, token: nil)
        #expect(try attempt(council.email(.member), Example.password, browser).status == 303)
        #expect(try browser.post("/sign-out").status == 303)
        let page = try council.ada.get("/audit?kind=Signing+in+and+out").text
        #expect(page.contains("Signed in from 127.0.0.1: Mo Khan") && page.contains("Signed out: Mo Khan"))
        #expect(
            page.components(
                separatedBy:
                    "Sign-in made to wait after several wrong passwords in a row, the last from 127.0.0.1: Lena Hart"
            ).count
                == 2)
        #expect(!page.contains("elsewhere") && !page.contains("@"))
        #expect(try council.inDatabase { try $0.value("SELECT app.first_broken_entry()") as Int64? } == nil)
        let seen: Int? = try council.asVisit(council.olive) {
            try $0.value("SELECT count(*) FROM audit WHERE entity IN ('sign_ins', 'people')")
        }
        #expect(seen == 0, "who came and went is for the administrator")
    }

    @Test func itsPagesStayWhereTheyAre() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        func touch(_ text: String) throws {
            try council.inDatabase { try $0.run("UPDATE plans SET reference = \(text) WHERE id = \(plan.plan)") }
        }
        for number in 0..<60 { try touch("R\(number)") }
        let first = try council.ada.get("/audit")
        let second = try #require(first.text.firstMatch(of: /href="([^"]*newest=[^"]*page=2)"/))
        let link = String(second.1).replacing("&amp;", with: "&")
        let before = try council.ada.get(link).text
        try touch("new")
        func entries(_ text: String) -> String { text.components(separatedBy: "app-history").dropFirst().joined() }
        #expect(entries(try council.ada.get(link).text).prefix(2_000) == entries(before).prefix(2_000))
    }

    @Test func takingItAwayIsRecorded() throws {
        let council = try Example.council()
        #expect(try council.ada.post("/settings/reasons", [("words", "=1+1")]).status == 303)
        let csv = try council.ada.post("/audit/export", [("format", "csv"), ("kind", "Settings, words and teams")])
        #expect(csv.status == 200 && csv.header("Content-Type")?.hasPrefix("text/csv") == true)
        #expect(csv.text.contains("Reason for slipping added: =1+1") && csv.text.contains("Ada Price"))
        let json = try council.ada.post("/audit/export", [("format", "json")]).text
        #expect(
            json.contains("\"entries\"")
                && json.contains("\"what\" : \"Audit taken away as CSV, kind Settings, words and teams\""))
        for person in [council.olive, council.lena, council.mo, council.bella, council.cora, council.sam] {
            #expect(try person.get("/audit").status == 403)
            #expect(try person.post("/audit/export", [("format", "csv")]).status == 403)
        }
        let bramley = try Example.council()
        #expect(!(try bramley.ada.get("/audit").text.contains("=1+1")))
    }
}
