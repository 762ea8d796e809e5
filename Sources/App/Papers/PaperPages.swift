import Formats
import HTTP
import Mustache
import Postgres

/// Papers for committees: written under the council's headings, checked, and published for good.
enum PaperPages: Feature {
    static let places = [Place("Papers", Paths.papers, .seePapers, rank: 50, in: .plans)]
    static let registers: [any AnyRegister] = [PaperHeading.register, PaperLine.register]
    static let audited = AuditedTable.ofPapers
    static let routes: [Route] =
        [
            .get("/papers/new", .changePapers, new),
            .post("/papers", .changePapers, add),
            .get("/papers/:paper", .seePapers, show),
            .get("/papers/:paper/draft.docx", .seeDrafts, draft),
            .get("/papers/:paper/edit", .changePapers, edit),
            .post("/papers/:paper", .changePapers, upTo: 2 * 1024 * 1024, change),
            .get("/papers/:paper/removal", .changePapers, removal),
            .post("/papers/:paper/removal", .changePapers, remove),
        ] + PaperPublication.routes + PaperHeadingPages.routes + PaperTablePages.routes + PaperHistory.routes
    static let views: [any View.Type] = [PaperShow.self, PublicationPage.self, PaperHeadingList.self]

    static let back = Link(label: "Papers", link: Paths.papers)

    private static func startSheet(_ plans: [NamedChoice], _ meetings: [Meeting]) -> RecordForm {
        RecordForm(
            heading: "New paper",
            lead:
                "Its progress table is made from the plan. Everything else is written under the council’s own headings.",
            path: Paths.papers, back: back, save: "Begin the paper",
            parts: { form in
                [
                    FormPart(questions: [
                        .select(
                            form.select(
                                "plan", "Plan that it reports on",
                                [(value: "", text: "Choose a plan")] + plans.map(\.option))),
                        .select(
                            form.select(
                                "meeting", "Meeting that it goes to",
                                [(value: "", text: "Choose a meeting")]
                                    + meetings.map { (String($0.id.value), $0.name) },
                                hint: meetings.isEmpty
                                    ? "There is no meeting yet. Plan one under “Meetings” first." : nil)),
                        .text(form.text("title", "Subject", hint: "The title of the paper.")),
                    ])
                ]
            })
    }

    private static func new(_ visit: Visit) throws -> Response {
        let (plans, meetings) = try visit.db.all(Plan.choices, Meeting.choices)
        var fields = Fields()
        fields["plan"] = visit.query("plan")
        fields["meeting"] = visit.query("meeting")
        if let id = Plan.ID(visit.query("plan")), let plan = try visit.db(Plan.find(id)) {
            fields["title"] = "Progress: \(plan.title)"
            if fields["meeting"].isEmpty {
                let next = meetings.last { $0.heldOn >= visit.today && folded($0.body) == folded(plan.body) }
                fields["meeting"] = next.map { String($0.id.value) } ?? ""
            }
        }
        return try startSheet(plans, meetings).page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let (plans, meetings) = try visit.db.all(Plan.choices, Meeting.choices)
        let form: PaperStart
        do {
            form = try PaperStart(visit.form)
            if !plans.contains(where: { $0.id == form.plan.value }) {
                throw Mistakes("plan", "Choose one of the plans")
            }
            if !meetings.contains(where: { $0.id == form.meeting }) {
                throw Mistakes("meeting", "Choose one of the meetings")
            }
        } catch let mistakes as Mistakes {
            return try startSheet(plans, meetings).page(visit, visit.form, mistakes)
        }
        if try visit.db(PaperHeading.all).isEmpty { try PaperHeading.begin(with: PaperHeading.usual, in: visit.db) }
        let id = try Paper.add(form, in: visit.db)
        return visit.redirect(
            to: Paths.paper(id) + "/edit", saying: "The paper is begun. Now write what stands under each heading.")
    }

    static func found(_ visit: Visit) throws -> Paper {
        guard let paper = try visit.db(Paper.find(visit.id("paper"))) else { throw Failure.notFound }
        return paper
    }

    static func source(_ paper: Paper, _ visit: Visit) throws -> PaperSource {
        guard let source = try PaperSource(paper, in: visit.db) else { throw Failure.notFound }
        return source
    }

