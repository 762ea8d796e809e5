import App
import Postgres

extension Command {
    static let migrate = Command(
        name: "migrate", summary: "Brings the database up to date",
        details: "Its login must be a member of waymark_owner, or may make the four roles.",
        options: [
            Option("status", "show every migration and when it ran; exit code 1 when one is missing or amiss"),
            Option("plan", "show what would be run, and run nothing"),
            .data, .site, .json,
        ],
        examples: [
            "waymark migrate", "waymark migrate --status", "waymark migrate --plan --json",
            "DATABASE_URL=postgresql://waymark_owner@db/waymark waymark migrate",
        ]
    ) { arguments in
        let directory = try Place.site(arguments) + "/Migrations"
        switch (arguments.has("status"), arguments.has("plan")) {
        case (true, true): throw Stop.usage("Choose one of --status and --plan")
        case (true, false):
            try MigrationText.status(
                try DatabaseChoice.with(arguments) { try $0.standings(directory: directory) }, arguments)
        case (false, true):
            try MigrationText.plan(
                try DatabaseChoice.with(arguments) { try $0.pending(directory: directory) }, arguments)
        case (false, false): try run(arguments, directory)
        }
    }

    private static func run(_ arguments: Arguments, _ directory: String) throws {
        try withMigratable(arguments) { database in
            let pending = try database.pending(directory: directory).map(\.name)
            try Step.run("Migrating") { try database.migrate(directory: directory, log: Console.say) }
            if arguments.isJSON { return try Console.result(json: ["ran": pending]) }
            for name in pending { Console.result("ran \(name)") }
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
}
