import App
import Postgres

/// Councils as results.
enum TenantText {
    /// The council of this name, which the transaction then is in.
    static func current(_ slug: String, _ db: Transaction) throws -> Tenant {
        guard try Tenant.open(slug, in: db), let tenant = try Tenant.current(in: db) else { throw Stop.noCouncil(slug) }
        return tenant
    }

    static func show(_ tenant: Tenant, _ arguments: Arguments, bounds: [Bound] = []) throws {
        if arguments.isJSON {
            return try Console.result(json: Shown(tenant: tenant, bounds: bounds.map(BoundLine.init)))
        }
        let rows = [
            ("Short name", tenant.slug), ("Name", tenant.name), ("State", tenant.state.rawValue),
            ("People", "\(tenant.people)"), ("Plans", "\(tenant.plans)"),
            ("First update after", "\(tenant.firstUpdateMonths) months"),
            ("Then every", "\(tenant.repeatMonths) months"),
        ]
        let used = bounds.map { ($0.label, $0.text + ($0.isNear ? ", near its bound" : "")) }
        let width = bounds.isEmpty ? 20 : 38
        for (name, value) in rows + used {
            Console.result(name + String(repeating: " ", count: width - name.count) + value)
        }
    }

    static func list(_ tenants: [Tenant], _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: tenants) }
        let rows = tenants.map { [$0.slug, $0.name, $0.state.rawValue, "\($0.people)", "\($0.plans)"] }
        if rows.isEmpty { return Console.say("No councils yet: waymark tenant create --slug SLUG --name NAME") }
        Console.result(Table.text(["short name", "name", "state", "people", "plans"], rows))
    }

    /// A council as JSON, with its bounds where they were asked for.
    private struct Shown: Encodable {
        let tenant: Tenant
        let bounds: [BoundLine]

        enum CodingKeys: String, CodingKey { case bounds }

        func encode(to encoder: any Encoder) throws {
            try tenant.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            if !bounds.isEmpty { try container.encode(bounds, forKey: .bounds) }
        }
    }
}
