import Glibc
import Testing

@testable import HTTP

/// Who waits for whom: the shares of a lane take turns, and a file's slices are asked for as they leave.
@Suite struct LaneTests {
    private static func job(_ token: UInt64, _ share: String, offset: Int? = nil) -> Job {
        Job(token: token, request: Request(method: .get, path: "/"), offset: offset, share: share)
    }

    private static func tokens(_ queue: WorkQueue, _ count: Int) -> [UInt64?] {
        (0..<count).map { _ in queue.take()?.token }
    }

    @Test func sharesTakeTurns() throws {
        let queue = try WorkQueue(bound: 10)
        for token in 1...4 as ClosedRange<UInt64> { #expect(queue.offer(Self.job(token, "ashdown")) == .taken) }
        #expect(queue.offer(Self.job(10, "bramley")) == .taken)
        #expect(queue.offer(Self.job(20, "cowden")) == .taken)
        #expect(Self.tokens(queue, 3) == [1, 10, 20])
        #expect(queue.offer(Self.job(11, "bramley")) == .taken)
        #expect(Self.tokens(queue, 4) == [2, 11, 3, 4])
    }

    @Test func whoeverHasMostWaitingMakesRoom() throws {
        let queue = try WorkQueue(bound: 3)
        for token in 1...3 as ClosedRange<UInt64> { #expect(queue.offer(Self.job(token, "ashdown")) == .taken) }
        #expect(queue.offer(Self.job(4, "ashdown")) == .refused)
        #expect(queue.offer(Self.job(10, "bramley")) == .displaced(token: 3))
        #expect(queue.offer(Self.job(11, "bramley")) == .refused)
        #expect(queue.offer(Self.job(20, "cowden")) == .displaced(token: 2))
        #expect(queue.offer(Self.job(30, "dene")) == .refused)
        #expect(Self.tokens(queue, 3) == [1, 10, 20])
    }

    @Test func anAnswerUnderWayIsNotRefused() throws {
        let queue = try WorkQueue(bound: 1)
        #expect(queue.offer(Self.job(1, "ashdown")) == .taken)
        #expect(queue.offer(Self.job(2, "ashdown", offset: 5)) == .taken)
        #expect(queue.offer(Self.job(3, "bramley")) == .refused)
        #expect(Self.tokens(queue, 2) == [1, 2])
    }

    @Test func answersUnderWayTakeNobodysPlace() throws {
        let queue = try WorkQueue(bound: 2)
        for token in 1...3 as ClosedRange<UInt64> {
            #expect(queue.offer(Self.job(token, "ashdown", offset: 5)) == .taken)
        }
        #expect(queue.offer(Self.job(4, "bramley")) == .taken)
        #expect(queue.offer(Self.job(5, "bramley")) == .taken)
        #expect(queue.offer(Self.job(6, "bramley", offset: 5)) == .taken)
        #expect(queue.offer(Self.job(7, "ashdown")) == .displaced(token: 5), "the last that is no slice")
        #expect(Self.tokens(queue, 6) == [1, 4, 2, 6, 3, 7])
    }

    @Test func oneShareKeepsNoOtherWaiting() throws {
        let wire = try Wire { $0.pageWorkers = 1 }
        let many = try (0..<6).map { _ in try wire.connect() }
        for client in many { client.send("GET /slow HTTP/1.1\r\nHost: a\r\nX-Share: ashdown\r\n\r\n") }
        usleep(100_000)
        #expect(try wire.get("/x", "X-Share: bramley\r\n").hasSuffix("GET /x "))
        for client in many { #expect(client.read(until: "GET /slow").contains("200 OK")) }
        // Behind the one under way, and the one whose turn it was.
        let place = wire.log.firstIndex { $0.path == "/x" }
        #expect(wire.log.count == 7 && (place ?? 7) <= 3)
    }

    @Test func aDisplacedRequestIsToldThatTheSiteIsBusy() throws {
        let wire = try Wire { ($0.limits.queue, $0.pageWorkers) = (2, 1) }
        let many = try (0..<3).map { _ in try wire.connect() }
        for client in many {
            client.send("GET /slow HTTP/1.1\r\nHost: a\r\nX-Share: ashdown\r\n\r\n")
            usleep(50_000)
        }
        #expect(try wire.get("/x", "X-Share: bramley\r\n").hasSuffix("GET /x "))
        #expect(many[2].read(until: "busy").hasPrefix("HTTP/1.1 503 "))
        for client in many.prefix(2) { #expect(client.read(until: "GET /slow").contains("200 OK")) }
    }

    @Test func whatFollowsAnAnswerArrivesWholeAndTheConnectionGoesOn() throws {
        let client = try Wire().connect()
        client.send("GET /sliced HTTP/1.1\r\nHost: a\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let text = client.readToEnd()
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.contains("Content-Length: 1000005\r\n"))
        #expect(text.contains("\r\n\r\nfirstBBB") && text.contains("BBBHTTP/1.1 200 OK\r\n"))
        #expect(text.utf8.count { $0 == 0x42 } == 1_000_000)
        #expect(text.hasSuffix("GET /x "))
    }

    @Test func aHeadSaysHowLongItWouldBe() throws {
        let text = try Wire().ask("HEAD /sliced HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(text.contains("Content-Length: 1000005\r\n") && text.hasSuffix("\r\n\r\n"))
    }

    @Test func anAnswerThatBreaksOffEndsItsConnection() throws {
        let text = try Wire().get("/broken")
        #expect(text.contains("Content-Length: 1000000\r\n"))
        #expect(text.utf8.count { $0 == 0x42 } == 150_000)
    }

    @Test func aClientThatReadsNothingHoldsOneSliceAndNoWorker() throws {
        let wire = try Wire()
        let deaf = try wire.connect()
        for _ in 0..<8 { deaf.send("GET /sliced HTTP/1.1\r\nHost: a\r\n\r\n") }
        #expect(try wire.get("/sliced").utf8.count { $0 == 0x42 } == 1_000_000)
    }
}
