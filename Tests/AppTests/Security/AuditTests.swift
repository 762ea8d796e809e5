import HTTP
import Postgres
import Testing

@testable import App

@Suite struct AuditTests {
    private struct Entry: RowDecodable {
        let entity, operation: String
        let person, session: Int64?
        let before, after: String

        init(row: Row) throws(PostgresError) {
            entity = try row["entity"]
            operation = try row["operation"]
            person = try row["person_id"]
            session = try row["session_id"]
            before = try row["before"]
            after = try row["after"]
        }
    }

    private func last(_ council: ExampleCouncil, _ entity: String) throws -> Entry? {
        try council.inDatabase { db in
            try db.first(
                """
                SELECT entity, operation, person_id, session_id, coalesce(before::text, '') AS before, coalesce(after::text, '') AS after
                  FROM audit WHERE entity = \(entity) ORDER BY id DESC LIMIT 1
                """)
        }
    }

    private func firstBrokenEntry(_ db: Transaction) throws -> Int64? {
        try db.value("SELECT app.first_broken_entry()")
    }

    @Test func everyTableThatChangesIsRecorded() throws {
        let council = try Example.council()
        let silent: [String] = try council.asOwner { db in
            try db.values(
                """
                SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
                 WHERE c.relkind = 'r' AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = c.oid AND t.attname = 'tenant_id')
                   AND NOT EXISTS (SELECT FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid WHERE g.tgrelid = c.oid
                        AND p.proname = 'record_change' AND g.tgdeferrable AND g.tginitdeferred AND g.tgenabled = 'O' AND g.tgtype & 29 = 29)
                 ORDER BY 1
                """)
        }
        // Secrets, counters, bytes whose document is recorded with their hash, a paper on its way in (the plan is recorded when it is
        // saved), a form that waits to be saved, numbers and answers frozen with their update, who counted in a year whose report is
        // recorded, that somebody read one, who looked at what, and how often the same was taken or refused.
        #expect(
            silent == [
                "accesses", "annual_return_counts", "annual_return_people", "audit", "audit_heads", "brokerage_counts",
                "claim_moves",
                "document_contents", "known_browsers", "looks", "pending_imports", "pending_rows", "pledge_counts",
                "sessions", "sign_in_failures", "submissions", "unsent_forms", "update_figures", "update_openings",
                "update_reports",
            ])
    }

    @Test func itSaysWhoInWhichSessionFromWhatToWhat() throws {
        let council = try Example.council()
        let ada = try council.person(.administrator), mo = try council.person(.member)
        func save(_ role: String) throws {
            var form = try FilledForm(on: council.ada.get("/people/\(mo)"))
            (form["name"], form["roles"]) = ("Mo Khan-Reed", role)
            _ = try council.ada.post("/people/\(mo)", form.fields)
        }
        try save("member")
        let change = try #require(try last(council, "people"))
        let session: Int64? = try council.asOwner { try $0.value("SELECT id FROM sessions WHERE person_id = \(ada)") }
        #expect(
            change.operation == "changed" && change.person == ada.value && change.session == session && session != nil)
        #expect(change.before == #"{"name": "Mo Khan", "version": 1}"#)
        #expect(change.after == #"{"name": "Mo Khan-Reed", "version": 2}"#)
        try save("lead")
        let role = try #require(try last(council, "person_roles"))
        #expect(role.operation == "added" && role.after.contains(#""role": "lead""#))
        _ = try council.ada.post("/people/\(mo)/password", [("password", "seven quiet rivers"), ("version", "3")])
        let password = try #require(try last(council, "passwords"))
        #expect(password.person == ada.value && password.after.contains("changed_at"))
        let hashes: Int? = try council.inDatabase {
            try $0.value("SELECT count(*) FROM audit WHERE concat(before, after) LIKE '%$y$%'")
        }
        #expect(hashes == 0, "a hash is no business of the audit's")
    }

    @Test func whatNeverHappenedIsNotInIt() throws {
        let council = try Example.council()
        let before: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM audit") }
        _ = try council.ada.post("/people", [("name", "")])
        #expect(throws: CancellationError.self) {
            try council.inDatabase { db in
                try db.run("UPDATE people SET name = 'x'")
                throw CancellationError()
            }
        }
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM audit") } == before)
    }

    @Test func nobodyButTheDatabaseWritesIt() throws {
        let council = try Example.council()
        let attempts: [SQL] = [
            "UPDATE audit SET after = NULL", "DELETE FROM audit", "TRUNCATE audit", "DELETE FROM audit_heads",
            "INSERT INTO audit (entity, operation, hash) VALUES ('plans', 'added', '')",
            "ALTER TABLE people DISABLE TRIGGER audit",
            "UPDATE audit_heads SET hash = ''",
        ]
        for attempt in attempts {
            let site = #expect(throws: PostgresError.self) {
                try council.asVisit(council.olive) { try $0.run(attempt) }
            }
            let admin = #expect(throws: PostgresError.self) { try council.inDatabase { try $0.run(attempt) } }
            #expect(site?.kind == .permission && admin?.kind == .permission, "\(attempt)")
        }
        #expect(throws: PostgresError.self, "nor calls the writer") {
            try council.asVisit(council.olive) { try $0.run("SELECT app.hash_entry(''::bytea, a) FROM audit a") }
        }
    }

    @Test func theChainHoldsUntilSomebodyTampers() throws {
        let council = try Example.council()
        _ = try Story(in: council)
        #expect(try council.inDatabase(firstBrokenEntry) == nil)
        let one: SQL = "id = (SELECT id FROM audit WHERE entity = 'plans' ORDER BY id LIMIT 1)"
        let tampering: [SQL] = [
            "UPDATE audit SET after = after || '{\"title\": \"other\"}' WHERE \(one)",
            "UPDATE audit SET person_id = 1 WHERE \(one)",
            "UPDATE audit SET operator = 'nobody' WHERE \(one)", "UPDATE audit SET session_id = 1 WHERE \(one)",
            "UPDATE audit SET plan_id = NULL WHERE \(one)",
            "UPDATE audit SET before = after, after = NULL WHERE \(one)",
            "UPDATE audit SET operation = 'removed' WHERE \(one)",
            "UPDATE audit SET made_at = made_at - interval '1 day' WHERE \(one)", "DELETE FROM audit WHERE \(one)",
            "UPDATE audit SET person_id = entity_id, entity_id = NULL WHERE \(one)",
            "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)", "DELETE FROM audit",
            "UPDATE audit SET hash = sha256('x') WHERE \(one)", "UPDATE audit_heads SET hash = sha256('x')",
            "INSERT INTO audit (entity, operation, hash) VALUES ('plans', 'added', sha256('x'))",
        ]
        for attempt in tampering {
            #expect(throws: CancellationError.self) {
                try council.asOwner { db in
                    #expect(try db.run(attempt) > 0, "\(attempt)")
                    #expect(try firstBrokenEntry(db) != nil, "\(attempt)")
                    throw CancellationError()
                }
            }
        }
        #expect(try council.inDatabase(firstBrokenEntry) == nil)
    }

    @Test func writersAtOnceKeepTheChain() throws {
        let council = try Example.council()
        let (slug, token, olive) = (council.slug, council.ada.token(council.slug), council.olive.token(council.slug))
        let answers = Together.run(4) { index in
            let browser = Browser(slug: slug, token: index < 2 ? token : olive)
            return try (0..<4).map { turn in
                if index < 2 {
                    return try browser.post(
                        "/people",
                        [
                            ("email", "w\(index)-\(turn)@example.org"), ("name", "Writer"), ("roles", "lead"),
                            ("roles", "member"), ("password", "seven quiet rivers"),
                        ], key: browser.key()
                    ).status
                }
                return try browser.post(
                    "/account/theme", [("theme", ["dark", "light", ""][turn % 3])], key: browser.key()
                ).status
            }
        }
        #expect(answers.flatMap { $0 }.allSatisfy { $0 == 303 })
        let (writers, broken): (Int?, Int64?) = try council.inDatabase { db in
            try (
                db.value("SELECT count(*) FROM audit WHERE entity = 'people' AND after ->> 'name' = 'Writer'"),
                firstBrokenEntry(db)
            )
        }
        #expect(writers == 8 && broken == nil)
    }
}
