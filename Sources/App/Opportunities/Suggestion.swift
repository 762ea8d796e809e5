import Postgres

/// A young person whom an opportunity may suit, with the reason; a broker decides, and the young person does.
struct Suggestion: Sendable, RowDecodable {
    let person: ID<YoungPerson>
    let reference, called, worker: String
    let reason: String

    /// At most so many are named.
    static let most = 20

    init(row: Row) throws(PostgresError) {
        person = try row["id"]
        reference = try row["reference"]
        called = try row["called"]
        worker = try row["worker"]
        reason = Self.words(
            kind: try row["kind"], sector: try row["sector"], since: try row["stage_since"],
            hasConsent: try row["has_consent"])
    }

    /// "Wants an apprenticeship in construction; in the same stage since 3 March 2026"
    static func words(kind: String, sector: String, since: Day?, hasConsent: Bool) -> String {
        let work = WorkKind(rawValue: kind)?.oneOf ?? "work"
        let place = Employer.Sector(rawValue: sector).map { " in \($0.inSentence)" } ?? ""
        return "Wants \(work)\(place)" + (since.map { "; in the same stage since \($0.longText)" } ?? "")
            + (hasConsent ? "" : "; has not agreed to share with employers yet")
    }

    /// Whose wishes name its kind or its sector and nothing else, whose case is open and worked with, who is in no placement and
    /// not put forward, and old enough on the day it starts. Who asks sees no restricted case of another team: policies hold.
    static func all(for opportunity: Opportunity) -> Query<[Suggestion]> {
        .list(
            """
            SELECT y.id, y.reference, coalesce(nullif(y.preferred_name, ''), y.name) AS called, coalesce(w.name, '') AS worker,
                   m.kind, m.sector, y.stage_since, y.consent = 'given' AS has_consent
              FROM young_people AS y
              JOIN LATERAL (SELECT kind, sector FROM wishes
                    WHERE young_person_id = y.id AND kind IN ('', \(opportunity.kind)) AND sector IN ('', \(opportunity.sector))
                      AND (kind <> '' OR sector <> '')
                    ORDER BY kind = '', sector = '' LIMIT 1) AS m ON true
              LEFT JOIN people AS w ON w.tenant_id = y.tenant_id AND w.id = y.worker_id
             WHERE y.closed_on IS NULL AND y.processing_ended_on IS NULL
               AND NOT EXISTS (SELECT FROM placements p WHERE p.young_person_id = y.id AND p.ended_on IS NULL)
               AND NOT EXISTS (SELECT FROM interests i WHERE i.young_person_id = y.id AND i.opportunity_id = \(opportunity.id))
               AND (app.earliest_start(\(opportunity.kind), y.born_on) <= coalesce(\(opportunity.starts), app.today())) IS NOT FALSE
             ORDER BY m.kind = '', m.sector = '', y.stage_since NULLS LAST, y.id LIMIT \(most)
            """)
    }
}

/// Somebody put forward, as the opportunity's page shows them.
struct PutForward: Sendable, RowDecodable {
    let id: ID<Interest>
    let person: ID<YoungPerson>
    let reference, called: String
    let interview: Day?
    let interviewTime: String
    let isSameRoute: Bool
    let result: Interest.Result

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        person = try row["young_person_id"]
        reference = try row["reference"]
        called = try row["called"]
        interview = try row["interview_on"]
        interviewTime = String((try row["interview_time"] as String? ?? "").prefix(5))
        isSameRoute = try row["same_route"]
        result = try row["result"]
    }

    static func all(for opportunity: ID<Opportunity>) -> Query<[PutForward]> {
        .list(
            """
            SELECT i.id, i.young_person_id, y.reference, coalesce(nullif(y.preferred_name, ''), y.name) AS called, i.interview_on,
                   i.interview_time, i.same_route, i.result
              FROM interests AS i JOIN young_people AS y ON y.tenant_id = i.tenant_id AND y.id = i.young_person_id
             WHERE i.opportunity_id = \(opportunity)
             ORDER BY i.result IN ('', 'offered', 'accepted') DESC, i.interview_on NULLS LAST, i.expressed_on, i.id
            """)
    }
}
