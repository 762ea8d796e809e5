import Foundation
import Glibc
import Testing

/// What takes the whole machine: run after the other tests, one after another (`.ci/test`).
@Suite(.serialized) enum CrowdTests {}

extension CrowdTests {
    /// Many clients at once, slow ones and deaf ones, on the program as it is shipped.
    @Suite(.serialized) struct LoadTests {}
}

extension CrowdTests.LoadTests {
    /// Both ends of a connection need a descriptor, but not in one process: this one holds the clients'.
    private static func allowedConnections() -> Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return min(10_000, Int(clamping: limit.rlim_cur) - 2_000)
    }

    @Test("Ten thousand idle connections, or as many as the limit of descriptors allows, cost little and harm nobody")
    func idle() throws {
        let wanted = Self.allowedConnections()
        try #require(wanted > 0)
        let served = try Served(["--log", "quiet"])
        #expect(Caller.ask("/healthz", port: served.port) != nil)
        let before = served.sites.map { Processes.memory($0) }.reduce(0, +)
        let callers = (0..<wanted).compactMap { Caller(port: served.port, from: "127.0.0.\(2 + $0 % 40)") }
        #expect(callers.count == wanted)
        #expect(eventually { served.sites.map { Processes.descriptors($0) }.reduce(0, +) > wanted })
        let began = ContinuousClock.now
        #expect(Caller.ask("/healthz", port: served.port)?.hasSuffix("ok\n") == true)
        #expect(Caller.ask("/", port: served.port)?.hasPrefix("HTTP/1.1 200 ") == true)
        #expect(ContinuousClock.now - began < .seconds(2))
        let each = (served.sites.map { Processes.memory($0) }.reduce(0, +) - before) / wanted
        print("\(wanted) idle connections: \(each) bytes of a site process's memory each")
        #expect(each < 4_096)
        withExtendedLifetime(callers) {}
        #expect(try served.stop() == 0)
    }

    @Test func dribblingAndDeafClientsCostTheOthersNothing() throws {
        let served = try Served(["--log", "quiet"])
        let before = served.sites.map { Processes.memory($0) }.max() ?? 0
        var dribbling = (0..<500).compactMap { _ in Caller(port: served.port, from: "127.0.0.2") }
        var deaf = (0..<50).compactMap { _ in Caller(port: served.port, from: "127.0.0.3", buffer: 4_096) }
        #expect(dribbling.count == 500 && deaf.count == 50)
        for caller in deaf {
            caller.send(String(repeating: Caller.request("/assets/css/site.css", close: false), count: 200))
        }
        let traffic = Traffic(port: served.port)
        for byte in Array("GET / HTTP/1.1\r\nHost: abcdefgh".utf8) {
            for caller in dribbling { caller.send([byte]) }
            usleep(50_000)
        }
        let tally = traffic.stop()
        #expect(tally.refused.isEmpty && tally.lost.isEmpty && tally.wrong.isEmpty && tally.answered > 50)
        let after = served.sites.map { Processes.memory($0) }.max() ?? 0
        print("500 dribbling and 50 deaf clients: \((after - before) >> 20) MB, \(tally.answered) pages beside them")
        #expect(after - before < 64 << 20)
        (dribbling, deaf) = ([], [])
        #expect(try served.stop() == 0)
    }

    @Test func withoutDescriptorsItNeitherSpinsNorDiesAndRecovers() throws {
        let served = try Served(["--log", "quiet", "--processes", "1"])
        let site = try #require(served.sites.first)
        #expect(Caller.ask("/", port: served.port) != nil)
        let limit = Processes.descriptors(site) + 10
        let change = try Process.run(
            URL(filePath: "/usr/bin/prlimit"), arguments: ["--pid", "\(site)", "--nofile=\(limit):\(limit)"])
        change.waitUntilExit()
        let callers = (0..<100).compactMap { _ in Caller(port: served.port) }
        #expect(callers.count == 100, "the others wait in the kernel")
        #expect(eventually { Processes.descriptors(site) >= limit })
        let spent = Processes.seconds(site)
        usleep(1_000_000)
        #expect(Processes.seconds(site) - spent < 0.2)
        let served1 = callers[0].send(Caller.request("/healthz")) ? callers[0].answer() : nil
        #expect(served1?.hasSuffix("ok\n") == true, "who is in is still served")
        for caller in callers { shutdown(caller.socket, Int32(SHUT_RDWR)) }
        #expect(eventually { Caller.ask("/healthz", port: served.port)?.hasSuffix("ok\n") == true })
        #expect(served.sites == [site])
        #expect(try served.stop() == 0)
    }

    @Test func sixteenLargeUploadsAtOnceAreNotHeldInMemory() throws {
        let served = try Served(["--log", "quiet", "--processes", "1"])
        let site = try #require(served.sites.first)
        let made = try Waymark.call("tenant", "create", "--slug", "ash", "--name", "Ash", "--data", served.data)
        #expect(made.code == 0)
        let head =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
            + "Content-Type: application/pdf\r\n\r\n"
        let body = Array(head.utf8) + [UInt8](repeating: 0x41, count: 10 << 20) + Array("\r\n--b--\r\n".utf8)
        let request =
            "POST /ash/imports/1/review HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: \(body.count)\r\n\r\n"
        let before = Processes.memory(site, "VmHWM")
        let callers = (0..<16).compactMap { _ in Caller(port: served.port) }
        for caller in callers { caller.send(request) }
        for start in stride(from: 0, to: body.count, by: 1 << 18) {
            let piece = Array(body[start..<min(start + 1 << 18, body.count)])
            for caller in callers { caller.send(piece) }
        }
        for caller in callers { #expect(caller.answer()?.hasPrefix("HTTP/1.1 4") == true) }
        let growth = Processes.memory(site, "VmHWM") - before
        print("16 uploads of 10 MiB at once: \(growth >> 20) MB more at the most")
        #expect(growth < 40 << 20)
        #expect(try served.stop() == 0)
    }
}
