import Formats
import HTTP
import Mustache
import Postgres

/// The documents of updates: all of a council, and one as a file.
enum DocumentPages: Feature {
    static let audited = [AuditedTable.documents]
    static let found: [FoundKind] = [.documents]
    static let routes: [Route] = [
        .get("/documents", .seePlans, list),
        .get("/documents.csv", .seePlans, csv),
        .get("/documents.json", .seePlans, json),
        .get("/documents/:document", .seePlans, file),
    ]
    static let views: [any View.Type] = [DocumentList.self]

    private static func list(_ visit: Visit) throws -> Response {
        let search = DocumentSearch(visit)
        let asked = visit.query("page")
        var (documents, count, plans, isAny) = try visit.db.all(
            search.documents(limit: Paging.size, offset: Paging.offset(asked: asked)), search.count,
            DocumentSearch.plans, DocumentSearch.isAny)
        let paging = Paging(asked: asked, count: count ?? 0)
        if documents.isEmpty, paging.count > 0 { documents = try visit.db(search.documents(limit: Paging.size)) }
        let view = DocumentList(search, documents, paging, plans: plans, isAny: isAny ?? false, for: visit)
        return try visit.page(view, title: "Documents" + paging.titlePart)
    }

    private static func csv(_ visit: Visit) throws -> Response {
        let documents = try visit.db(DocumentSearch(visit).documents(limit: nil))
        let heads = ["Document", "Kind", "File", "Bytes", "Plan", "Recommendation", "Update", "Added", "Address"]
        let rows = documents.map { document -> [Spreadsheet.Cell] in
            [
                .text(document.title), .text(document.kind.label), .text(document.fileName),
                document.kind == .link ? .none : .whole(document.size), .text(document.planTitle),
                .text(document.number), .text(document.period.monthText), .day(document.addedOn),
                .text(document.link(for: visit)),
            ]
        }
        return .csv(Spreadsheet(heads: heads, rows: rows), named: "documents")
    }

    private static func json(_ visit: Visit) throws -> Response {
        let documents = try visit.db(DocumentSearch(visit).documents(limit: nil))
        return try .json(["documents": documents.map { DocumentFacts($0, for: visit) }])
    }

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

/// A document as JSON.
private struct DocumentFacts: Encodable {
    let id: Int64
    let title, kind, plan, recommendation, update, address: String
    let file: String?
    let bytes: Int?
    let added: Day

    init(_ document: Document, for visit: Visit) {
        id = document.id.value
        (title, plan, recommendation) = (document.title, document.planTitle, document.number)
        kind = document.kind == .link ? "link" : document.kind.mediaType
        update = String(document.period.isoText.prefix(7))
        address = document.link(for: visit)
        file = document.kind == .link ? nil : document.fileName
        bytes = document.kind == .link ? nil : document.size
        added = document.addedOn
    }
}
