import Postgres

/// One of the words that a council chooses for itself, in a list that it orders: how far something has come, why it slipped.
protocol Term: Record {
    var words: String { get }
    /// No longer offered; what used it still shows it.
    var isRetired: Bool { get }
    /// "14 updates and one action"; nil when nothing uses it.
    var uses: String? { get }
    var tags: [Tag] { get }
    /// What it means, what it asks for and how else it is spelled; nil where a word is only a word.
    var meaning: String? { get }
    /// Why it must stay on offer as it is, among all of them; nil when others do its work.
    func need(among all: [Self]) -> String?
    /// What else can be done with all of them, over their list.
    static func offers(among all: [Self]) -> [PageAction]
}

extension Term {
    var name: String { "“\(words)”" }
    var isUsed: Bool { uses != nil }

    static func offers(among all: [Self]) -> [PageAction] { [] }

    /// In the council's order, those on offer first.
    static var all: Query<[Self]> { .list("\(select) ORDER BY \(order)") }
    static var order: SQL { "x.is_retired, x.position, x.id" }

    static func given(at home: Home) -> [(column: StaticString, value: SQL)] {
        [("position", "(SELECT coalesce(max(position), 0) + 1 FROM \(from))")]
    }

    /// One place up or down among those on offer; the others keep their order.
    static func move(_ id: ID<Self>, up: Bool, in db: Transaction) throws(PostgresError) {
        let step = up ? -1.5 : 1.5
        try db.run(
            """
            UPDATE \(from) w SET position = n.place FROM (
                SELECT id, row_number() OVER (ORDER BY p.place + CASE WHEN id = \(id) THEN \(step) ELSE 0 END) AS place FROM (
                    SELECT id, row_number() OVER (ORDER BY is_retired, position, id) AS place FROM \(from)) AS p) AS n
             WHERE w.id = n.id AND w.position <> n.place
            """)
    }

    /// What is the same for every list of words: its form, retirement and return, removal only of what nothing uses.
    static func register(
        _ path: String, title: String, lead: String, _ settle: (inout Register<Self>) -> Void = { _ in }
    ) -> Register<Self> {
        Register(
            path, see: .changeWords, change: .changeWords, title: title,
            empty: EmptyState(heading: "No words yet", text: "Imported plans add theirs.")
        ) {
            $0.hasList = false
            $0.lead = lead
            $0.naming = "x.words"
            $0.auditGroup = AuditedTable.settingsGroup
            $0.formLead = { $0?.uses.map { "Used by \($0)." } }
            $0.steps = [retirement, restoration]
            $0.removal = { term, home, visit in
                RemovalTerms(
                    things: ["\(term.name), which nothing uses"],
                    refusal: try term.uses.map {
                        "It is used by \($0), so it stays readable there. Stop using it instead."
                    }
                        ?? term.need(among: visit.db(all)),
                    instead: term.isUsed
                        ? Link(label: "Stop using it", link: home.path + "/\(term.id)/retirement") : nil)
            }
            settle(&$0)
        }
    }

    private static var retirement: Step<Self> {
        Step(
            noun: "retirement", label: "Stop using", heading: { "Stop using \($0.name)?" },
            lead: { term in
                term.uses.map { "It stays where it is used (\($0)), and is no longer offered." }
                    ?? "It is no longer offered."
            },
            isOpen: { !$0.isRetired }, leaves: { $0.isUsed },
            obstacle: { term, visit in term.need(among: try visit.db(all)) },
            sets: "is_retired = true", done: { ("No longer used", "\($0.name) is no longer offered.") })
    }

    private static var restoration: Step<Self> {
        Step(
            noun: "return", label: "Offer again", heading: { "Offer \($0.name) again?" },
            lead: { _ in "It can then be chosen again." }, isOpen: \.isRetired, sets: "is_retired = false",
            done: { ("Saved", "\($0.name) is offered again.") })
    }
}
