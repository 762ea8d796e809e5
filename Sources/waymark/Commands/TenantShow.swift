import App

extension Command {
    static let tenantShow = Command(
        name: "tenant show", summary: "Shows one council", arguments: [slug], options: [.data, .json],
        examples: ["waymark tenant show merton", "waymark tenant show merton --json"]
    ) { arguments in
        try TenantText.show(
            try DatabaseChoice.asAdministration(arguments) { try TenantText.current(arguments.words[0], $0) }, arguments
        )
    }
}
