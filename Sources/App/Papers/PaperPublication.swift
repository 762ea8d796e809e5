import Formats
import HTTP
import Mustache
import Postgres

/// From a draft to a version that never changes: checks first, then the paper is frozen.
enum PaperPublication {
    static let routes: [Route] = [
        .get("/papers/:paper/publication", .changePapers, ask),
        .post("/papers/:paper/publication", .changePapers, publish),
        .get("/papers/:paper/versions/:version", .seePapers, show),
        .get("/papers/:paper/versions/:version/paper.docx", .seePapers, word),
    ]

    private static func ask(_ visit: Visit) throws -> Response {
        let paper = try PaperPages.found(visit)
        let source = try PaperPages.source(paper, visit)
        var fields = Fields()
        fields["digest"] = try digest(source, visit)
        return try page(visit, source, fields)
    }

    private static func digest(_ source: PaperSource, _ visit: Visit) throws -> String {
        Secret.digest(try PaperWriting.document(source, council: visit.council.name).kept())
    }

    private static func page(
        _ visit: Visit, _ source: PaperSource, _ fields: Fields, _ mistakes: Mistakes? = nil, isStale: Bool = false
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        let view = PublicationPage(source, form, isStale: isStale, for: visit)
        let paper = source.paper
        return try visit.page(
            view, title: form.title("Publish – \(paper.title)"),
            back: Link(label: paper.title, link: visit.link(Paths.paper(paper.id))),
            status: isStale ? .conflict : mistakes != nil ? .unprocessableContent : .ok)
    }

    private static func publish(_ visit: Visit) throws -> Response {
        let id: Paper.ID = try visit.id("paper")
        // Two who publish at once get two numbers.
        let lock: SQL = visit.form.isHeld ? "" : "FOR UPDATE"
        let (_, paper) = try visit.db.all(
            Query<Paper.ID?>.value("SELECT id FROM papers WHERE id = \(id) \(lock)"), Paper.find(id))
        guard let paper else { throw Failure.notFound }
        let source = try PaperPages.source(paper, visit)
        let findings = PaperCheck.findings(source)
        let content = try PaperWriting.document(source, council: visit.council.name).kept()
        if visit.form["digest"] != Secret.digest(content) {
            var fields = visit.form
            fields["digest"] = Secret.digest(content)
            fields["read"] = ""
            return try page(visit, source, fields, isStale: true)
        }
        var check = Check(visit.form)
        if findings.contains(where: { $0.weight == .error }) {
            check.mistake("errors", "Fix these before you publish")
        } else if !findings.isEmpty, visit.form["read"] != "yes" {
            check.mistake("read", "Say that you have read the warnings")
        }
        let reason =
            paper.published == nil ? "" : check.text("reason", 1...1_000, or: "Enter why there is a new version")
        do { try check.finish() } catch { return try page(visit, source, visit.form, error) }
        let version = try PaperVersion.publish(content, of: paper, because: reason, in: visit.db)
        return visit.redirect(
            to: Paths.paperVersion(version, of: paper.id),
            saying:
                "Version \((paper.published ?? 0) + 1) is published. It stays as it is, whatever changes in the plan.")
    }

    private static func found(_ visit: Visit) throws -> (PaperVersion, PaperDocument, [PaperVersion]) {
        let (paper, id): (Paper.ID, PaperVersion.ID) = (try visit.id("paper"), try visit.id("version"))
        let (version, content, all) = try visit.db.all(
            PaperVersion.find(id, of: paper), PaperVersion.content(id), PaperVersion.all(of: paper))
        guard let version, let content else { throw Failure.notFound }
        return (version, try PaperDocument(kept: content), all)
    }

    private static func show(_ visit: Visit) throws -> Response {
        let (version, document, all) = try found(visit)
        let back = Link(label: PaperPages.back.label, link: visit.link(Paths.papers))
        return try visit.page(
            PaperShow(version, document, all, for: visit), title: "\(version.title) – \(version.name.lowercased())",
            back: back)
    }

