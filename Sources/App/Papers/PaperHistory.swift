import HTTP
import Postgres

/// The history of a paper: what was changed in it, and when each version was published.
enum PaperHistory {
    static let routes: [Route] = [.get("/papers/:paper/history", .seeDrafts, show)]

    private static func show(_ visit: Visit) throws -> Response {
        let id: Paper.ID = try visit.id("paper")
        guard let paper = try visit.db(Paper.find(id)) else { throw Failure.notFound }
        let subject = HistorySubject(
            """
            (a.entity = 'papers' AND a.entity_id = \(id))
            OR (a.entity IN ('paper_answers', 'paper_appendices', 'paper_versions')
                AND coalesce(a.after, a.before) ->> 'paper_id' = \(id.description))
            """)
        return try HistoryPage.answer(
            visit, subject, of: paper.title, in: "Papers", at: Paths.paper(id) + "/history", back: Paths.paper(id))
    }
}
