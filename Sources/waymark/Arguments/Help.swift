/// What `--help` prints.
enum Help {
    /// All commands, or those of a group such as "tenant".
    static func list(_ commands: [Command], group: String? = nil) -> String {
        let shown = commands.filter { !$0.isHidden && (group == nil || $0.name.hasPrefix((group ?? "") + " ")) }
        let lines = columns(shown.map { ("waymark " + $0.name, $0.summary) })
        let examples =
            group == nil
            ? [
                "waymark serve --demo", "waymark tenant create --slug merton --name \"Merton Council\"",
                "waymark user list --tenant merton --json", "waymark doctor",
            ] : shown.flatMap { $0.examples.prefix(1) }
        let opening = group == nil ? "Waymark keeps councils' scrutiny action plans and what became of them.\n\n" : ""
        return opening + "Commands:\n\(lines)\n\nExamples:\n\(indented(examples))\n\n" + closing
    }

    /// One command.
    static func text(_ command: Command) -> String {
        var text = command.summary + ".\n"
        if !command.details.isEmpty { text += "\n" + command.details + "\n" }
        text += "\nUsage:\n  \(command.usage)\n"
        if !command.arguments.isEmpty {
            text += "\nArguments:\n" + columns(command.arguments.map { ($0.name, $0.summary) }) + "\n"
        }
        text += "\nOptions:\n" + columns((command.options + [.help]).map { ($0.usage, $0.summary) }) + "\n"
        return text + "\nExamples:\n" + indented(command.examples)
    }

    private static let closing = """
        Every command has --help. Without DATABASE_URL or PG… variables, commands use the database that
        `waymark serve` keeps under .waymark (or --data DIR). Exit codes: 0 done, 1 failed, 2 wrong usage,
        3 not found, 4 conflict, 6 not available.
        """

    private static func columns(_ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { name, text in
            "  " + name + String(repeating: " ", count: width - name.count + 2) + text
        }.joined(separator: "\n")
    }

    private static func indented(_ lines: [String]) -> String { lines.map { "  " + $0 }.joined(separator: "\n") }
}