    private static func word(_ visit: Visit) throws -> Response {
        let (version, document, _) = try found(visit)
        let word = WordPackage(
            document: document, edition: "\(version.name), \(version.madeAt)", madeAt: version.madeAtCode)
        return .word(word, named: "paper-\(version.paperID)-version-\(version.number)")
    }
}

/// What is to be mended, what is to be known, and the button.
struct PublicationPage: View {
    static let template = "papers/publication"
    let problems: ErrorSummary?
    let kicker, heading, lead: String
    let changed: Warning?
    let errors: Findings?
    let warnings: Findings?
    let form: Form?

    /// What was found, each with where it is mended.
    struct Findings: Sendable {
        let heading: String
        let findings: [Finding]
    }

    /// One of them.
    struct Finding: Sendable {
        let words, link, label: String
    }

    /// What is asked before a version is made.
    struct Form: Sendable {
        let action, digest: String
        let read: CheckboxField?
        let reason: TextArea?
        let save: SaveRow
    }

    init(_ source: PaperSource, _ form: FormBuilder, isStale: Bool, for visit: Visit) {
        let paper = source.paper
        let found = PaperCheck.findings(source)
        let wrong = found.filter { $0.weight == .error }
        let known = found.filter { $0.weight == .warning }
        let number = (paper.published ?? 0) + 1
        // Errors of the paper are listed below, with their links.
        problems = form.mistakes["errors"] == nil ? form.problems : nil
        kicker = paper.title
        heading = wrong.isEmpty ? "Publish version \(number)" : "Not ready to be published"
        lead =
            wrong.isEmpty
            ? "It goes to \(paper.body), \(paper.heldOn.longText), and members see it at once. Published versions cannot be changed."
            : "Fix these before you publish. Each says where."
        changed =
            isStale
            ? Warning(
                tone: "caution", heading: "The paper or its plan changed while you were looking",
                text: "Look at it again before you publish it.") : nil
        func findings(_ heading: String, _ all: [PaperFinding]) -> Findings? {
            all.isEmpty ? nil : Findings(heading: heading, findings: all.map { Finding($0, source, visit) })
        }
        errors = findings(counted(wrong.count, "thing", "things").sentenceCase + " to mend", wrong)
        warnings = findings("To know before it goes", known)
        guard wrong.isEmpty else {
            self.form = nil
            return
        }
        let read = form.checkboxes("read", "Warnings", [("yes", "I have read the warnings; the paper may go as it is")])
        let reason = form.area(
            "reason", "Why there is a new version", hint: "Members read this.", rows: 2, limit: 1_000)
        self.form = Form(
            action: visit.link(Paths.paper(paper.id) + "/publication"), digest: form.fields["digest"],
            read: known.isEmpty ? nil : read, reason: number > 1 ? reason : nil,
            save: SaveRow(
                label: "Publish version \(number)",
                cancel: Link(label: "Cancel", link: visit.link(Paths.paper(paper.id)))))
    }
}

extension PublicationPage.Finding {
    init(_ finding: PaperFinding, _ source: PaperSource, _ visit: Visit) {
        words = finding.words
        let edit = visit.link(Paths.paper(source.paper.id) + "/edit")
        switch finding.place {
        case .title: (link, label) = (edit + "#title", "Edit the subject")
        case .heading(let id): (link, label) = (edit + "#answer_\(id)", "Edit the section")
        case .appendix(let number): (link, label) = (edit + "#appendix_\(number)_words", "Edit the appendix")
        case .plan: (link, label) = (visit.link(Paths.plan(source.plan.id)), "Go to the plan")
        case .recommendation(let id):
            (link, label) = (visit.link(Paths.recommendation(id, source.plan.id)), "Go to the recommendation")
        case .glossary: (link, label) = (visit.link(Paths.glossary + "/new"), "Add it to the glossary")
        }
    }
}
