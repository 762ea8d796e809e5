import HTTP
import Mustache

/// What was found, with its words marked.
struct SearchResults: View {
    static let template = "search/results"
    let head: PageHead
    let kinds: Kinds?
    let hits: Hits?
    let empty: EmptyState?
    let alone: Alone?
    let pages: Pages?
    let advice: Bool

    /// How many of each kind, each a link to these alone.
    struct Kinds: Sendable { let links: [KindLink] }

    /// One kind.
    struct KindLink: Sendable {
        let label, link, count: String
        let isCurrent: Bool
    }

    /// One page of what was found.
    struct Hits: Sendable {
        let showing: String
        let first: Int
        let list: [Hit]
    }

    /// One of them.
    struct Hit: Sendable {
        let name: Markup
        let link: String?
        let place: String
        let excerpt: Markup?
        let tags: [Tag]
    }

    /// Each word by itself, when all of them together are nowhere.
    struct Alone: Sendable { let links: [Link] }

    /// Before anything was asked.
    init(nothingAsked wanted: SearchWords) {
        let lead =
            wanted.text.isEmpty
            ? "Type what you are looking for into the box at the top." : "Enter at least one letter or number."
        head = PageHead(heading: "Search", lead: lead)
        (kinds, hits, empty, alone, pages, advice) = (nil, nil, nil, nil, nil, true)
    }

    init(
        _ wanted: SearchWords, _ kind: FoundKind?, _ matches: SearchWords.Matches, _ found: [Found], _ paging: Paging,
        for visit: Visit
    ) {
        let address = ListAddress(visit, path: Paths.search, names: ["q", "kind", "page"])
        let all = matches.count()
        head = PageHead(heading: "Search")
        kinds = all == 0 ? nil : Kinds(links: Self.links(kind, visit.site.features.found, matches, address))
        pages = paging.pages(address)
        advice = all == 0
        guard found.isEmpty else {
            hits = Hits(
                showing: paging.showing("thing found", "things found"), first: paging.offset + 1,
                list: found.map { Hit($0, wanted, for: visit) })
            (empty, alone) = (nil, nil)
            return
        }
        hits = nil
        empty = EmptyState(
            heading: "Nothing found for “\(wanted.text)”",
            text: kind == nil
                ? "Try fewer words, or only their beginnings."
                : "There is nothing of this kind. Look among all kinds.",
            next: kind == nil ? nil : Link(label: "All kinds", link: address.setting("kind", nil).link))
        let links = wanted.alone.map {
            Link(label: $0, link: ListAddress(path: address.path, query: Form([("q", $0)])).link)
        }
        alone = all > 0 || links.isEmpty ? nil : Alone(links: links)
    }

    private static func links(
        _ kind: FoundKind?, _ kinds: [FoundKind], _ matches: SearchWords.Matches, _ address: ListAddress
    )
        -> [KindLink]
    {
        let each = kinds.compactMap { one -> KindLink? in
            let count = matches.count(one)
            if count == 0, one.name != kind?.name { return nil }
            return KindLink(
                label: one.label, link: address.setting("kind", one.name).link, count: count.formatted(),
                isCurrent: one.name == kind?.name)
        }
        let everything = KindLink(
            label: "Everything", link: address.setting("kind", nil).link, count: matches.count().formatted(),
            isCurrent: kind == nil
        )
        return [everything] + each
    }
}

extension SearchResults.Hit {
    init(_ found: Found, _ wanted: SearchWords, for visit: Visit) {
        let kind = visit.site.features.found.first { $0.name == found.kind }
        name = MarkedText.whole(found.title, wanted.needles)
        link = kind?.path(found, visit).map { visit.link($0) }
        let label = kind?.label ?? ""
        place = found.place.isEmpty ? label : "\(label) · \(found.place)"
        excerpt = MarkedText.excerpt(found.words, wanted.needles)
        tags = found.isDraft ? [Tag(tone: "idle", text: "Draft")] : []
    }
}
