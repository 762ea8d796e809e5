import Foundation
import Postgres
import Testing

@testable import App

/// A plan with two recommendations and an action, put straight into a council's tables.
struct Planted {
    let plan: Plan.ID
    let first, second: Recommendation.ID
    let action: Action.ID

    var path: String { Paths.plan(plan) }
    var recommendation: String { Paths.recommendation(first, plan) }

    init(in council: ExampleCouncil, state: Plan.State = .draft) throws {
        (plan, first, second, action) = try council.inDatabase { db in
            let stored = StoredPlans(db: db), words = "That the Council ring-fences apprenticeships"
            let plan = try stored.plan("Care leavers EET", state: state, agreedOn: "2018-03-27")
            let (first, second) = (
                try stored.recommendation(plan, "1", 1, words), try stored.recommendation(plan, "2", 2, words)
            )
            return (plan, first, second, try stored.action(first, plan, 1, "", "Ring-fence two a year"))
        }
    }
}

extension Planted {
    /// A lead of the action, of which the person with this role is a member.
    @discardableResult func lead(by role: String?, in council: ExampleCouncil) throws -> Lead.ID {
        try council.inDatabase { db in
            let lead = try Lead.named("HR", in: db)
            try db.run(
                "INSERT INTO action_leads (plan_id, recommendation_id, action_id, lead_id, position) VALUES (\(plan), \(first), \(action), \(lead), 1)"
            )
            try db.run(
                "INSERT INTO lead_members (lead_id, person_id) SELECT \(lead), person_id FROM person_roles WHERE role = \(role)"
            )
            return lead
        }
    }
}

extension Page {
    /// What stands in the text field of this name; hidden fields are `value(of:)`.
    func typed(_ name: String) -> String {
        guard let start = text.range(of: "name=\"\(name)\" type=\"text\"") else { return "" }
        let rest = text[start.upperBound...].prefix { $0 != ">" }
        guard let value = rest.range(of: "value=\"") else { return "" }
        return String(rest[value.upperBound...].prefix { $0 != "\"" })
    }
}
