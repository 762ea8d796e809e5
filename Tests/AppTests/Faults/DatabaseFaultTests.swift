import Glibc
import HTTP
import Postgres
import Testing

@testable import App

/// PostgreSQL goes away in every way it can, with a server and a database of its own.
@Suite(.serialized) struct DatabaseFaultTests {
    private static let server = Result {
        try IsolatedServer(
            "faults",
            routes: [
                .get("/fault/terminated", .signedIn) { visit in
                    try visit.db.run("SELECT pg_terminate_backend(pg_backend_pid())")
                    return .text("survived")
                },
                .get("/fault/slow", .signedIn) { visit in
                    try visit.db.run("SELECT pg_sleep(30)")
                    return .text("slept")
                },
                .post("/fault/parting", .signedIn) { visit in
                    let parts = visit.form["parts"] == "yes"
                    try visit.db.run("INSERT INTO partings (parts) VALUES (\(parts))")
                    return visit.redirect(to: "/account")
                },
            ])
    }

    private let server: IsolatedServer
    private let council: ExampleCouncil

    init() throws {
        server = try Self.server.get()
        council = try server.people()
    }

    private func isAway(_ page: Page, _ what: String) {
        #expect(page.status == 503, "\(what) \(page.status)")
        #expect(page.text.contains("not available for a moment") && page.text.contains("try again"), "\(what)")
        #expect(Int(page.header("Retry-After") ?? "") != nil, "\(what)")
        #expect(page.header("Content-Security-Policy") != nil && page.header("Cache-Control") == "no-store", "\(what)")
    }

    private func isBack(within limit: Duration = .seconds(5)) throws {
        let took = try IsolatedServer.time(until: limit) { try council.olive.get("/account").status == 200 }
        #expect(took != nil, "not back within \(limit)")
        #expect(try server.server.get("/readyz").status == 200)
    }

    @Test func stoppedAndStarted() throws {
        try isBack()
        server.cluster.stop()
        for _ in 0..<3 { isAway(try council.olive.get("/account"), "stopped") }
        isAway(try council.olive.post("/account/theme", [("theme", "dark")], key: council.olive.key()), "a change")
        #expect(try server.server.get("/healthz").status == 200)
        #expect(try server.server.get("/readyz").status == 503)
        #expect(try council.stranger.get("/sign-in").status == 503)
        _ = try server.cluster.start()
        try isBack()
        #expect(try council.olive.get("/account").text.contains("data-theme=\"dark\"") == false)
    }

    @Test func killedAndStarted() throws {
        try isBack()
        #expect(try council.olive.post("/account/theme", [("theme", "dark")], key: council.olive.key()).status == 303)
        for pid in server.processes.reversed() { kill(pid, SIGKILL) }
        isAway(try council.olive.get("/account"), "killed")
        _ = try server.cluster.start()
        try isBack()
        #expect(
            try council.olive.get("/account").text.contains("data-theme=\"dark\""), "what was acknowledged is there")
    }

    @Test func terminatedInMidRequest() throws {
        for _ in 0..<6 { isAway(try council.olive.get("/fault/terminated"), "terminated") }
        try isBack()
    }

    @Test func terminatedDuringCommit() throws {
        let admin = try Connection(server.direct.conninfo)
        defer { admin.close() }
        try admin.execute(
            script: """
                CREATE TABLE IF NOT EXISTS partings (parts boolean);
                GRANT INSERT ON partings TO waymark_site;
                CREATE OR REPLACE FUNCTION part() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER part AFTER INSERT ON partings DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW WHEN (NEW.parts) EXECUTE FUNCTION part();
                """)
        let key = council.olive.key()
        isAway(try council.olive.post("/fault/parting", [("parts", "yes")], key: key), "during COMMIT")
        try isBack()
        for _ in 0..<2 {
            #expect(
                try council.olive.post("/fault/parting", [("parts", "no")], key: key).location.hasSuffix("/account"))
        }
        let kept: Int? = try admin.transaction { try $0.value("SELECT count(*) FROM partings") }
        #expect(kept == 1, "the first was undone, the second done, the third answered like the second")
    }

    @Test func allBackendsTerminatedBetweenRequests() throws {
        for _ in 0..<8 { _ = try council.olive.get("/account") }
        let admin = try Connection(server.direct.conninfo)
        defer { admin.close() }
        try admin.run("SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE usename = 'waymark_site'")
        for _ in 0..<8 { #expect(try council.olive.get("/account").status == 200, "noticed before it is used") }
    }

    /// The kernel still takes connections for a server that is stopped; only our own time limits end the waiting.
    @Test func frozen() throws {
        try isBack()
        server.signal(SIGSTOP)
        defer { server.signal(SIGCONT) }
        let (slug, port, token) = (council.slug, server.server.port, council.olive.token(council.slug))
        let start = ContinuousClock.now
        let pages = Together.run(12) { _ in try Browser(slug: slug, token: token, port: port).get("/account") }
        let first = ContinuousClock.now - start
        for page in pages { isAway(page, "frozen") }
        #expect(first < .seconds(13), "one time limit, not one for each who waits: \(first)")
        #expect(try server.server.get("/healthz").status == 200)
        server.signal(SIGCONT)
        try isBack()
    }

    @Test func aStatementThatTakesTooLong() throws {
        let slow = try council.olive.get("/fault/slow")
        isAway(slow, "slow")
        try isBack()
    }

    @Test func twoMigrationsAtOnce() throws {
        let admin = try Connection(server.direct.conninfo)
        try admin.run("CREATE DATABASE twice")
        admin.close()
        let database = Database(conninfo: server.direct.conninfo + " dbname=twice")
        let done = Together.run(3) { _ in
            try database.migrate(directory: Example.directory + "/Migrations")
            return true
        }
        #expect(done.count == 3)
        let owner = try database.connect(as: .owner)
        defer { owner.close() }
        let abilities: Int? = try owner.transaction { try $0.value("SELECT count(*) FROM role_abilities") }
        #expect(abilities == App.Role.allCases.map(\.abilities.count).reduce(0, +))
    }
}
