import Postgres

/// The placements of a young person, for reading.
enum PlacementSection {
    private struct Line: RowDecodable {
        let kind: WorkKind
        let place, role, outcome, reason: String
        let planned: Day
        let started, plannedEnd, ended: Day?
        let isPaid: Bool

        init(row: Row) throws(PostgresError) {
            kind = try row["kind"]
            place = try row["place"]
            role = try row["role"]
            outcome = try row["outcome"]
            reason = try row["exit_reason"]
            planned = try row["planned_on"]
            started = try row["started_on"]
            plannedEnd = try row["planned_end_on"]
            ended = try row["ended_on"]
            isPaid = try row["is_paid"]
        }

        var days: String {
            let start = started.map { "since \($0.longText)" } ?? "planned for \(planned.longText)"
            if let started, let ended { return "\(started.longText) to \(ended.longText)" }
            if let ended { return "planned for \(planned.longText), given up on \(ended.longText)" }
            return start + (plannedEnd.map { ", planned to \($0.longText)" } ?? "")
        }

        var tag: Tag {
            switch outcome {
            case "completed": Tag(tone: "good", text: "Completed")
            case "job": Tag(tone: "good", text: "Led to a job")
            case "early_exit": Tag(tone: "stop", text: "Left early: \(reason.replacing("_", with: " "))")
            case "did_not_start": Tag(tone: "idle", text: "Did not start")
            default: started == nil ? Tag(tone: "idle", text: "Not started") : Tag(tone: "steady", text: "Under way")
            }
        }
    }

    static let section: @Sendable (YoungPerson, Visit) throws -> CaseSection = { person, visit in
        let lines: [Line] = try visit.db.list(
            """
            SELECT p.kind, coalesce(e.name, t.name, '') AS place, p.role, p.outcome, p.exit_reason, p.planned_on, p.started_on,
                   p.planned_end_on, p.ended_on, p.is_paid
              FROM placements p
              LEFT JOIN employers e ON e.tenant_id = p.tenant_id AND e.id = p.employer_id
              LEFT JOIN council_teams t ON t.tenant_id = p.tenant_id AND t.id = p.team_id
             WHERE p.young_person_id = \(person.id) ORDER BY coalesce(p.started_on, p.planned_on) DESC, p.id DESC LIMIT 50
            """)
        let columns: [ListColumn<Line>] = [
            ListColumn("Kind and place") { line in
                let place = [line.role, line.place].filter { !$0.isEmpty }.joined(separator: ", ")
                return .over(.text(line.kind.label), Below(quiet: place))
            },
            ListColumn("Days") { .text($0.days) }, ListColumn("Paid") { .truth($0.isPaid) },
            ListColumn("Outcome") { .tags([$0.tag], file: $0.tag.text) },
        ]
        let open = lines.filter { $0.ended == nil }.count
        return CaseSection(
            id: "placements", fact: lines.isEmpty ? "none yet" : "\(lines.count) in all, \(open) open",
            part: RegisterPart(
                heading: "Placements", table: lines.isEmpty ? nil : Table("Placements", of: lines, columns, for: visit),
                nothing: "No placement yet.",
                add: visit.caseLink("Record a placement", person, "/placements/new", .changePlacements),
                all: visit.caseLink("All placements", person, "/placements")))
    }
}
