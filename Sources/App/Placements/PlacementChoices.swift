import Postgres

extension Placement {
    /// What its form needs to know of the young person, and of where they may work.
    struct Choices: Sendable {
        var called = "", isClosed = false
        /// The number of their open attempt.
        var attempt: Int?
        /// The first lawful day for each kind that has one.
        var earliest: [WorkKind: Day] = [:]
        /// Their placements that have not ended, besides this one.
        var others: [Other] = []
        /// Names that the box offers.
        var workplaces: [String] = []
        /// What was typed into it, where it is listed.
        var typed: Workplace?
        var mayAddEmployer = false
        var opportunities: [NamedChoice] = []
        /// Contracts that it may be under.
        var contracts: [OfferedContract] = []
    }

    /// A contract with the period in which a placement under it begins.
    struct OfferedContract: Sendable, RowDecodable {
        let choice: NamedChoice
        let begins, ends: Day

        init(row: Row) throws(PostgresError) {
            choice = try NamedChoice(row: row)
            begins = try row["begins_on"]
            ends = try row["ends_on"]
        }

        static func all(besides kept: ID<ProviderContract>?) -> Query<[OfferedContract]> {
            .list(
                """
                SELECT x.id, concat_ws(' · ', x.reference, x.name, p.name) AS name, x.begins_on, x.ends_on
                  FROM contracts AS x LEFT JOIN providers AS p ON p.tenant_id = x.tenant_id AND p.id = x.provider_id
                 WHERE x.ends_on > app.today() - 730 OR x.id = \(kept)
                 ORDER BY x.ends_on < app.today(), x.reference_key, x.id
                """)
        }
    }

    /// Another placement of the same young person.
    struct Other: Sendable, RowDecodable {
        let id: ID<Placement>
        let name: String
        let first: Day, last: Day?
        let hours: Double?

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            name = try row["name"]
            first = try row["first"]
            last = try row["last"]
            hours = try row["hours"]
        }

