import Foundation
import Glibc
import Testing

extension CrowdTests {
    /// Site processes come and go while people work.
    @Suite(.serialized) struct RestartTests {}
}

extension CrowdTests.RestartTests {
    @Test func aStopLosesNothingThatWasSentBeforeIt() throws {
        let served = try Served(["--log", "quiet"])
        let traffic = Traffic(port: served.port)
        #expect(eventually { traffic.answered > 40 })
        let told = ContinuousClock.now
        #expect(try served.stop() == 0)
        let tally = traffic.stop()
        #expect(tally.lost.filter { $0 < told }.isEmpty && tally.refused.filter { $0 < told }.isEmpty)
        #expect(tally.wrong.isEmpty)
    }

    @Test func aSiteProcessThatIsKilledUnderLoadIsReplacedAndNobodyIsRefused() throws {
        let served = try Served(["--log", "quiet"])
        let before = served.sites
        let traffic = Traffic(port: served.port)
        #expect(eventually { traffic.answered > 40 })
        kill(before[0], SIGKILL)
        let began = ContinuousClock.now
        #expect(eventually { served.sites.count == 2 && !served.sites.contains(before[0]) })
        #expect(ContinuousClock.now - began < .seconds(1))
        let answered = traffic.answered
        #expect(eventually { traffic.answered > answered + 40 })
        let tally = traffic.stop()
        #expect(tally.refused.isEmpty && tally.wrong.isEmpty)
        #expect(tally.lost.count <= 8, "no more than each visitor's one in flight")
        #expect(try served.stop() == 0)
    }

    @Test func aNewBuildTakesOverWithoutALostRequest() throws {
        let program = try Waymark.directory() + "/waymark"
        try FileManager.default.copyItem(atPath: Waymark.program.path, toPath: program)
        let served = try Served(["--log", "quiet"], program: URL(filePath: program))
        let before = served.sites
        let traffic = Traffic(port: served.port)
        #expect(eventually { traffic.answered > 40 })
        try FileManager.default.copyItem(atPath: program, toPath: program + ".new")
        #expect(rename(program + ".new", program) == 0)
        kill(served.parent, SIGHUP)
        #expect(eventually { served.sites.count == 2 && before.allSatisfy { !served.sites.contains($0) } })
        for site in served.sites {
            let file = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(site)/exe")
            #expect(file == program, "it is the program that is on the disk now")
        }
        let answered = traffic.answered
        #expect(eventually { traffic.answered > answered + 40 })
        let tally = traffic.stop()
        #expect(tally.refused.isEmpty && tally.lost.isEmpty && tally.wrong.isEmpty)
        #expect(try served.stop() == 0)
    }

    @Test func aSocketOfSystemdsOutlivesARestart() throws {
        let socket = FileHandle(fileDescriptor: try Self.listen(), closeOnDealloc: true)
        let port = Self.port(of: socket.fileDescriptor)
        let data = try Served.migratedData()
        let first = try Served(onSocket: socket, data: data)
        #expect(first.port == port)
        #expect(Caller.ask("/healthz", port: port)?.hasSuffix("ok\n") == true)
        #expect(try first.stop() == 0)
        let waiting = try #require(Caller(port: port), "the kernel takes the connection meanwhile")
        waiting.send(Caller.request("/"))
        let second = try Served(onSocket: socket, data: data)
        #expect(waiting.answer()?.hasPrefix("HTTP/1.1 200 ") == true)
        #expect(try second.stop() == 0)
    }

    @Test func bothProcessesServeTheOneSocket() throws {
        let served = try Served(["--log", "requests"])
        let traffic = Traffic(port: served.port)
        #expect(
            eventually {
                let messages = served.running.messages
                return served.sites.allSatisfy { messages.contains("\"process\":\($0),") }
            })
        #expect(traffic.stop().lost.isEmpty)
        #expect(try served.stop() == 0)
    }

    private static func listen() throws -> Int32 {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let isListening =
            Caller.with("127.0.0.1", 0) { bind(socket, $0, $1) } == 0 && Glibc.listen(socket, 1_024) == 0
        try #require(isListening)
        return socket
    }

    private static func port(of socket: Int32) -> Int {
        var address = sockaddr_in(), length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket, $0, &length) }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}
