import Postgres

/// Placements as values, for the demo and for what is taken over from elsewhere. The rules of the database hold.
extension Placement {
    /// One of a young person, with an employer or a team by its name: an employer that is not listed yet is added.
    @discardableResult
    static func add(
        _ kind: WorkKind, of person: ID<YoungPerson>, at workplace: String, as role: String = "", planned: Day,
        in db: Transaction, _ settle: (inout Placement) -> Void = { _ in }
    ) throws -> ID<Placement> {
        var placement = Placement()
        (placement.kind, placement.role, placement.planned) = (kind, role, planned)
        placement.isPaid = kind.isChecked
        placement.workplace = try db(Workplace.named(workplace)) ?? Workplace(name: workplace)
        _ = try placement.workplace.keep(in: db)
        settle(&placement)
        guard let id = try add(placement, at: .ofPlacements(of: person), in: db) else {
            throw PostgresError(.other, "a placement was not added")
        }
        return id
    }

    /// Moves a planned start, with the reason why (003.21).
    static func rearrange(_ id: ID<Placement>, to day: Day, because reason: String, in db: Transaction) throws {
        try db.run(
            """
            INSERT INTO rearrangements (young_person_id, placement_id, was_on, is_on, reason)
            SELECT young_person_id, id, planned_on, \(day), \(reason) FROM placements WHERE id = \(id)
            """)
        try db.run("UPDATE placements SET planned_on = \(day), version = version + 1 WHERE id = \(id)")
    }

    /// Answers the in-work checks that are due by a day: still in work.
    static func answerChecks(of id: ID<Placement>, by day: Day, in db: Transaction) throws {
        try db.run(
            """
            UPDATE work_checks SET answered_on = due_on, is_working = true
             WHERE placement_id = \(id) AND due_on <= \(day) AND answered_on IS NULL
            """)
    }
}

extension Home {
    /// For what is added without a visit.
    fileprivate static func ofPlacements(of person: ID<YoungPerson>) -> Home {
        Home(
            path: "", back: Link(label: "", link: ""), scope: "x.young_person_id = \(person)",
            keys: [("young_person_id", "\(person)")])
    }
}
