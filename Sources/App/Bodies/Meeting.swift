import Postgres

/// A meeting of a scrutiny body: what comes to it, and what members decided there (domain.md section 2).
package struct Meeting: Record {
    package typealias ID = Postgres.ID<Meeting>

    /// Outcomes are recorded of a meeting that was held.
    package enum State: String, Choice {
        case planned, held

        var tag: Tag { Tag(tone: self == .planned ? "steady" : "good", text: label) }
    }

    package var id = ID(0)
    /// Counts saves, and changes on its agenda that make an open form of outcomes stale.
    package var version = 0
    package var body = ""
    package var heldOn = Day.first
    package var place = "", notes = ""
    package var state = State.planned

    package init() {}

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
    var mention: String { "this meeting" }

    static let table: StaticString = "meetings"
    static let words = RecordWords(one: "meeting", many: "meetings")
    static let columns: SQL = "x.id, x.version, x.body, x.held_on, x.place, x.notes, x.state"
    static let select: SQL = "SELECT \(columns) FROM meetings AS x"
    static let order: SQL = "x.held_on, \(SQL.byName(key: "x.body_key")), x.id"

    package static func find(_ id: ID) -> Query<Meeting?> { .first("\(select) WHERE x.id = \(id)") }

    /// Those still to come or not recorded yet, the soonest first.
    package static var planned: Query<[Meeting]> {
        .list("\(select) WHERE x.state = 'planned' ORDER BY \(order)")
    }

    /// Those to come, and the one that an action's report is owed to already.
    static func offered(to action: Action.ID?) -> Query<[Meeting]> {
        .list(
            """
            \(select)
             WHERE x.state = 'planned' OR x.id = (SELECT a.report_meeting_id FROM actions a WHERE a.id = \(action))
             ORDER BY \(order)
            """)
    }

    /// Every body that meets.
    static var meetingBodies: Query<[String]> {
        .values("SELECT min(body) FROM meetings GROUP BY body_key ORDER BY \(SQL.byName(key: "body_key"))")
    }

    /// Those names, where they are asked for; nothing where there is none.
    static func known(_ bodies: [String]) -> String {
        bodies.isEmpty ? "" : " Known here: \(bodies.prefix(12).joined(separator: "; "))."
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

extension Paths {
    static let meetings = "/meetings"

    static func meeting(_ meeting: Meeting.ID) -> String { "/meetings/\(meeting)" }
}
