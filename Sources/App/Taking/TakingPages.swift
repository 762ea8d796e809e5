import HTTP
import Mustache
import Postgres

/// Taking a whole plan away as a file, in the browser and from the command line.
enum TakingPages: Feature {
    // With drafts and small numbers, which members do not see.
    static let routes: [Route] = [.get("/plans/:plan/plan.json", .seeDrafts, file)]
    static let views: [any View.Type] = []

    private static func file(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        guard let taken = try TakenPlan(id, in: visit.db) else { throw Failure.notFound }
        var response = try Response.json(WholePlanFile(taken.whole))
        response.headers.set("Content-Disposition", "attachment; filename=\"plan-\(id).json\"")
        return response
    }
}

/// Takes a whole plan away from the command line.
package enum PlanTaking {
    /// Nil when the council has no such plan.
    package static func run(_ plan: Int64, from council: String, of database: Database) throws -> [UInt8]? {
        let connection = try database.connect(as: .admin, statementTimeout: .seconds(60))
        defer { connection.close() }
        return try connection.transaction { db -> [UInt8]? in
            let tenant: Int? = try db.value("SELECT app.open_council(\(council))")
            guard tenant != nil, let taken = try TakenPlan(ID(plan), in: db) else { return nil }
            return try JSONText.encode(WholePlanFile(taken.whole))
        }
    }
}

extension Paths {
    static func file(_ plan: Plan.ID) -> String { Self.plan(plan) + "/plan.json" }
}
