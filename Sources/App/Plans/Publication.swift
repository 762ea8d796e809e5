import Postgres

/// From when a published plan is followed up.
enum FollowUp: String, CaseIterable {
    case today, agreed

    /// Nothing is due on account of what lies before it; none where everything since the agreement counts.
    func day(_ today: Day) -> Day? { self == .today ? today : nil }
}

extension Plan {
    /// A draft becomes what members see, the one way out of being a draft; false where it is none, or was changed meanwhile.
    static func publish(_ id: ID, version: Int, from day: Day?, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            UPDATE plans SET state = 'monitoring', followed_from = \(day), version = version + 1,
                   published_on = coalesce(published_on, app.today())
             WHERE id = \(id) AND version = \(version) AND state = 'draft' AND agreed_on IS NOT NULL
            """) == 1
    }

    /// What a draft says of itself once it is known; false where it is none, or was changed meanwhile.
    static func prepare(
        _ id: ID, version: Int, body: String, agreed: ApproximateDay?, in db: Transaction
    ) throws(PostgresError) -> Bool {
        try db.run(
            """
            UPDATE plans SET body = \(body), agreed_on = \(agreed?.day), agreed_precision = \(agreed?.precision ?? .day),
                   version = version + 1
             WHERE id = \(id) AND version = \(version) AND state = 'draft'
            """) == 1
    }
}
