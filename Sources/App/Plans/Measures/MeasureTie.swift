import Postgres

/// What Waymark counts for a measure itself: in words, as it stands on a day, and where what was kept of it is another number now.
struct MeasureTie: Sendable {
    let id: ID<TiedCount>
    let words, caveat: String
    /// What is counted on a day, with its parts: readings that are kept with an update when it is submitted. None for those who may
    /// not read it, and where it was not kept.
    private(set) var live: [Day: [Reading]] = [:]
    /// What the records give now for the day of one of the latest kept readings, where that is another number.
    private(set) var differences: [Reading.ID: Double] = [:]

    /// Where a reading says that it is from.
    static let source = "Counted by Waymark: "
}

extension MeasureTie {
    /// One line of a count.
    private struct Line: RowDecodable, Sendable {
        let id: ID<TiedCount>
        let measure: Measure.ID
        let words, caveat: String
        let day: Day?
        let part: String
        let number: Double
        /// The kept reading that is counted again; nil where it is counted for the first time.
        let reading: Reading.ID?

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            measure = try row["measure_id"]
            words = try row["words"]
            caveat = try row["caveat"]
            day = try row["day"]
            part = try row["part"] ?? ""
            number = try row["number"] ?? 0
            reading = try row["reading_id"]
        }
    }

    /// Of a plan or of one recommendation in it: as at today and as at the days of its drafts, and of the latest kept counts those that would
    /// be another number now.
    static func all(of plan: Plan.ID, _ recommendation: Recommendation.ID? = nil) -> Query<[Measure.ID: MeasureTie]> {
        let one: SQL = recommendation.map { "AND q.recommendation_id = \($0)" } ?? ""
        return ties(
            plan, one,
            """
            SELECT app.today() AS day
             UNION SELECT least(coalesce(u.as_of, (u.period_on + interval '1 month')::date - 1), app.today())
              FROM updates u WHERE u.plan_id = q.plan_id AND u.recommendation_id = q.recommendation_id AND u.state = 'draft'
            """)
    }

    /// Of one recommendation on one day.
    static func all(of plan: Plan.ID, _ recommendation: Recommendation.ID, on day: Day) -> Query<
        [Measure.ID: MeasureTie]
    > {
        ties(plan, "AND q.recommendation_id = \(recommendation)", "SELECT \(day) AS day")
    }

    /// Of each measure the latest so many kept counts are counted again: what a page costs does not grow with the years.
    private static let countedAgain = 4

    private static func ties(_ plan: Plan.ID, _ recommendation: SQL, _ days: SQL) -> Query<[Measure.ID: MeasureTie]> {
        Query<[Line]>.list(
            """
            SELECT t.id, t.measure_id, t.words, t.caveat, c.day, c.part, c.number::double precision AS number, c.reading_id
              FROM tied_counts t
              JOIN measures q ON q.tenant_id = t.tenant_id AND q.plan_id = t.plan_id AND q.id = t.measure_id \(recommendation)
              LEFT JOIN LATERAL (
                  SELECT d.day, n.part, n.number, n.place, NULL::bigint AS reading_id FROM (\(days)) AS d
                   CROSS JOIN LATERAL app.count_tied(t.measure_id, d.day) WITH ORDINALITY AS n (part, number, place)
                  UNION ALL
                  SELECT r.as_of, n.part, n.number, 0, r.id
                    FROM (SELECT k.id, k.as_of, k.value FROM readings k
                           WHERE k.plan_id = t.plan_id AND k.measure_id = t.measure_id AND k.is_counted AND k.whole_id IS NULL
                             AND k.source = \(source) || t.words ORDER BY k.as_of DESC, k.id DESC LIMIT \(countedAgain)) AS r
                   CROSS JOIN LATERAL app.count_tied(t.measure_id, r.as_of) AS n
                   WHERE n.part = '' AND n.number <> r.value) AS c ON true
             WHERE t.plan_id = \(plan) ORDER BY q.position, q.id, c.day, c.reading_id NULLS FIRST, c.place
            """
        ).map(gathered)
    }

    private static func gathered(_ lines: [Line]) -> [Measure.ID: MeasureTie] {
        var ties: [Measure.ID: MeasureTie] = [:]
        // Not kept yet: numbers of their own, which no row has.
        var next = 0
        for line in lines {
            var tie = ties[line.measure] ?? MeasureTie(id: line.id, words: line.words, caveat: line.caveat)
            if let day = line.day {
                if let reading = line.reading {
                    tie.differences[reading] = line.number
                } else {
                    next -= 1
                    let whole = tie.live[day]?.first?.id
                    tie.live[day, default: []].append(
                        Reading(
                            counting: line.measure, line.number, on: day, ID(Int64(next)), tie, line.part, of: whole))
                }
            }
            ties[line.measure] = tie
        }
        return ties
    }
}

extension Reading {
    fileprivate init(
        counting measure: Measure.ID, _ number: Double, on day: Day, _ id: Reading.ID, _ tie: MeasureTie,
        _ part: String, of whole: Reading.ID?
    ) {
        self.init()
        (self.id, measureID, value, asOf, isCounted) = (id, measure, number, ApproximateDay(day), true)
        (wholeID, subset, source) = (whole, part, MeasureTie.source + tie.words)
        if whole == nil { caveat = tie.caveat }
    }

    /// "the records now give 7 people for that day": what was kept stays.
    func difference(_ number: Double, _ unit: Unit) -> String {
        "the records now give \(counting(number).text(unit)) for that day"
    }

    /// Counted, and not kept yet.
    private var isLive: Bool { id.value < 0 }

    private func isAlike(_ other: Reading) -> Bool {
        other.isCounted && measureID == other.measureID && asOf == other.asOf && value == other.value
            && subset == other.subset && source == other.source
    }

    /// These readings as they are kept: what was counted and is not kept yet is added, a whole with its parts, but not a second time
    /// where it was kept alike already.
    static func keep(_ readings: [Reading], in plan: Plan.ID, _ db: Transaction) throws -> [Reading] {
        if readings.contains(where: \.isLive) {
            // Two who submit at once keep what was counted once.
            try db.run("SELECT pg_advisory_xact_lock(hashtextextended('counted ' || app.tenant(), \(plan)))")
        }
        let all = readings.contains(where: \.isLive) ? try db(Reading.all(of: plan)) : []
        return try readings.filter { $0.wholeID == nil }.flatMap { whole -> [Reading] in
            let parts = readings.filter { $0.wholeID == whole.id }
            guard whole.isLive else { return [whole] + parts }
            for same in all where same.wholeID == nil && whole.isAlike(same) {
                let kept = all.filter { $0.isCounted && $0.wholeID == same.id }
                let isWhole =
                    kept.count == parts.count && parts.allSatisfy { part in kept.contains(where: part.isAlike) }
                if isWhole { return [same] + kept }
            }
            let added = try whole.added(to: plan, of: nil, db)
            return try [added] + parts.map { try $0.added(to: plan, of: added.id, db) }
        }
    }

    private func added(to plan: Plan.ID, of whole: Reading.ID?, _ db: Transaction) throws -> Reading {
        let id: Reading.ID? = try db.value(
            """
            INSERT INTO readings (plan_id, measure_id, whole_id, value, as_of, subset, source, caveat, is_counted)
            VALUES (\(plan), \(measureID), \(whole), \(value), \(asOf.day), \(subset), \(source), \(caveat), true) RETURNING id
            """)
        guard let id else { throw Failure.unavailable }
        var kept = self
        (kept.id, kept.wholeID) = (id, whole)
        return kept
    }
}
