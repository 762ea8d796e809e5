import HTTP
import Postgres

/// Whether somebody is still in work so many weeks after their start; made by the database when a job or an apprenticeship starts.
struct WorkCheck: Sendable, RowDecodable {
    let weeks: Int
    let due: Day, answered: Day?
    let isWorking: Bool?

    init(row: Row) throws(PostgresError) {
        weeks = try row["weeks"]
        due = try row["due_on"]
        answered = try row["answered_on"]
        isWorking = try row["is_working"]
    }

    static func all(of placement: ID<Placement>) -> Query<[WorkCheck]> {
        .list(
            """
            SELECT weeks, due_on, answered_on, is_working FROM work_checks WHERE placement_id = \(placement) ORDER BY weeks
            """)
    }

    /// “Still in work” and “Left”, at once: from the placement's page and from wherever the check is shown as due.
    static let route = Route.post(PlacementRegister.list.one + "/work-checks", .changePlacements, answer)

    private static func answer(_ visit: Visit) throws -> Response {
        let register = PlacementRegister.list
        let home = try register.home(visit), placement = try register.found(visit, home)
        let own = register.path(of: placement.id, at: home)
        guard let weeks = Int(visit.form["weeks"]), ["working", "left"].contains(visit.form["to"]) else {
            throw Failure.badRequest("This answers an in-work check by its weeks, with “working” or “left”.")
        }
        let isWorking = visit.form["to"] == "working"
        let kept = try visit.db.run(
            """
            UPDATE work_checks SET answered_on = app.today(), is_working = \(isWorking), made_by = app.person()
             WHERE placement_id = \(placement.id) AND weeks = \(weeks) AND answered_on IS NULL
            """)
        guard kept == 1 else {
            return visit.redirect(
                to: own, saying: "This check was answered already, or is no longer asked.",
                heading: "Nothing was changed")
        }
        return isWorking
            ? visit.redirect(to: own, saying: "Still in work after \(weeks) weeks: recorded.")
            : visit.redirect(to: own + "/ending", saying: "The check is answered. Now say how the placement ended.")
    }
}

/// A planned start that was moved, and why.
struct Rearrangement: Sendable, RowDecodable {
    let was, new, made: Day
    let reason, by: String

    init(row: Row) throws(PostgresError) {
        was = try row["was_on"]
        new = try row["is_on"]
        made = try row["made_on"]
        reason = try row["reason"]
        by = try row["by"]
    }

    static func all(of placement: ID<Placement>) -> Query<[Rearrangement]> {
        .list(
            """
            SELECT r.was_on, r.is_on, r.made_on, r.reason, coalesce(p.name, '') AS by
              FROM rearrangements AS r LEFT JOIN people AS p ON p.tenant_id = r.tenant_id AND p.id = r.made_by
             WHERE r.placement_id = \(placement) ORDER BY r.id DESC
            """)
    }
}
