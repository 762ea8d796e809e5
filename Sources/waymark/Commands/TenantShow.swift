import App

extension Command {
    static let tenantShow = Command(
        name: "tenant show", summary: "Shows one council", arguments: [slug], options: [.data, .json],
        examples: ["waymark tenant show merton", "waymark tenant show merton --json"]
    ) { arguments in
        let (tenant, bounds) = try DatabaseChoice.asAdministration(arguments) { db in
            (try TenantText.current(arguments.words[0], db), try db(Bound.all))
        }
        try TenantText.show(tenant, arguments, bounds: bounds)
    }
}
