import App
import Foundation
import HTTP
import Postgres

/// Makes a database, starts the site, measures, prints one table.
struct Benchmark {
    let options: Options

    init(_ options: Options) { self.options = options }

    /// The site over a filled database of its own.
    struct Running {
        let port: Int
        let site: Int32
        let home, superuser, conninfo: String
        let filling: Filling
        let sessions: Filling.Sessions
        let firstAnswer: Double
    }

    /// Councils that are there before the first measurement.
    private var few: Int { min(5, max(1, options.councils / 4)) }

    /// `prepare` may start the cluster again with other settings.
    func withSite(prepare: (PrivateCluster) throws -> Void = { _ in }, _ body: (Running) throws -> Void) throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "waymark-bench-\(getpid())").path
        let cluster = try PrivateCluster(directory: home)
        defer {
            cluster.stop()
            try? FileManager.default.removeItem(atPath: home)
        }
        try prepare(cluster)
        let superuser = try cluster.start()
        let maintenance = try Connection(superuser)
        try maintenance.run("CREATE DATABASE waymark")
        maintenance.close()
        let conninfo = superuser + " dbname=waymark"
        let database = Database(conninfo: conninfo)
        let site = FileManager.default.currentDirectoryPath
        try database.migrate(directory: site + "/Migrations")
        say("Filling \(few) councils with \(options.plansPerCouncil) plans each")
        let filling = Filling(database: database, options: options)
        let sessions = try filling.begin(few)

        let port = try freePort()
        let started = Load.now()
        let child = try Helper(
            CommandLine.arguments[0], ["child", site, String(port)], environment: ["WAYMARK_BENCH_DATABASE": conninfo])
        defer { child.stop() }
        let firstAnswer = try awaitHealth(port, since: started)
        try body(
            Running(
                port: port, site: child.pid, home: home, superuser: superuser, conninfo: conninfo, filling: filling,
                sessions: sessions, firstAnswer: firstAnswer))
    }

    func run() throws {
        try withSite { site in
            let bench = Measurement(
                options: options, port: site.port, site: site.site, postgres: try Self.postmaster(site.home),
                conninfo: site.conninfo,
                statements: Statements(log: site.home + "/postgres.log", superuser: site.superuser))
            try measureAll(site, bench)
        }
    }

    private func measureAll(_ site: Running, _ bench: Measurement) throws {
        var table = Table()
        table.add("first answer after start", String(format: "%.0f ms", site.firstAnswer), "<= 40 ms")
        table.add("memory of a site process, idle", CPU.memory(of: site.site), "<= 25 MB")
        try table.addGrowth(bench, site.sessions, from: few) {
            say("Filling \(options.councils - few) more")
            if options.councils > few { try site.filling.fill(few + 1...options.councils) }
        }
        try measure(bench, site.sessions, into: &table)
        table.add("memory of a site process, loaded", CPU.memory(of: site.site), "<= 40 MB")
        let page = try Rendering.run()
        table.add(
            "rendering a page of \(page.bytes / 1_000) kB", String(format: "%.0f us", page.microseconds), "<= 40 us")
        let importing = Importing(database: Database(conninfo: site.conninfo))
        let imported = try importing.run(token: site.sessions.officer)
        table.add(
            "importing \(importing.rows) rows of CSV, all checked",
            String(format: "%.0f rows a second, %+.1f MB", imported.perSecond, imported.growth),
            ">= 50000, memory flat")
        print(table.text)
    }

    private func measure(_ bench: Measurement, _ sessions: Filling.Sessions, into table: inout Table) throws {
        let nginx = try Nginx(port: try freePort())
        defer { nginx?.stop() }
        let plain = Requests(port: bench.port, cookie: nil)
        let asset = try plain.firstAsset()
        let sheet = try nginx?.serving(asset.bytes)
        try bench.compare(
            "health, beside nginx", plain.get("/healthz"), with: nginx.map { ($0.port, "/healthz") }, ">= 0.7",
            into: &table)
        try bench.compare(
            "static file, beside nginx", plain.get(asset.path), with: sheet.map { ($0, "/file") },
            ">= 0.8", into: &table)
        let officer = Requests(port: bench.port, cookie: FormKeys.cookie(sessions.officer))
        let member = Requests(port: bench.port, cookie: FormKeys.cookie(sessions.member))
        try bench.page("plan page", officer.get("/council-1/plans/1"), ">= 0.75", into: &table)
        try bench.page("dashboard", member.get("/council-1/dashboard"), "reported", into: &table)
        try bench.page("due list", officer.get("/council-1/due"), "reported", into: &table)
        try bench.saving("saving an update", officer, token: sessions.officer, ">= 0.7", into: &table)
        try bench.tail("plan page, 256 connections", officer.get("/council-1/plans/1"), into: &table)
        try bench.healthUnderLoad(plain.get("/healthz"), beside: officer.get("/council-1/plans/1"), into: &table)
        try bench.nuisance("plan page", officer.get("/council-1/plans/1"), asset: asset.path, into: &table)
    }

    private func awaitHealth(_ port: Int, since started: Int) throws -> Double {
        for _ in 0..<2_000 {
            if let client = try? Client(port: port) {
                close(client.handle)
                return Double(Load.now() - started) / 1_000
            }
            usleep(2_000)
        }
        throw Problem("the site did not start")
    }

    static func postmaster(_ home: String) throws -> Int32 {
        let text = try String(contentsOfFile: home + "/data/postmaster.pid", encoding: .utf8)
        guard let pid = text.split(separator: "\n").first.flatMap({ Int32($0) }) else { throw Problem("no postmaster") }
        return pid
    }

    private func freePort() throws -> Int {
        let listener = try Server.listen(host: "127.0.0.1", port: 0)
        defer { close(listener) }
        return Server.port(of: listener)
    }

    private func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
