import Postgres

/// A number that a paper says, with what the records said of the same day, for those who see young people.
struct PaperComparison: RowDecodable, Sendable {
    let paper: PaperFigure
    let numbers: PledgeNumbers?

    init(row: Row) throws(PostgresError) {
        paper = try PaperFigure(row: row)
        numbers = (try row["made_available"] as Int?) == nil ? nil : try PledgeNumbers(row: row)
    }

    static func all(of pledge: ID<Pledge>) -> Query<[PaperComparison]> {
        .list(
            """
            SELECT \(PaperFigure.ownColumns), n.* FROM pledge_figures AS x
              LEFT JOIN LATERAL (SELECT c.* FROM app.count_pledge(x.pledge_id, x.as_of) AS c
                                  WHERE (SELECT app.sees('see_young_people'))) AS n ON true
             WHERE x.pledge_id = \(pledge) ORDER BY x.as_of DESC, array_position(\(PledgeCount.allCases.map(\.rawValue)), x.figure), x.id
            """)
    }
}

/// What papers say of one count on one day, and the records beside it: a difference is shown, nothing is put right.
struct PaperGroup: Sendable {
    let heading: String
    let rows: [PaperLine]
    /// What the records say, with the list behind it.
    let records: RecordsLine?
    let verdict: Tag?

    /// One number of a paper.
    struct PaperLine: Sendable {
        let source, words, value: String
        let link: String?
    }

    /// What the records say of it.
    struct RecordsLine: Sendable { let words, value, link: String }

    /// Those of one count and day together.
    static func groups(_ all: [PaperComparison]) -> [[PaperComparison]] {
        var groups: [[PaperComparison]] = []
        for one in all {
            if let last = groups.last?.first, last.paper.figure == one.paper.figure, last.paper.asOf == one.paper.asOf {
                groups[groups.count - 1].append(one)
            } else {
                groups.append([one])
            }
        }
        return groups
    }

    init(_ all: [PaperComparison], _ pledge: Pledge, for visit: Visit) {
        let first = all[0].paper, count = first.figure
        heading = "\(count.label), as at \(first.asOf.longText)"
        let mayChange = visit.can(.changePledges)
        rows = all.map {
            PaperLine(
                source: $0.paper.source, words: $0.paper.words, value: ($0.paper.value ?? 0).formatted(),
                link: mayChange ? visit.link(Paths.pledge(pledge.id) + "/figures/\($0.paper.id)/edit") : nil)
        }
        let counted = all[0].numbers.map { ($0[count], $0) }
        records = counted.map { number, _ in
            RecordsLine(
                words: [.takenUp, .completed].contains(count)
                    ? "Linked placements on that day" : "Counted from the records",
                value: number?.formatted() ?? "not recorded",
                link: visit.link(Paths.people(behind: count, of: pledge.id, on: first.asOf)))
        }
        let isAlone = all.count + (counted?.0 == nil ? 0 : 1) < 2
        verdict =
            all.differ
            ? Tag(tone: "caution", text: "They differ") : isAlone ? nil : Tag(tone: "good", text: "They agree")
    }
}

extension [PaperComparison] {
    /// Whether papers and records say different numbers of one count on one day.
    var differ: Bool {
        Set(flatMap { [$0.paper.value, $0.numbers?[$0.paper.figure] ?? nil].compactMap(\.self) }).count > 1
    }
}

extension Paths {
    static func people(behind count: PledgeCount, of pledge: ID<Pledge>, on day: Day) -> String {
        Paths.pledge(pledge) + "/people?of=\(count.rawValue)&at=\(day.isoText)"
    }
}
