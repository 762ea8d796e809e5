import HTTP
import Mustache
import Postgres

/// How often updates fall due, with what a change would do before it is made.
enum CyclePages {
    static let routes: [Route] = [
        .get(Paths.cycles, .changeSettings, edit),
        .post(Paths.cycles, .changeSettings, save),
    ]

    private static func sheet(asked: Cycles.Preview? = nil) -> RecordForm {
        RecordForm(
            kicker: "Settings", heading: "When updates are due",
            lead: "Updates fall due automatically.", path: Paths.cycles,
            back: Link(label: "Settings", link: Paths.settings), save: asked == nil ? "Save" : "Change the due dates"
        ) { parts($0, asked) }
    }

    private static func parts(_ form: FormBuilder, _ asked: Cycles.Preview?) -> [FormPart] {
        let parts = [
            FormPart(questions: [
                .text(
                    form.text(
                        "first", "Months from the plan’s agreement to the first update", hint: "From 1 to 36.",
                        width: "2", inputMode: "numeric")),
                .text(
                    form.text(
                        "again", "Months between updates after that", hint: "From 1 to 24.", width: "2",
                        inputMode: "numeric")),
            ])
        ]
        guard let asked else { return parts }
        let agree = form.checkboxes("confirmed", "What will change", [("1", "Change the due dates")], hint: asked.text)
        return parts + [FormPart(heading: "Before you save", questions: [.checkboxes(agree)])]
    }

    private static func fields(_ cycles: Cycles) -> Fields {
        var fields = Fields()
        fields["version"] = String(cycles.version)
        fields["first"] = String(cycles.first)
        fields["again"] = String(cycles.again)
        return fields
    }

    private static func now(_ visit: Visit) throws -> Cycles {
        guard let now = try visit.db(Cycles.now) else { throw Failure.unavailable }
        return now
    }

    private static func edit(_ visit: Visit) throws -> Response { try sheet().page(visit, fields(now(visit))) }

    private static let firstWords = "Months to the first update: enter a number from 1 to 36"
    private static let againWords = "Months between updates: enter a number from 1 to 24"

    private static func save(_ visit: Visit) throws -> Response {
        var check = Check(visit.form)
        let first = check.whole("first", 1...36, or: firstWords)
        let again = check.whole("again", 1...24, or: againWords)
        guard check.isDone, let first, let again else {
            if first == nil { check.mistake("first", firstWords) }
            if again == nil { check.mistake("again", againWords) }
            return try sheet().page(visit, visit.form, check.mistakes)
        }
        let wanted = Cycles(version: visit.version, first: first, again: again)
        let (preview, current) = try visit.db.all(wanted.preview(on: visit.today), Cycles.now)
        if current?.version == wanted.version, let preview, preview.changed > 0, visit.form["confirmed"] != "1" {
            let mistakes = Mistakes("confirmed", "Confirm the change to due dates: " + preview.text)
            return try sheet(asked: preview).page(visit, visit.form, mistakes)
        }
        guard try wanted.save(in: visit.db) else {
            let last = try visit.db(LastSave.of("tenants"))
            return try sheet().stale(visit, theirs: fields(now(visit)), by: last)
        }
        return visit.redirect(to: Paths.settings, saying: wanted.text + ".")
    }
}
