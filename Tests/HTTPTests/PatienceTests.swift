import Glibc
import Testing

@testable import HTTP

/// Limits, queues and stopping.
struct PatienceTests {
    private static let start = "GET /x HTTP/1.1\r\nHost: a\r\n"

    @Test func aSlowHeadIsGivenUpHoweverItDribbles() throws {
        let wire = try Wire { $0.limits.headSeconds = 0.3 }
        let client = try wire.connect()
        let dribble = try HTTP.Thread {
            for byte in Array((Self.start + "X: 1234567890123456789012345678901234567890").utf8) {
                client.send([byte])
                usleep(20_000)
            }
        }
        let taken = milliseconds { #expect(client.readToEnd().hasPrefix("HTTP/1.1 408 ")) }
        #expect(taken < 3_000)
        dribble.join()
    }

    @Test func aSlowBodyIsGivenUp() throws {
        let wire = try Wire { $0.limits.bodySeconds = 0.2 }
        let client = try wire.connect()
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel")
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 408 "))
    }

    @Test func whatHasComeBuysNoEndlessPatience() throws {
        let wire = try Wire { ($0.limits.bodySeconds, $0.limits.longestBodySeconds) = (0.1, 0.2) }
        let client = try wire.connect()
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 500001\r\n\r\n")
        client.send([UInt8](repeating: 0x41, count: 500_000))
        let taken = milliseconds { #expect(client.readToEnd().hasPrefix("HTTP/1.1 408 ")) }
        #expect(taken < 10_000)
    }

    @Test func allBodiesTogetherAreBounded() throws {
        let wire = try Wire { $0.limits.bodyBytesInAll = 100 }
        let client = try wire.connect()
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n")
        usleep(50_000)
        client.send([UInt8](repeating: 0x41, count: 200))
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 503 "))
    }

    @Test func allUnreadAnswersTogetherAreBounded() throws {
        let wire = try Wire { $0.limits.answerBytesInAll = 1 << 20 }
        let client = try wire.connect()
        client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        usleep(200_000)
        #expect(client.readToEnd().utf8.count < 8 << 20)
        #expect(try wire.get("/health").hasSuffix("well\n"))
    }

    @Test func anIdleConnectionIsClosed() throws {
        let wire = try Wire { $0.limits.idleSeconds = 0.2 }
        let client = try wire.connect()
        client.send(Self.start + "\r\n")
        #expect(client.readToEnd().hasSuffix("GET /x "))
        #expect(try wire.connect().readToEnd().isEmpty)
    }

    @Test func aClientThatDoesNotReadIsClosed() throws {
        let wire = try Wire { $0.limits.writeSeconds = 0.2 }
        let client = try wire.connect()
        client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        usleep(900_000)
        var count = 0
        while let more = client.readSome(), !more.isEmpty { count += more.utf8.count }
        #expect(count < 8 << 20)
    }

    @Test func aFullQueueSaysSoAtOnceAndHealthIsStillAnswered() throws {
        let wire = try Wire { ($0.limits.queue, $0.pageWorkers) = (2, 1) }
        let clients = try (0..<8).map { _ in try wire.connect() }
        for client in clients { client.send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") }
        var health = ""
        let taken = try milliseconds { health = try wire.get("/health") }
        #expect(health.hasSuffix("well\n") && taken < 700)
        let answers = clients.map { $0.readToEnd() }
        let refused = answers.filter { $0.hasPrefix("HTTP/1.1 503 ") }
        #expect((3...6).contains(refused.count))
        #expect(refused.allSatisfy { $0.contains("Retry-After: 1\r\n") })
        #expect(answers.filter { $0.hasPrefix("HTTP/1.1 200 ") }.count == 8 - refused.count)
    }

    @Test func slowWorkKeepsNoPageAndNoPasswordWaiting() throws {
        let wire = try Wire { $0.pageWorkers = 1 }
        let slow = try (0..<2).map { _ in try wire.connect() }
        for client in slow { client.send("GET /slow-lane HTTP/1.1\r\nHost: a\r\n\r\n") }
        #expect(try wire.get("/x").hasSuffix("GET /x "))
        #expect(try wire.get("/password").hasSuffix("GET /password "))
        for client in slow { #expect(client.read(until: "GET /slow-lane").contains("200 OK")) }
        #expect(wire.log.map(\.path) == ["/x", "/password", "/slow-lane", "/slow-lane"])
    }

    @Test func connectionsOfOneAddressAreBounded() throws {
        let wire = try Wire { $0.limits.connectionsPerAddress = 3 }
        let clients = try (0..<3).map { _ in try wire.connect() }
        for client in clients {
            client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = client.read(until: "well")
        }
        #expect(try wire.connect().readToEnd().hasPrefix("HTTP/1.1 503 "))
        clients[0].shutWriting()
        #expect(clients[0].readToEnd().isEmpty)
        usleep(50_000)
        let again = try wire.connect()
        again.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(again.read(until: "well").hasPrefix("HTTP/1.1 200 "))
    }

    @Test func stoppingFinishesWhatWasTaken() throws {
        let wire = try Wire()
        let working = try wire.connect(), idle = try wire.connect(), sending = try wire.connect()
        idle.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = idle.read(until: "well")
        working.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        sending.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel")
        usleep(150_000)
        wire.server.stop()
        #expect(idle.readToEnd().isEmpty)
        sending.send("lo")
        let answers = [working.readToEnd(), sending.readToEnd()]
        #expect(answers.allSatisfy { $0.hasPrefix("HTTP/1.1 200") && $0.contains("Connection: close\r\n") })
        #expect(answers[1].hasSuffix("hello"))
        wire.finish()
    }

    @Test func whoWaitsToBeLetInWhenItStopsIsStillServed() throws {
        let listener = try Server.listen(host: "127.0.0.1", port: 0), port = Server.port(of: listener)
        let clients = try (0..<200).map { _ in try Client(port: port) }
        for client in clients { client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
        let server = Server(admit: { _ in .answer(.text("well")) }, worker: { _, _ in Wire.Echo() })
        server.stop()
        try server.run(on: listener)
        #expect(clients.allSatisfy { $0.readToEnd().hasSuffix("well") })
        #expect(throws: SystemFailure.self, "nobody listens any more") { try Client(port: port) }
    }

    @Test func aSignalStopsItToo() throws {
        let listener = try Server.listen(host: "127.0.0.1", port: 0)
        let server = Server(admit: { _ in .answer(.text("well")) }, worker: { _, _ in Wire.Echo() })
        let runner = try HTTP.Thread { try? server.run(on: listener) }
        let client = try Client(port: Server.port(of: listener))
        client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(client.readToEnd().hasSuffix("well"))
        pthread_kill(runner.handle, SIGTERM)
        runner.join()
    }

    @Test func aQueueIsFairAndBounded() throws {
        let queue = try WorkQueue(bound: 2)
        func job(_ token: UInt64) -> Job { Job(token: token, request: Request(method: .get, path: "/")) }
        #expect([1, 2, 3].map { queue.offer(job($0)) } == [.taken, .taken, .refused])
        #expect(queue.take()?.token == 1)
        #expect(queue.offer(job(4)) == .taken)
        queue.close()
        #expect(queue.take()?.token == 2 && queue.take()?.token == 4 && queue.take() == nil)
    }
}
