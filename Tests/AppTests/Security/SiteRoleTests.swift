import Foundation
import Postgres
import Testing

@testable import App

/// What somebody could do who had got hold of the site's own login to the database.
@Suite struct SiteRoleTests {
    /// As `waymark serve` connects: a login that is the site's role and nothing more.
    private func connect() throws -> Connection {
        try Connection(Example.running.database.serving.conninfo)
    }

    @Test func itCannotBecomeAnotherNorMakeAnything() throws {
        let connection = try connect()
        defer { connection.close() }
        let attempts: [SQL] = [
            "SET ROLE waymark_owner", "SET ROLE waymark_admin", "SET ROLE waymark_door", "SET ROLE postgres",
            "SET SESSION AUTHORIZATION postgres",
            "CREATE TABLE public.mine (n integer)", "CREATE SCHEMA mine", "CREATE ROLE mine",
            "CREATE TABLE app.mine (n integer)",
            "CREATE FUNCTION public.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "CREATE OR REPLACE FUNCTION app.tenant() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "ALTER TABLE people DISABLE ROW LEVEL SECURITY", "ALTER TABLE people NO FORCE ROW LEVEL SECURITY",
            "DROP POLICY council ON people", "CREATE POLICY mine ON people USING (true)", "TRUNCATE people",
            "ALTER ROLE waymark_site BYPASSRLS", "GRANT waymark_owner TO waymark_site", "DROP TABLE people",
            "ALTER TABLE people DISABLE TRIGGER ALL", "SELECT pg_read_file('/etc/passwd')", "SELECT * FROM pg_authid",
            "COPY people TO PROGRAM 'true'", "SELECT app.set_password(1, '$y$x', false)",
            "SELECT app.open_council('x')",
            "INSERT INTO role_abilities (role, ability) VALUES ('member', 'manage_people')",
            "UPDATE tenants SET state = 'active'",
            "SET session_replication_role = replica", "SELECT app.register('people')",
            "SELECT set_config('row_security', 'off', false), 1/(SELECT count(*) FROM people)",
            "SELECT lo_import('/etc/passwd')", "CREATE TEMPORARY TABLE action_leads (n integer)",
        ]
        for attempt in attempts {
            let error = #expect(throws: PostgresError.self, "\(attempt)") { try connection.run(attempt) }
            #expect(error?.kind == .permission || error?.sqlState == "22012", "\(attempt) \(String(describing: error))")
        }
    }

