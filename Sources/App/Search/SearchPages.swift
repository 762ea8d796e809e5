import HTTP
import Mustache

/// Finding anything that a person may see, by its words.
enum SearchPages: Feature {
    static let routes: [Route] = [.get("/search", .seePlans, search)]
    static let views: [any View.Type] = [SearchResults.self]

    /// The search box at the top of every page, with what was looked for.
    static func finder(_ visit: Visit) -> Finder? {
        guard visit.can(.seePlans) else { return nil }
        let isSearch = visit.request.path == visit.link(Paths.search)
        return Finder(action: visit.link(Paths.search), value: isSearch ? visit.query("q") : "")
    }

    private static func search(_ visit: Visit) throws -> Response {
        let wanted = SearchWords(visit.query("q"))
        guard !wanted.needles.isEmpty else {
            return try visit.page(SearchResults(nothingAsked: wanted), title: "Search")
        }
        let kinds = visit.site.features.found
        let kind = kinds.first { $0.name == visit.query("kind") }
        let asked = visit.query("page")
        guard var matches = try visit.db(wanted.matches(of: kind, among: kinds, offset: Paging.offset(asked: asked)))
        else {
            throw Failure.unavailable
        }
        let paging = Paging(asked: asked, count: matches.count(kind))
        if matches.hits.isEmpty, paging.count > 0,
            let first = try visit.db(wanted.matches(of: kind, among: kinds, offset: 0))
        {
            matches = first
        }
        let found = try wanted.found(matches.hits, among: kinds, in: visit.db)
        for kind in kinds {
            guard let table = kind.watched else { continue }
            visit.noteLooks(at: table, found.filter { $0.kind == kind.name }.map(\.id), as: .list)
        }
        let view = SearchResults(wanted, kind, matches, found, paging, for: visit)
        let place = kind.map { " in \($0.label.lowercased())" } ?? ""
        return try visit.page(view, title: "Search: \(wanted.text)\(place)\(paging.titlePart)")
    }
}

extension Paths {
    static let search = "/search"
}
