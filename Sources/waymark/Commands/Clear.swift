import App

extension Command {
    static let clear = Command(
        name: "clear", summary: "Clears away what nobody came back for",
        details:
            "Imports that nobody saved for seven days, rows of files for a day, what was typed and not sent for a day, keys of forms that are too old to be sent, and looks of more than six years ago, in every council. `waymark serve` does it once an hour.",
        options: [.data, .json], examples: ["waymark clear", "waymark clear --json"]
    ) { arguments in
        let cleared = try DatabaseChoice.with(arguments) { database in
            let connection = try database.connect(as: .admin, statementTimeout: .seconds(600))
            defer { connection.close() }
            return try connection.transaction { try Cleared.all(in: $0) }
        }
        if arguments.isJSON { return try Console.result(json: cleared) }
        if cleared.isEmpty { return Console.say("Another process is clearing now") }
        for line in cleared { Console.result("\(line.count) \(line.what)") }
    }
}
