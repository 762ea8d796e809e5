import App
import Foundation
import Postgres
import Synchronization

/// What a start brings about before anybody is served.
struct Started: Sendable {
    /// How site processes reach the database.
    let database: Database
    /// What to tell whoever started us, once the site answers.
    let lines: [String]
}

/// Makes the database ready, on a thread of its own so that Ctrl-C is heard meanwhile.
final class Startup: Sendable {
    private let settings: ServeSettings
    private let choice: DatabaseChoice
    /// The database of our own; nil when another was named.
    let cluster: PrivateCluster?
    private let outcome = Mutex<Result<Started, Stop>?>(nil)

    init(_ settings: ServeSettings, _ choice: DatabaseChoice) throws {
        (self.settings, self.choice) = (settings, choice)
        if case .own(let directory) = choice {
            cluster = try PrivateCluster(directory: directory, log: Console.say)
        } else {
            cluster = nil
        }
    }

    /// Nil while it lasts.
    var result: Result<Started, Stop>? { outcome.withLock { $0 } }

    /// Begins; writes a note when it is over.
    func begin(_ signals: Signals) {
        let notes = signals.notes
        Thread.detachNewThread { [self] in
            let result: Result<Started, Stop>
            do { result = .success(try prepare()) } catch { result = .failure(Stop(error)) }
            outcome.withLock { $0 = result }
            Signals.note(Signals.startIsOver, to: notes)
        }
    }

    private func prepare() throws -> Started {
        // Before anything slow: a site that cannot be served is said at once.
        _ = try Site(Routes.parts, database: Database(conninfo: ""), directory: settings.site)
        let database: Database
        let serving: Database
        switch choice {
        case .named(let named):
            (database, serving) = (named, named)
            try database.bringUpToDate(directory: settings.site + "/Migrations", log: Console.say)
            try checkDoor(database)
        case .own:
            let own = try Step.run("Starting the database") { try cluster?.start() ?? "" }
            try OwnDatabase.prepare(own)
            database = OwnDatabase.database(own)
            try database.migrate(directory: settings.site + "/Migrations", log: Console.say)
            try database.admitServing()
            serving = database.serving
        }
        return Started(database: serving, lines: settings.isDemo ? try fillDemo(database) : [])
    }

    /// Nobody could sign in, and that would come out only when somebody tries.
    private func checkDoor(_ database: Database) throws {
        do { try database.connect(as: .door).close() } catch  where error.kind == .permission {
            throw Stop.unavailable(
                "Nobody could sign in: the login of WAYMARK_DOOR_URL must be a member of waymark_door. Without that variable the login of the site must be"
            )
        }
    }

    /// The five councils, and who can sign in.
    private func fillDemo(_ database: Database) throws -> [String] {
        let councils = try Step.run("Filling the demo") {
            try Demo.fill(database) { line in if !line.hasSuffix("already") { Console.say(line) } }
        }
        let width = councils.map(\.slug.count).max() ?? 0
        let places = councils.map { council in
            "  /\(council.slug)" + String(repeating: " ", count: width - council.slug.count + 2) + council.name
        }
        let first = councils.first?.slug ?? ""
        return ["", "The councils:"] + places + [
            "", "Sign in to each as any of these, with the password \(Demo.password):",
        ]
            + Role.allCases.map { "  \($0.rawValue)@\(first).example (\($0.title.lowercased()))" }
            + ["  and in the other councils as scrutiny@\(councils.last?.slug ?? first).example, and so on", ""]
    }
}
