import Glibc
import Postgres
import Testing

@testable import App

/// COMMIT was sent and nothing came back: the once-only key says what became of it.
@Suite(.serialized) struct CommitFaultTests {
    private static let broken = Result { try IsolatedServer("commits", hasProxy: true) }

    private let server: IsolatedServer
    private let proxy: FaultProxy
    private let council: ExampleCouncil

    init() throws {
        server = try Self.broken.get()
        proxy = try #require(server.proxy)
        proxy.mend()
        council = try server.people()
    }

    private func add(_ name: String, key: String) throws -> Page {
        try council.ada.post(
            "/people",
            [
                ("email", name.lowercased() + "@example.org"), ("name", name), ("password", "seven quiet rivers"),
                ("roles", "member"),
            ], key: key)
    }

    private func count(_ name: String) throws -> Int? {
        try council.inDatabase { try $0.value("SELECT count(*) FROM people WHERE name = \(name)") }
    }

    @Test func itHappenedAndIsAnsweredAsIfNothingHadBeenLost() throws {
        proxy.arm(.loseAnswer(to: "COMMIT"))
        let answer = try add("Kept", key: council.ada.key())
        #expect(answer.status == 303 && answer.location == "/\(council.slug)/people")
        #expect(try count("Kept") == 1)
    }

    @Test func itHappenedAndTheDatabaseStaysAway() throws {
        proxy.arm(.loseAnswer(to: "COMMIT"), thenDown: true)
        let key = council.ada.key()
        #expect(try add("Later", key: key).status == 503)
        #expect(try count("Later") == 1, "it was done")
        proxy.mend()
        var again: Page?
        let took = try IsolatedServer.time(until: .seconds(5)) {
            again = try add("Later", key: key)
            return again?.status == 303
        }
        #expect(took != nil && again?.location == "/\(council.slug)/people")
        #expect(try count("Later") == 1, "and not done twice")
    }

    @Test func itNeverArrivedAndIsDoneOnceWhenSentAgain() throws {
        proxy.arm(.loseWord("COMMIT"))
        let key = council.ada.key()
        let lost = try add("Again", key: key)
        #expect(lost.status == 503 && lost.text.contains("reload this page to send it again"))
        #expect(try count("Again") == 0)
        proxy.mend()
        let took = try IsolatedServer.time(until: .seconds(5)) { try add("Again", key: key).status == 303 }
        #expect(took != nil)
        #expect(try count("Again") == 1)
    }
}
