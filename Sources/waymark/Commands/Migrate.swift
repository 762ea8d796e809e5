import App
import Postgres

extension Command {
    static let migrate = Command(
        name: "migrate", summary: "Brings the database up to date",
        details: "Its login must be a member of waymark_owner, or may make the three roles.",
        options: [Option("check", "only say what is missing; exit code 1 when something is"), .data, .site, .json],
        examples: [
            "waymark migrate", "waymark migrate --check --json",
            "DATABASE_URL=postgresql://waymark_owner@db/waymark waymark migrate",
        ]
    ) { arguments in
        let directory = try Place.site(arguments) + "/Migrations"
        try withMigratable(arguments) { database in
            let pending = try database.pending(directory: directory)
            if arguments.has("check") {
                try report("pending", pending, arguments)
                if !pending.isEmpty {
                    throw Stop.failed("The database lacks \(pending.count) migrations: run `waymark migrate`")
                }
                return
            }
            try Step.run("Migrating") { try database.migrate(directory: directory, log: Console.say) }
            try report("ran", pending, arguments)
        }
    }

    /// A database of our own is made when there is none yet.
    private static func withMigratable(_ arguments: Arguments, _ body: (Database) throws -> Void) throws {
        if case .own(let directory) = try DatabaseChoice(arguments),
            PrivateCluster.conninfo(ofRunningIn: directory) == nil
        {
            return try OwnDatabase.whileRunning(in: directory, body)
        }
        try DatabaseChoice.with(arguments, body)
    }

    private static func report(_ key: String, _ names: [String], _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: [key: names]) }
        for name in names { Console.result("\(key) \(name)") }
    }
}