    /// What a scrutiny officer's own visit may do to what members decided.
    @Test func whatMembersAgreedStaysWhateverTheSiteAsks() throws {
        let sitting = try Sitting(), council = sitting.review.council
        let (_, item) = try sitting.update()
        _ = try sitting.record(item, "confirmed")
        let connection = try connect()
        defer { connection.close() }
        func attempt(_ change: SQL) throws {
            try connection.transaction { db in
                _ = try db(Entry.open(council.slug, token: council.olive.token(council.slug)))
                try db.run(change)
            }
        }
        let refused: [SQL] = [
            "UPDATE updates SET state = 'submitted'", "UPDATE updates SET state = 'draft'",
            "UPDATE updates SET minute = 'other'", "UPDATE updates SET agreed_on = agreed_on - 1",
            "UPDATE updates SET meeting_id = NULL", "UPDATE updates SET agreed_by = NULL",
            "UPDATE updates SET author_id = NULL", "UPDATE updates SET changed_at = now()",
            "UPDATE updates SET recommendation_id = recommendation_id + 1", "DELETE FROM updates",
            "UPDATE meeting_items SET outcome = 'noted'", "DELETE FROM meeting_items", "DELETE FROM meetings",
            "UPDATE meetings SET state = 'planned'",
        ]
        for change in refused { #expect(throws: PostgresError.self, "\(change)") { try attempt(change) } }
        try attempt("UPDATE meetings SET held_on = held_on - 1")
        #expect(try sitting.review.value("SELECT agreed_on FROM updates") == sitting.day.adding(days: -1))
        #expect(try sitting.review.value("SELECT state FROM updates") == "agreed")
    }

    @Test func whatAPlanInDraftCallsItsColumnsIsForWhoSeesDrafts() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            try db.run("INSERT INTO plans (title) VALUES ('Not yet agreed')")
            try db.run("INSERT INTO column_labels (plan_id, actions) SELECT id, 'Secret' FROM plans")
            try db.run("INSERT INTO column_labels (actions) VALUES ('Step')")
        }
        let connection = try connect()
        defer { connection.close() }
        for (reader, count) in [(council.mo, 1), (council.olive, 2)] {
            let seen: Int? = try connection.transaction { db in
                _ = try db(Entry.open(council.slug, token: reader.token(council.slug)))
                return try db.value("SELECT count(*) FROM column_labels")
            }
            #expect(seen == count)
        }
    }

    @Test func withoutACouncilItSeesNothing() throws {
        let council = try Example.council()
        let connection = try connect()
        defer { connection.close() }
        func visible() throws -> Int? {
            try connection.transaction {
                try $0.value("SELECT (SELECT count(*) FROM people) + (SELECT count(*) FROM tenants)")
            }
        }
        #expect(try visible() == 0)
        try connection.transaction { db in
            let (entry, seen) = try db.all(
                Entry.open(council.slug, token: council.olive.token(council.slug)),
                Query<Int?>.value("SELECT count(*) FROM people"))
            #expect(entry?.visitor != nil && seen == 7)
        }
        #expect(try visible() == 0, "nothing is left of a visit once it is over")
        for text in ["", "0", "-1"] {
            let seen: Int? = try connection.transaction { db in
                try db.run("SELECT set_config('app.tenant', \(text), true)")
                return try db.value("SELECT count(*) FROM people")
            }
            #expect(seen == 0)
        }
    }

    @Test func theDoorForgetsWhatWasSetBefore() throws {
        let council = try Example.council()
        let connection = try connect()
        defer { connection.close() }
        try connection.run(
            "SELECT set_config('app.abilities', ' manage_people ', false), set_config('app.person', '1', false)")
        try connection.transaction { db in
            _ = try db(Entry.open(council.slug, token: nil))
            let left: Bool? = try db.value("SELECT app.can('manage_people') OR app.person() IS NOT NULL")
            #expect(left == false)
        }
    }

    /// The settings are where a council ends: whoever can run any SQL as the site can set them. So only the door does,
    /// and no SQL is made of anything but literals and typed values (Postgres/SQL.swift).
    @Test func onlyTheDoorSetsThem() throws {
        let sources = Example.directory + "/Sources/App"
        let names = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        var users: Set<String> = []
        for name in names where name.hasSuffix(".swift") {
            let text = try String(contentsOfFile: sources + "/" + name, encoding: .utf8)
            for word in ["set_config", "app.tenant'", "SET ROLE", "SET LOCAL", "SESSION AUTHORIZATION"]
            where text.contains(word) {
                users.insert(name)
            }
        }
        #expect(users == [])
    }

    /// Even if it could: a table made here is refused (above), and the functions look in their own schemas first.
    @Test func aTableOfItsOwnDeceivesNoFunctionOfTheOwner() throws {
        let council = try Example.council()
        let connection = try Connection(Example.running.database.conninfo)
        defer { connection.close() }
        try connection.transaction { db in
            try db.run(
                "CREATE TEMPORARY TABLE sessions (tenant_id integer, id bigint, person_id bigint, token_hash bytea, seen_at timestamptz, began_at timestamptz)"
            )
            try db.run("CREATE TEMPORARY TABLE tenants (id integer, slug text, name text, state text)")
            try db.run("INSERT INTO pg_temp.tenants VALUES (1, 'made-up', 'Made up', 'active')")
            try db.run("GRANT ALL ON pg_temp.tenants, pg_temp.sessions TO PUBLIC")
            try db.run("SET LOCAL ROLE waymark_site")
            try db.run("SET LOCAL search_path = pg_temp, public")
            let fake: String? = try db.value("SELECT council_name FROM app.open_visit('made-up', NULL, NULL)")
            #expect(fake == nil)
            let real: String? = try db.value("SELECT council_name FROM app.open_visit(\(council.slug), NULL, NULL)")
            #expect(real != nil)
        }
    }
}
