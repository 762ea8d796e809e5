import App

extension Command {
    private struct Line: Encodable {
        let role, title: String
        let abilities: [String]
    }

    static let roles = Command(
        name: "roles", summary: "Lists the roles and what each may do", options: [.json],
        examples: ["waymark roles", "waymark roles --json"]
    ) { arguments in
        let lines = Role.allCases.map { role in
            Line(role: role.rawValue, title: role.title, abilities: role.abilities.map(\.rawValue).sorted())
        }
        if arguments.isJSON { return try Console.result(json: lines) }
        Console.result(
            Table.text(
                ["role", "title", "abilities"], lines.map { [$0.role, $0.title, $0.abilities.joined(separator: " ")] }))
    }
}
