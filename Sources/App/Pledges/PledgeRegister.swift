import Postgres

extension Pledge {
    static let register = Register<Pledge>(
        Paths.pledges, see: .seePledges, change: .changePledges, title: "Pledges",
        empty: EmptyState(
            heading: "No pledges yet",
            text:
                "A pledge says how many places the council makes available, or how many young people are to be in work. Scrutiny officers add it; brokers say which placements count."
        )
    ) {
        $0.lead = "What the council promised, and whether it is kept: counted from the records, never typed."
        $0.columns = columns
        $0.rowDetail = { $0.published == nil ? "Draft" : nil }
        $0.actions = { visit in [PageAction(label: "Team pledges", link: visit.link(Paths.teamPledges))] }
        $0.page = .own
        $0.naming = "x.name"
        $0.search = FoundWords(place: "x.body", day: "x.ends_on", rank: 30)
        $0.steps = [publication, withdrawal]
        $0.removal = { pledge, _, visit in
            RemovalTerms(
                things: [
                    "“\(pledge.name)”", "What its teams promised, and what papers say of it",
                    "Which placements and opportunities count towards it; they themselves stay",
                ], refusal: try pledge.measured(visit))
        }
    }

    /// What the list shows; files hold every field and every count.
    private static let columns: [ListColumn<Pledge>] =
        [
            fields[0].column,
            ListColumn("State", "state") { pledge, visit in
                let tag = pledge.state(on: visit.today).tag
                return .tags([tag], file: tag.text)
            },
            ListColumn("Reached", "reached", isFiled: false) {
                .text($0.reachedWords.sentenceCase, absent: "No figures yet")
            },
            ListColumn("Target", "target", isFiled: false, sort: "x.target") { .text($0.targetWords.sentenceCase) },
            fields.first { $0.name == "ends" }?.column, fields.first { $0.name == "lead" }?.column,
        ].compactMap(\.self)
        + PledgeCount.allCases.map { count in
            ListColumn(count.label, "count_" + count.rawValue, isListed: false) { $0.cell(of: count) }
        }
        + [ListColumn("Counted as at", "as_at", isListed: false) { .day($0.told?.asOf, absent: "") }]
        + fields.dropFirst().filter { !["ends", "lead"].contains($0.name) }.map(\.column)
        + [ListColumn("Published", "published", isListed: false) { .day($0.published, absent: "Draft") }]

    private func cell(of count: PledgeCount) -> Cell {
        if let numbers { return numbers[count].map { .whole($0) } ?? .text("", absent: "Not recorded") }
        return .text(told?.words(count) ?? "")
    }

    /// What is held against the target: "9", "about 10".
    var reachedWords: String {
        numbers.map { $0.said(of: measure).formatted() } ?? told.map { PledgeTold.words($0.reached) } ?? ""
    }

    /// Why it stays as it is: measures of plans that are counted towards it; nil where none is.
    private func measured(_ visit: Visit) throws -> String? {
        let measures: [String] = try visit.db.values(
            """
            SELECT q.title FROM tied_counts t JOIN measures q ON q.tenant_id = t.tenant_id AND q.id = t.measure_id
             WHERE t.pledge_id = \(id) ORDER BY q.plan_id, q.position, q.id
            """)
        if measures.isEmpty { return nil }
        let names = measures.map { "“\($0)”" }.listed
        return
            "Waymark counts \(measures.count == 1 ? "a measure" : "measures") of an action plan towards it: \(names). Change how \(measures.count == 1 ? "it is" : "they are") counted first."
    }

    private static let publication = Step<Pledge>(
        noun: "publication", label: "Publish", heading: { "Publish \($0.name) to members?" },
        lead: { _ in
            "Everybody who sees pledges then reads its words and what is told of it: numbers to the nearest five, as at the end of a month. Brokers can say which placements count."
        },
        isOpen: { $0.published == nil }, sets: "published_on = app.today()",
        done: { ("Published", "\($0.name) can be read by members.") })

    private static let withdrawal = Step<Pledge>(
        noun: "withdrawal", label: "Make it a draft again", heading: { "Make \($0.name) a draft again?" },
        lead: { _ in "Only those who change pledges see it then. What counts towards it stays as it is." },
        isOpen: { $0.published != nil }, obstacle: { try $0.measured($1) }, sets: "published_on = NULL",
        done: { ("Saved", "\($0.name) is a draft again.") })
}

extension DatedKind {
    static let pledges = DatedKind(
        "pledge",
        rows: """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   x.name AS words, x.ends_on AS on_day, 'day' AS precision FROM pledges AS x
             WHERE x.ends_on IS NOT NULL AND x.published_on IS NOT NULL
            """, summary: { "Pledge ends: \($0.words)" }, path: { Paths.pledge(ID($0.id)) })
}
