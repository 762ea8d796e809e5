import HTTP
import Postgres
import Synchronization
import Testing

@testable import App

/// What takes long to read is read while no transaction is open, and only for those who may send it.
@Suite struct ReadingTests {
    /// What was seen of the lane's one connection to the database, and how often anything was read.
    private final class Seen: Sendable {
        let backend = Mutex<Int32?>(nil)
        let states = Mutex<[String]>([])

        func look() throws {
            guard let backend = backend.withLock({ $0 }) else { return states.withLock { $0.append("first") } }
            let connection = try Connection(Example.running.database.conninfo)
            defer { connection.close() }
            let state: String? = try connection.transaction {
                try $0.value("SELECT state::text FROM pg_stat_activity WHERE pid = \(backend)")
            }
            states.withLock { $0.append(state ?? "gone") }
        }
    }

    private func server(_ seen: Seen) throws -> TestServer {
        try TestServer(
            Example.running.database,
            [
                .post(
                    "/fault/reading", .importPlans, upTo: 1_000,
                    reading: { sent in
                        try seen.look()
                        return sent.form["words"]
                    },
                    { visit, words in
                        let backend: Int32? = try visit.db.value("SELECT pg_backend_pid()")
                        seen.backend.withLock { $0 = backend }
                        return visit.redirect(to: "/imports?words=\(words)")
                    })
            ])
    }

    @Test func noTransactionIsOpenMeanwhile() throws {
        let seen = Seen(), server = try server(seen), council = try Example.council()
        defer { server.stop() }
        let olive = Browser(slug: council.slug, token: council.olive.token(council.slug), port: server.port)
        for word in ["one", "two"] {
            let answer = try olive.post("/fault/reading", [("words", word)], key: olive.key())
            #expect(answer.status == 303 && answer.location.hasSuffix("words=\(word)"))
        }
        #expect(seen.states.withLock { $0 } == ["first", "idle"])
    }

    @Test func nothingIsReadOfThoseWhoMayNotSendIt() throws {
        let seen = Seen(), server = try server(seen), council = try Example.council()
        defer { server.stop() }
        let mo = Browser(slug: council.slug, token: council.mo.token(council.slug), port: server.port)
        #expect(try mo.post("/fault/reading", [("words", "one")], key: mo.key()).status == 403)
        let nobody = Browser(slug: council.slug, token: Token(), port: server.port)
        let answer = try nobody.post("/fault/reading", [("words", "one")], key: nobody.key())
        #expect(answer.location.contains("/sign-in"))
        #expect(seen.states.withLock { $0 }.isEmpty)
    }
}
