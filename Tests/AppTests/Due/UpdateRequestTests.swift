import HTTP
import Postgres
import Testing

@testable import App

@Suite struct UpdateRequestTests {
    /// Two recommendations: Lena answers for the lead of the first, whose action also owes a report; nobody leads the second.
    private struct Desk {
        let review: ReviewOfCareLeavers
        let eight: Recommendation.ID
        let lena: Person.ID

        init() throws {
            review = try ReviewOfCareLeavers()
            eight = try review.addEight()
            try review.putLenaInTheTeam()
            lena = try review.council.person(.lead)
            try review.council.inDatabase { db in
                _ = try db.run("UPDATE actions SET report_duty = 'once', report_on = app.today()")
            }
        }

        var council: ExampleCouncil { review.council }
        var seven: String { "\(review.recommendation)" }
        var report: String { "\(review.recommendation)-\(review.action)" }
        var page: String { "/due/requests?rows=\(seven),\(report),\(eight)" }
        var recommendationPage: String { Paths.recommendation(review.recommendation, review.plan) }

        func form(_ rows: [String]? = nil, to officer: Person.ID? = nil) -> [(String, String)] {
            [("officer", "\(officer ?? lena)")] + (rows ?? [seven, report]).map { ("rows", $0) }
        }

        func kept() throws -> Int? { try review.value("SELECT count(*) FROM update_requests") }
    }

    /// The e-mails of a page, as their links say them.
    private func mails(_ page: Page) -> [String] {
        page.text.split(separator: "href=\"mailto:").dropFirst().compactMap { rest in
            rest.split(separator: "\"").first.map { "mailto:" + $0.replacing("&amp;", with: "&") }
        }
    }

