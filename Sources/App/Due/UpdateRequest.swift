import Postgres

/// That somebody was asked for an update, or for a report of an action.
struct UpdateRequest: Sendable, RowDecodable {
    let place: UpdatePlace
    let officerID: Person.ID
    let askedOn: Day
    let askedBy: String
    /// The first update about it that was submitted afterwards.
    let answeredOn: Day?

    init(row: Row) throws(PostgresError) {
        place = UpdatePlace(try row["recommendation_id"], try row["action_id"])
        officerID = try row["officer_id"]
        askedOn = try row["asked_on"]
        askedBy = try row["asked_by"]
        answeredOn = try row["answered_on"]
    }

    /// "Asked 29 November 2026 by Olive Ward; an update was submitted on 3 December 2026"
    var text: String {
        "Asked \(askedOn.longText) by \(askedBy)"
            + (answeredOn.map { "; an update was submitted on \($0.longText)" } ?? "")
    }
}

extension UpdateRequest {
    /// The updates submitted after the request `q`. One about the whole recommendation answers for its actions, and one about
    /// an action for the whole.
    private static let answers: SQL = """
        FROM updates u
         WHERE u.tenant_id = q.tenant_id AND u.plan_id = q.plan_id AND u.recommendation_id = q.recommendation_id
           AND (q.action_id IS NULL OR u.action_id IS NULL OR u.action_id = q.action_id)
           AND u.state <> 'draft' AND u.corrects_id IS NULL AND u.submitted_at > q.asked_at
        """

    /// Of the owed row `x`: the requests `q` after which no update was submitted.
    static let unanswered: SQL = """
        FROM update_requests q
         WHERE q.tenant_id = x.tenant_id AND q.plan_id = x.plan_id AND q.recommendation_id = x.recommendation_id
           AND q.action_id IS NOT DISTINCT FROM x.action_id AND NOT EXISTS (SELECT \(answers))
        """

    /// The latest to each officer about each of these recommendations and their actions; the latest of all first.
    static func latest(of recommendations: [Recommendation.ID]) -> Query<[UpdateRequest]> {
        .list(
            """
            SELECT q.recommendation_id, q.action_id, q.officer_id, q.asked_on, b.name AS asked_by,
                   (SELECT min((u.submitted_at AT TIME ZONE 'Europe/London')::date) \(answers)) AS answered_on
              FROM (SELECT DISTINCT ON (q.recommendation_id, q.action_id, q.officer_id) q.* FROM update_requests q
                     WHERE q.recommendation_id = ANY (\(recommendations.map(\.value)))
                     ORDER BY q.recommendation_id, q.action_id, q.officer_id, q.asked_at DESC) AS q
              JOIN people b ON b.tenant_id = q.tenant_id AND b.id = q.asked_by
             ORDER BY q.asked_at DESC, q.id DESC
            """)
    }
}

extension [UpdateRequest] {
    /// The latest about the recommendation as a whole, or about this action of it.
    func latest(_ action: Action.ID?) -> UpdateRequest? { first { $0.place.actionID == action } }
}

extension DueItem {
    /// Keeps that the officer was asked for it today; false where that is kept already.
    func keepRequest(to officer: Person.ID, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            INSERT INTO update_requests (plan_id, recommendation_id, action_id, officer_id)
            VALUES (\(planID), \(recommendationID), \(actionID), \(officer)) ON CONFLICT DO NOTHING
            """) == 1
    }
}
