import App

extension Command {
    static let userChangeEmail = Command(
        name: "user change-email", summary: "Gives a person another e-mail address to sign in with",
        details: "Signs them out everywhere. What the person did stays.",
        options: [.tenant, .email, Option("to", "ADDRESS", "the new address", isRequired: true), .data, .json],
        examples: [
            "waymark user change-email --tenant merton --email olive.ward@merton.example --to olive.hart@merton.example"
        ]
    ) { arguments in
        let address = try UserText.address(arguments["to"] ?? ""), slug = arguments["tenant"] ?? ""
        let person = try DatabaseChoice.inCouncil(slug, arguments) { db in
            let person = try UserText.find(arguments, in: db)
            guard try Person.change(person.id, toEmail: address, in: db) else {
                throw Stop.conflict("Somebody in \(slug) already has the e-mail \(address)")
            }
            return try UserText.find(address, arguments, in: db)
        }
        try UserText.show(person, arguments)
    }
}
