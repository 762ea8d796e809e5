/// What tables and columns are called by people.
extension HistoryWords {
    /// The name of a column, and whether it says what was added or removed.
    struct Label {
        let words: String
        let order: Int
        let isMain: Bool
    }

    static let things = [
        "plans": "Plan", "decisions": "Decision", "recommendations": "Recommendation", "recommendation_links": "Link",
        "actions": "Action", "action_leads": "Lead", "measures": "Measure", "milestones": "Milestone",
        "readings": "Reading",
        "updates": "Update", "documents": "Document", "footnotes": "Note", "meetings": "Meeting",
        "meeting_items": "Agenda item",
        "meeting_questions": "Members’ question",
        "assessments": "Word for achievement",
        "slip_reasons": "Reason for slipping", "column_labels": "Columns and headings",
        "tenants": "When updates are due",
        "people": "Person", "person_roles": "Role", "passwords": "Password", "calendar_feeds": "Calendar address",
        "sign_ins": "Sign-in", "leads": "Lead",
        "lead_members": "Lead officer", "glossary": "Abbreviation", "audit": "Audit",
        "papers": "Paper", "paper_versions": "Published paper",
        "plan_sections": "Section of the paper",
    ]

    /// What is numbered by an entry's number: some tables are kept by person.
    static func owner(of entity: String) -> String {
        ["passwords", "person_roles", "sign_ins", "calendar_feeds"].contains(entity) ? "people" : entity
    }

    /// What happened where no record changed; nil for a change.
    static func operations(_ change: Change, _ all: [String: Change.Value]) -> String? {
        func text(_ column: String) -> String { if case .text(let text) = all[column] { text } else { "" } }
        switch (change.entity, text("kind")) {
        case ("sign_ins", "signed_in"): return "Signed in"
        case ("sign_ins", "signed_out"): return "Signed out"
        case ("sign_ins", _): return "Sign-in refused after five wrong passwords in a row"
        case ("audit", _):
            let filters = text("filters")
            return "Audit taken away as \(text("format").uppercased())"
                + (filters.isEmpty ? ", all of it" : ", \(filters)")
        case ("passwords", _): return change.operation == "added" ? "Password given" : "Password changed"
        default: return nil
        }
    }

    /// Columns that hold the number of another record.
    static let references = [
        "assessment_id": "assessments", "lead_id": "leads", "author_id": "people", "submitted_by": "people",
        "agreed_by": "people",
        "recorded_by": "people", "recommendation_id": "recommendations", "other_id": "recommendations",
        "action_id": "actions",
        "measure_id": "measures", "meeting_id": "meetings", "report_meeting_id": "meetings", "update_id": "updates",
        "person_id": "people",
    ]

    /// The columns of a change that are shown; of a table that has no names here, all but keys.
    static func labels(_ change: Change) -> [String: Label] {
        if let known = labels[change.entity] { return known }
        let hidden = ["id", "tenant_id", "version", "position"]
        let columns = Set(change.before.keys).union(change.after.keys).filter { column in
            !hidden.contains(column) && !column.hasSuffix("_key")
                && (!column.hasSuffix("_id") || references[column] != nil)
        }.sorted()
        return Dictionary(
            uniqueKeysWithValues: columns.enumerated().map { order, column in
                (
                    column,
                    Label(
                        words: column.replacing("_", with: " ").sentenceCase, order: order,
                        isMain: ["title", "name", "words"].contains(column))
                )
            })
    }

    /// Columns not named here are not shown: keys, versions and what is kept by itself.
    static let labels: [String: [String: Label]] = columns.mapValues { columns in
        var labels: [String: Label] = [:]
        for (order, column) in columns.enumerated() {
            labels[column.0] = Label(words: column.1, order: order, isMain: order < 2)
        }
        return labels
    }

