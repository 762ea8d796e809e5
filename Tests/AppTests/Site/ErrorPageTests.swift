import HTTP
import Testing

@testable import App

/// Where something went wrong the council, the menu and the person stay, and there is a way on.
@Suite struct ErrorPageTests {
    private func stands(_ page: Page, _ council: ExampleCouncil, _ name: String, _ what: String) {
        #expect(page.text.contains("app-band__nav") && page.words.contains(name), "\(what)")
        #expect(page.text.contains("href=\"/\(council.slug)/"), "\(what)")
        #expect(page.header("Cache-Control") == "no-store", "\(what)")
    }

    @Test func theFrameStays() throws {
        let council = try Example.council()
        let key = try council.olive.get("/account").formKey
        let pages = [
            (try council.olive.get("/nowhere"), 404), (try council.olive.get("/plans/999"), 404),
            (try council.olive.get("/people"), 403), (try council.olive.post("/dashboard", key: key), 405),
            (try council.olive.post("/account/theme", [("theme", "pink")], key: key), 400),
            (try council.olive.post("/account/theme", key: "made-up"), 403),
        ]
        for (page, status) in pages {
            #expect(page.status == status)
            stands(page, council, "Olive Ward", "\(status)")
            #expect(page.words.contains("Go to “Due list”"), "\(status)")
        }
        let broker = try council.bella.get("/people")
        stands(broker, council, "Bella Stone", "broker")
        #expect(!broker.words.contains("Due list"))
    }

    @Test func strangersAreTakenToTheSignInPage() throws {
        let council = try Example.council(name: "Ashdown Borough Council")
        let page = try council.stranger.get("/nowhere")
        #expect(page.status == 404 && page.words.contains("Ashdown Borough Council"))
        #expect(page.text.contains("href=\"/\(council.slug)/sign-in\"") && !page.text.contains("app-band__nav"))
        let gone = try council.stranger.send("GET", "/\(council.slug)-and-none/plans", [], "")
        #expect(gone.status == 404 && !gone.words.contains("Sign in"))
    }

    @Test func aLeadIsToldWhoLeadsAndWhomToAsk() throws {
        let review = try ReviewOfCareLeavers(), lena = review.council.lena
        let alone = try lena.get(review.path + "/new")
        #expect(alone.status == 403 && alone.main.contains("You are in no team yet. Ask the scrutiny officer"))
        try review.council.inDatabase { db in
            let lead = try Lead.named("Human Resources", in: db)
            try db.run(
                "INSERT INTO lead_members (lead_id, person_id) SELECT \(lead), id FROM people WHERE name = 'Lena Hart'")
        }
        let page = try lena.get(review.path + "/new")
        #expect(page.status == 403)
        #expect(
            page.main.contains("Human Resources does not lead recommendation 7. Ask the scrutiny officer if it should.")
        )
        #expect(!page.main.contains("administrator"))
    }

    @Test func whatWasTypedIsThereToBeCopied() throws {
        let review = try ReviewOfCareLeavers(), lena = review.council.lena
        try review.putLenaInTheTeam()
        let key = try lena.get(review.path + "/new").formKey
        try review.council.inDatabase { try $0.run("DELETE FROM lead_members") }
        let page = try lena.post(review.path, review.form(evidence: "Two began\nin <Billingham>."), key: key)
        #expect(page.status == 403 && page.main.contains("What you typed"))
        #expect(page.main.contains("Two began\nin <Billingham>."))
        #expect(
            try !lena.post(review.path, review.form(evidence: "Two began"), key: "made-up").text.contains("Two began"))
    }
}
