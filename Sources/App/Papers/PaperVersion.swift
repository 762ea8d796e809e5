import Formats
import Foundation
import Postgres

/// What went to a meeting, for good.
struct PaperVersion: Sendable {
    typealias ID = Postgres.ID<PaperVersion>
    let id: ID
    let paperID: Paper.ID
    let number: Int
    let planID: Plan.ID
    let meetingID: Meeting.ID
    let title, reason: String
    /// Of the meeting as the paper names it, wherever it was moved since.
    let body: String
    let heldOn: Day
    let madeBy: String?
    /// "21 November 2026, 09:30", and as a program reads it.
    let madeAt, madeAtCode: String

    var name: String { "Version \(number)" }
}

extension PaperVersion: RowDecodable {
    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        paperID = try row["paper_id"]
        number = try row["number"]
        planID = try row["plan_id"]
        meetingID = try row["meeting_id"]
        title = try row["title"]
        reason = try row["reason"]
        body = try row["body"]
        heldOn = try row["held_on"]
        madeBy = try row["made_by_name"]
        madeAt = try row["made_at"]
        madeAtCode = try row["made_at_code"]
    }

    private static func select(_ condition: SQL) -> SQL {
        """
        SELECT v.id, v.paper_id, v.number, v.plan_id, v.meeting_id, v.title, v.reason, v.content::jsonb ->> 'body' AS body,
               (v.content::jsonb ->> 'heldOn')::date AS held_on, p.name AS made_by_name,
               to_char(v.made_at AT TIME ZONE 'Europe/London',
                   CASE WHEN (v.made_at AT TIME ZONE 'Europe/London')::time = '00:00' THEN 'FMDD FMMonth YYYY'
                        ELSE 'FMDD FMMonth YYYY, HH24:MI' END) AS made_at,
               to_char(v.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS made_at_code
          FROM paper_versions v LEFT JOIN people p ON p.tenant_id = v.tenant_id AND p.id = v.made_by
         WHERE \(condition)
        """
    }

    /// Newest first.
    static func all(of paper: Paper.ID) -> Query<[PaperVersion]> {
        .list(select("v.paper_id = \(paper) ORDER BY v.number DESC"))
    }

    static func find(_ id: ID, of paper: Paper.ID) -> Query<PaperVersion?> {
        .first(select("v.id = \(id) AND v.paper_id = \(paper)"))
    }

    /// The paper as it was frozen, in its very bytes.
    static func content(_ id: ID) -> Query<String?> { .value("SELECT content FROM paper_versions WHERE id = \(id)") }

    /// Freezes a paper, now or on an earlier day; its digest is checked by the database.
    static func publish(
        _ content: String, of paper: Paper, because reason: String, on day: Day? = nil, in db: Transaction
    ) throws(PostgresError) -> ID {
        let id: ID? = try db.value(
            """
            INSERT INTO paper_versions (paper_id, number, plan_id, meeting_id, title, reason, content, digest, made_at)
            VALUES (\(paper.id), \((paper.published ?? 0) + 1), \(paper.planID), \(paper.meetingID), \(paper.title), \(reason),
                    \(content), \(Secret.digest(content)),
                    coalesce(\(day)::timestamp AT TIME ZONE 'Europe/London', now()))
            RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "a version was not made") }
        return id
    }
}

extension PaperDocument {
    /// As it is kept: the same paper is the same text.
    func kept() throws -> String { String(decoding: try JSONText.encode(self), as: UTF8.self) }

    init(kept: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(kept.utf8)) }
}
