import App

extension Command {
    static let tenantList = Command(
        name: "tenant list", summary: "Lists the councils", options: [.data, .json],
        examples: ["waymark tenant list", "waymark tenant list --json"]
    ) { arguments in
        try TenantText.list(try DatabaseChoice.asAdministration(arguments) { try Tenant.all(in: $0) }, arguments)
    }
}