    /// The first two of each say what was added or removed.
    private static let columns: [String: [(String, String)]] = [
        "plans": [
            ("title", "Title"), ("state", "State"), ("reference", "Reference"), ("body", "Made by"),
            ("origin", "Comes from"),
            ("agreed_on", "Agreed"), ("agreed_precision", "Agreed is known to the"), ("target_on", "To be completed"),
            ("portfolio", "Portfolio"), ("link_officers", "Link officers"), ("target_groups", "Who it is for"),
            ("introduction", "Introduction"), ("superseded_by", "Superseded by"),
        ],
        "decisions": [("body", "Body"), ("decided_on", "Day"), ("words", "Words")],
        "recommendations": [
            ("words", "Words"), ("state_words", "Why it is no longer followed up"), ("number", "Number"),
            ("kind", "What it does"),
            ("state", "State"), ("response", "Executive’s answer"), ("response_words", "Words of the answer"),
            ("response_on", "Day of the answer"),
            ("position", "Place in the order"),
        ],
        "recommendation_links": [("kind", "How"), ("other_id", "Other recommendation"), ("words", "Words")],
        "actions": [
            ("words", "Words"), ("workstream", "Workstream"), ("success_measure", "Measure of success"),
            ("due_on", "Due"),
            ("due_precision", "Due is known to the"), ("due_words", "Due, as printed"), ("assessment_id", "Grade"),
            ("report_duty", "Report to scrutiny"), ("report_words", "Report, as printed"), ("report_on", "Report due"),
            ("report_precision", "Report day is known to the"),
            ("report_meeting_id", "Report goes to"), ("report_every_months", "Months between reports"),
            ("recordability", "Can be counted"), ("recordability_words", "Why not"), ("position", "Place in the order"),
        ],
        "action_leads": [],
        "plan_sections": [("heading", "Heading"), ("words", "Text")],
        "measures": [
            ("title", "Title"), ("unit", "Unit"), ("comparator", "Compared with"), ("position", "Place in the order"),
        ],
        "milestones": [
            ("value", "To reach"), ("due_on", "By"), ("sense", "Sense"), ("breadth", "Over how many"),
            ("breadth_unit", "Over how many of what"),
            ("due_precision", "Day is known to the"),
        ],
        "readings": [
            ("value", "Value"), ("as_of", "As of"), ("qualifier", "How exact"), ("is_projected", "Projected"),
            ("breadth", "Over how many"),
            ("subset", "Of those"), ("source", "Source"), ("caveat", "Caveat"),
            ("as_of_precision", "Day is known to the"),
        ],
        "updates": [
            ("assessment_id", "Grade"), ("evidence", "Evidence of progress"), ("state", "State"),
            ("explanation", "Explanation"),
            ("impact", "Evidence of impact"), ("as_of", "As of"), ("period_on", "Update"),
            ("is_context", "Context only"), ("new_due_on", "New date"),
            ("slip_reason", "Reason for the slip"), ("disagreement", "Grade and record disagree"),
            ("correction_reason", "Reason for the correction"),
            ("agreed_on", "Agreed by members"), ("agreed_at", "Agreed at"), ("minute", "Minute"),
            ("agreed_by", "Recorded by"),
        ],
        "documents": [("title", "Title"), ("update_id", "Update"), ("file_name", "File"), ("address", "Address")],
        "meeting_items": [
            ("words", "Item"), ("meeting_id", "Meeting"), ("outcome", "What members decided"),
            ("outcome_words", "Words of the decision"), ("minute", "Minute"), ("update_id", "Update"),
        ],
        "meeting_questions": [
            ("words", "Question"), ("meeting_id", "Meeting"), ("asked_by", "Asked by"), ("promised_on", "Promised by"),
            ("answer", "Answer"), ("answered_on", "Answered"),
        ],
        "assessments": [
            ("words", "Words"), ("tone", "What it means"), ("needs_new_date", "Asks for a new date and a reason"),
            ("needs_words", "Asks for an explanation"), ("spellings", "Also spelled"), ("is_retired", "Retired"),
            ("position", "Place in the order"),
        ],
        "slip_reasons": [("words", "Words"), ("is_retired", "Retired"), ("position", "Place in the order")],
        "column_labels": ColumnLabels.Term.allCases.map { ($0.rawValue, $0.usual) },
        "tenants": [
            ("first_update_months", "Months to the first update"), ("repeat_months", "Months between updates"),
        ],
        "people": [("name", "Name"), ("email", "E-mail address"), ("state", "State"), ("theme", "Appearance")],
        "person_roles": [("role", "Role"), ("person_id", "Person")],
        "leads": [("name", "Name"), ("kind", "Kind")],
        "lead_members": [("person_id", "Person"), ("lead_id", "Lead")],
        "glossary": [("abbreviation", "Abbreviation"), ("expansion", "Stands for")],
        "papers": [("title", "Subject")],
        "paper_versions": [("title", "Subject"), ("number", "Version"), ("reason", "Why there is a new version")],
        "footnotes": [
            ("words", "Words"), ("number", "Number"), ("kind", "Kind"), ("hangs_on", "Hangs on"),
            ("term", "Behind the words"),
        ],
    ]

    /// Columns whose values are words of the program.
    static let choices: [String: @Sendable (String) -> String?] = [
        "state": {
            Plan.State(rawValue: $0)?.label ?? Recommendation.State(rawValue: $0)?.label
                ?? Update.State(rawValue: $0)?.label
        },
        "kind": {
            Recommendation.Kind(rawValue: $0)?.label ?? RecommendationLink.Kind(rawValue: $0)?.label(fromHere: true)
                ?? Footnote.Kind(rawValue: $0)?.rawValue.capitalized ?? Lead.Kind(rawValue: $0)?.label
        },
        "outcome": { MeetingItem.Outcome(rawValue: $0)?.label },
        "role": { Role(rawValue: $0)?.title },
        "tone": { Tone(rawValue: $0)?.label },
        "response": { Recommendation.Response(rawValue: $0)?.label },
        "report_duty": { ["none": "Nothing owed", "once": "Once", "recurring": "Again and again"][$0] },
        "recordability": { ["counted": "Yes", "estimated": "Estimated", "cannot": "Cannot be recorded"][$0] },
        "unit": { Unit(rawValue: $0)?.label },
        "sense": { ["at_least": "At least", "exactly": "Exactly", "up_to": "Up to"][$0] },
        "qualifier": { Reading.Qualifier(rawValue: $0).map { $0 == .exactly ? "exactly" : $0.words } },
        "hangs_on": { ["plan": "the plan", "words": "the words", "action": "an action", "status": "the status"][$0] },
    ]
}
