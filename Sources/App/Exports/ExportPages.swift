import HTTP
import Mustache
import Postgres

/// Exports a whole plan as a file, in the browser and from the command line.
enum ExportPages: Feature {
    // With drafts and small numbers, which members do not see.
    static let routes: [Route] = [.get("/plans/:plan/plan.json", .seeDrafts, file)]
    static let views: [any View.Type] = []

    private static func file(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        guard let plan = try ExportedPlan(id, in: visit.db) else { throw Failure.notFound }
        var response = Response(body: try plan.file.json())
        response.headers.set("Content-Type", "application/json; charset=utf-8")
        response.headers.set("Content-Disposition", "attachment; filename=\"plan-\(id).json\"")
        return response
    }
}

/// Exports a whole plan from the command line.
package enum PlanFileExport {
    /// Nil when the council has no such plan.
    package static func run(_ plan: Int64, from council: String, of database: Database) throws -> [UInt8]? {
        let connection = try database.connect(as: .admin, statementTimeout: .seconds(60))
        defer { connection.close() }
        return try connection.transaction { db -> [UInt8]? in
            let tenant: Int? = try db.value("SELECT app.open_council(\(council))")
            guard tenant != nil, let plan = try ExportedPlan(ID(plan), in: db) else { return nil }
            return try plan.file.json()
        }
    }
}

extension Paths {
    static func file(_ plan: Plan.ID) -> String { Self.plan(plan) + "/plan.json" }
}
