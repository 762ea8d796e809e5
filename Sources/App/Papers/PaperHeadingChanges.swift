import Postgres

/// What may be typed about a heading.
struct PaperHeadingForm: Sendable {
    let kind: PaperHeading.Kind
    let number, label, hint: String
    let known: PaperHeading.Known
    let isRequired: Bool
    let noneWords: String
    let isRetired: Bool
    /// The heading that it stands behind; nil for the first place.
    let after: PaperHeading.ID?

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        label = check.text("label", 1...200, or: "Enter the heading as it is printed, in up to 200 characters")
        number = check.text("number", upTo: 12, "The number")
        let kind: PaperHeading.Kind? = check.choice("kind", or: "Choose what stands under the heading")
        let known: PaperHeading.Known? = check.choice("known", or: "Choose where the words come from")
        hint = check.text("hint", upTo: 500, "The hint")
        isRequired = fields["required"] == "yes"
        noneWords = check.text("none_words", upTo: 200, "The words for nothing")
        isRetired = fields["retired"] == "yes"
        after = check.id("after", or: "Choose the heading that it stands behind")
        (self.kind, self.known) = (kind ?? .section, known ?? .nothing)
        if known != .nothing, kind.map({ $0 != .fact }) ?? false {
            check.mistake("known", "Choose what the officer writes: only lines of the block at the top fill themselves")
        }
        try check.finish()
    }

    /// As a template begins with it.
    init(
        _ kind: PaperHeading.Kind, _ label: String, number: String = "", hint: String = "",
        known: PaperHeading.Known = .nothing, required: Bool = false, none: String = ""
    ) {
        (self.kind, self.label, self.number, self.hint) = (kind, label, number, hint)
        (self.known, isRequired, noneWords) = (known, required, none)
        (isRetired, after) = (false, nil)
    }

    static func fields(_ heading: PaperHeading, among all: [PaperHeading]) -> Fields {
        var fields = Fields()
        fields["version"] = String(heading.version)
        fields["label"] = heading.label
        fields["number"] = heading.number
        fields["kind"] = heading.kind.rawValue
        fields["known"] = heading.known.rawValue
        fields["hint"] = heading.hint
        fields["required"] = heading.isRequired ? "yes" : ""
        fields["none_words"] = heading.noneWords
        fields["retired"] = heading.isRetired ? "yes" : ""
        let before = all.prefix { $0.id != heading.id }
        fields["after"] = before.last.map { String($0.id.value) } ?? ""
        return fields
    }

    static func parts(_ others: [PaperHeading], isNew: Bool) -> (FormBuilder) -> [FormPart] {
        { form in
            let places =
                [(value: "", text: "First of all")] + others.map { (value: String($0.id.value), text: $0.name) }
            var last = [
                Question.checkboxes(
                    form.checkboxes("required", "Before a paper is published", [("yes", "It must be filled in")]))
            ]
            if !isNew {
                last.append(
                    .checkboxes(
                        form.checkboxes(
                            "retired", "In new papers", [("yes", "It is no longer used")],
                            hint: "Papers in which something stands under it keep it.")))
            }
            return [
                FormPart(
                    questions: [
                        .text(form.text("label", "Heading", hint: "As it is printed.")),
                        .text(form.text("number", "Number", hint: "Such as 1.1 or (A).", optional: true, width: "10")),
                        .select(form.select("after", "Stands behind", places)),
                        .select(
                            form.select(
                                "kind", "What stands under it",
                                PaperHeading.Kind.allCases.map { ($0.rawValue, $0.label) })),
                        .select(
                            form.select(
                                "known", "Where its words come from",
                                PaperHeading.Known.allCases.map { ($0.rawValue, $0.label) })),
                        .area(form.area("hint", "Hint for the officer", optional: true, rows: 2, limit: 500)),
                        .text(
                            form.text(
                                "none_words", "Words for “nothing”",
                                hint:
                                    "Such as “There are no legal implications”. Leave it empty where something must be said.",
                                optional: true)),
                    ] + last)
            ]
        }
    }
}

extension PaperHeading {
    /// Nil when the council has a heading with these words.
    static func add(_ form: PaperHeadingForm, in db: Transaction) throws(PostgresError) -> ID? {
        let id: ID? = try db.value(insert(form, at: 0))
        if let id { try place(id, after: form.after, in: db) }
        return id
    }

    /// Every heading of a template, in its order; those that are there already stay as they are.
    static func begin(with forms: [PaperHeadingForm], in db: Transaction) throws(PostgresError) {
        _ = try db.each(forms.enumerated().map { Query<ID?>.value(insert($1, at: $0 + 1)) })
    }

    private static func insert(_ form: PaperHeadingForm, at position: Int) -> SQL {
        """
        INSERT INTO paper_headings (position, kind, number, label, hint, known, is_required, none_words)
        VALUES (\(position), \(form.kind), \(form.number), \(form.label), \(form.hint),
                \(form.known), \(form.isRequired), \(form.noneWords))
        ON CONFLICT (tenant_id, label_key) DO NOTHING RETURNING id
        """
    }

    static func change(
        _ id: ID, to form: PaperHeadingForm, version: Int, in db: Transaction
    ) throws(PostgresError) -> SaveResult {
        let key = folded(form.label)
        let (other, changed) = try db.all(
            Query<ID?>.value("SELECT id FROM paper_headings WHERE label_key = \(key) AND id <> \(id)"),
            Query<Int>.run(
                """
                UPDATE paper_headings SET kind = \(form.kind), number = \(form.number), label = \(form.label),
                       hint = \(form.hint), known = \(form.known), is_required = \(form.isRequired),
                       none_words = \(form.noneWords), is_retired = \(form.isRetired), version = version + 1
                 WHERE id = \(id) AND version = \(version)
                   AND NOT EXISTS (SELECT FROM paper_headings o WHERE o.label_key = \(key) AND o.id <> \(id))
                """))
        if other != nil { return .taken }
        if changed == 0 { return .stale }
        try place(id, after: form.after, in: db)
        return .saved
    }

    /// Puts one behind another and counts all anew; only those that move are touched.
    private static func place(_ id: ID, after: ID?, in db: Transaction) throws(PostgresError) {
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
}
