import Postgres

extension Footnote {
    /// What its mark may stand behind, and the number that a new one would have.
    struct Choices: Sendable {
        let targets: [FootnoteTarget.Choice]
        let nextNumber: Int
    }

    static func choices(_ visit: Visit, at home: Home, for note: Footnote?) throws -> Choices {
        let plan: Plan.ID = try visit.id("plan")
        let (targets, next) = try visit.db.all(
            FootnoteTarget.Choice.all(of: plan),
            Query<Int?>.value("SELECT coalesce(max(x.number), 0) + 1 FROM footnotes AS x WHERE \(home.scope)"))
        return Choices(targets: targets, nextNumber: next ?? 1)
    }

    static let fields: [Field<Footnote>] = [
        .whole(
            \.number, "number", "number", "Number", 1...9_999, hint: "As printed.",
            or: "Enter the number of the note, such as 3"),
        .area(\.words, "words", "words", "Note", 1...2_000, or: "Enter the note, in up to 2,000 characters", rows: 4),
        .choice(\.kind, "kind", "kind", "What it is", or: "Choose what the note is", radios: true).filtered(
            any: "All kinds"),
        .choice(
            \.hangsOn, "hangs_on", "hangs_on", "Attached to", or: "Choose where the note is attached", radios: true
        )
        .under("Position").unlisted(),
        target,
        .text(
            \.term, "term", "term", "Behind the words", 0...200,
            hint: "Exactly as they stand in the text, such as “hard to reach”. Leave blank for the end."
        ).unlisted(),
    ]

    private static let target = Field<Footnote>(
        name: "target", label: "Of", columns: ["recommendation_id", "action_id"],
        question: { form, context in
            .select(form.select("target", "Of", context.choices.targets.map { ($0.target.key, $0.label) }))
        },
        read: { check, note, context in
            guard let found = context.choices.targets.first(where: { $0.target.key == check.fields["target"] }) else {
                return check.mistake("target", "Choose where the note belongs")
            }
            (note.recommendationID, note.actionID) = (found.target.recommendation, found.target.action)
        },
        fill: { $1["target"] = FootnoteTarget(recommendation: $0.recommendationID, action: $0.actionID).key },
        bind: { ["\($0.recommendationID)", "\($0.actionID)"] }, cell: { .text($0.place) },
        accept: { $1["target"] = $0 })

    static func check(_ note: inout Footnote, _ check: inout Check, _ context: FormContext<Footnote>) {
        switch note.hangsOn {
        case .plan: (note.recommendationID, note.actionID) = (nil, nil)
        case .action where note.actionID == nil:
            check.mistake("target", "Choose the action that the note is attached to")
        case .status where note.recommendationID == nil:
            check.mistake("target", "Choose the recommendation or action whose status it is attached to")
        case .words where note.recommendationID == nil:
            check.mistake("target", "Choose the recommendation or action whose words it is attached to")
        default: break
        }
    }

    static func begin(_ context: FormContext<Footnote>) -> Footnote {
        var note = Footnote()
        note.number = context.choices.nextNumber
        return note
    }

    static let unique: Unique<Footnote>? = Unique("number") { note, home in
        "x.number = \(note.number) AND \(home.scope)"
    } or: { note, _ in
        "Enter another number: there is already a footnote \(note.number) in this plan"
    }

    static let register = Register<Footnote>(
        "/plans/:plan/footnotes", see: .seePlans, change: .changePlans, title: "Footnotes",
        empty: EmptyState(
            heading: "No footnotes",
            text: "Notes that hang on a term, an action or a status follow it to every page and print.")
    ) {
        $0.home = { try Plan.home($0, "footnotes", list: "Footnotes") }
        $0.naming = "'Footnote ' || x.number"
        $0.auditGroup = AuditedTable.planGroup
        $0.removal = { note, _, _ in RemovalTerms(things: ["Its mark in the text", "“\(note.words)”"]) }
        $0.settleAudit = { $0.links["recommendation_id"] = "recommendations" }
    }
}

extension Plan {
    /// A list under a plan, for those who see the plan: with a page of its own, or shown on the plan's.
    static func home(_ visit: Visit, _ part: String, list: String? = nil) throws -> Home {
        let id: Plan.ID = try visit.id("plan")
        guard let plan = try visit.db(Plan.find(id)) else { throw Failure.notFound }
        let path = Paths.plan(id) + "/\(part)", up = Link(label: plan.title, link: Paths.plan(id))
        return Home(
            path: path, back: list.map { Link(label: $0, link: path) } ?? up, up: up, owner: plan.title,
            scope: "x.plan_id = \(id)", keys: [("plan_id", "\(id)")])
    }
}
