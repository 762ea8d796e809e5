import Glibc
import HTTP
import Postgres
import Synchronization
import Testing

@testable import App

/// Transactions that stand in each other's way: the one that has to give in is tried once more, whole.
@Suite struct ContentionTests {
    /// How often a handler ran, and who has got how far the first time.
    private final class Meeting: Sendable {
        private let runs = Atomic<Int>(0)
        private let arrived = Atomic<Int>(0)

        var count: Int { runs.load(ordering: .relaxed) }

        /// Waits for the other, the first time that each comes.
        func meet() {
            guard runs.add(1, ordering: .relaxed).newValue <= 2 else { return }
            arrived.add(1, ordering: .relaxed)
            for _ in 0..<5_000 where arrived.load(ordering: .relaxed) < 2 { usleep(1_000) }
        }

        func pass() { runs.add(1, ordering: .relaxed) }
    }

    private static func rename(_ role: App.Role, _ visit: Visit) throws {
        try visit.db.run(
            "UPDATE people SET name = name || '!' WHERE email LIKE \(role.rawValue + "@%")")
    }

    private func names(_ council: ExampleCouncil) throws -> [String] {
        try council.inDatabase { try $0.values("SELECT name FROM people WHERE name LIKE '%!%' ORDER BY name") }
    }

    /// The statuses of two forms sent at the same time.
    private func sendBoth(_ paths: [String], _ council: ExampleCouncil, _ server: TestServer) -> [Int] {
        let (slug, token, port) = (council.slug, council.ada.token(council.slug), server.port)
        return Together.run(2) { index in
            let ada = Browser(slug: slug, token: token, port: port)
            return try ada.post(paths[index], key: ada.key()).status
        }
    }

    @Test func ofTwoInADeadlockBothSucceed() throws {
        let meeting = Meeting()
        func cross(_ path: String, _ first: App.Role, _ second: App.Role) -> Route {
            .post(path, .managePeople) { visit in
                try Self.rename(first, visit)
                meeting.meet()
                try Self.rename(second, visit)
                return visit.redirect(to: "/people")
            }
        }
        let server = try TestServer(
            Example.running.database, [cross("/fault/there", .lead, .member), cross("/fault/back", .member, .lead)])
        defer { server.stop() }
        let council = try Example.council()
        #expect(sendBoth(["/fault/there", "/fault/back"], council, server) == [303, 303])
        #expect(meeting.count == 3, "one of them ran twice")
        #expect(try names(council) == ["Lena Hart!!", "Mo Khan!!"])
    }

    /// PostgreSQL refuses the second of two that change what both had read.
    @Test func aSerializationFailureIsTriedOnceMore() throws {
        let meeting = Meeting()
        let strict = Database(
            conninfo: Example.running.database.conninfo
                + #" options='-c default_transaction_isolation=repeatable\\ read'"#)
        let server = try TestServer(
            strict,
            [
                .post("/fault/same", .managePeople) { visit in
                    let _: Int? = try visit.db.value("SELECT count(*) FROM people")
                    meeting.meet()
                    try Self.rename(.lead, visit)
                    return visit.redirect(to: "/people")
                }
            ])
        defer { server.stop() }
        let council = try Example.council()
        #expect(sendBoth(["/fault/same", "/fault/same"], council, server) == [303, 303])
        #expect(meeting.count == 3)
        #expect(try names(council) == ["Lena Hart!!"])
    }

    @Test func whatFailsAgainIsNotTriedForEver() throws {
        let meeting = Meeting()
        let server = try TestServer(
            Example.running.database,
            [
                .post("/fault/never", .managePeople) { visit in
                    meeting.pass()
                    try visit.db.run("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")
                    return visit.redirect(to: "/people")
                }
            ])
        defer { server.stop() }
        let council = try Example.council()
        let ada = Browser(slug: council.slug, token: council.ada.token(council.slug), port: server.port)
        let page = try ada.post("/fault/never", key: ada.key())
        #expect(page.status == 503 && page.header("Retry-After") != nil)
        #expect(meeting.count == 2)
    }

    @Test func aLockThatIsNotGivenUpEndsInSorryNotInWaiting() throws {
        let server = try TestServer(
            Example.running.database,
            [
                .post("/fault/locked", .managePeople) { visit in
                    try Self.rename(.lead, visit)
                    return visit.redirect(to: "/people")
                }
            ])
        defer { server.stop() }
        let council = try Example.council()
        let ada = Browser(slug: council.slug, token: council.ada.token(council.slug), port: server.port)
        let key = ada.key()
        try council.inDatabase { db in
            try db.run("SELECT FROM people WHERE email LIKE 'lead@%' FOR UPDATE")
            let start = ContinuousClock.now
            #expect(try ada.post("/fault/locked", key: key).status == 503)
            #expect(ContinuousClock.now - start < .seconds(4))
        }
        #expect(try ada.post("/fault/locked", key: key).status == 303, "the same form again, and it is done")
        #expect(try names(council) == ["Lena Hart!"])
    }
}
