import App
import Postgres

/// Councils as results.
enum TenantText {
    /// The council of this name, which the transaction then is in.
    static func current(_ slug: String, _ db: Transaction) throws -> Tenant {
        guard try Tenant.open(slug, in: db), let tenant = try Tenant.current(in: db) else { throw Stop.noCouncil(slug) }
        return tenant
    }

    static func show(_ tenant: Tenant, _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: tenant) }
        let rows = [
            ("Short name", tenant.slug), ("Name", tenant.name), ("State", tenant.state.rawValue),
            ("People", "\(tenant.people)"), ("Plans", "\(tenant.plans)"),
            ("First update after", "\(tenant.firstUpdateMonths) months"),
            ("Then every", "\(tenant.repeatMonths) months"),
        ]
        for (name, value) in rows { Console.result(name + String(repeating: " ", count: 20 - name.count) + value) }
    }

    static func list(_ tenants: [Tenant], _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: tenants) }
        let rows = tenants.map { [$0.slug, $0.name, $0.state.rawValue, "\($0.people)", "\($0.plans)"] }
        if rows.isEmpty { return Console.say("No councils yet: waymark tenant create --slug SLUG --name NAME") }
        Console.result(Table.text(["short name", "name", "state", "people", "plans"], rows))
    }
}
