import Glibc
import HTTP
import Postgres
import Synchronization
import Testing

@testable import App

/// The primary is lost and its standby promoted. Replication is synchronous, so whatever was acknowledged at all has
/// reached the standby.
@Suite(.serialized) struct FailoverTests {
    /// May do the same thing twice, if it is asked to: only the once-only key prevents that.
    private static let note = Route.post("/fault/note", .managePeople) { visit in
        try visit.db.run(
            "INSERT INTO people (email, name) VALUES (gen_random_uuid() || '@example.org', \(visit.form["name"]))")
        return visit.redirect(to: "/people")
    }

    /// People who go on saving, each thing again and again until it is acknowledged.
    private final class Writers: Sendable {
        private let acknowledged = Mutex<[String]>([])
        private let isOver = Mutex(false)
        private let working = Atomic<Int>(0)

        var saved: [String] { acknowledged.withLock { $0 } }

        func start(_ count: Int, slug: String, token: Token?, port: Int) {
            working.store(count, ordering: .relaxed)
            Together.start(count) { [self] writer in
                let browser = Browser(slug: slug, token: token, port: port)
                var number = 0
                while !isOver.withLock({ $0 }) {
                    number += 1
                    save("Writer \(writer) \(number)", browser)
                }
                working.subtract(1, ordering: .relaxed)
            }
        }

        private func save(_ name: String, _ browser: Browser) {
            let key = browser.key()
            while !isOver.withLock({ $0 }) {
                if let page = try? browser.post("/fault/note", [("name", name)], key: key), page.status == 303 {
                    return acknowledged.withLock { $0.append(name) }
                }
                usleep(20_000)
            }
        }

        func finish() {
            isOver.withLock { $0 = true }
            while working.load(ordering: .relaxed) > 0 { usleep(1_000) }
        }
    }

    @Test(arguments: [SIGKILL, SIGSTOP]) func writesComeBackByThemselves(signal: Int32) throws {
        let replicas = try ReplicaPair("failover-\(signal)", routes: [Self.note])
        defer { replicas.stop() }
        let council = try ExampleCouncil(
            slug: "failover", name: "Failover",
            in: Example.Running(port: replicas.server.port, database: replicas.database))
        let writers = Writers()
        writers.start(3, slug: council.slug, token: council.ada.token(council.slug), port: replicas.server.port)
        defer { writers.finish() }
        #expect(IsolatedServer.time(until: .seconds(10)) { writers.saved.count > 30 } != nil)

        replicas.signalPrimary(signal)
        #expect(try council.olive.get("/account").status == 503)
        #expect(try replicas.server.get("/healthz").status == 200)
        let before = writers.saved.count
        try replicas.promote()
        let took = IsolatedServer.time(until: .seconds(10)) { writers.saved.count > before + 10 }
        #expect(took != nil, "not back within 10 s of promotion")
        #expect(try council.olive.get("/account").status == 200)
        writers.finish()

        let names: [String] = try council.inDatabase {
            try $0.values("SELECT name FROM people WHERE name LIKE 'Writer %'")
        }
        #expect(Set(writers.saved).subtracting(names) == [], "acknowledged and lost")
        #expect(names.count == Set(names).count, "done twice")
    }
}
