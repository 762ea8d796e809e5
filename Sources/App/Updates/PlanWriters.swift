import Postgres

extension Paths {
    /// A whole plan's update in one sitting.
    static func updates(_ plan: Plan.ID) -> String { "/plans/\(plan)/updates" }
}

extension Plan {
    /// Whether a team of the person's leads an action of the plan; false without a look when it is not asked.
    static func isLed(_ id: ID, asked: Bool) -> Query<Bool?> {
        .value(
            """
            SELECT \(asked) AND EXISTS (
                SELECT FROM action_leads a JOIN lead_members m ON m.tenant_id = a.tenant_id AND m.lead_id = a.lead_id
                 WHERE a.plan_id = \(id) AND m.person_id = (SELECT app.person()))
            """)
    }
}
