import App

extension Command {
    static let userList = Command(
        name: "user list", summary: "Lists a council's people", options: [.tenant, .data, .json],
        examples: ["waymark user list --tenant merton", "waymark user list --tenant merton --json"]
    ) { arguments in
        let people = try DatabaseChoice.inCouncil(arguments["tenant"] ?? "", arguments) { try Person.all(in: $0) }
        try UserText.list(people, arguments)
    }
}
