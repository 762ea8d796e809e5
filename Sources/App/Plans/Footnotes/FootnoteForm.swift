import Postgres

/// What may be typed about a footnote.
struct FootnoteForm {
    let number: Int
    let words, term: String
    let kind: Footnote.Kind
    let hangsOn: Footnote.Place
    let target: FootnoteTarget

    init(_ fields: Fields, among targets: [FootnoteTarget.Choice]) throws(Mistakes) {
        var check = Check(fields)
        let number = check.whole("number", 1...9_999, or: "Enter the number of the note, such as 3")
        if number == nil { check.mistake("number", "Enter the number of the note, such as 3") }
        words = check.text("words", 1...2_000, or: "Enter the note, in up to 2,000 characters")
        let kind: Footnote.Kind? = check.choice("kind", or: "Choose what the note is")
        let hangsOn: Footnote.Place? = check.choice("hangs_on", or: "Choose what the note hangs on")
        let target = targets.first { $0.target.key == fields["target"] }?.target
        if target == nil { check.mistake("target", "Choose where the note belongs") }
        if hangsOn == .action, target?.action == nil {
            check.mistake("target", "Choose the action that the note hangs on")
        }
        if hangsOn == .status, target?.recommendation == nil {
            check.mistake("target", "Choose the recommendation or action whose status it hangs on")
        }
        if hangsOn == .words, target?.recommendation == nil {
            check.mistake("target", "Choose the recommendation or action whose words it hangs on")
        }
        term = check.text("term", upTo: 200, "The words that it follows")
        (self.number, self.kind, self.hangsOn) = (number ?? 1, kind ?? .note, hangsOn ?? .plan)
        self.target = hangsOn == .plan ? FootnoteTarget() : target ?? FootnoteTarget()
        try check.finish()
    }

    /// A footnote as its form begins.
    static func fields(_ note: Footnote, edition: Int) -> Fields {
        var fields = Fields()
        fields["version"] = String(edition)
        fields["number"] = String(note.number)
        fields["words"] = note.words
        fields["kind"] = note.kind.rawValue
        fields["hangs_on"] = note.hangsOn.rawValue
        fields["target"] = FootnoteTarget(recommendation: note.recommendationID, action: note.actionID).key
        fields["term"] = note.term
        return fields
    }

    /// A new one has the next number.
    static func fields(after notes: [Footnote]) -> Fields {
        var fields = Fields()
        fields["number"] = String((notes.map(\.number).max() ?? 0) + 1)
        fields["kind"] = Footnote.Kind.note.rawValue
        fields["hangs_on"] = Footnote.Place.words.rawValue
        return fields
    }

    static func parts(_ form: FormBuilder, _ targets: [FootnoteTarget.Choice]) -> [FormPart] {
        [
            FormPart(questions: [
                .text(form.text("number", "Number", hint: "As printed.", width: "4", inputMode: "numeric")),
                .area(form.area("words", "Note", rows: 4, limit: 2_000)),
                .radios(form.radios("kind", "What it is", Footnote.Kind.allCases.map { ($0.rawValue, $0.label) })),
            ]),
            FormPart(
                heading: "Where its mark stands",
                questions: [
                    .radios(
                        form.radios("hangs_on", "It hangs on", Footnote.Place.allCases.map { ($0.rawValue, $0.label) })),
                    .select(form.select("target", "Of", targets.map { ($0.target.key, $0.label) })),
                    .text(
                        form.text(
                            "term", "Behind the words",
                            hint: "Exactly as they stand in the text, such as “hard to reach”. Empty: at the end.",
                            optional: true)),
                ]),
        ]
    }
}

/// The recommendation or action that a footnote belongs to; neither is the plan.
struct FootnoteTarget: Equatable {
    var recommendation: Recommendation.ID?
    var action: Action.ID?

    /// "7", "7-12", or "" for the plan.
    var key: String { [recommendation?.description, action?.description].compactMap(\.self).joined(separator: "-") }

    /// One of those to choose from.
    struct Choice: RowDecodable {
        let target: FootnoteTarget
        let label: String

        init(plan label: String) { (target, self.label) = (FootnoteTarget(), label) }

        init(row: Row) throws(PostgresError) {
            target = FootnoteTarget(recommendation: try row["recommendation_id"], action: try row["action_id"])
            label = try row["label"]
        }

        /// The plan, then its recommendations, each with its actions.
        static func all(of plan: Plan.ID) -> Query<[Choice]> {
            Query<[Choice]>.list(
                """
                SELECT recommendation_id, action_id, label FROM (
                    SELECT id AS recommendation_id, NULL::bigint AS action_id, 'Recommendation ' || number AS label, position, 0 AS place
                      FROM recommendations WHERE plan_id = \(plan)
                    UNION ALL
                    SELECT r.id, a.id, 'Recommendation ' || r.number || ', action: ' || coalesce(nullif(a.workstream, '') || ': ', '')
                               || left(a.words, 50) || CASE WHEN length(a.words) > 50 THEN '…' ELSE '' END,
                           r.position, a.position
                      FROM actions a JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.plan_id = a.plan_id AND r.id = a.recommendation_id
                     WHERE a.plan_id = \(plan)
                ) AS them ORDER BY position, recommendation_id, action_id NULLS FIRST, place
                """
            ).map { choices throws(PostgresError) in [Choice(plan: "The plan as a whole")] + choices }
        }
    }
}

extension Footnote.Kind {
    var label: String {
        switch self {
        case .abbreviation: "An abbreviation"
        case .definition: "A definition"
        case .caveat: "A caveat"
        case .lineage: "Where it comes from"
        case .note: "A note"
        }
    }
}

extension Footnote.Place {
    var label: String {
        switch self {
        case .plan: "The plan as a whole"
        case .words: "Words in the text"
        case .action: "An action as a whole"
        case .status: "A status"
        }
    }
}
