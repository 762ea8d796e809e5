import Foundation
import Postgres
import Testing

@testable import App

/// What the site's login says of itself is not believed: only what the door sealed, in the transaction in which it did.
@Suite struct SealTests {
    /// As `waymark serve` connects for pages: whatever SQL somebody got it to run.
    private func site() throws -> Connection { try Connection(Example.running.database.serving.conninfo) }

    private static let everything = " " + Ability.allCases.map(\.rawValue).joined(separator: " ") + " "

    /// Says that this is a person of a council with every ability there is.
    private func claim(_ council: ExampleCouncil, _ person: Person.ID, in db: Transaction) throws {
        let tenant: Int64? = try council.inDatabase { try $0.value("SELECT app.tenant()::bigint") }
        try db.run(
            """
            SELECT set_config('app.tenant', \(tenant.map(String.init) ?? ""), true), set_config('app.person', \("\(person)"), true),
                   set_config('app.session', '1', true), set_config('app.writer', \("\(person)"), true),
                   set_config('app.abilities', \(Self.everything), true), set_config('app.seal', repeat('0', 64), true)
            """)
    }

    @Test func whatNobodySealedOpensNothing() throws {
        let council = try Example.council(), ada = try council.person(.administrator)
        try council.inDatabase { try $0.run("INSERT INTO leads (name) VALUES ('Virtual School')") }
        let connection = try site()
        defer { connection.close() }
        for table in ["people", "person_roles", "audit", "pending_imports", "pending_rows"] as [SQL] {
            let seen: Int? = try connection.transaction { db in
                try claim(council, ada, in: db)
                return try db.value("SELECT count(*) FROM \(table)")
            }
            #expect(seen == 0, "\(table)")
        }
        let believed: Bool? = try connection.transaction { db in
            try claim(council, ada, in: db)
            return try db.value(
                "SELECT app.can('manage_people') OR app.tenant() IS NOT NULL OR app.person() IS NOT NULL OR app.session() IS NOT NULL"
            )
        }
        #expect(believed == false)
    }

