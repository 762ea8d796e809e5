import Postgres

extension PaperHeading {
    /// Every heading of the council, in its order.
    static func choices(_ visit: Visit, at home: Home, for heading: PaperHeading?) throws -> [PaperHeading] {
        try visit.db(all)
    }

    /// A new one stands behind all others.
    static func begin(_ context: FormContext<PaperHeading>) -> PaperHeading {
        var heading = PaperHeading()
        heading.after = context.choices.last?.id
        return heading
    }

    static let fields: [Field<PaperHeading>] = [
        .text(
            \.label, "label", "label", "Heading", 1...200, hint: "As it is printed.",
            or: "Enter the heading as it is printed, in up to 200 characters"),
        .text(
            \.number, "number", "number", "Number", 0...12, hint: "Such as 1.1 or (A).",
            or: "The number must be 12 characters or fewer", width: "10"),
        place,
        .choice(\.kind, "kind", "kind", "Content", or: "Choose the content under the heading"),
        .choice(\.known, "known", "known", "Where its words come from", or: "Choose where the words come from"),
        .area(
            \.hint, "hint", "hint", "Hint for the officer", 0...500, or: "The hint must be 500 characters or fewer",
            rows: 2),
        .text(
            \.noneWords, "none_words", "none_words", "Words for “nothing”", 0...200,
            hint: "Such as “There are no legal implications”. Leave it blank where something must be said.",
            or: "The words for nothing must be 200 characters or fewer"),
        .flag(\.isRequired, "required", "is_required", "Before a paper is published", "It must be filled in"),
        .flag(
            \.isRetired, "retired", "is_retired", "In new papers", "It is no longer used",
            hint: "Papers that use it keep it."
        ).asked { $0.existing != nil },
    ]

    private static let place = Field<PaperHeading>(
        name: "after", label: "Comes after", columns: [],
        question: { form, context in
            let others = context.choices.filter { $0.id != context.existing?.id }
            let places = [(value: "", text: "First of all")] + others.map { (value: $0.id.description, text: $0.name) }
            return .select(form.select("after", "Comes after", places))
        },
        read: { check, heading, context in
            let words = "Choose the heading that it comes after"
            heading.after = check.id("after", or: words)
            if let after = heading.after, !context.choices.contains(where: { $0.id == after && $0.id != heading.id }) {
                check.mistake("after", words)
            }
        },
        fill: { $1["after"] = $0.after?.description ?? "" }, bind: { _ in [] },
        cell: { .text($0.after?.description ?? "") }, accept: { _, _ in })

    static func check(_ heading: inout PaperHeading, _ check: inout Check, _ context: FormContext<PaperHeading>) {
        if heading.known != .nothing, heading.kind != .fact {
            check.mistake("known", "Choose what the officer writes: only front-page fields fill themselves")
        }
        let others = context.choices.filter { $0.id != heading.id && !$0.isRetired }
        if heading.kind.isOnce, !heading.isRetired, others.contains(where: { $0.kind == heading.kind }) {
            check.mistake("kind", "Choose something else: another heading shows this already")
        }
    }

    static let unique: Unique<PaperHeading>? = Unique(
        "label", or: "Choose other words: there is already a heading with these"
    ) { heading, _ in "x.label_key = \(folded(heading.label))" }

    static func given(at home: Home) -> [(column: StaticString, value: SQL)] { [("position", "0")] }

    /// Puts it behind another and counts all anew; only those that move are touched.
    func keep(as id: ID, in db: Transaction) throws {
        try db.run(
            """
            UPDATE paper_headings h SET position = p.place
              FROM (SELECT id, row_number() OVER (ORDER BY
                        CASE WHEN id = \(id) THEN coalesce((SELECT position FROM paper_headings WHERE id = \(after)), -1)
                             ELSE position END,
                        (id = \(id)), id) AS place FROM paper_headings) AS p
             WHERE h.id = p.id AND h.position <> p.place
            """)
    }

    /// Every heading of a template, in its order; those that are there already stay as they are.
    static func begin(with template: [PaperHeading], in db: Transaction) throws {
        var last: ID?
        for heading in template {
            var heading = heading
            heading.after = last
            last = try add(heading, at: .council, in: db) ?? last
        }
    }

    static let register = Register<PaperHeading>(
        Paths.paperHeadings, see: .seePapers, change: .changePaperHeadings, title: "Paper template",
        empty: EmptyState(heading: "No headings yet", text: "Begin with the headings that most councils use.")
    ) {
        // Its list begins with the usual headings, and nothing is removed: papers keep what stands under a heading.
        $0.hasList = false
        $0.removal = nil
        $0.naming = "x.label"
        $0.auditGroup = AuditedTable.paperGroup
        $0.saved = { heading, _, home, isNew in (home.back.link, "“\(heading.label)” is \(isNew ? "added" : "saved").")
        }
        $0.settleAudit = { $0.path = { _, visit in visit.can(.changePaperHeadings) ? Paths.paperHeadings : nil } }
    }
}
