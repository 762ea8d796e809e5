import HTTP
import Mustache
import PlanReader
import Postgres

/// Importing a plan: paste or choose a paper, review what was read of it beside the source, and save all of it at once.
enum ImportPages: Feature {
    static let places = [Place("Import a plan", Paths.imports, .importPlans, rank: 60, in: .plans)]
    static let routes: [Route] =
        [
            .get("/imports", .importPlans, start),
            .post("/imports", .importPlans, upTo: SourceText.byteLimit + 256 * 1024, reading: Paper.init, keep),
            .post("/imports/:import/removal", .importPlans, discard),
        ] + ReviewPages.routes + ColumnPages.routes
    static let views: [any View.Type] = [ImportStart.self, ReviewPage.self]
    static let registers: [any AnyRegister] = [KnownHeading.register]

    static let moved: [Moved] = [
        Moved("/bringing", to: "/imports"), Moved("/bringing/:import", to: "/imports/:import/review"),
    ]

    static func review(_ id: PendingImport.ID) -> String { Paths.imports + "/\(id)/review" }
    static func removal(_ id: PendingImport.ID) -> String { Paths.imports + "/\(id)/removal" }

    /// What one page can show for review.
    private static let pieceLimit = 1_000
    /// What one request can save.
    private static let rowLimit = 5_000
    private static let pendingLimit = 20

    private static func start(_ visit: Visit) throws -> Response { try startPage(visit, Fields()) }

    private static func startPage(
        _ visit: Visit, _ fields: Fields, _ mistakes: Mistakes? = nil, already: AlreadyThere? = nil
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        let view = ImportStart(
            form, already: already, pending: try visit.db.each([PendingImport.mine])[0], for: visit)
        let status: Status = already != nil ? .conflict : mistakes == nil ? .ok : .unprocessableContent
        return try visit.page(view, title: form.title("Import a plan"), status: status)
    }

    /// What was pasted or chosen, read; unread where the form is only shown again.
    private struct Paper: Sendable {
        let name, field: String
        let bytes: [UInt8]
        let result: Result<ImportedPaper, PaperFile.Unreadable>?
        /// What is kept with the plan.
        let kept: Attachments.File?
        /// Why the file was not looked at.
        let refusal: SentFile.Refusal?

        init(_ sent: Route.Sent) {
            let file = sent.files.first { $0.name == "file" }
            let name = file?.filename ?? "", today = sent.today
            (self.name, field) = (name, file == nil ? "paper" : "file")
            var bytes = Array(sent.form["paper"].utf8), refusal: SentFile.Refusal?
            if let file { do throws(SentFile.Refusal) { bytes = try file.content() } catch { refusal = error } }
            self.refusal = refusal
            result =
                sent.form.isHeld || refusal != nil
                ? nil
                : Result { () throws(PaperFile.Unreadable) in
                    try PaperFile.read(bytes, named: name, today: today)
                }
            self.bytes = bytes
            kept = file == nil || result == nil ? nil : PaperFile.kept(bytes, named: name)
        }
    }

    private static func keep(_ visit: Visit, _ sent: Paper) throws -> Response {
        let field = sent.field
        guard let result = sent.result else {
            return try startPage(visit, visit.form, sent.refusal.map { Mistakes(field, $0.sentence(sent.name)) })
        }
        let paper: ImportedPaper, answers: ReadingAnswers
        do { (paper, answers) = try asTheCouncilReads(result.get(), sent, visit) } catch let unreadable
            as PaperFile.Unreadable
        {
            return try startPage(visit, visit.form, Mistakes(field, unreadable.sentence))
        }
        let plan = paper.plan
        if let before = try PlanImport.before(plan.fingerprint, in: visit.db) {
            return try startPage(
                visit, visit.form, already: AlreadyThere(title: before.title, link: visit.link(Paths.plan(before.id))))
        }
        if let sentence = try paper.advice ?? refusal(of: paper, visit) {
            return try startPage(visit, visit.form, Mistakes(field, sentence))
        }
        var content = PendingImport.Content(paper, answers: answers)
        try content.askForBody(paper, in: visit.db)
        let text = paper.lines.joined(separator: "\n")
        if let id = try PendingImport.add(content, name: sent.name, source: text, sent.kept, in: visit.db) {
            return visit.redirect(to: content.asksAboutColumns || content.isUnread ? ColumnPages.path(id) : review(id))
        }
        guard let id = try PendingImport.of(plan.fingerprint ?? "", in: visit.db) else { throw Failure.unavailable }
        let begun = try PendingImport.find(id, in: visit.db)
        return visit.redirect(
            to: begun?.content.isUnread == true ? ColumnPages.path(id) : review(id),
            saying: "You had begun to import this paper. Go on from here.", heading: "Not read again"
        )
    }

