import HTTP
import Postgres

/// The file that a plan was imported from: with the plan itself, for those who see drafts. It may hold more than the plan says, such as
/// changes that were taken back, so members have what was read of it.
enum SourceFile {
    private static let path = "/plans/:plan/documents/:document/removal"
    static let routes: [Route] = [.get(path, .importPlans, askRemoval), .post(path, .importPlans, remove)]

    @discardableResult
    static func keep(_ file: Attachments.File, with plan: Plan.ID, in db: Transaction) throws -> Document.ID? {
        let id: Document.ID? = try db.value(
            """
            INSERT INTO documents (plan_id, title, kind, file_name, size, sha256)
            VALUES (\(plan), \(file.title), \(file.kind), \(file.name), \(Int32(file.bytes.count)), \(Secret.sha256(file.bytes)))
            RETURNING id
            """)
        try db.run("INSERT INTO document_contents (document_id, content) VALUES (\(id), \(file.bytes))")
        return id
    }

    private static func found(_ visit: Visit) throws -> Document {
        let plan: Plan.ID = try visit.id("plan"), id: Document.ID = try visit.id("document")
        guard let document = try visit.db(Document.file(of: plan)), document.id == id else { throw Failure.notFound }
        return document
    }

    private static func askRemoval(_ visit: Visit) throws -> Response {
        let document = try found(visit)
        return try Removal(
            kicker: document.planTitle, what: "this file",
            things: ["“\(document.title)”, \(document.detail): what was read of it stays"],
            path: Paths.removal(of: document),
            back: Link(label: document.planTitle, link: visit.link(Paths.plan(document.planID)))
        ).page(visit)
    }

    private static func remove(_ visit: Visit) throws -> Response {
        let document = try found(visit)
        guard try Document.remove(document.id, in: visit.db) else { throw Failure.notFound }
        return visit.redirect(
            to: Paths.plan(document.planID), saying: "“\(document.title)” is no longer with the plan.",
            heading: "Removed")
    }
}
