import Postgres

/// The measures of a plan with their milestones and readings.
struct TakenNumbers {
    let measures: [TakenMeasure], goals: [TakenGoal], readings: [TakenReading]

    func measures(of recommendation: Recommendation.ID) -> [WholePlan.Measure] {
        measures.filter { $0.recommendationID == recommendation }.map { taken in
            var measure = taken.measure
            measure.milestones = goals.filter { $0.measureID == taken.id }.map(\.goal)
            measure.readings = parts(of: nil, taken.id)
            return measure
        }
    }

    private func parts(of whole: Reading.ID?, _ measure: Measure.ID) -> [WholePlan.Reading] {
        readings.filter { $0.measureID == measure && $0.wholeID == whole }.map { taken in
            var reading = taken.reading
            reading.parts = parts(of: taken.id, measure)
            return reading
        }
    }
}

/// A measure as it is kept.
struct TakenMeasure: RowDecodable {
    let id: Measure.ID
    let recommendationID: Recommendation.ID
    let measure: WholePlan.Measure

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        recommendationID = try row["recommendation_id"]
        measure = WholePlan.Measure(title: try row["title"], unit: try row["unit"], comparator: try row["comparator"])
    }

    static func all(of plan: Plan.ID) -> Query<[TakenMeasure]> {
        .list(
            "SELECT id, recommendation_id, title, unit, comparator FROM measures WHERE plan_id = \(plan) ORDER BY position, id"
        )
    }
}

/// A milestone as it is kept.
struct TakenGoal: RowDecodable {
    let measureID: Measure.ID
    let goal: WholePlan.Milestone

    init(row: Row) throws(PostgresError) {
        measureID = try row["measure_id"]
        let due: Day? = try row["due_on"]
        let precision: ApproximateDay.Precision = try row["due_precision"]
        goal = WholePlan.Milestone(
            sense: try row["sense"], value: try row["value"], breadth: try row["breadth"],
            breadthUnit: try row["breadth_unit"], due: due.map { ApproximateDay($0, precision) })
    }

    static func all(of plan: Plan.ID) -> Query<[TakenGoal]> {
        .list(
            """
            SELECT measure_id, sense, value, breadth, breadth_unit, due_on, due_precision FROM milestones
             WHERE plan_id = \(plan) ORDER BY id
            """)
    }
}

/// A reading as it is kept.
struct TakenReading: RowDecodable {
    let id: Reading.ID
    let measureID: Measure.ID
    let wholeID: Reading.ID?
    let reading: WholePlan.Reading

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        measureID = try row["measure_id"]
        wholeID = try row["whole_id"]
        var reading = WholePlan.Reading(
            value: try row["value"], asOf: ApproximateDay(try row["as_of"], try row["as_of_precision"]))
        (reading.breadth, reading.qualifier, reading.isProjected) = (
            try row["breadth"], try row["qualifier"], try row["is_projected"]
        )
        (reading.subset, reading.source, reading.caveat) = (try row["subset"], try row["source"], try row["caveat"])
        self.reading = reading
    }

    static func all(of plan: Plan.ID) -> Query<[TakenReading]> {
        .list(
            """
            SELECT id, measure_id, whole_id, value, breadth, qualifier, is_projected, as_of, as_of_precision, subset, source, caveat
              FROM readings WHERE plan_id = \(plan) ORDER BY id
            """)
    }
}
