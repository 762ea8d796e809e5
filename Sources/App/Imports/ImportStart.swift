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
    /// Where a plan is made without a paper.
    let byHandLink: String?
    let drafts: Table?
    /// What the council said that headings mean.
    let headingsLink: String

    init(_ form: FormBuilder, already: AlreadyThere?, pending: [PendingImport.Line], for visit: Visit) {
        problems = form.problems
        self.already = already
        importAction = visit.link(Paths.imports)
        file = FileField(
            id: "file", name: "file", label: "Choose a file",
            hint:
                "\(PaperFile.kinds), or a plan that Waymark wrote; up to 10 megabytes. The file is kept with the plan; members do not see it.",
            error: form.mistakes["file"], isOptional: true,
            accept: PaperFile.endings)
        paper = form.area(
            "paper", "Or paste the plan",
            hint: "Copy the whole table out of Word, a web page or a spreadsheet, with its headings.",
            optional: true, rows: 12)
        example = Self.example
        byHandLink = visit.can(.changePlans) ? visit.link(Paths.plans + "/new") : nil
        headingsLink = visit.link(Paths.knownHeadings)
        drafts =
            pending.isEmpty
            ? nil : Table("Imports in progress, newest first", of: pending, Self.columns, for: visit)
    }

    private static let columns: [ListColumn<PendingImport.Line>] = [
        ListColumn("Plan") { .link($0.shownTitle, ImportPages.review($0.id)) },
        ListColumn("From") { .text($0.name.isEmpty ? "Pasted" : $0.name) },
        ListColumn("Last saved") { .text($0.changedAt) },
        ListColumn("Discard") {
            .buttons([RowButton(label: "Discard", about: " \($0.shownTitle)", action: ImportPages.removal($0.id))])
        },
    ]

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

extension PendingImport.Line {
    fileprivate var shownTitle: String { title.isEmpty ? "A plan without a title" : title }
}
