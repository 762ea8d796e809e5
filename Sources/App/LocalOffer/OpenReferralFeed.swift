import Formats
import HTTP
import Postgres

/// The local offer for programs: Open Referral UK 3.0, at the paths of its profile under `/open-referral`, and besides these the
/// organisations, which its examples have.
enum OpenReferralFeed {
    static let routes: [Route] = [
        get("") { _, _ in details },
        get("/services") { visit, shown in
            let query = try OpenReferralQuery(visit.request.query)
            return OpenReferralPage(shown.offers.filter(query.takes), query, shown.maker.line)
        },
        get("/services/:service") { visit, shown in
            let id = visit.word("service").lowercased()
            return try shown.offers.first { shown.maker.id($0) == id }.map(shown.maker.whole) ?? missing("service")
        },
        get("/organizations") { visit, shown in
            OpenReferralPage(shown.providers, try OpenReferralQuery(visit.request.query), shown.maker.organization)
        },
        get("/organizations/:organization") { visit, shown in
            let id = visit.word("organization").lowercased()
            return try shown.providers.lazy.map(shown.maker.organization).first { $0.id == id }
                ?? missing("organization")
        },
        get("/service_at_locations") { visit, shown in
            let query = try OpenReferralQuery(visit.request.query, places: true)
            return OpenReferralPage(shown.places(query.takes), query) { place in
                place.at.of(shown.maker.line(place.offer))
            }
        },
        get("/service_at_locations/:place") { visit, shown in
            let id = visit.word("place").lowercased()
            guard let place = shown.places({ _ in true }).first(where: { $0.at.id == id }) else {
                throw OpenReferralQuery.Problem(
                    status: .notFound, words: "There is no service at a location with this id")
            }
            var service = shown.maker.whole(place.offer)
            service.serviceAtLocations = nil
            return place.at.of(service)
        },
        get("/taxonomies") { visit, _ in
            OpenReferralPage(Taxonomy.all, try OpenReferralQuery(visit.request.query)) { $0 }
        },
        get("/taxonomies/:taxonomy") { visit, _ in
            let id = visit.word("taxonomy").lowercased()
            return try Taxonomy.all.first { $0.id == id }?.whole ?? missing("taxonomy")
        },
        get("/taxonomy_terms") { visit, _ in
            OpenReferralPage(TaxonomyTerm.all, try OpenReferralQuery(visit.request.query)) { $0 }
        },
        get("/taxonomy_terms/:term") { visit, _ in
            let id = visit.word("term").lowercased()
            return try TaxonomyTerm.all.first { $0.id == id } ?? missing("taxonomy term")
        },
    ]

    /// What this is, for programs that find it.
    private struct Details: Encodable { let version, profile, openapiUrl: String }

    private static let details = Details(
        version: "HSDS-UK-3.0",
        profile: "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
        openapiUrl: "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/openapi.json")

    private static func missing<T>(_ thing: String) throws -> T {
        throw OpenReferralQuery.Problem(status: .notFound, words: "There is no \(thing) with this id")
    }

    /// What went wrong, as JSON.
    private struct Refusal: Encodable {
        let status: Int
        let error: String
    }

    private static func get<T: Encodable & SendableMetatype>(
        _ path: String, _ answer: @escaping @Sendable (Visit, ShownOffers) throws -> T
    ) -> Route {
        .get(Paths.openReferral + path, .seePublicOffers) { visit in
            do {
                return try json(answer(visit, ShownOffers(visit))).shared(with: visit.request)
            } catch let problem as OpenReferralQuery.Problem {
                return try json(Refusal(status: problem.status.rawValue, error: problem.words), problem.status)
            }
        }
    }

    /// Any page of anybody’s may read it.
    private static func json(_ value: some Encodable, _ status: Status = .ok) throws -> Response {
        Response(
            status,
            headers: [
                "Content-Type": "application/json; charset=utf-8", "Access-Control-Allow-Origin": "*",
                "Cross-Origin-Resource-Policy": "cross-origin",
            ], body: try JSONText.encode(value, snakeCase: true))
    }
}

/// What a council shows today, as the feed needs it.
struct ShownOffers {
    let offers: [PublicOffer]
    let maker: ServiceMaker

    init(_ visit: Visit) throws {
        let contact: PublicContact?
        (contact, offers) = try visit.db.all(PublicContact.shown, PublicOffer.all)
        maker = ServiceMaker(council: visit.council, contact: contact ?? PublicContact(), today: visit.today) {
            visit.address(Paths.localOffer($0.value))
        }
    }

    /// Those who provide something of it, each once.
    var providers: [PublicProvider] {
        var seen: Set<ID<Provider>> = []
        return offers.map(\.provider).filter { seen.insert($0.id).inserted }
    }

    /// Every offer at each of its hosts.
    func places(_ takes: (PublicOffer) -> Bool) -> [(offer: PublicOffer, at: OpenReferral.ServiceAtLocation)] {
        offers.filter(takes).flatMap { one in maker.locations(one).map { (one, $0) } }
    }
}
