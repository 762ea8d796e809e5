import Formats
import HTTP
import Mustache
import Postgres

/// The documents of updates: all of a council, and one as a file.
enum DocumentPages: Feature {
    static let audited = [AuditedTable.documents]
    static let found: [FoundKind] = [.documents]
    static let registers: [any AnyRegister] = [Document.register]
    static let routes: [Route] = [.get("/documents/:document", .seePlans, file)]

    /// Always as a file to keep, never as a page of this site.
    private static func file(_ visit: Visit) throws -> Response {
        let id: Document.ID = try visit.id("document")
        let (found, content) = try visit.db.all(Document.find(id), Document.content(of: id))
        guard let document = found, let content else { throw Failure.notFound }
        var response = Response(body: content)
        response.headers.set("Content-Type", document.kind.mediaType)
        response.headers.set("Content-Disposition", FileName.attachment(document.fileName))
        response.headers.set("Content-Security-Policy", SafeHeaders.policy + "; sandbox")
        return response
    }
}
