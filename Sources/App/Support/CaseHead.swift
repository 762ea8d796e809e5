import Postgres

/// What the lists under a young person need to know of the case.
struct CaseHead: RowDecodable {
    let id: ID<YoungPerson>
    let reference: String
    let closedOn: Day?
    /// The support plan that is open now.
    let plan: ID<SupportPlan>?
    let planMadeOn: Day?
    let openGoals: Int
    let reviewDue: Day?
    let lastReview: Day?
    let reviewMonths: Int

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        reference = try row["reference"]
        closedOn = try row["closed_on"]
        plan = try row["plan_id"]
        planMadeOn = try row["plan_made_on"]
        openGoals = try row["open_goals"]
        reviewDue = try row["next_review_on"]
        lastReview = try row["last_review_on"]
        reviewMonths = try row["review_months"]
    }

    static func find(_ id: ID<YoungPerson>) -> Query<CaseHead?> {
        .first(
            """
            SELECT y.id, y.reference, y.closed_on, p.id AS plan_id, p.made_on AS plan_made_on, y.next_review_on, s.review_months,
                   (SELECT count(*) FROM goals g WHERE g.tenant_id = y.tenant_id AND g.young_person_id = y.id
                       AND g.state IN ('not_started', 'under_way')) AS open_goals,
                   (SELECT max(held_on) FROM reviews r WHERE r.tenant_id = y.tenant_id AND r.young_person_id = y.id) AS last_review_on
              FROM young_people y
              JOIN brokerage_settings s ON s.tenant_id = y.tenant_id
              LEFT JOIN support_plans p ON p.tenant_id = y.tenant_id AND p.young_person_id = y.id AND p.ended_on IS NULL
             WHERE y.id = \(id)
            """)
    }

    /// The case in the path, which is looked at here; what is new is not begun for one that is closed.
    static func of(_ visit: Visit) throws -> CaseHead {
        guard let head = try visit.db(find(visit.id("young_person"))) else { throw Failure.notFound }
        visit.noteLook(at: head.id, as: visit.lookWay)
        if let closed = head.closedOn, visit.request.method == .post || visit.request.segments.last == "new" {
            throw Failure.conflict(
                "The case of \(head.reference) was closed on \(closed.longText), so nothing of it is changed.")
        }
        return head
    }

    var path: String { Paths.youngPerson(id) }

    /// Where a list under it is; `back` is what its forms lead back to, where that is not the young person's page.
    func home(_ list: String, back: Link? = nil) -> Home { .under(id, reference, list, back: back) }
}
