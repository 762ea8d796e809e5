import App

extension Command {
    static let userSuspend = Command(
        name: "user suspend", summary: "Shuts a person out at once, open sessions included",
        details: "What the person did stays. `waymark user resume` lets them sign in again.",
        options: [.tenant, .email, .data, .json],
        examples: ["waymark user suspend --tenant merton --email olive@merton.example"]
    ) { try set(.suspended, $0) }

    static let userResume = Command(
        name: "user resume", summary: "Lets a suspended person sign in again",
        options: [.tenant, .email, .data, .json],
        examples: ["waymark user resume --tenant merton --email olive@merton.example"]
    ) { try set(.active, $0) }

    private static func set(_ state: Person.State, _ arguments: Arguments) throws {
        let person = try DatabaseChoice.inCouncil(arguments["tenant"] ?? "", arguments) { db in
            let person = try UserText.find(arguments, in: db)
            guard person.state != state else { throw Stop.conflict("\(person.email) is \(state.rawValue) already") }
            try Person.set(state, for: person.id, in: db)
            return try UserText.find(arguments, in: db)
        }
        try UserText.show(person, arguments)
    }
}
