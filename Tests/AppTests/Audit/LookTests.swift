import HTTP
import Postgres
import Testing

@testable import App

/// Who saw a protected record is kept, before they see it.
@Suite struct LookTests {
    /// Employers as if they were protected, on a site of their own.
    private struct Watched {
        let council: ExampleCouncil
        private let site: Site
        let employers: [Int64]

        init(in council: ExampleCouncil? = nil) throws {
            let council = try council ?? Example.council()
            self.council = council
            var register = Employer.register
            register.isWatched = true
            var site = try Asking.secureSite()
            site.routes = RouteTable(register.routes)
            self.site = site
            employers = try council.inDatabase { db in
                try db.values(
                    """
                    INSERT INTO employers (name, sector, size) VALUES ('Acre & Sons', 'retail', 'small'), ('Brook Hotels', 'retail', 'small')
                    RETURNING id
                    """)
            }
        }

        func get(_ path: String, by browser: Browser) -> Response {
            let slug = council.slug
            let cookie = "__Host-waymark-\(slug)=\(browser.token(slug)?.cookie ?? "")"
            return Asking.get("/\(slug)\(path)", ["Cookie": cookie], of: site)
        }

        func looks() throws -> [Look] {
            try council.inDatabase { try $0.list("\(Look.select) ORDER BY l.id") }
        }
    }

