import Glibc
import HTTP
import Synchronization
import Testing

@testable import App

@Suite struct QueueTests {
    @Test func aFullQueueRefusesPolitelyAndHealthAnswers() throws {
        let gate = Mutex(true), isAtWork = Mutex(false)
        let server = try TestServer(
            Example.running.database,
            [
                .get("/slow", .anyone) { _ in
                    isAtWork.withLock { $0 = true }
                    while gate.withLock({ $0 }) { usleep(1_000) }
                    return .text("done")
                }
            ]
        ) { configuration in
            configuration.pageWorkers = 1
            configuration.limits.queue = 2
        }
        defer { server.stop() }
        let council = try Example.council()
        let (slug, port) = (council.slug, server.port)
        let asked = Mutex<[Page]>([])
        let ask: @Sendable (Int) -> Void = { _ in
            if let page = try? Browser(slug: slug, token: nil, port: port).get("/slow") {
                asked.withLock { $0.append(page) }
            }
        }
        Together.start(1, ask)
        #expect(IsolatedServer.time(until: .seconds(5)) { isAtWork.withLock { $0 } } != nil)
        Together.start(7, ask)
        let refused = IsolatedServer.time(until: .seconds(5)) { asked.withLock { $0.count } == 5 }
        #expect(refused != nil, "one at work, two waiting, five refused")
        #expect(try server.get("/healthz").status == 200)
        gate.withLock { $0 = false }
        let served = IsolatedServer.time(until: .seconds(10)) { asked.withLock { $0.count } == 8 }
        #expect(served != nil)
        let pages = asked.withLock { $0 }
        #expect(pages.filter { $0.status == 200 }.count == 3)
        for page in pages where page.status != 200 {
            #expect(page.status == 503 && page.header("Retry-After") != nil && page.text.contains("Try again"))
        }
    }
}
