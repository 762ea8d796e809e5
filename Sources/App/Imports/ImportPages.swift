import HTTP
import Mustache
import PlanReader
import Postgres

/// Bringing a plan in: paste or choose a paper, mend what was read of it beside the source, and save all of it at once.
enum ImportPages: Feature {
    static let routes: [Route] = [
        .get("/bringing", .importPlans, start),
        .post("/bringing/reading", .importPlans, upTo: SourceText.byteLimit + 256 * 1024, heavy: true, read),
        .get("/bringing/:paper", .importPlans, heavy: true, show),
        .post("/bringing/:paper/saving", .importPlans, upTo: 16 << 20, fields: 20_000, heavy: true, save),
        .post("/bringing/:paper/discarding", .importPlans, discard),
    ]
    static let views: [any View.Type] = [ImportStart.self, ReviewPage.self]

    static func path(_ reading: PendingImport.ID) -> String { Paths.bringing + "/\(reading)" }

    /// What one page can show to be mended.
    private static let pieceLimit = 1_000
    private static let readingLimit = 20

    private static func start(_ visit: Visit) throws -> Response { try startPage(visit, Fields()) }

    private static func startPage(
        _ visit: Visit, _ fields: Fields, _ mistakes: Mistakes? = nil, already: AlreadyThere? = nil
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        let view = ImportStart(
            form, already: already, readings: try visit.db.each([PendingImport.mine])[0], for: visit)
        let status: Status = already != nil ? .conflict : mistakes == nil ? .ok : .unprocessableContent
        return try visit.page(view, title: form.title("Bring a plan in"), status: status)
    }

    private static func read(_ visit: Visit) throws -> Response {
        let file = visit.files.first { $0.name == "file" }
        let bytes = file?.bytes ?? Array(visit.form["paper"].utf8)
        let field = file == nil ? "paper" : "file"
        let paper: ImportedPaper
        do { paper = try ImportedPaper.read(bytes, named: file?.filename ?? "", today: visit.today) } catch {
            return try startPage(visit, visit.form, Mistakes(field, error.sentence))
        }
        let plan = paper.plan
        if let before = try PlanImport.before(plan.fingerprint, in: visit.db) {
            return try startPage(
                visit, visit.form, already: AlreadyThere(title: before.title, link: visit.link(Paths.plan(before.id))))
        }
        if let sentence = try refusal(of: plan, visit) {
            return try startPage(visit, visit.form, Mistakes(field, sentence))
        }
        let content = PendingImport.Content(
            plan: plan, notUnderstood: paper.notUnderstood, doubts: paper.doubts)
        let text = paper.lines.joined(separator: "\n")
        if let id = try PendingImport.add(content, name: file?.filename ?? "", source: text, in: visit.db) {
            return visit.redirect(to: path(id))
        }
        guard let id = try PendingImport.of(plan.fingerprint ?? "", in: visit.db) else { throw Failure.unavailable }
        return visit.redirect(
            to: path(id), saying: "You were bringing this paper in already. Go on from here.", heading: "Not read again"
        )
    }

    private static func refusal(of plan: PlanFile, _ visit: Visit) throws -> String? {
        if plan.recommendations.isEmpty {
            return "Waymark found no recommendation in this paper. Look at the example below, or make the plan by hand"
        }
        if plan.pieceCount > pieceLimit {
            return "Bring this plan in parts: it has more than \(pieceLimit.formatted()) pieces"
        }
        let count: Int = try visit.db.value("SELECT count(*) FROM readings_in_progress") ?? 0
        return count < readingLimit
            ? nil : "Save or discard one of the plans that you are bringing in first: there are \(count) already"
    }

    private static func reading(_ visit: Visit) throws -> PendingImport {
        guard let reading = try PendingImport.find(visit.id("paper"), in: visit.db) else {
            throw Failure.notFound
        }
        return reading
    }

    private static func show(_ visit: Visit) throws -> Response {
        let reading = try reading(visit)
        return try mendPage(visit, reading, Fields(reading.content.plan), nil)
    }

