import Foundation
import HTTP
import Postgres
import Testing

@testable import App

@Suite struct TenancyTests {
    /// Every route there is, with numbers that are really there in another council.
    @Test func nobodyReachesAnotherCouncilsRecords() throws {
        let theirs = try published(), own = try Story(), bramley = own.council
        let marks = [theirs.mark, theirs.council.slug + ".example"]
        // Terms of the open data are the same for every council.
        for route in Routes.all where route.path.contains(":") && !route.path.contains("/taxonom") {
            // All numbers theirs, and the first one our own.
            let names = route.pattern.filter { $0.hasPrefix(":") }.count
            for path in try [theirs.path(route)] + (names > 1 ? [theirs.path(route, first: own)] : []) {
                for browser in bramley.people.map(\.browser) + [bramley.stranger] {
                    let page = route.method == .get ? try browser.get(path) : try browser.post(path, key: browser.key())
                    let isSignIn = page.status == 303 && page.location.hasPrefix("/\(bramley.slug)/sign-in")
                    #expect(
                        page.status == 404 || page.status == 403 || isSignIn,
                        "\(route.method.rawValue) \(path) \(page.status)")
                    for mark in marks { #expect(!page.text.contains(mark) && !page.location.contains(mark), "\(path)") }
                }
            }
        }
    }

    /// One of everything, its pledge no draft: else only those see it who change pledges.
    private func published() throws -> Story {
        let story = try Story()
        _ = try story.council.olive.confirm(story.path("/pledges/:pledge/publication"))
        return story
    }

    /// The same walk at home, so that the one above cannot pass because nothing was there.
    @Test func atHomeTheyAreThere() throws {
        let story = try published()
        for route in Routes.all where route.method == .get && route.path.contains(":") {
            let path = try story.path(route)
            let found = try story.council.people.contains { [200, 303, 409].contains(try $0.browser.get(path).status) }
            #expect(found, "\(path)")
        }
    }