        /// Whether the two are at the same time.
        func meets(_ start: Day, _ end: Day?) -> Bool {
            (end.map { first <= $0 } ?? true) && (last.map { start <= $0 } ?? true)
        }
    }

    /// Of a person, for the first lawful days.
    private struct Person: RowDecodable {
        let called: String, isClosed: Bool, attempt: Int?
        let work, experience: Day

        init(row: Row) throws(PostgresError) {
            called = try row["called"]
            isClosed = try row["is_closed"]
            attempt = try row["attempt"]
            work = try row["work"]
            experience = try row["experience"]
        }
    }

    static func choices(_ visit: Visit, at home: Home, for placement: Placement?) throws -> Choices {
        let person: ID<YoungPerson> = try visit.id("young_person")
        let asked = ID<Opportunity>(visit.form["opportunity"])
        let (who, others, workplaces, typed, opportunities, contracts) = try visit.db.all(
            Query<Person?>.first(
                """
                SELECT coalesce(nullif(y.preferred_name, ''), y.name) AS called,
                       y.closed_on IS NOT NULL OR y.processing_ended_on IS NOT NULL AS is_closed,
                       (SELECT a.number FROM attempts a WHERE a.young_person_id = y.id AND a.ended_on IS NULL) AS attempt,
                       app.earliest_start('job', y.born_on) AS work, app.earliest_start('taster', y.born_on) AS experience
                  FROM young_people AS y WHERE y.id = \(person)
                """),
            Query<[Other]>.list(
                """
                SELECT x.id, concat_ws(', ', nullif(x.role, ''), coalesce(e.name, t.name)) AS name,
                       coalesce(x.started_on, x.planned_on) AS first, x.planned_end_on AS last, x.hours
                  FROM \(source)
                 WHERE x.young_person_id = \(person) AND x.ended_on IS NULL AND x.id IS DISTINCT FROM \(placement?.id)
                 ORDER BY first, x.id
                """),
            Query<[String]>.values(
                """
                SELECT name FROM (
                    SELECT name, name_key, 0 AS rank FROM council_teams
                    UNION ALL SELECT name, name_key, 1 FROM employers WHERE stage <> 'paused') AS w
                 ORDER BY rank, \(SQL.byName(key: "name_key")) LIMIT 400
                """),
            Workplace.named(visit.form["where"]),
            Query<[NamedChoice]>.list(
                """
                SELECT x.id, concat_ws(', ', x.title, coalesce(e.name, t.name)) AS name FROM \(Opportunity.source)
                 WHERE \(Opportunity.state) = 'open' OR x.id = \(placement?.opportunity) OR x.id = \(asked)
                    OR x.id IN (SELECT i.opportunity_id FROM interests i WHERE i.young_person_id = \(person))
                 ORDER BY \(SQL.byName("x.title")), x.id
                """),
            OfferedContract.all(besides: placement?.providerContract))
        guard let who else { throw Failure.notFound }
        return Choices(
            called: who.called, isClosed: who.isClosed, attempt: who.attempt,
            earliest: [
                .job: who.work, .apprenticeship: who.work, .workExperience: who.experience, .taster: who.experience,
            ], others: others, workplaces: workplaces, typed: typed, mayAddEmployer: visit.can(.changeEmployers),
            opportunities: opportunities, contracts: contracts)
    }

    /// Rules over several answers. The database holds the law, the open case and the reason of a moved start too.
    static func check(_ it: inout Placement, _ check: inout Check, _ context: FormContext<Placement>) {
        it.settleByKind()
        let isNew = context.existing == nil
        if isNew, it.planned != .first, it.planned <= context.today { it.started = it.planned }
        let first = it.started ?? it.planned
        if it.planned != .first, let earliest = context.choices.earliest[it.kind], first < earliest,
            isNew || it.kind != context.existing?.kind
        {
            check.mistake(isNew ? "start" : "kind", it.kind.tooEarly(before: earliest))
        }
        if it.planned != .first, let end = it.plannedEnd, end < max(first, it.planned) {
            check.mistake("planned_end", "Enter an end on or after the start, \(max(first, it.planned).longText)")
        }
        if it.planned != .first,
            let under = context.choices.contracts.first(where: { $0.choice.id == it.providerContract?.value }),
            first < under.begins || first > under.ends
        {
            check.mistake(
                "provider_contract",
                "Choose another contract, or none: placements under this one begin between \(under.begins.longText) and \(under.ends.longText)"
            )
        }
        if it.planned != .first, it.ended == nil, check.fields["both"] != "yes",
            let other = context.choices.others.first(where: { it.isTooMuch(beside: $0) })
        {
            let hours = other.hours.map { ", \($0.plain) hours a week" } ?? ""
            check.mistake("both", "They are in another placement then: \(other.name)\(hours). Tick if both are right")
        }
    }

    /// What a kind does not have is not kept, and what follows from it is.
    private mutating func settleByKind() {
        if kind != .apprenticeship { (level, standard) = (nil, "") }
        if kind != .job { (contract, isFunded) = (.unknown, false) }
        if kind == .job, contract == .permanent || contract == .noFixedHours { plannedEnd = nil }
        if !kind.isTrained { provider = "" }
        if !kind.hasCoach { coach = .unknown }
        if !kind.isPayAsked { isPaid = kind.isChecked }
    }

    /// More than 48 hours together, or both of 16 hours or more, which counts as full time in the returns.
    private func isTooMuch(beside other: Other) -> Bool {
        guard other.meets(started ?? planned, plannedEnd), let mine = hours, let theirs = other.hours else {
            return false
        }
        return mine + theirs > 48 || (mine >= 16 && theirs >= 16)
    }

    /// The same kind, place and planned day, and no other role: recorded already.
    static func alike(_ it: Placement, at home: Home) -> Query<ID<Placement>?> {
        .value(
            """
            SELECT x.id FROM placements AS x
             WHERE \(home.scope) AND x.kind = \(it.kind) AND x.planned_on = \(it.planned)
               AND x.employer_id IS NOT DISTINCT FROM \(it.workplace.employer) AND x.team_id IS NOT DISTINCT FROM \(it.workplace.team)
               AND (app.fold(x.role) = app.fold(\(it.role)) OR x.role = '' OR \(it.role) = '')
             ORDER BY x.id LIMIT 1
            """)
    }
}
