import Postgres

extension MeasureForm.Target: RowDecodable {
    init(row: Row) throws(PostgresError) {
        sense = try row["sense"]
        value = try row["value"]
        breadth = try row["breadth"]
        breadthUnit = try row["breadth_unit"]
        let dueOn: Day? = try row["due_on"]
        let precision: ApproximateDay.Precision = try row["due_precision"]
        due = dueOn.map { ApproximateDay($0, precision) }
    }

    static func all(of measure: Measure.ID, in plan: Plan.ID) -> Query<[MeasureForm.Target]> {
        .list(
            """
            SELECT sense, value, breadth, breadth_unit, due_on, due_precision FROM milestones
             WHERE plan_id = \(plan) AND measure_id = \(measure) ORDER BY due_on NULLS LAST, id
            """)
    }
}

extension Measure {
    static func find(_ id: ID, of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<Measure?> {
        .first(
            "SELECT \(columns) FROM measures WHERE plan_id = \(plan) AND recommendation_id = \(recommendation) AND id = \(id)"
        )
    }

    static func add(_ form: MeasureForm, to recommendation: Recommendation.ID, in plan: Plan.ID, _ db: Transaction)
        throws(PostgresError)
    {
        let id: ID? = try db.value(
            """
            INSERT INTO measures (plan_id, recommendation_id, position, title, unit, comparator)
            VALUES (\(plan), \(recommendation), (SELECT coalesce(max(position), 0) + 1 FROM measures
                     WHERE plan_id = \(plan) AND recommendation_id = \(recommendation)),
                    \(form.title), \(form.unit), \(form.comparator)) RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "a measure was not made") }
        try add(form.milestones, to: id, in: plan, db)
    }

    static func change(_ id: ID, to form: MeasureForm, version: Int, in plan: Plan.ID, _ db: Transaction)
        throws(PostgresError) -> SaveResult
    {
        let (changed, milestones) = try db.all(
            Query<Int>.run(
                """
                UPDATE measures SET title = \(form.title), unit = \(form.unit), comparator = \(form.comparator), version = version + 1
                 WHERE id = \(id) AND version = \(version)
                """),
            MeasureForm.Target.all(of: id, in: plan))
        if changed == 0 { return .stale }
        if milestones != form.milestones {
            try db.run("DELETE FROM milestones WHERE plan_id = \(plan) AND measure_id = \(id)")
            try add(form.milestones, to: id, in: plan, db)
        }
        return .saved
    }

    private static func add(_ milestones: [MeasureForm.Target], to measure: ID, in plan: Plan.ID, _ db: Transaction)
        throws(PostgresError)
    {
        for milestone in milestones {
            try db.run(
                """
                INSERT INTO milestones (plan_id, measure_id, sense, value, breadth, breadth_unit, due_on, due_precision)
                VALUES (\(plan), \(measure), \(milestone.sense), \(milestone.value), \(milestone.breadth), \(milestone.breadthUnit),
                        \(milestone.due?.day), \(milestone.due?.precision ?? .day))
                """)
        }
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM measures WHERE id = \(id)")
    }
}

extension Reading {
    static func all(of measure: Measure.ID, in plan: Plan.ID) -> Query<[Reading]> {
        .list(
            """
            SELECT id, measure_id, whole_id, value, breadth, qualifier, is_projected, as_of, as_of_precision, subset, source, caveat
              FROM readings WHERE plan_id = \(plan) AND measure_id = \(measure) ORDER BY as_of DESC, id
            """)
    }

    static func add(_ form: ReadingForm, to measure: Measure.ID, in plan: Plan.ID, _ db: Transaction)
        throws(PostgresError)
    {
        try db.run(
            """
            INSERT INTO readings (plan_id, measure_id, whole_id, value, breadth, qualifier, is_projected, as_of, as_of_precision,
                                  subset, source, caveat)
            VALUES (\(plan), \(measure), \(form.whole), \(form.value), \(form.breadth), \(form.qualifier), \(form.isProjected),
                    \(form.asOf.day), \(form.asOf.precision), \(form.subset), \(form.source), \(form.caveat))
            """)
    }

    static func version(of id: ID) -> Query<Int?> { .value("SELECT version FROM readings WHERE id = \(id)") }

    /// Updates that were submitted keep the number that they stood on.
    static func change(_ id: ID, to form: ReadingForm, version: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let changed = try db.run(
            """
            UPDATE readings SET whole_id = \(form.whole), value = \(form.value), breadth = \(form.breadth), qualifier = \(form.qualifier),
                   is_projected = \(form.isProjected), as_of = \(form.asOf.day), as_of_precision = \(form.asOf.precision),
                   subset = \(form.subset), source = \(form.source), caveat = \(form.caveat), version = version + 1
             WHERE id = \(id) AND version = \(version)
            """)
        return changed == 1 ? .saved : .stale
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM readings WHERE id = \(id)")
    }

    /// "more than 14 people, March 2019 (apprentices)", for choosing one.
    func line(_ unit: Unit) -> String {
        "\(text(unit)), \(asOf.text)" + (subset.isEmpty ? "" : " (\(subset))")
    }
}

extension Reading.Qualifier {
    var label: String {
        switch self {
        case .exactly: "Exactly"
        case .moreThan: "More than"
        case .nearly: "Nearly"
        case .over: "Over"
        case .about: "About"
        case .atLeast: "At least"
        }
    }
}
