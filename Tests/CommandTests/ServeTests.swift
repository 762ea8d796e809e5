import Foundation
import Glibc
import Testing

@Suite struct ServeTests {
    @Test func theDemoIsMadeOnceKeptAndStartsQuickly() throws {
        let data = try Waymark.directory() + "/data"
        let first = try Served(["--demo"], data: data)
        #expect(first.running.messages.contains("scrutiny@merton.example"))
        var officer = Browser("merton", port: first.port)
        #expect(try officer.signIn("scrutiny@merton.example", "waymark-demo") == 303)
        let family = first.family
        #expect(family.count > 4)
        #expect(try first.stop(SIGINT) == 0)
        #expect(family.allSatisfy { Processes.one($0) == nil })

        let began = ContinuousClock.now
        let second = try Served(["--demo"], data: data)
        let spent = ContinuousClock.now - began
        #expect(spent < .seconds(5), "it took \(spent)")
        #expect(try officer.status("/account") == 0 || second.port == first.port)
        var again = Browser("merton", port: second.port)
        #expect(try again.signIn("scrutiny@merton.example", "waymark-demo") == 303)
        #expect(try second.stop() == 0)
    }

    @Test func aSiteProcessThatIsKilledIsReplaced() throws {
        let served = try Served(["--log", "quiet"])
        let before = served.sites
        #expect(before.count == 2)
        kill(before[0], SIGKILL)
        let began = ContinuousClock.now
        #expect(eventually { served.sites.count == 2 && served.sites.first == before[1] })
        #expect(ContinuousClock.now - began < .seconds(1))
        #expect(eventually { served.running.messages.contains("by signal 9") })

        kill(served.parent, SIGHUP)
        #expect(eventually { served.sites.count == 2 && !served.sites.contains(before[1]) })
        let code = try served.stop()
        #expect(code == 0)
    }

    @Test func theDatabaseThatIsKilledIsStartedAgain() throws {
        let served = try Served(["--log", "quiet"])
        let made = try Waymark.call("tenant", "create", "--slug", "ash", "--name", "Ash", "--data", served.data)
        #expect(made.code == 0)
        let old = Processes.all().filter { $0.parent == served.parent && $0.name == "postgres" }.map(\.pid)
        #expect(old.count == 1)
        for pid in old { kill(pid, SIGKILL) }
        var browser = Browser("ash", port: served.port)
        #expect(
            try eventually {
                try browser.status("/sign-in") == 200 && served.running.messages.contains("starting it again")
            })
        #expect(try served.stop() == 0)
    }

    @Test func aParentThatIsKilledLeavesNothing() throws {
        let served = try Served(["--log", "quiet"])
        let family = served.family
        kill(served.parent, SIGKILL)
        _ = try served.running.wait()
        #expect(eventually { family.allSatisfy { Processes.one($0) == nil } })
        let again = try Served(["--log", "quiet"], data: served.data)
        #expect(try again.stop() == 0)
    }

    @Test func aStopDuringTheStartLeavesNothing() throws {
        let running = try Running([
            "serve", "--demo", "--data", Waymark.directory() + "/data", "--listen", "127.0.0.1:0",
        ])
        #expect(eventually { running.messages.contains("Making a database") })
        kill(running.process.processIdentifier, SIGTERM)
        let outcome = try running.wait()
        #expect(outcome.code == 0)
        #expect(outcome.messages.contains("Stopped before the site was ready"))
    }

    @Test func requestsAreLoggedWithoutIdsOrQueries() throws {
        struct Line: Decodable { let at, method, route: String, status, bytes, microseconds: Int }
        let served = try Served(["--log", "requests", "--processes", "1"])
        _ = try Waymark.call("tenant", "create", "--slug", "ash", "--name", "Ash", "--data", served.data)
        var browser = Browser("ash", port: served.port)
        _ = try browser.status("/sign-in?next=/secret")
        _ = try browser.status("/plans/12345")
        _ = try browser.status("/no/such/page/77")
        #expect(eventually { served.running.messages.split(separator: "\n").filter { $0.hasPrefix("{") }.count == 3 })
        let lines = try served.running.messages.split(separator: "\n").filter { $0.hasPrefix("{") }.map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        #expect(
            lines.first?.route == "/ash/sign-in" && lines.first?.status == 200 && (lines.first?.microseconds ?? 0) > 0)
        #expect(!served.running.messages.contains("secret") && !served.running.messages.contains("12345"))
        #expect(lines.last?.route == "-" && lines.last?.status == 404)
        #expect(try served.stop() == 0)
    }
}
