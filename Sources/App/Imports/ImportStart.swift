import Mustache

/// A plan that the same paper led to before.
struct AlreadyThere: Sendable { let title, link: String }

/// Where a paper is pasted or chosen, and what was begun before.
struct ImportStart: View {
    static let template = "imports/start"
    let problems: ErrorSummary?
    let already: AlreadyThere?
    let importAction: String
    let file: FileField
    let paper: TextArea
    let example: String
    let drafts: DraftList?

    /// Imports in progress.
    struct DraftList: Sendable { let lines: [DraftLine] }

    /// One of them.
    struct DraftLine: Sendable { let name, link, from, changed, discardAction: String }

    init(_ form: FormBuilder, already: AlreadyThere?, pending: [PendingImport.Line], for visit: Visit) {
        problems = form.problems
        self.already = already
        importAction = visit.link(Paths.imports)
        file = FileField(
            id: "file", name: "file", label: "Choose a file",
            hint: "Plain text, HTML or CSV, or a plan that Waymark wrote; up to 10 megabytes.",
            error: form.mistakes["file"], isOptional: true,
            accept: ".txt,.html,.htm,.csv,.tsv,.md,.json,text/plain,text/html,text/csv")
        paper = form.area(
            "paper", "Or paste the plan",
            hint: "Copy the whole table out of Word, a web page or a spreadsheet, with its headings.",
            optional: true, rows: 12)
        example = Self.example
        let lines = pending.map { pending in
            DraftLine(
                name: pending.title.isEmpty ? "A plan without a title" : pending.title,
                link: visit.link(ImportPages.review(pending.id)),
                from: pending.name.isEmpty ? "Pasted" : pending.name, changed: pending.changedAt,
                discardAction: visit.link(ImportPages.removal(pending.id)))
        }
        drafts = lines.isEmpty ? nil : DraftList(lines: lines)
    }

    static let example = """
        Help on the way to work

        | Recommendation 1 | Actions | Leads | Status |
        | Offer work experience in every directorate. | HR – Ask each directorate for two places. | HR | Part met |
        |  | Tell schools about them. | Youth Service | Report back to Scrutiny |
        | Recommendation 2 | Actions | Leads | Status |
        | Count apprenticeships each year¹. | Provide the numbers. | HR | Will be reported annually from March 2027 |

        ¹ Those that the council itself offers.
        """
}