    private static func mendPage(
        _ visit: Visit, _ reading: PendingImport, _ fields: Fields, _ mistakes: Mistakes?,
        already: AlreadyThere? = nil,
        isStale: Bool = false
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        let vocabulary = try Vocabulary(in: visit.db)
        var reading = reading
        reading.content.plan = ReviewedPlan(fields, over: reading.content.plan).plan
        let view = ReviewPage(form, reading, vocabulary: vocabulary, already: already, isStale: isStale, for: visit)
        let status: Status = already != nil || isStale ? .conflict : mistakes == nil ? .ok : .unprocessableContent
        return try visit.page(
            view, title: form.title("Check what was read"),
            back: Link(label: "Bring a plan in", link: visit.link(Paths.bringing)),
            status: status)
    }

    /// Saves the plan, or only what was mended so far.
    private static func save(_ visit: Visit) throws -> Response {
        var reading = try reading(visit)
        let mended = ReviewedPlan(visit.form, over: reading.content.plan)
        guard Int(visit.form["version"]) == reading.version else {
            return try mendPage(visit, reading, visit.form, nil, isStale: true)
        }
        if visit.form["step"] == "keep" { return try keep(mended, of: &reading, visit) }
        let mistakes = mended.mistakes
        guard mistakes.isEmpty else { return try mendPage(visit, reading, visit.form, mistakes) }
        do {
            switch try PlanImport.save(mended.plan, in: visit.db) {
            case .already(let id, let title):
                let already = AlreadyThere(title: title, link: visit.link(Paths.plan(id)))
                return try mendPage(visit, reading, visit.form, nil, already: already)
            case .saved(let saved):
                _ = try PendingImport.remove(reading.id, in: visit.db)
                return visit.redirect(to: Paths.plan(saved.id), saying: saved.sentence, heading: "Brought in")
            }
        } catch let mistakes as Mistakes {
            return try mendPage(visit, reading, visit.form, mistakes)
        }
    }

    private static func keep(_ mended: ReviewedPlan, of reading: inout PendingImport, _ visit: Visit) throws
        -> Response
    {
        let wrong = mended.unreadable
        guard wrong.isEmpty else { return try mendPage(visit, reading, visit.form, wrong) }
        reading.content.plan = mended.plan
        guard try PendingImport.keep(reading.content, of: reading.id, version: reading.version, in: visit.db) else {
            return try mendPage(visit, reading, visit.form, nil, isStale: true)
        }
        return visit.redirect(
            to: path(reading.id), saying: "What you mended is kept. Nothing is in your action plans yet.")
    }

    private static func discard(_ visit: Visit) throws -> Response {
        guard try PendingImport.remove(visit.id("paper"), in: visit.db) else { throw Failure.notFound }
        return visit.redirect(
            to: Paths.bringing, saying: "The paper is gone. No action plan was changed.", heading: "Discarded")
    }
}

extension PlanFile {
    /// Everything that has fields of its own on the mending page.
    var pieceCount: Int {
        recommendations.reduce(footnotes.count + glossary.count + sections.count) {
            $0 + 1 + $1.actions.count + $1.measures.count + $1.updates.count
        }
    }
}

extension SavedPlan {
    /// "7 recommendations, 11 actions and 4 updates came in."
    var sentence: String {
        "\(Self.count(recommendations, "recommendation")), \(Self.count(actions, "action")) and \(Self.count(updates, "update")) came in.\(others)"
    }

    /// " With them 2 measures and 8 sections of the paper.", or nothing.
    private var others: String {
        let all = [(measures, "measure"), (notes, "note"), (sections, "section")]
        let words = all.filter { $0.0 > 0 }.map { Self.count($0.0, $0.1) }
        guard let last = words.last else { return "" }
        let list = words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
        return " With them \(list)."
    }

    static func count(_ number: Int, _ word: String) -> String {
        "\(number.formatted()) \(word)\(number == 1 ? "" : "s")"
    }
}
