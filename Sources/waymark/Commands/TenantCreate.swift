import App

extension Command {
    static let tenantCreate = Command(
        name: "tenant create", summary: "Adds a council",
        options: [
            Option(
                "slug", "SLUG", "its short name, as in its address: small letters, digits, hyphens", isRequired: true),
            Option("name", "NAME", "the council's name as people read it", isRequired: true),
            Option("first-update-months", "N", "months from a plan's agreement to its first update (default 12)"),
            Option("repeat-months", "N", "months between updates after that (default 3)"),
            .data, .json,
        ],
        examples: [
            "waymark tenant create --slug merton --name \"Merton Council\"",
            "waymark tenant create --slug stockton-on-tees --name \"Stockton-on-Tees Borough Council\" --repeat-months 6 --json",
        ]
    ) { arguments in
        let slug = arguments["slug"] ?? "", name = arguments["name"] ?? ""
        if let problem = Tenant.problem(withSlug: slug) { throw Stop.usage(problem) }
        guard name.count <= 120 else { throw Stop.usage("A council's name has at most 120 characters") }
        let first = try arguments.number("first-update-months", in: 1...36) ?? 12
        let again = try arguments.number("repeat-months", in: 1...24) ?? 3
        let tenant = try DatabaseChoice.asAdministration(arguments) { db in
            guard try Tenant.add(slug, name: name, firstUpdateMonths: first, repeatMonths: again, in: db) else {
                throw Stop.conflict("There is already a council \(slug); choose another short name")
            }
            return try TenantText.current(slug, db)
        }
        try TenantText.show(tenant, arguments)
        if !arguments.isJSON {
            Console.say(
                "Next, its first person: waymark user add --tenant \(slug) --email … --name … --role administrator")
        }
    }
}
