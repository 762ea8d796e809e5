import Mustache

/// The page with the documents of a council.
struct DocumentList: View {
    static let template = "documents/list"
    let head: PageHead
    /// Nil when there are no documents at all.
    let list: Listing?
    let nothing: EmptyState?

    /// What stands beside and under the filters.
    struct Listing: Sendable {
        let filters: Filters
        let filtersSet: FiltersSet?
        let table: Table?
        let noMatch: EmptyState?
        let pages: Pages?
        let exports: Exports?
    }

    /// The table.
    struct Table: Sendable {
        let showing: String
        let heads: [SortHead]
        let rows: [Line]
    }

    /// One document.
    struct Line: Sendable {
        let name, link, detail, plan, update, updateLink, added: String
        let isElsewhere: Bool
        let tags: [Tag]

        init(_ document: Document, for visit: Visit) {
            (name, link, detail) = (document.title, document.link(for: visit), document.detail)
            plan = document.planTitle
            update = "Recommendation \(document.number), \(document.period.monthText)"
            updateLink = visit.link(Paths.update(document.updateID, document.recommendationID, document.planID))
            added = document.addedOn.longText
            isElsewhere = document.kind == .link
            tags = document.isOfDraft ? [Tag(tone: "idle", text: "Draft")] : []
        }
    }

    init(
        _ search: DocumentSearch, _ documents: [Document], _ paging: Paging, plans: [NamedChoice], isAny: Bool,
        for visit: Visit
    ) {
        head = PageHead(heading: "Documents", lead: "Minutes, reports and pages that updates give as their evidence.")
        list = isAny ? Listing(search, documents, paging, plans: plans, for: visit) : nil
        nothing =
            isAny
            ? nil
            : EmptyState(
                heading: "No documents yet",
                text:
                    "Files and links are added while an update is written; all that you may see are then listed here.",
                next: Link(label: "Action plans", link: visit.link(Paths.plans)))
    }
}

extension DocumentList.Listing {
    init(
        _ search: DocumentSearch, _ documents: [Document], _ paging: Paging, plans: [NamedChoice], for visit: Visit
    ) {
        let address = ListAddress(visit, path: Paths.documents, names: DocumentSearch.names)
        var set = FilterSet(address)
        set.text("words", "Words", hint: "In the name or the address")
        set.select("plan", "Plan", any: "All plans", plans.map(\.option))
        set.select("form", "Files or links", any: "Both", DocumentSearch.Form.allCases.map { ($0.rawValue, $0.label) })
        filters = set.form
        filtersSet = set.inForce
        pages = paging.pages(address)
        guard !documents.isEmpty else {
            (table, exports) = (nil, nil)
            noMatch = EmptyState(
                heading: "No document matches", text: "Take a filter away, or use fewer words.",
                next: Link(label: "Clear all filters", link: set.clearLink))
            return
        }
        noMatch = nil
        table = DocumentList.Table(
            showing: paging.showing("document", "documents"),
            heads: [
                search.sorting.head("Document", .title, address), search.sorting.head("Plan", .plan, address),
                SortHead(label: "Update"), search.sorting.head("Added", .added, address, fallsFirst: true),
            ],
            rows: documents.map { DocumentList.Line($0, for: visit) })
        exports = Exports(
            label: "Take this list away",
            files: [
                ExportLink(
                    label: "CSV", link: address.at(visit.link("/documents.csv")).link, detail: "for a spreadsheet"),
                ExportLink(
                    label: "JSON", link: address.at(visit.link("/documents.json")).link, detail: "for a program"),
            ])
    }
}
