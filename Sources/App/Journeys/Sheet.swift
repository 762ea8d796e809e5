import Postgres

/// What a steering group is told of a period, in counts: nobody can be told from it by name.
struct Sheet {
    let from, to: Day
    let stages: [Stage]
    let movement: [StageMovement]
    let exits: [Count]
    let referrals: ReferralCounts?
    let decisions: [Count]
    let placements: [PlacementCounts]
    let standing: [PlacementStanding]
    let reviews: ReviewCounts?

    init(from: Day, to: Day, in db: Transaction) throws {
        (self.from, self.to) = (from, to)
        var batch = Batch()
        let stages = batch.ask(Stage.all), movement = batch.ask(StageMovement.between(from, to))
        let exits = batch.ask(Self.exits(from, to)), referrals = batch.ask(Self.referrals(from, to))
        let decisions = batch.ask(Self.decisions(from, to)), placements = batch.ask(Self.placements(from, to))
        let standing = batch.ask(PlacementStanding.all(on: to)), reviews = batch.ask(Self.reviews(from, to))
        let answer = try db.all(batch)
        self.stages = try answer(stages).sorted { $0.position < $1.position }
        self.movement = try answer(movement)
        self.exits = try answer(exits)
        self.referrals = try answer(referrals)
        self.decisions = try answer(decisions)
        self.placements = try answer(placements)
        self.standing = try answer(standing)
        self.reviews = try answer(reviews)
    }

    /// How many of one kind.
    struct Count: RowDecodable {
        let kind: String
        let count: Int

        init(row: Row) throws(PostgresError) {
            kind = try row["kind"]
            count = try row["counted"]
        }
    }

    private static func exits(_ from: Day, _ to: Day) -> Query<[Count]> {
        .list(
            """
            SELECT exit_reason AS kind, count(*) AS counted FROM attempts
             WHERE ending = 'early_exit' AND ended_on BETWEEN \(from) AND \(to) GROUP BY exit_reason
            """)
    }

    struct ReferralCounts: RowDecodable {
        let received, open, late: Int

        init(row: Row) throws(PostgresError) {
            received = try row["received"]
            open = try row["open"]
            late = try row["late"]
        }
    }

    /// Those that wait for a decision, as at the end of the last day.
    private static func referrals(_ from: Day, _ to: Day) -> Query<ReferralCounts?> {
        let isOpen: SQL = """
            r.referred_on <= \(to) AND coalesce(r.decided_on > \(to), true) AND coalesce(y.closed_on > \(to), true)
            """
        return .first(
            """
            SELECT count(*) FILTER (WHERE r.referred_on BETWEEN \(from) AND \(to)) AS received, count(*) FILTER (WHERE \(isOpen)) AS open,
                   count(*) FILTER (WHERE \(isOpen) AND r.due_on < \(to)) AS late
              FROM referrals r JOIN young_people y ON y.tenant_id = r.tenant_id AND y.id = r.young_person_id
            """)
    }

    private static func decisions(_ from: Day, _ to: Day) -> Query<[Count]> {
        .list(
            """
            SELECT decision AS kind, count(*) AS counted FROM referrals WHERE decided_on BETWEEN \(from) AND \(to) GROUP BY decision
            """)
    }

    struct PlacementCounts: RowDecodable {
        let kind: String
        let started, ended, early: Int

        init(row: Row) throws(PostgresError) {
            kind = try row["kind"]
            started = try row["started"]
            ended = try row["ended"]
            early = try row["early"]
        }
    }

    private static func placements(_ from: Day, _ to: Day) -> Query<[PlacementCounts]> {
        .list(
            """
            SELECT kind, count(*) FILTER (WHERE started_on BETWEEN \(from) AND \(to)) AS started,
                   count(*) FILTER (WHERE started_on IS NOT NULL AND ended_on BETWEEN \(from) AND \(to)) AS ended,
                   count(*) FILTER (WHERE outcome = 'early_exit' AND ended_on BETWEEN \(from) AND \(to)) AS early
              FROM placements GROUP BY kind
            """)
    }

    struct ReviewCounts: RowDecodable {
        let held, overdue, due: Int

        init(row: Row) throws(PostgresError) {
            held = try row["held"]
            overdue = try row["overdue"]
            due = try row["due"]
        }
    }

    /// Held in the period; overdue today, and of how many.
    private static func reviews(_ from: Day, _ to: Day) -> Query<ReviewCounts?> {
        .first(
            """
            SELECT (SELECT count(*) FROM reviews WHERE held_on BETWEEN \(from) AND \(to)) AS held,
                   count(*) FILTER (WHERE s.due_on < app.today()) AS overdue, count(*) AS due FROM case_steps s WHERE s.kind = 'review'
            """)
    }
}
