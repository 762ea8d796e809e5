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

    init(in council: ExampleCouncil, state: String = "draft") throws {
        (plan, first, second, action) = try council.inDatabase { db in
            let plan: Plan.ID = try #require(
                try db.value(
                    """
                    INSERT INTO plans (title, state, agreed_on)
                    VALUES ('Care leavers EET', \(state), '2018-03-27') RETURNING id
                    """))
            func recommendation(_ number: String, _ position: Int) throws -> Recommendation.ID {
                try #require(
                    try db.value(
                        """
                        INSERT INTO recommendations (plan_id, number, position, words)
                        VALUES (\(plan), \(number), \(position), 'That the Council ring-fences apprenticeships') RETURNING id
                        """))
            }
            let (first, second) = (try recommendation("1", 1), try recommendation("2", 2))
            let action: Action.ID = try #require(
                try db.value(
                    """
                    INSERT INTO actions (plan_id, recommendation_id, position, words)
                    VALUES (\(plan), \(first), 1, 'Ring-fence two a year') RETURNING id
                    """))
            return (plan, first, second, action)
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
