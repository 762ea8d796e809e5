import HTTP
import Mustache

/// The local offer for work: what residents find without signing in, and the same for programs.
enum LocalOfferPages: Feature {
    static let routes: [Route] =
        [
            .get(Paths.localOffer, .seePublicOffers, list),
            .get(Paths.localOffer + "/:offer", .seePublicOffers, show),
        ] + OpenReferralFeed.routes
    static let views: [any View.Type] = [LocalOfferList.self, LocalOfferShow.self, LocalOfferGone.self]

    /// What the pages are called, and where they begin.
    private static let service = Link(label: "Help to get into work", link: Paths.localOffer)

    private static func list(_ visit: Visit) throws -> Response {
        let (contact, offers) = try visit.db.all(PublicContact.shown, PublicOffer.all)
        let search = LocalOfferSearch(visit, among: offers)
        let results = search.results(offers, on: visit.today)
        let paging = Paging(asked: visit.query("page"), count: results.count, size: LocalOfferSearch.perPage)
        let view = LocalOfferList(
            results, paging, search, of: offers, contact ?? PublicContact(), for: visit)
        let set = search.filters.inForce?.set.map(\.label) ?? []
        return try visit.page(
            view, title: service.label + paging.titlePart,
            filters: set.isEmpty ? nil : set.joined(separator: "; "), of: service
        ).shared(with: visit.request)
    }

    private static func show(_ visit: Visit) throws -> Response {
        let (contact, offers) = try visit.db.all(PublicContact.shown, PublicOffer.all)
        let ask = contact ?? PublicContact(), back = Link(label: service.label, link: visit.link(Paths.localOffer))
        guard let one = offers.first(where: { $0.offer.id.description == visit.word("offer") }) else {
            return try visit.page(
                LocalOfferGone(ask, for: visit), title: LocalOfferGone.words, back: back, status: .notFound, of: service
            )
        }
        return try visit.page(
            LocalOfferShow(one, ask, for: visit), title: "\(one.offer.name) – \(service.label)", back: back, of: service
        ).shared(with: visit.request)
    }
}

extension Response {
    /// The same for everybody, for a minute; after that whoever kept it asks by its tag, a strong one (RFC 9110, section 8.8.3).
    func shared(with request: Request) -> Response {
        var response = self
        let tag = "\"" + Secret.text(Array(Secret.sha256(body).prefix(15))) + "\""
        response.headers.set("ETag", tag)
        response.headers.set("Cache-Control", "public, max-age=60")
        if request.holds(tag) { (response.status, response.body) = (.notModified, []) }
        return response
    }
}
