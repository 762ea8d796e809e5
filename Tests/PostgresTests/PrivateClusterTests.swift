import Foundation
import Testing

@testable import Postgres

@Suite struct PrivateClusterTests {
    private func postmaster(_ directory: String) throws -> pid_t {
        try #require(Postmaster(dataDirectory: directory + "/data")).pid
    }

    private func answers(_ conninfo: String) throws -> Bool {
        try Connection(conninfo).transaction { try $0.value("SELECT true") } == true
    }

    @Test func aClusterLivesThroughStopsAndKills() throws {
        let directory = temporaryDirectory()
        defer { Files.removeTree(directory) }
        let cluster = try PrivateCluster(directory: directory, durable: false)
        #expect(PrivateCluster.conninfo(ofRunningIn: directory) == nil)
        let conninfo = try cluster.start()
        #expect(try answers(conninfo))
        #expect(try cluster.start() == conninfo, "starting twice is starting once")
        #expect(PrivateCluster.conninfo(ofRunningIn: directory) == conninfo)

        let second = try PrivateCluster(directory: directory, durable: false)
        let refusal = #expect(throws: PrivateCluster.Failure.self) { try second.start() }
        #expect(refusal?.description == "Another Waymark is running the database in \(directory)")

        let idle = try Connection(conninfo)
        let start = ContinuousClock.now
        cluster.stop()
        #expect(ContinuousClock.now - start < .seconds(3), "clients do not hold it up")
        #expect(!idle.isUsable)
        #expect(!Files.exists(directory + "/data/postmaster.pid"))

        #expect(try answers(second.start()), "the directory is free again")
        let old = try postmaster(directory)
        kill(old, SIGKILL)
        #expect(Files.exists(directory + "/data/postmaster.pid"), "a killed server clears nothing away")
        #expect(try answers(second.start()), "what was killed is started again, however soon")
        second.stop()
        #expect(try answers(cluster.start()))
        let fresh = try postmaster(directory)
        #expect(fresh != old)
        try aStoppedServerIsNoticed(fresh, conninfo)
        cluster.stop()
        #expect(kill(fresh, 0) != 0)
    }

    private func aStoppedServerIsNoticed(_ postmaster: pid_t, _ conninfo: String) throws {
        kill(postmaster, SIGSTOP)
        defer { kill(postmaster, SIGCONT) }
        var options = Connection.Options()
        options.connectLimit = .milliseconds(200)
        let error = #expect(throws: PostgresError.self) { try Connection(conninfo, options: options) }
        #expect(error?.kind == .timeout)
    }

    @Test func aLongOrOddPathStillGetsASocket() throws {
        let outer = temporaryDirectory()
        defer { Files.removeTree(outer) }
        let directory = outer + "/it's, a \"very\" long path " + String(repeating: "x", count: 100)
        let cluster = try PrivateCluster(directory: directory, durable: false)
        let conninfo = try cluster.start()
        #expect(try answers(conninfo))
        let socket = try #require(conninfo.split(separator: "'").map(String.init).dropFirst().first)
        #expect(socket.hasPrefix("/tmp/"))
        var facts = stat()
        #expect(stat(socket, &facts) == 0 && facts.st_mode & 0o777 == 0o700)
        cluster.stop()
        #expect(!Files.exists(socket))
    }

    @Test func aServerThatCannotStartSaysWhy() throws {
        let directory = temporaryDirectory()
        defer { Files.removeTree(directory) }
        mkdir(directory + "/data", 0o700)
        write("15", to: directory + "/data/PG_VERSION")
        let cluster = try PrivateCluster(directory: directory, durable: false)
        let failure = #expect(throws: PrivateCluster.Failure.self) { try cluster.start() }
        #expect(failure?.description.hasPrefix("PostgreSQL did not start:\n") == true)
    }

    @Test func aChildIsStartedWatchedAndStopped() throws {
        let log = temporaryDirectory()
        defer { Files.removeTree(log) }
        let child = try Child(["/bin/sleep", "30"], log: log + "/log")
        #expect(child.exitStatus == nil)
        child.stop()
        #expect(child.exitStatus == SIGINT)
        #expect(throws: PrivateCluster.Failure.self) { try Child(["/nowhere/program"], log: log + "/log") }
    }
}