    @Test func whoAnswersForWhatIsTickedIsWrittenTo() throws {
        let desk = try Desk(), olive = desk.council.olive
        #expect(try olive.get("/due").text.contains("Ask for an update"))
        let chosen = try olive.post("/due/ask", [desk.seven, desk.report, "\(desk.eight)"].map { ("rows", $0) })
        #expect(chosen.location.contains("/due/requests?rows="))
        let page = try olive.get(desk.page), mail = try #require(mails(page).first)
        #expect(mails(page).count == 1 && mail.utf8.count < 2_000)
        #expect(mail.hasPrefix("mailto:lead@\(desk.council.slug).example?subject="))
        let text = try #require(Percent.decode(mail))
        #expect(
            text.contains(
                "Care leavers EET, recommendation 7\r\n“That apprenticeships for care leavers are increased.”"))
        #expect(text.contains("First update, due since 1 ") && text.contains("“Work with CMT on places”"))
        #expect(text.contains("http") && text.contains("/\(desk.council.slug)\(desk.review.path)/new"))
        #expect(text.contains("/new?action=\(desk.review.action)"))
        #expect(!text.contains("Lena") && !text.contains("Olive") && !text.contains("recommendation 8"))
        #expect(page.text.contains("recommendation 8</a>: nobody leads it yet."))
    }

    @Test func whatWasAskedIsKeptOnceAndSaidUntilItIsAnswered() throws {
        let desk = try Desk(), olive = desk.council.olive, today = desk.review.today.longText
        let key = try olive.get(desk.page).formKey
        #expect(try olive.post(desk.page, desk.form(), key: key).status == 303)
        #expect(try olive.post(desk.page, desk.form(), key: key).status == 303)
        let again = try olive.postAndFollow(desk.page, desk.form())
        #expect(
            again.text.contains("That was recorded already.") && again.text.contains("All of this was asked for today.")
        )
        #expect(try desk.kept() == 2)
        #expect(try olive.get("/due").text.contains("Asked \(today)<"))
        #expect(try desk.council.lena.get("/due").text.contains("Asked \(today) by Olive Ward"))
        #expect(try desk.council.lena.get(desk.recommendationPage).text.contains("Asked \(today) by Olive Ward"))
        let waiting = try olive.get("/due?asked=waiting").text
        #expect(waiting.contains("Recommendation 7") && !waiting.contains("Recommendation 8"))
        #expect(
            !(try desk.council.mo.get(desk.recommendationPage).text.contains("Asked \(today)")), "members are not told")

        _ = try desk.council.lena.post(desk.review.path, desk.review.form())
        let after = try olive.get(desk.recommendationPage).text
        #expect(after.contains("Asked \(today) by Olive Ward; an update was submitted on \(today)"))
        #expect(!(try olive.get("/due").text.contains("Asked \(today)")))
        #expect(!(try olive.get("/due?asked=waiting").text.contains("Recommendation 7")))
    }

    @Test func anUpdateFromBeforeAnswersNothing() throws {
        let desk = try Desk(), olive = desk.council.olive
        _ = try olive.post(desk.review.path, desk.review.form(period: desk.review.today.adding(months: -30)))
        #expect(
            try olive.postAndFollow(desk.page, desk.form([desk.seven])).text.contains(
                "You asked Lena Hart for one thing"))
        #expect(try olive.get("/due?asked=waiting").text.contains("Recommendation 7"))
        #expect(!(try olive.get(desk.recommendationPage).text.contains("an update was submitted")))
    }

    @Test func onlyScrutinyAsksAndOnlyInItsOwnCouncil() throws {
        let desk = try Desk(), council = desk.council
        for browser in [council.lena, council.ada, council.mo, council.bella, council.cora, council.sam] {
            #expect(try browser.get(desk.page).status == 403)
            #expect(try browser.post("/due/ask", desk.form()).status == 403)
            #expect(try browser.post(desk.page, desk.form()).status == 403)
        }
        #expect(!(try council.lena.get("/due").text.contains("Ask for an update")))
        let other = try Desk()
        #expect(try other.council.olive.get(desk.page).status == 404)
        #expect(try other.council.olive.post(desk.page, desk.form()).status == 404)
        #expect(try other.council.olive.post(other.page, other.form(to: desk.lena)).status == 404)
        #expect(try other.council.olive.post(other.page, desk.form(to: other.lena)).status == 409)
        #expect(try desk.kept() == 0 && other.kept() == 0)
    }

    @Test func withoutATickItSaysWhatToDo() throws {
        let desk = try Desk(), olive = desk.council.olive
        #expect(try olive.postAndFollow("/due/ask").text.contains("No row is ticked"))
        #expect(try olive.get("/due/requests").text.contains("Tick rows of the due list first"))
    }

    @Test func whoCannotBeAskedIsSaid() throws {
        let desk = try Desk(), olive = desk.council.olive
        try desk.council.inDatabase { db in
            _ = try db.run("UPDATE people SET state = 'suspended' WHERE id = \(desk.lena)")
        }
        let closed = try olive.get(desk.page)
        #expect(mails(closed).isEmpty && closed.text.contains("Choose lead officers"))
        #expect(
            closed.text.contains(
                "Lena Hart answers for Pathway Team, but has no active account that may record an update."))
        #expect(try olive.post(desk.page, desk.form()).status == 409)
        try desk.council.inDatabase { db in _ = try db.run("DELETE FROM lead_members") }
        let lone = try olive.get(desk.page)
        #expect(mails(lone).isEmpty && lone.text.contains("Nobody answers yet for Pathway Team."))
        #expect(lone.text.contains("/leads/officers\""))
        #expect(try desk.kept() == 0)
    }

    @Test func aLongEMailSaysHowManyMoreThereAre() throws {
        let desk = try Desk()
        let rows = try desk.council.inDatabase { db in
            let stored = StoredPlans(db: db)
            let plan = try stored.plan(
                String(repeating: "Σχέδιο ", count: 25), body: "Panel", agreedOn: "2021-09-01", .month)
            return try (1...20).map { number in
                let id = try stored.recommendation(plan, "\(number)", number, String(repeating: "λόγος & ", count: 40))
                try stored.action(id, plan, 1, "", "Τέλος", leads: ["Pathway Team"])
                return "\(id)"
            }
        }
        let mail = try #require(
            mails(try desk.council.olive.get("/due/requests?rows=\(rows.joined(separator: ","))")).first)
        let text = try #require(Percent.decode(mail))
        #expect(mail.utf8.count < 2_000 && text.contains("Updates for scrutiny: 20 things to report"))
        #expect(text.contains("recommendation 1\r\n") && text.contains("\r\n19 more are on your due list:\r\n"))
        #expect(text.hasSuffix("/\(desk.council.slug)/due"))
    }

    @Test func whatWasAskedStaysAsLongAsItsAction() throws {
        let desk = try Desk(), olive = desk.council.olive
        _ = try olive.post(desk.page, desk.form())
        #expect(try desk.kept() == 2)
        for attempt: SQL in ["UPDATE update_requests SET asked_at = now()", "DELETE FROM update_requests"] {
            #expect(throws: PostgresError.self) { try desk.council.inDatabase { _ = try $0.run(attempt) } }
        }
        let audit = try desk.council.ada.get("/audit").text
        #expect(audit.contains("Request for an update") && audit.contains("Lena Hart"))
        let gone = try olive.get(desk.recommendationPage + "/removal").text
        #expect(gone.contains("wo records that an update was asked for"))
        let action = Paths.action(desk.review.action, desk.review.recommendation, desk.review.plan)
        #expect(try olive.get(action + "/removal").text.contains("ne record that a report was asked for"))
        try desk.council.inDatabase { db in _ = try db.run("DELETE FROM actions") }
        #expect(try desk.kept() == 1)
        try desk.council.inDatabase { db in _ = try db.run("DELETE FROM recommendations") }
        #expect(try desk.kept() == 0)
    }
}
