import HTTP
import Postgres

/// The form of the council's progress table and the names of its parts.
enum PaperTablePages {
    static let routes: [Route] = [
        .get("/papers/table", .changePaperHeadings, edit),
        .post("/papers/table", .changePaperHeadings, change),
    ]

    private static var sheet: RecordForm {
        RecordForm(
            kicker: "Papers", heading: "The progress table",
            lead:
                "New papers, and drafts that are not published yet, show progress like this. What its columns are called is among the settings.",
            path: Paths.paperTable,
            back: Link(label: "Papers", link: Paths.papers),
            parts: { form in
                [
                    FormPart(questions: [
                        .radios(form.radios("form", "Form", PaperTable.Form.allCases.map { ($0.rawValue, $0.label) }))
                    ])
                ]
            })
    }

    private static func fields(_ table: PaperTable) -> Fields {
        var fields = Fields()
        fields["version"] = String(table.version)
        fields["form"] = table.form.rawValue
        return fields
    }

    private static func edit(_ visit: Visit) throws -> Response {
        try sheet.page(visit, fields(visit.db(PaperTable.own) ?? PaperTable()))
    }

    private static func change(_ visit: Visit) throws -> Response {
        var check = Check(visit.form)
        var table = PaperTable()
        let form: PaperTable.Form? = check.choice("form", or: "Choose the form of the table")
        do { try check.finish() } catch { return try sheet.page(visit, visit.form, error) }
        table.form = form ?? .rows
        if try table.save(over: visit.version, in: visit.db) {
            return visit.redirect(to: Paths.papers, saying: "The progress table is saved.")
        }
        let (now, last) = try visit.db.all(PaperTable.own, LastSave.of("paper_tables"))
        return try sheet.stale(visit, theirs: fields(now ?? PaperTable()), by: last)
    }
}
