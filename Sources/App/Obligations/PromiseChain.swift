import Postgres

/// What became of the placements from one opportunity: exact for those who may open the cases, to the nearest five for everybody else.
struct PlacedFrom: RowDecodable, Sendable {
    let opportunity: ID<Opportunity>
    let started, underWay, wentOn: Int

    init(row: Row) throws(PostgresError) {
        opportunity = try row["opportunity_id"]
        started = try row["started"]
        underWay = try row["under_way"]
        wentOn = try row["went_on"]
    }

    static func all(from opportunities: [ID<Opportunity>], _ visit: Visit) throws -> [PlacedFrom] {
        if opportunities.isEmpty { return [] }
        return try visit.db(
            visit.can(.seePlacements)
                ? .list("SELECT * FROM app.outcomes(\(opportunities))")
                : .list("SELECT * FROM app.told_outcomes(\(opportunities))"))
    }

    /// "Started: 3; under way: 2; went on to a job or an apprenticeship: 1"
    func words(isTold: Bool) -> String {
        func number(_ count: Int) -> String { isTold ? Disclosure.words(ofStep: count) : count.formatted() }
        return
            "Started: \(number(started)). Under way: \(number(underWay)). Went on to a job or an apprenticeship: \(number(wentOn))."
    }
}

/// An opportunity that a promise leads to.
struct PromisedOpportunity: RowDecodable, Sendable {
    let promise: ID<ObligationPromise>
    let opportunity: Opportunity

    init(row: Row) throws(PostgresError) {
        promise = try row["promise_id"]
        opportunity = try Opportunity(row: row)
    }

    static func all(of obligation: ID<Obligation>) -> Query<[PromisedOpportunity]> {
        .list(
            """
            SELECT DISTINCT l.promise_id, o.* FROM (\(Opportunity.select)) AS o
              JOIN promise_entries AS l ON l.opportunity_id = o.id WHERE l.obligation_id = \(obligation) ORDER BY l.promise_id, o.id
            """)
    }
}

/// A promise on its way to people: what it is committed to, who was placed, and where the way breaks off.
struct PromiseChain: Sendable {
    let id, name, under: String
    let steps: [ChainStep]
}

/// One thing that a promise leads to; broken where nothing follows.
struct ChainStep: Sendable {
    let name: String
    var link: String?
    let words: String
    /// What became of it, where that is known.
    var outcome: String?
    var outcomeLink: Link?
    /// What its box is marked with: `broken`, `projected`, or nothing.
    var mark = ""

    static let broken = " app-chain__node--broken", projected = " app-chain__node--projected"
}

extension PromiseChain {
    init(
        _ promise: ObligationPromise, _ entries: [PromiseEntry], _ opportunities: [Opportunity],
        _ placed: [ID<Opportunity>: PlacedFrom],
        for visit: Visit
    ) {
        let own = entries.filter { $0.promise == promise.id }, isTold = !visit.can(.seePlacements)
        id = "promise-\(promise.id)"
        name = promise.what
        under = promise.amountWords
        let led = opportunities.map { it in
            let open = it.state == .open && it.left > 0
            return ChainStep(
                name: it.title, link: visit.link(Paths.opportunity(it.id)),
                words: "\(it.offeredBy), \(counted(it.places, "place", "places")), \(counted(it.taken)) taken",
                outcome: placed[it.id]?.words(isTold: isTold)
                    ?? (it.taken == 0 ? "Nobody placed yet." : "Nobody has started yet."),
                outcomeLink: open
                    ? Link(
                        label: "\(counted(it.left, "place", "places")) open", link: visit.link(Paths.opportunity(it.id))
                    ) : nil,
                mark: it.taken == 0 ? ChainStep.broken : "")
        }
        let alone = own.filter { $0.opportunity == nil && $0.kind == .delivered }.map {
            ChainStep(name: $0.words, words: $0.amountWords, outcome: $0.standingWords + ".")
        }
        let unled = own.filter { $0.opportunity == nil && $0.kind == .committed }.map {
            ChainStep(
                name: $0.words, words: "\($0.amountWords), committed for \($0.day.longText)",
                outcome: "No opportunity yet.",
                mark: promise.unit.isOfPeople ? ChainStep.broken : "")
        }
        let forecast = own.filter { $0.kind == .projected && $0.opportunity == nil }.map {
            ChainStep(name: $0.words, words: $0.amountWords, outcome: $0.standingWords + ".", mark: ChainStep.projected)
        }
        var gap: [ChainStep] = []
        if let amount = promise.amount, !promise.isYearly, promise.standing.committed < amount {
            gap = [
                ChainStep(
                    name: "\(promise.unit.text(amount - promise.standing.committed)): no place and day yet",
                    words: "Promised, not committed", mark: ChainStep.broken)
            ]
        }
        let all = led + unled + alone + gap + forecast
        steps =
            all.isEmpty ? [ChainStep(name: "Nothing yet", words: "Nothing is committed, delivered or projected")] : all
    }
}
