import App
import Foundation
import Postgres

/// All that `waymark doctor` looks at, from the files to the hashes.
struct Examination {
    private let arguments: Arguments

    init(_ arguments: Arguments) { self.arguments = arguments }

    func run() -> [Finding] { programs() + files() + databases() }

    private func programs() -> [Finding] {
        guard case .own = try? DatabaseChoice(arguments) else {
            return [.well("programs", "a database is named, none is needed here")]
        }
        if let missing = PrivateCluster.missingPrograms { return [.bad("programs", missing)] }
        return [.well("programs", "PostgreSQL's are here")]
    }

    private func files() -> [Finding] {
        look("templates") {
            let place = try Place.site(arguments)
            _ = try Site(Routes.parts, database: Database(conninfo: ""), directory: place)
            return [.well("templates", "all compile in \(place)")]
        }
    }

    private func databases() -> [Finding] {
        look("database") {
            try DatabaseChoice.with(arguments) { database in
                let connection = try database.connect(as: .admin, statementTimeout: .seconds(600))
                defer { connection.close() }
                return try connection.transaction(readOnly: true) { try server(in: $0) }
                    + look("migrations") { try migrations(database) }
                    + look("roles") { try connection.transaction(readOnly: true) { try guards(in: $0) } }
                    + look("audit") { try connection.transaction { try hashes(in: $0) } }
            }
        }
    }

    private func server(in db: Transaction) throws -> [Finding] {
        guard let server = try Soundness.Server.seen(at: Date().timeIntervalSince1970, in: db) else { return [] }
        let version = "PostgreSQL \(server.version / 10_000).\(server.version % 10_000)"
        let seconds = abs(server.secondsAhead)
        return [
            server.version >= 150_000
                ? .well("database", version) : .bad("database", "\(version) is too old: use 15 or later"),
            seconds < 5
                ? .well("clock", "the database's and ours agree")
                : .bad(
                    "clock",
                    "the database's differs from ours by \(Int(min(seconds, 1e9))) s: set both by the network's time"),
            server.knowsLondon
                ? .well("time zone", "the database knows Europe/London")
                : .bad("time zone", "the database does not know Europe/London: apt-get install tzdata where it runs"),
        ]
    }

    private func migrations(_ database: Database) throws -> [Finding] {
        let pending = try database.pending(directory: Place.site(arguments) + "/Migrations")
        guard let first = pending.first else { return [.well("migrations", "all have run")] }
        return [.bad("migrations", "\(pending.count) are missing, the first is \(first.name): run `waymark migrate`")]
    }

    private func guards(in db: Transaction) throws -> [Finding] {
        let amiss = try Soundness.rolesAmiss(in: db)
        let open = try Soundness.unguardedTables(in: db)
        let count = try Soundness.tables(in: db)
        return [
            amiss.isEmpty
                ? .well("roles", "owner, site and administration are apart")
                : .bad("roles", amiss.joined(separator: "; ") + ": see docker/roles.sh"),
            open.isEmpty && count > 0
                ? .well("row-level security", "forced on all \(count) tables of councils")
                : .bad("row-level security", "not forced on \(open.joined(separator: ", ")): run `waymark migrate`"),
            try Soundness.hasOurAbilities(in: db)
                ? .well("abilities", "the database's are the program's")
                : .bad("abilities", "the database's are another version's: run `waymark migrate`"),
        ]
    }

    private func hashes(in db: Transaction) throws -> [Finding] {
        let slugs = try Tenant.all(in: db).map(\.slug)
        let broken = try slugs.compactMap { slug in
            try Soundness.brokenSeal(of: slug, in: db).map { $0 == 0 ? "\(slug) at its end" : "\(slug) at entry \($0)" }
        }
        if broken.isEmpty { return [.well("audit", "every hash of \(slugs.count) councils holds")] }
        return [
            .bad("audit", "somebody changed the history of \(broken.joined(separator: ", ")): compare with a backup")
        ]
    }

    /// A look that fails is a finding too.
    private func look(_ what: String, _ body: () throws -> [Finding]) -> [Finding] {
        do { return try body() } catch { return [.bad(what, Stop(error).sentence)] }
    }
}