    /// Read again where the council said before what such headings mean; where that comes to no plan, it is asked again.
    private static func asTheCouncilReads(
        _ paper: ImportedPaper, _ sent: Paper, _ visit: Visit
    ) throws -> (ImportedPaper, ReadingAnswers) {
        let answers = ReadingAnswers(columns: try KnownHeading.columns(of: paper.tables, in: visit.db))
        if answers.columns.isEmpty { return (paper, answers) }
        let again = try PaperFile.readAgain(
            paper.lines.joined(separator: "\n"), of: sent.bytes, named: sent.name, today: visit.today,
            answers: answers)
        return again.advice == nil && !again.asksOnlyForColumns && refusal(of: again) == nil
            ? (again, answers) : (paper, .init())
    }

    private static func refusal(of paper: ImportedPaper, _ visit: Visit) throws -> String? {
        if let sentence = refusal(of: paper) { return sentence }
        let count: Int = try visit.db.value("SELECT count(*) FROM pending_imports") ?? 0
        return count < pendingLimit
            ? nil : "Import or discard one of the plans that you have begun first: there are \(count) already"
    }

    /// Why this comes to no plan that can be reviewed.
    static func refusal(of paper: ImportedPaper) -> String? {
        let plan = paper.plan
        if paper.asksOnlyForColumns { return nil }
        if plan.recommendations.isEmpty {
            return
                "Look at the example below, or begin the plan by hand: Waymark found no recommendation in \(paper.extent)"
                + (paper.seen.map { ". \($0)" } ?? "")
        }
        return tooMany(plan)
    }

    /// More than one page can show, or one request save.
    static func tooMany(_ plan: PlanFile) -> String? {
        for (count, limit) in [(plan.pieceCount, pieceLimit), (plan.rowCount, rowLimit)] where count > limit {
            return "Import this plan in parts: it has more than \(limit.formatted()) pieces"
        }
        return nil
    }

    static func pending(_ visit: Visit) throws -> PendingImport {
        guard let pending = try PendingImport.find(visit.id("import"), in: visit.db) else {
            throw Failure.notFound
        }
        return pending
    }

    private static func discard(_ visit: Visit) throws -> Response {
        guard try PendingImport.remove(visit.id("import"), in: visit.db) else { throw Failure.notFound }
        return visit.redirect(
            to: Paths.imports, saying: "The import is discarded. No action plan was changed.", heading: "Discarded")
    }
}

extension PlanFile {
    /// Everything that has fields of its own on the review page.
    var pieceCount: Int {
        recommendations.reduce(footnotes.count + glossary.count + sections.count) {
            $0 + 1 + $1.actions.count + $1.measures.count + $1.updates.count
        }
    }

    /// With what comes along without fields of its own: everything that is saved as a row.
    var rowCount: Int {
        let rows = recommendations.map { it in
            it.links.count + it.actions.reduce(0) { $0 + $1.leads.count }
                + it.measures.reduce(0) { $0 + $1.milestones.count + $1.readings.reduce(0) { $0 + $1.rowCount } }
                + it.updates.reduce(0) { $0 + ($1.answers ?? []).count }
        }
        return rows.reduce(pieceCount + decisions.count + words.count, +)
    }
}

extension PlanFile.Reading {
    fileprivate var rowCount: Int { parts.reduce(1) { $0 + $1.rowCount } }
}

extension PlanFile {
    static func counts(_ recommendations: Int, _ actions: Int, _ updates: Int) -> String {
        [
            counted(recommendations, "recommendation", "recommendations"), counted(actions, "action", "actions"),
            counted(updates, "update", "updates"),
        ].listed.sentenceCase
    }
}

extension Paths {
    static let imports = "/imports"
}
