import App

extension Command {
    static let userAdd = Command(
        name: "user add", summary: "Adds a person to a council",
        details:
            "The password comes from standard input or a file, never from the arguments. The person chooses another at first use.",
        options: [
            .tenant, .email,
            Option("name", "NAME", "the person's name", isRequired: true),
            Option(
                "role", "ROLE", "a role, several times for several roles (`waymark roles`)", isRequired: true,
                isRepeated: true),
            .passwordFile, .data, .json,
        ],
        examples: [
            "waymark user add --tenant merton --email ada@merton.example --name \"Ada Price\" --role administrator < password.txt",
            "waymark user add --tenant merton --email olive@merton.example --name \"Olive Ward\" --role scrutiny --role lead --password-file olive.txt",
        ]
    ) { arguments in
        let email = try UserText.address(arguments["email"] ?? ""), name = arguments["name"] ?? "",
            slug = arguments["tenant"] ?? ""
        guard name.count <= 120 else { throw Stop.usage("A name has at most 120 characters") }
        let roles = try roles(arguments.all("role"))
        try DatabaseChoice.inCouncil(slug, arguments) { _ in }
        let hash = try PasswordInput.hash(arguments, names: [slug, email, name])
        let person = try DatabaseChoice.inCouncil(slug, arguments) { db in
            guard
                try Person.add(email: email, name: name, roles: roles, passwordHash: hash, isTemporary: true, in: db)
                    != nil
            else {
                throw Stop.conflict("Somebody in \(slug) already has the e-mail \(email)")
            }
            return try UserText.find(arguments, in: db)
        }
        try UserText.show(person, arguments)
    }

    private static func roles(_ names: [String]) throws -> [Role] {
        try names.flatMap { $0.split(separator: ",").map(String.init) }.map { name in
            if let role = Role(rawValue: name) { return role }
            let near = Nearest.name(to: name, among: Role.allCases.map(\.rawValue))
            throw Stop.usage(
                "There is no role \(name)" + (near.map { "; did you mean \($0)?" } ?? "; `waymark roles` lists them"))
        }
    }
}
