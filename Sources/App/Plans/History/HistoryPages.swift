import HTTP
import Mustache
import Postgres

/// Who changed what in a plan or in one of its recommendations.
enum HistoryPages {
    static func plan(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let subject = Subject.plan(id)
        let (plan, _) = try visit.db.all(Plan.find(id), Query<Int?>.value("SELECT 1"))
        guard let plan else { throw Failure.notFound }
        return try page(visit, subject, of: plan.title, at: Paths.history(id), back: Paths.plan(id))
    }

    static func recommendation(_ visit: Visit) throws -> Response {
        let plan: Plan.ID = try visit.id("plan")
        let id: Recommendation.ID = try visit.id("recommendation")
        let (it, recommendation) = try visit.db.all(Plan.find(plan), Recommendation.find(id, of: plan))
        guard let it, let recommendation else { throw Failure.notFound }
        return try page(
            visit, .recommendation(id, of: plan), of: "Recommendation \(recommendation.number)", in: it.title,
            at: Paths.history(id, plan), back: Paths.recommendation(id, plan))
    }

    static func update(_ visit: Visit) throws -> Response {
        let subject = try UpdateSubject.find(visit)
        let update = try subject.update(visit)
        let path = subject.path(of: update.id)
        return try page(
            visit, .update(update.id), of: "Update for \(update.period.monthText)",
            in: "\(subject.name) – \(subject.plan.title)", at: path + "/history", back: path)
    }

    /// Of what the council settles for itself.
    static func settings(_ visit: Visit) throws -> Response {
        try page(visit, .settings, of: "Settings", at: Paths.settingsHistory, back: Paths.settings)
    }

    private static func page(
        _ visit: Visit, _ subject: Subject, of name: String, in plan: String? = nil, at path: String, back: String
    ) throws -> Response {
        let asked = visit.query("page")
        var (changes, count) = try visit.db.all(
            subject.changes(offset: Paging.offset(asked: asked)), subject.count)
        let paging = Paging(asked: asked, count: count ?? 0)
        if changes.isEmpty, paging.count > 0 { changes = try visit.db(subject.changes(offset: 0)) }
        let words = HistoryWords(try visit.db.all(NamedThing.of(changes)))
        let view = HistoryPage(
            head: PageHead(kicker: name, heading: "Who changed what"), showing: paging.showing("change", "changes"),
            history: changes.isEmpty ? nil : History(entries: changes.map(words.entry)),
            nothing: changes.isEmpty
                ? EmptyState(heading: "No changes yet", text: "Every change will stand here with who made it.") : nil,
            pages: paging.pages(ListAddress(visit, path: path, names: ["page"])))
        return try visit.page(
            view,
            title: "Who changed what – " + [name, plan].compactMap(\.self).joined(separator: " – ") + paging.titlePart,
            back: Link(label: name, link: visit.link(back)))
    }
}

/// The page of changes.
struct HistoryPage: View {
    static let template = "registers/history"
    let head: PageHead
    let showing: String
    let history: History?
    let nothing: EmptyState?
    let pages: Pages?
}