    @Test func noListHoldsAnotherCouncilsRecords() throws {
        let theirs = try Story(), bramley = try Story().council
        for route in Routes.all where route.method == .get && !route.path.contains(":") {
            for (_, browser) in bramley.people {
                let text = try browser.get(route.path).text
                #expect(
                    !text.contains(theirs.mark) && !text.contains(theirs.council.slug + ".example"), "\(route.path)")
                let found = try browser.get(route.path + "?q=\(theirs.mark)&search=\(theirs.mark)").text
                #expect(!found.contains(theirs.mark + "monitoring"), "\(route.path)")
            }
        }
    }

    @Test func theSameWordsInTwoCouncilsDoNotMeet() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        let fields = [
            ("email", "same@example.org"), ("name", "Same Person"), ("password", "seven quiet rivers"),
            ("roles", "lead"),
        ]
        #expect(try ashdown.ada.post("/people", fields).status == 303)
        #expect(try bramley.ada.post("/people", fields).status == 303, "no conflict with what they cannot see")
        #expect(try ashdown.ada.post("/people", fields).status == 422)
        let tables: [String] = try ashdown.asOwner { db in
            try db.values(
                """
                SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_attribute t ON t.attrelid = i.indrelid AND t.attname = 'tenant_id'
                 WHERE i.indisunique AND NOT t.attnum = ANY (i.indkey)
                """)
        }
        #expect(tables == [])
    }

    @Test func aReferenceCannotCross() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        _ = try Story(in: ashdown)
        let plan: Int64? = try ashdown.inDatabase { try $0.value("SELECT min(id) FROM plans") }
        let error = #expect(throws: PostgresError.self) {
            try bramley.inDatabase { db in
                try db.run("INSERT INTO decisions (plan_id, body, decided_on) VALUES (\(plan), 'x', '2026-01-01')")
            }
        }
        #expect(error?.sqlState == "23503" && error?.message.contains(ashdown.slug) == false)
        let tenant: Int32? = try ashdown.inDatabase { try $0.value("SELECT app.tenant()") }
        let write = #expect(throws: PostgresError.self) {
            try bramley.inDatabase {
                try $0.run("INSERT INTO leads (tenant_id, name) VALUES (\(tenant), 'x')")
            }
        }
        #expect(write?.kind == .permission)
    }

    @Test func aPageCannotWrite() throws {
        let council = try Example.council()
        let olive = council.olive, slug = council.slug
        var site = try Asking.secureSite()
        site.routes = RouteTable([
            .get("/writes", .signedIn) { visit in
                try visit.db.run("INSERT INTO leads (name) VALUES ('x')")
                return .text("written")
            },
            .get("/calls", .signedIn) { visit in
                try visit.db.run("SELECT app.end_my_session(\(visit.person().sessionID))")
                return .text("written")
            },
            .get("/unlocks", .signedIn) { visit in
                try visit.db.run("SET TRANSACTION READ WRITE")
                return .text("unlocked")
            },
        ])
        let cookie = "__Host-waymark-\(slug)=\(olive.token(slug)?.cookie ?? "")"
        for (path, status) in [
            ("writes", Status.serviceUnavailable), ("calls", .serviceUnavailable), ("unlocks", .internalServerError),
        ] {
            #expect(Asking.get("/\(slug)/\(path)", ["Cookie": cookie], of: site).status == status, "\(path)")
        }
        #expect(try olive.get("/account").status == 200)
    }

    @Test func membersCannotSelectDraftsNorAnybodySecrets() throws {
        let council = try Example.council()
        _ = try Story(in: council)
        func counts(_ browser: Browser) throws -> [Int] {
            try council.asVisit(browser, readOnly: true) { db in
                let tables: [SQL] = [
                    "plans WHERE state = 'draft'", "updates WHERE state = 'draft'", "plans", "recommendations", "audit",
                ]
                return try tables.map { try db.value("SELECT count(*) FROM \($0)") ?? -1 }
            }
        }
        #expect(try counts(council.olive).prefix(4) == [1, 2, 2, 2])
        #expect(try counts(council.mo) == [0, 0, 1, 1, 0])
        #expect(try counts(council.bella).prefix(4) == [0, 0, 1, 1])
        let hers: [String] = try council.asVisit(council.bella, readOnly: true) {
            try $0.values("SELECT DISTINCT entity FROM audit ORDER BY 1")
        }
        #expect(["employer_contacts", "employers"].allSatisfy(hers.contains), "the history of what she may change")
        #expect(!hers.contains("plans"))
        #expect(try counts(council.sam) == [0, 0, 0, 0, 0])
        #expect(try counts(council.stranger) == [0, 0, 0, 0, 0])
        for table in ["passwords", "sessions", "known_browsers", "submissions", "sign_in_failures", "audit_heads"]
            as [SQL]
        {
            for browser in [council.ada, council.mo] {
                let error = #expect(throws: PostgresError.self) {
                    try council.asVisit(browser) { _ = try $0.run("SELECT * FROM \(table)") }
                }
                #expect(error?.kind == .permission)
            }
        }
    }

    @Test func aVisitWritesOnlyWithTheAbility() throws {
        let council = try Example.council()
        _ = try Story(in: council)
        for browser in [council.mo, council.bella, council.sam, council.stranger, council.lena] {
            let error = #expect(throws: PostgresError.self) {
                try council.asVisit(browser) { try $0.run("INSERT INTO leads (name) VALUES ('x')") }
            }
            #expect(error?.kind == .permission)
            let touched = try council.asVisit(browser) { db in
                try db.run("UPDATE plans SET title = 'x'") + db.run("DELETE FROM people")
            }
            #expect(touched == 0)
        }
    }

    @Test func aSuspendedCouncilIsOutAtOnce() throws {
        let council = try Example.council()
        #expect(try council.olive.get("/account").status == 200)
        try council.inDatabase { try $0.run("UPDATE tenants SET state = 'suspended' WHERE slug = \(council.slug)") }
        #expect(try council.olive.get("/account").status == 404)
        #expect(try council.stranger.get("/sign-in").status == 404)
    }
}

extension Browser {
    /// A key that this browser's own token made, without asking for a page.
    func key() -> String {
        let held = cookies.first { $0.key.hasPrefix("waymark-") }
        return held.flatMap { Token(cookie: $0.value) }.map { FormKey(for: $0).text } ?? ""
    }
}
