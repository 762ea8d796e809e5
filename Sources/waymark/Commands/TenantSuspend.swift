import App

extension Command {
    static let tenantSuspend = Command(
        name: "tenant suspend", summary: "Shuts a council's people out at once, open sessions included",
        details: "Nothing is deleted. `waymark tenant resume` opens it again; people then sign in anew.",
        arguments: [slug], options: [.data, .json],
        examples: ["waymark tenant suspend merton", "waymark tenant suspend merton --json"]
    ) { try set(.suspended, $0) }

    static let tenantResume = Command(
        name: "tenant resume", summary: "Lets a suspended council's people in again", arguments: [slug],
        options: [.data, .json],
        examples: ["waymark tenant resume merton", "waymark tenant resume merton --json"]
    ) { try set(.active, $0) }

    private static func set(_ state: Tenant.State, _ arguments: Arguments) throws {
        let slug = arguments.words[0]
        let tenant = try DatabaseChoice.inCouncil(slug, arguments) { db in
            guard try Tenant.set(state, in: db) else { throw Stop.conflict("\(slug) is \(state.rawValue) already") }
            return try TenantText.current(slug, db)
        }
        try TenantText.show(tenant, arguments)
    }
}
