import Postgres

/// The pathway to work on the members’ overview: which kinds of place nothing is running for, whoever asks; the map says it by group, age and area.
struct OverviewPathway: Sendable {
    let heading, lead: String
    let stages: [Stage]
    let map: Link

    /// The gaps of one stage.
    struct Stage: Sendable { let label, words: String }

    /// A kind of place of which there is an offer, running or not.
    struct Kind: RowDecodable {
        let kind: PlaceKind
        let isRunning: Bool

        init(row: Row) throws(PostgresError) { (kind, isRunning) = (try row["kind"], try row["is_running"]) }

        static var all: Query<[Kind]> {
            .list(
                "SELECT x.kind, bool_or(\(Offer.standing) IN ('current', 'pilot')) AS is_running FROM offers AS x GROUP BY x.kind"
            )
        }
    }

    /// Nil where no offer is on record.
    init?(_ kinds: [Kind], for visit: Visit) {
        if kinds.isEmpty { return nil }
        let running = Set(kinds.filter(\.isRunning).map(\.kind))
        let gaps = PlaceKind.allCases.count { !running.contains($0) }, all = PlaceKind.allCases.count.formatted()
        heading =
            gaps == 0
            ? "Pathway to work: none of \(all) kinds of place is a gap"
            : "Pathway to work: \(counted(gaps)) of \(all) kinds of place \(gaps == 1 ? "is a gap" : "are gaps")"
        lead =
            "A gap is a kind of place of which nothing is running. The map says it for a group, an age and an area, with the plan for each."
        stages = PathwayStage.allCases.map { stage in
            let missing = stage.kinds.filter { !running.contains($0) }.map(\.label.lowercasedFirst)
            return Stage(
                label: stage.label, words: missing.isEmpty ? "no gap" : "no \(missing.joined(separator: ", no "))")
        }
        map = Link(label: "The pathway map", link: visit.link(Paths.pathway))
    }
}
