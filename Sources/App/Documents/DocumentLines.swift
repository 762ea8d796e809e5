import Formats

/// Documents one under the other.
struct DocumentLines: Sendable {
    let lines: [DocumentLine]

    /// Nil when there are none; with a way to remove each from a draft that the person may write.
    init?(_ documents: [Document], removable: Bool = false, for visit: Visit) {
        if documents.isEmpty { return nil }
        lines = documents.map { DocumentLine($0, removable: removable, for: visit) }
    }
}

/// One of them.
struct DocumentLine: Sendable {
    let name, link, detail: String
    let isElsewhere: Bool
    let removeLink: String?

    init(_ document: Document, removable: Bool, for visit: Visit) {
        name = document.title
        link = document.link(for: visit)
        detail = document.detail
        isElsewhere = document.kind == .link
        removeLink = removable ? visit.link(Paths.removal(of: document)) : nil
    }
}

extension Document {
    /// Where it opens.
    func link(for visit: Visit) -> String { kind == .link ? address : visit.link(Paths.document(id)) }

    /// "PDF, 120 kB", or where a page is.
    var detail: String { kind == .link ? "\(kind.label), \(host)" : "\(kind.label), \(FileName.size(size))" }

    private var host: String {
        address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init) ?? address
    }
}
