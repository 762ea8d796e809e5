import Postgres

/// A meeting of a scrutiny body: what comes to it, and what members decided there (domain.md section 2).
package struct Meeting: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Meeting>

    /// Outcomes are recorded of a meeting that was held.
    package enum State: String, SQLValue, CaseIterable {
        case planned, held

        var tag: Tag { self == .planned ? Tag(tone: "steady", text: "Planned") : Tag(tone: "good", text: "Held") }
    }

    package let id: ID
    /// Counts saves, and changes on its agenda that make an open form of outcomes stale.
    package let version: Int
    package let body: String
    package let heldOn: Day
    package let place, notes: String
    package let state: State

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        body = try row["body"]
        heldOn = try row["held_on"]
        place = try row["place"]
        notes = try row["notes"]
        state = try row["state"]
    }

    /// "Children and Young People Select Committee, 12 December 2026"
    package var name: String { "\(body), \(heldOn.longText)" }

    static let columns: SQL = "m.id, m.version, m.body, m.held_on, m.place, m.notes, m.state"

    package static func find(_ id: ID) -> Query<Meeting?> {
        .first("SELECT \(columns) FROM meetings m WHERE m.id = \(id)")
    }

    /// Those still to come or not recorded yet, the soonest first.
    package static var planned: Query<[Meeting]> {
        .list("SELECT \(columns) FROM meetings m WHERE m.state = 'planned' ORDER BY m.held_on, m.body_key, m.id")
    }

    /// Those to come, and the one that an action's report is owed to already.
    static func offered(to action: Action.ID?) -> Query<[Meeting]> {
        .list(
            """
            SELECT \(columns) FROM meetings m
             WHERE m.state = 'planned' OR m.id = (SELECT a.report_meeting_id FROM actions a WHERE a.id = \(action))
             ORDER BY m.held_on, m.body_key, m.id
            """)
    }

    /// Every body that meets.
    static var meetingBodies: Query<[String]> {
        .values("SELECT min(body) FROM meetings GROUP BY body_key ORDER BY 1")
    }

    /// Every body that meets or has made a plan, as it is written there.
    package static var bodies: Query<[String]> {
        .values(
            """
            SELECT min(body) FROM (SELECT body FROM meetings UNION ALL SELECT body FROM plans WHERE body <> '') AS b
             GROUP BY app.fold(body) ORDER BY 1
            """)
    }
}