    @Test func whatNobodySealedWritesNothing() throws {
        let council = try Example.council(), ada = try council.person(.administrator)
        try council.inDatabase { try $0.run("INSERT INTO leads (name) VALUES ('Virtual School')") }
        let before: String? = try council.inDatabase { try $0.value("SELECT max(id)::text FROM audit") }
        let tenant: Int64 = try #require(try council.inDatabase { try $0.value("SELECT app.tenant()::bigint") })
        let connection = try site()
        defer { connection.close() }
        let refused: [SQL] = [
            "INSERT INTO leads (name) VALUES ('x')",
            "INSERT INTO leads (tenant_id, name) VALUES (\(tenant), 'x')",
            "INSERT INTO people (tenant_id, email, name) VALUES (\(tenant), 'x@x.example', 'x')",
            "SELECT app.change_cycles(1, 1, 1)", "SELECT app.note_export('csv', '')",
            "SELECT app.keep_unsent(\(ada), repeat('x', 16)::bytea, 'x', '/x', '', true, '{a}', '{b}', false)",
        ]
        for attempt in refused {
            #expect(throws: PostgresError.self, "\(attempt)") {
                try connection.transaction { db in
                    try claim(council, ada, in: db)
                    try db.run(attempt)
                }
            }
        }
        for attempt in ["UPDATE leads SET name = 'x'", "DELETE FROM leads", "DELETE FROM people"] as [SQL] {
            let touched = try connection.transaction { db in
                try claim(council, ada, in: db)
                return try db.run(attempt)
            }
            #expect(touched == 0, "\(attempt)")
        }
        try connection.transaction { db in
            try claim(council, ada, in: db)
            try db.run("SELECT app.choose_theme('dark'), app.end_my_session(1), app.settle_submission('x', '/x')")
            #expect(try db.value("SELECT count(*) FROM app.my_sessions()") == Int64(0))
        }
        let after: String? = try council.inDatabase { try $0.value("SELECT max(id)::text FROM audit") }
        #expect(after == before)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM people WHERE theme <> ''") } == Int64(0))
    }

    /// Whoever is in for themselves can neither change whom the entry names nor leave it without a name.
    @Test(arguments: ["app.person", "app.session", "app.abilities", "app.seal"])
    func aChangeIsEnteredInTheNameOfWhoMadeIt(_ setting: String) throws {
        let council = try Example.council(), mo = try council.person(.member)
        let connection = try site()
        defer { connection.close() }
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { db in
                _ = try db(Entry.open(council.slug, token: council.olive.token(council.slug)))
                try db.run("INSERT INTO leads (name) VALUES ('Virtual School')")
                try db.run("SELECT set_config(\(setting), \("\(mo)"), true)")
            }
        }
        #expect(error?.kind == .permission)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM leads") } == Int64(0))
    }

    private static let settings = ["tenant", "person", "session", "writer", "abilities", "seal"].map { "app.\($0)" }

    /// What a visit of Olive's left in the settings.
    private func sealed(_ council: ExampleCouncil, readOnly: Bool, _ connection: Connection) throws -> [String] {
        try connection.transaction(readOnly: readOnly) { db in
            _ = try db(Entry.open(council.slug, token: council.olive.token(council.slug)))
            #expect(try db.value("SELECT app.is_sealed()") == true)
            return try db.values("SELECT current_setting(name) FROM unnest(\(Self.settings)) AS name")
        }
    }

    private func replay(_ settings: [String], in db: Transaction) throws {
        try db.run("SELECT set_config(name, value, true) FROM unnest(\(Self.settings), \(settings)) AS s (name, value)")
    }

    @Test func aSealOfAnotherTransactionIsWorthNothing() throws {
        let council = try Example.council()
        let (here, there) = (try site(), try site())
        defer { for connection in [here, there] { connection.close() } }
        for before in [true, false] {
            let settings = try sealed(council, readOnly: before, here)
            for (connection, after) in [(here, true), (here, false), (there, true), (there, false)] {
                try connection.transaction(readOnly: after) { db in
                    try replay(settings, in: db)
                    let (isSealed, seen): (Bool?, Int?) = try db.all(
                        Query<Bool?>.value("SELECT app.is_sealed()"),
                        Query<Int?>.value("SELECT count(*) FROM people"))
                    #expect(isSealed == false && seen == 0)
                }
            }
            #expect(throws: PostgresError.self) {
                try here.transaction { db in
                    try replay(settings, in: db)
                    try db.run("INSERT INTO leads (name) VALUES ('x')")
                }
            }
        }
    }

    /// Two transactions of one message begin at the same moment: what writes is told apart by its number.
    @Test(arguments: ["READ ONLY", "READ WRITE"]) func norInTheSameMessage(_ mode: String) throws {
        let council = try Example.council()
        let token = try #require(council.olive.token(council.slug)).hash.map { String(format: "%02x", $0) }.joined()
        let connection = try site()
        defer { connection.close() }
        let copies = Self.settings.map { "set_config('kept.\($0.dropFirst(4))', current_setting('\($0)'), false)" }
        let replays = Self.settings.map { "set_config('\($0)', current_setting('kept.\($0.dropFirst(4))'), true)" }
        func script(_ change: String) -> String {
            """
            BEGIN TRANSACTION \(mode);
            SELECT count(*) FROM app.open_visit('\(council.slug)', '\\x\(token)', NULL);
            SELECT \(copies.joined(separator: ", "));
            COMMIT;
            BEGIN TRANSACTION READ WRITE;
            SELECT \(replays.joined(separator: ", "));
            \(change);
            COMMIT;
            """
        }
        let error = #expect(throws: PostgresError.self) {
            try connection.execute(
                script: script(
                    "INSERT INTO leads (tenant_id, name) VALUES (current_setting('app.tenant')::integer, 'x')"))
        }
        #expect(error?.kind == .permission)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM leads") } == Int64(0))
    }

    /// In a visit that the door did open.
    @Test func whatIsChangedAfterwardsBreaksIt() throws {
        let council = try Example.council(), mo = council.mo
        let connection = try site()
        defer { connection.close() }
        for setting in Self.settings {
            let can: Bool? = try connection.transaction { db in
                _ = try db(Entry.open(council.slug, token: mo.token(council.slug)))
                try db.run("SELECT set_config(\(setting), \(Self.everything), true)")
                return try db.value("SELECT app.is_sealed() OR app.can('change_plans') OR app.holds('see_plans')")
            }
            #expect(can == false, "\(setting)")
        }
    }

    /// A council's door opens for nobody too, for its sign-in page.
    @Test func whoIsNotSignedInSeesNobody() throws {
        let council = try Example.council()
        let seen: Int? = try council.asSite { try $0.value("SELECT count(*) FROM people") }
        #expect(seen == 0)
    }

    @Test func theSiteNeitherReadsTheKeyNorSeals() throws {
        let connection = try site()
        defer { connection.close() }
        let attempts: [SQL] = [
            "SELECT key FROM app.seal_key", "UPDATE app.seal_key SET key = ''", "SELECT app.seal_pad(54)",
            "SELECT app.seal()",
            "SELECT app.seal_visit(1, 1, 1, 1, ' manage_people ')", "SELECT app.enter(1)",
        ]
        for attempt in attempts {
            let error = #expect(throws: PostgresError.self, "\(attempt)") { try connection.run(attempt) }
            #expect(error?.kind == .permission, "\(attempt)")
        }
    }

    @Test func theSealIsTheHMACOfRFC2104() throws {
        let council = try Example.council()
        try council.asOwner { db in
            let key: [UInt8] = try #require(try db.value("SELECT key FROM app.seal_key"))
            let message: [UInt8] = try #require(
                try db.value(
                    """
                    SELECT int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(pg_current_xact_id()::text || '|off|'
                        || app.tenant() || '|||| administration ', 'UTF8')
                    """))
            let seal: String? = try db.value("SELECT current_setting('app.seal')")
            #expect(seal == Secret.signature(of: message, with: key).map { String(format: "%02x", $0) }.joined())
        }
    }

    /// Hashes, and whom a session begins for, are another login's.
    @Test func onlyTheDoorReadsHashesAndBeginsSessions() throws {
        let council = try Example.council(), ada = try council.person(.administrator)
        let (site, door) = (try site(), try Connection(try #require(Example.running.database.serving.door)))
        defer { for connection in [site, door] { connection.close() } }
        let (token, email) = (council.ada.token(council.slug), council.email(.administrator))
        let calls: [SQL] = [
            "SELECT hash FROM app.sign_in_candidate(\(email))", "SELECT app.my_password()",
            "SELECT app.sign_in_wait(ARRAY['x'::bytea], NULL, \(email))",
            "SELECT app.begin_session(\(ada), repeat('x', 32)::bytea, '')",
            "SELECT app.note_sign_in(ARRAY['x'::bytea], repeat('x', 32)::bytea, \(email), '', true, \(ada))",
            "SELECT app.note_wrong_password('x')", "SELECT app.rehash(\(ada), '', '')",
            "SELECT app.change_my_password('$y$x')",
        ]
        for call in calls {
            func attempt(_ connection: Connection) throws {
                let (db, _) = try connection.begin(first: Entry.open(council.slug, token: token))
                defer { db.rollback() }
                try db.run(call)
            }
            let error = #expect(throws: PostgresError.self, "\(call)") { try attempt(site) }
            #expect(error?.kind == .permission, "\(call)")
            #expect(throws: Never.self, "\(call)") { try attempt(door) }
        }
        for role in ["waymark_owner", "waymark_admin", "postgres"] {
            let error = #expect(throws: PostgresError.self) { try door.execute(script: "SET ROLE \(role)") }
            #expect(error?.kind == .permission)
        }
    }
}
