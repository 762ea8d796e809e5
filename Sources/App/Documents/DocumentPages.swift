import Formats
import HTTP
import Mustache
import Postgres

/// The documents of updates and plans: all of a council, and one as a file.
enum DocumentPages: Feature {
    static let audited = [AuditedTable.documents]
    static let found: [FoundKind] = [.documents]
    static let registers: [any AnyRegister] = [Document.register]
    static let routes: [Route] =
        [.file("/documents/:document", .seePlans, slices: slice, file)] + SourceFile.routes

    /// Always as a file to keep, never as a page of this site.
    private static func file(_ visit: Visit) throws -> Response {
        guard let document = try visit.db(Document.find(visit.id("document"))), document.kind != .link else {
            throw Failure.notFound
        }
        var response = Response(rest: document.size)
        response.headers.set("Content-Type", document.kind.mediaType)
        response.headers.set("Content-Disposition", FileName.attachment(document.fileName))
        response.headers.set("Content-Security-Policy", SafeHeaders.policy + "; sandbox")
        return response
    }

    private static func slice(_ visit: Visit, from offset: Int) throws -> [UInt8]? {
        try visit.db(Document.content(of: visit.id("document"), from: offset))
    }
}
