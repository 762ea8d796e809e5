import App

extension Command {
    static let userResetPassword = Command(
        name: "user reset-password", summary: "Gives a person a new password and signs them out everywhere",
        details:
            "The password comes from standard input or a file, never from the arguments. The person chooses another at first use.",
        options: [.tenant, .email, .passwordFile, .data, .json],
        examples: ["waymark user reset-password --tenant merton --email olive@merton.example --password-file olive.txt"]
    ) { arguments in
        let slug = arguments["tenant"] ?? ""
        let known = try DatabaseChoice.inCouncil(slug, arguments) { try UserText.find(arguments, in: $0) }
        let hash = try PasswordInput.hash(arguments, names: [slug, known.email, known.name])
        let person = try DatabaseChoice.inCouncil(slug, arguments) { db in
            let person = try UserText.find(arguments, in: db)
            try Person.setPassword(person.id, hash: hash, isTemporary: true, in: db)
            return person
        }
        try UserText.show(person, arguments)
    }
}