    /// The paper as it is being written; whoever sees no drafts is led to the last version.
    private static func show(_ visit: Visit) throws -> Response {
        let id: Paper.ID = try visit.id("paper")
        let (paper, versions) = try visit.db.all(Paper.find(id), PaperVersion.all(of: id))
        guard let paper else {
            guard let last = versions.first else { throw Failure.notFound }
            return .redirect(to: visit.link(Paths.paperVersion(last.id, of: id)))
        }
        let source = try source(paper, visit)
        let view = PaperShow(source, versions, for: visit)
        let back = Link(label: back.label, link: visit.link(back.link))
        return try visit.page(view, title: "\(paper.title) – draft", back: back)
    }

    private static func draft(_ visit: Visit) throws -> Response {
        let paper = try found(visit)
        let document = PaperWriting.document(try source(paper, visit), council: visit.council.name)
        let word = WordPackage(document: document, edition: "Draft", madeAt: visit.today.isoText + "T00:00:00Z")
        return .word(word, named: "paper-\(paper.id)-draft")
    }

    private static func sheet(_ paper: Paper, _ questions: PaperQuestions) -> RecordForm {
        RecordForm(
            kicker: paper.title, heading: "Edit the paper",
            lead:
                "Leave a blank line between paragraphs. Lines that begin with “- ” become a list, *stars* make italics.",
            path: Paths.paper(paper.id), back: Link(label: paper.title, link: Paths.paper(paper.id)),
            removal: paper.published == nil
                ? Link(label: "Remove this paper", link: Paths.paper(paper.id) + "/removal") : nil,
            parts: questions.parts)
    }

    /// The paper with its questions and what is answered so far.
    private static func asked(_ visit: Visit) throws -> (Paper, PaperQuestions, Fields) {
        let id: Paper.ID = try visit.id("paper")
        let (paper, headings, answers, appendices, meetings) = try visit.db.all(
            Paper.find(id), PaperHeading.all, Paper.Answer.all(of: id), Paper.Appendix.all(of: id), Meeting.choices)
        guard let paper else { throw Failure.notFound }
        let questions = PaperQuestions(headings: PaperSource.standing(headings, answers), meetings: meetings)
        return (paper, questions, PaperForm.fields(paper, answers, appendices))
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let (paper, questions, fields) = try asked(visit)
        return try sheet(paper, questions).page(visit, fields)
    }

    private static func change(_ visit: Visit) throws -> Response {
        let (paper, questions, _) = try asked(visit)
        let form: PaperForm
        do {
            form = try PaperForm(visit.form, questions.headings, today: visit.today)
            if !questions.meetings.contains(where: { $0.id == form.meeting }) {
                throw Mistakes("meeting", "Choose one of the meetings")
            }
        } catch let mistakes as Mistakes {
            return try sheet(paper, questions).page(visit, visit.form, mistakes)
        }
        if try Paper.change(paper.id, to: form, version: visit.version, in: visit.db) {
            return visit.redirect(to: Paths.paper(paper.id), saying: "The paper is saved.")
        }
        let (now, asks, theirs) = try asked(visit)
        let last = try visit.db(LastSave.of("papers", paper.id))
        return try sheet(now, asks).stale(visit, theirs: theirs, by: last)
    }

    private static func asksRemoval(_ visit: Visit) throws -> Removal {
        let paper = try found(visit)
        return Removal(
            kicker: paper.title, what: "this paper",
            things: [
                "The paper “\(paper.title)” for \(paper.body), \(paper.heldOn.longText)",
                "What was written under its headings",
            ],
            refusal: paper.published == nil
                ? nil : "A version of it was published, and what went to a meeting is kept.",
            path: Paths.paper(paper.id) + "/removal", back: Link(label: paper.title, link: Paths.paper(paper.id)),
            seen: (paper.version, LastSave.of("papers", paper.id)))
    }

    private static func removal(_ visit: Visit) throws -> Response { try asksRemoval(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asksRemoval(visit)
        if let answer = try removal.obstacle(visit) { return answer }
        guard try Paper.remove(visit.id("paper"), version: visit.version, in: visit.db) else {
            return try asksRemoval(visit).clash(visit)
        }
        return visit.redirect(to: Paths.papers, saying: "The paper is removed.", heading: "Removed")
    }
}

extension Meeting {
    /// To choose from: the latest first.
    static var choices: Query<[Meeting]> {
        .list(
            "SELECT \(columns) FROM meetings AS x ORDER BY x.held_on DESC, \(SQL.byName(key: "x.body_key")), x.id LIMIT 200"
        )
    }
}

extension Response {
    /// A Word document of this name.
    static func word(_ word: WordPackage, named name: String) -> Response {
        var response = Response(body: word.data)
        response.headers.set("Content-Type", DocumentKind.docx.mediaType)
        response.headers.set("Content-Disposition", "attachment; filename=\"\(name).docx\"")
        return response
    }
}
