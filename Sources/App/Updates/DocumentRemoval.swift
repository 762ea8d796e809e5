import HTTP

/// Taking a document away from an update that is still a draft.
enum DocumentRemoval {
    private static let path =
        "/plans/:plan/recommendations/:recommendation/updates/:update/documents/:document/removal"
    static let routes: [Route] = [
        .get(path, .seeDrafts, askRemoval),
        .post(path, .seeDrafts, remove),
    ]

    private static func found(_ visit: Visit) throws -> (UpdateSubject, Document) {
        let subject = try UpdateSubject.find(visit)
        try subject.requireWriter(visit)
        let update = try subject.update(visit)
        let id: Document.ID = try visit.id("document")
        guard let document = subject.documents.first(where: { $0.id == id && $0.updateID == update.id }) else {
            throw Failure.notFound
        }
        guard update.state == .draft else { throw Failure.conflict(UpdatePages.frozen(update)) }
        return (subject, document)
    }

    private static func askRemoval(_ visit: Visit) throws -> Response {
        let (subject, document) = try found(visit)
        let update = Link(
            label: "Update for \(document.period?.monthText ?? "")", link: visit.link(Paths.place(of: document)))
        return try Removal(
            kicker: subject.kicker, what: "this document", things: ["“\(document.title)”, \(document.detail)"],
            path: Paths.removal(of: document), back: update
        ).page(visit)
    }

    private static func remove(_ visit: Visit) throws -> Response {
        let document = try found(visit).1
        guard try Document.remove(document.id, in: visit.db) else { throw Failure.notFound }
        return visit.redirect(
            to: Paths.place(of: document), saying: "“\(document.title)” is no longer with the draft.",
            heading: "Removed")
    }
}