    @Test func aPageIsOneLookAndAgainCountsUp() throws {
        let watched = try Watched(), bella = watched.council.bella, path = "/employers/\(watched.employers[0])"
        for _ in 0..<3 { #expect(watched.get(path, by: bella).status == .ok) }
        let looks = try watched.looks()
        #expect(looks.count == 1)
        let look = try #require(looks.first)
        #expect(look.person == "Bella Stone" && look.entity == "employers" && look.entityID == watched.employers[0])
        #expect(look.way == .page && look.times == 3)
        #expect(watched.get(path, by: watched.council.cora).status == .ok)
        #expect(try watched.looks().map(\.person) == ["Bella Stone", "Cora Nash"])
    }

    @Test func afterTenMinutesItIsAnother() throws {
        let watched = try Watched(), council = watched.council, bella = try council.person(.broker)
        for minutes in [11, 9] {
            try council.asOwner { db in
                _ = try db.run(
                    """
                    INSERT INTO looks (person_id, session_id, entity, entity_id, way, first_at, last_at)
                    SELECT person_id, id, 'employers', \(watched.employers[0]), 'page', t, t
                      FROM sessions, (SELECT now() - make_interval(mins => \(minutes)::integer)) AS at (t) WHERE person_id = \(bella)
                    """)
            }
            _ = watched.get("/employers/\(watched.employers[0])", by: council.bella)
        }
        #expect(try watched.looks().map(\.times) == [1, 2, 2])
    }

    @Test func listsFormsAndFilesSayWhomTheyNamed() throws {
        let watched = try Watched(), bella = watched.council.bella
        #expect(watched.get("/employers", by: bella).status == .ok)
        #expect(watched.get("/employers?q=Brook", by: bella).status == .ok)
        #expect(watched.get("/employers.csv?q=Acre", by: bella).status == .ok)
        #expect(watched.get("/employers/\(watched.employers[1])/edit", by: bella).status == .ok)
        let looks = try watched.looks().map { "\($0.way) \($0.entityID - watched.employers[0]) \($0.times)" }
        #expect(looks == ["list 0 1", "list 1 2", "file 0 1", "page 1 1"])
    }

    @Test func whatWasNotShownWasNotSeen() throws {
        let watched = try Watched()
        #expect(watched.get("/employers/\(watched.employers[0])", by: watched.council.mo).status == .forbidden)
        #expect(watched.get("/employers/999999999", by: watched.council.bella).status == .notFound)
        #expect(watched.get("/employers/\(watched.employers[0])", by: watched.council.stranger).status != .ok)
        #expect(try watched.looks().isEmpty)
    }

    @Test func nobodySeesWhatCannotBeEntered() throws {
        let watched = try Watched(), council = watched.council, bella = try council.person(.broker)
        try council.asOwner { db in
            // The lock that every look of hers takes, held for longer than anybody waits.
            try db.run("SELECT pg_advisory_xact_lock(hashtextextended('looks ' || app.tenant(), \(bella)))")
            let answer = watched.get("/employers/\(watched.employers[0])", by: council.bella)
            #expect(answer.status == .serviceUnavailable)
            #expect(!String(decoding: answer.body, as: UTF8.self).contains("Acre"))
            #expect(try council.bella.get("/people").status == 403, "a refusal stays one")
        }
        #expect(watched.get("/employers/\(watched.employers[0])", by: council.bella).status == .ok)
        #expect(try watched.looks().map(\.times) == [1])
    }

    @Test func theEntryIsNotTakenBack() throws {
        let watched = try Watched()
        _ = watched.get("/employers/\(watched.employers[0])", by: watched.council.bella)
        let attempts: [SQL] = [
            "UPDATE looks SET times = 9", "DELETE FROM looks", "TRUNCATE looks",
            "INSERT INTO looks (person_id, session_id, entity, entity_id, way) VALUES (1, 1, 'employers', 1, 'page')",
        ]
        for attempt in attempts {
            let site = #expect(throws: PostgresError.self) {
                try watched.council.asVisit(watched.council.ada) { try $0.run(attempt) }
            }
            let admin = #expect(throws: PostgresError.self) { try watched.council.inDatabase { try $0.run(attempt) } }
            #expect(site?.kind == .permission && admin?.kind == .permission, "\(attempt)")
        }
        for attempt in ["UPDATE looks SET person_id = 1", "UPDATE looks SET times = 9", "DELETE FROM looks"] as [SQL] {
            #expect(throws: PostgresError.self, "\(attempt)") { try watched.council.asOwner { try $0.run(attempt) } }
        }
        let nobodys = #expect(throws: PostgresError.self) {
            try watched.council.asVisit(watched.council.stranger) {
                try $0.run("SELECT app.note_looks('employers', ARRAY[1::bigint], 'page')")
            }
        }
        #expect(nobodys?.kind == .permission, "nor is one entered for nobody")
    }

    @Test func theAdministratorFindsThem() throws {
        let watched = try Watched(), council = watched.council
        for employer in watched.employers { _ = watched.get("/employers/\(employer)", by: council.bella) }
        _ = watched.get("/employers", by: council.cora)
        let all = try council.ada.get("/audit/looks")
        #expect(all.text.contains("4 looks") && all.text.contains("Bella Stone") && all.text.contains("Cora Nash"))
        #expect(all.text.contains("Employer \(watched.employers[0])"))
        #expect(!all.text.contains("Acre"), "an administrator does not see employers, nor what they are called")
        let bella = try council.person(.broker)
        let hers = try council.ada.get("/audit/looks?person=\(bella)&kind=employers&way=page")
        #expect(hers.text.contains("2 looks"))
        #expect(try council.ada.get("/audit/looks?record=\(watched.employers[1])").text.contains("2 looks"))
        #expect(try council.ada.get("/audit/looks?to=1/1/2020").text.contains("Nothing matches"))
        let csv = try council.ada.get("/audit/looks.csv?way=page")
        #expect(csv.header("Content-Type")?.hasPrefix("text/csv") == true)
        #expect(csv.text.split(separator: "\r\n").count == 3 && csv.text.contains("Opened"))
        for person in council.people where person.role != .administrator {
            #expect(try person.browser.get("/audit/looks").status == 403)
            #expect(try person.browser.get("/audit/looks.csv").status == 403)
        }
    }

    @Test func theRecordsOwnPageMayTellThem() throws {
        let watched = try Watched(), council = watched.council, id = ID<Employer>(watched.employers[0])
        _ = watched.get("/employers/\(id)", by: council.bella)
        func seen(_ browser: Browser) throws -> Int {
            try council.asVisit(browser, readOnly: true) { try $0(Look.at(id)).count }
        }
        #expect(
            try seen(council.bella) == 1 && seen(council.ada) == 1, "who changes the register, and who sees the audit")
        #expect(try seen(council.olive) == 0 && seen(council.mo) == 0)
    }

    @Test func anotherCouncilSeesNone() throws {
        let watched = try Watched(), bramley = try Watched()
        _ = watched.get("/employers/\(watched.employers[0])", by: watched.council.bella)
        #expect(watched.get("/employers/\(bramley.employers[0])", by: watched.council.bella).status == .notFound)
        #expect(try bramley.looks().isEmpty)
        #expect(try bramley.council.ada.get("/audit/looks").text.contains("No looks yet"))
    }
}
