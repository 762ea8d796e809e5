import HTTP
import Mustache
import Postgres

/// What the columns and headings of papers are called: in the council, and in one plan.
enum LabelPages {
    static let routes: [Route] = [
        .get(Paths.labels, .changeWords) { try edit($0, nil) },
        .post(Paths.labels, .changeWords) { try save($0, nil) },
        .get("/plans/:plan/headings", .changeWords) { try edit($0, plan($0)) },
        .post("/plans/:plan/headings", .changeWords) { try save($0, plan($0)) },
    ]

    private static func plan(_ visit: Visit) throws -> Plan {
        guard let plan = try visit.db(Plan.find(visit.id("plan"))) else { throw Failure.notFound }
        return plan
    }

    private static func sheet(_ plan: Plan?, _ council: ColumnLabels) -> RecordForm {
        let lead =
            plan == nil
            ? "As your papers print them: on plans, recommendations, updates and files. Leave one empty for the usual word."
            : "What this plan’s paper calls them. Leave one empty for the council’s word."
        return RecordForm(
            kicker: plan?.title ?? "Settings", heading: "Columns and headings", lead: lead,
            path: plan.map { Paths.labels($0.id) } ?? Paths.labels,
            back: plan.map { Link(label: $0.title, link: Paths.plan($0.id)) }
                ?? Link(label: "Settings", link: Paths.settings)
        ) { parts($0, plan == nil ? nil : council) }
    }

    private static func parts(_ form: FormBuilder, _ council: ColumnLabels?) -> [FormPart] {
        let table: [ColumnLabels.Term] = [.recommendation, .actions, .leads, .due, .status]
        func hint(_ term: ColumnLabels.Term) -> String? { council.map { "In the council: \($0(term))" } }
        func questions(_ terms: [ColumnLabels.Term]) -> [Question] {
            terms.map {
                .text(form.text($0.rawValue, $0.usual, hint: hint($0), optional: true, width: "20"))
            }
        }
        return [
            FormPart(heading: "The progress table", questions: questions(table)),
            FormPart(
                heading: "Actions and updates",
                questions: questions(ColumnLabels.Term.allCases.filter { !table.contains($0) })),
        ]
    }

    private static func fields(_ kept: LabelRow?) -> Fields {
        var fields = Fields()
        fields["version"] = String(kept?.version ?? 0)
        for (term, words) in zip(ColumnLabels.Term.allCases, kept?.words ?? []) { fields[term.rawValue] = words }
        return fields
    }

    private static func edit(_ visit: Visit, _ plan: Plan?) throws -> Response {
        let (kept, council) = try visit.db.all(LabelRow.kept(for: plan?.id), ColumnLabels.of())
        return try sheet(plan, ColumnLabels(council)).page(visit, fields(kept))
    }

    private static func save(_ visit: Visit, _ plan: Plan?) throws -> Response {
        var check = Check(visit.form)
        var words: [ColumnLabels.Term: String] = [:]
        for term in ColumnLabels.Term.allCases { words[term] = check.text(term.rawValue, upTo: 60, term.usual) }
        let council = ColumnLabels(try visit.db(ColumnLabels.of()))
        do { try check.finish() } catch { return try sheet(plan, council).page(visit, visit.form, error) }
        guard try LabelRow.save(words, for: plan?.id, version: visit.version, in: visit.db) else {
            guard let kept = try visit.db(LabelRow.kept(for: plan?.id)) else { throw Failure.unavailable }
            let last = try visit.db(LastSave.of("column_labels", kept.id))
            return try sheet(plan, council).stale(visit, theirs: fields(kept), by: last)
        }
        return visit.redirect(
            to: plan.map { Paths.plan($0.id) } ?? Paths.settings, saying: "The columns and headings are saved.")
    }
}
