import Postgres

/// What the feed says, property by property (Open Referral UK 3.0, schema/service.json and its like). A list holds what there is one of;
/// what a service has several of comes with it by itself.
enum OpenReferral {
    /// An offer.
    struct Service: Encodable {
        let id, organizationId, name, description, url, status, lastModified: String
        let email, accreditations, assuredDate, alert: String?
        let minimumAge, maximumAge: Int?
        let organization: Organization
        var schedules: [Schedule]?
        var serviceAreas: [ServiceArea]?
        var serviceAtLocations: [ServiceAtLocation]?
        var attributes: [Attribute]?
    }

    /// Who provides it.
    struct Organization: Encodable {
        let id, name, description: String
        let email, website: String?
    }

    /// When it runs, and how people attend.
    struct Schedule: Encodable {
        let id: String
        let validFrom, validTo, attendingType: String?
    }

    /// An area that it is for.
    struct ServiceArea: Encodable { let id, name: String }

    /// A place where it is held.
    struct Location: Encodable {
        let id, name: String
        var locationType = "physical"
    }

    /// The offer at one of its places.
    struct ServiceAtLocation: Encodable {
        let id: String
        let location: Location
        var service: Service?

        /// Together with what takes place there.
        func of(_ service: Service) -> ServiceAtLocation {
            ServiceAtLocation(id: id, location: location, service: service)
        }
    }

    /// A term of a taxonomy that it falls under.
    struct Attribute: Encodable {
        let id, linkType: String
        let taxonomyTerm: TaxonomyTerm
    }
}

/// A council’s offers as services of the feed.
struct ServiceMaker {
    let council: Council
    let contact: PublicContact
    let today: Day
    /// The whole address of an offer’s public page.
    let page: (ID<Offer>) -> String

    /// Of the council and a number of its own: the same as long as the record is there.
    func id(_ kind: String, _ numbers: Int64...) -> String {
        NameUUID.text(([council.slug, kind] + numbers.map(String.init)).joined(separator: "/"))
    }

    func id(_ one: PublicOffer) -> String { id("offer", one.offer.id.value) }

    /// As a list holds it.
    func line(_ one: PublicOffer) -> OpenReferral.Service {
        let offer = one.offer, provider = one.provider
        return OpenReferral.Service(
            id: id(one), organizationId: id("provider", provider.id.value), name: offer.name,
            description: description(one), url: offer.website.isEmpty ? page(offer.id) : offer.website,
            status: offer.standing == .planned ? "inactive" : "active", lastModified: one.changed,
            email: [provider.email, one.hasContact ? "" : contact.email].first { !$0.isEmpty },
            accreditations: provider.accreditation.isEmpty ? nil : provider.accreditation,
            assuredDate: offer.assurance.on?.isoText, alert: one.placesSentence(on: today), minimumAge: offer.ageFrom,
            maximumAge: offer.ageTo, organization: organization(provider))
    }

    /// With all that it has several of.
    func whole(_ one: PublicOffer) -> OpenReferral.Service {
        var service = line(one)
        let offer = one.offer, own = offer.id.value
        if offer.attendance != nil || offer.starts != nil || offer.ends != nil {
            service.schedules = [
                OpenReferral.Schedule(
                    id: id("schedule", own), validFrom: offer.starts?.isoText, validTo: offer.ends?.isoText,
                    attendingType: offer.attendance?.label)
            ]
        }
        service.serviceAreas =
            offer.areas.isEmpty
            ? [OpenReferral.ServiceArea(id: id("area", own, 0), name: "All of the area of \(council.name)")]
            : zip(offer.areas, offer.areaNames).map {
                OpenReferral.ServiceArea(id: id("area", own, $0.value), name: $1)
            }
        let places = locations(one)
        service.serviceAtLocations = places.isEmpty ? nil : places
        service.attributes = TaxonomyTerm.of(offer).map { link, term in
            OpenReferral.Attribute(id: NameUUID.text("\(service.id)/\(term.id)"), linkType: link, taxonomyTerm: term)
        }
        return service
    }

    /// Where it takes place: at its hosts.
    func locations(_ one: PublicOffer) -> [OpenReferral.ServiceAtLocation] {
        zip(one.hostIDs, one.offer.hostNames).map { host, name in
            OpenReferral.ServiceAtLocation(
                id: id("host", host), location: OpenReferral.Location(id: id("location", host), name: name))
        }
    }

    func organization(_ provider: PublicProvider) -> OpenReferral.Organization {
        OpenReferral.Organization(
            id: id("provider", provider.id.value), name: provider.name,
            description: provider.words.isEmpty ? provider.kind.label + "." : provider.words,
            email: provider.email.isEmpty ? nil : provider.email,
            website: provider.website.isEmpty ? nil : provider.website)
    }

    /// What the standard has no place of its own for stands here in words: for whom, how to apply, the telephone.
    private func description(_ one: PublicOffer) -> String {
        let offer = one.offer
        let telephone = one.hasContact ? one.provider.telephone : contact.telephone
        return [
            offer.description.isEmpty ? offer.kind.meaning : offer.description,
            "Who for: \(one.whoFor)." + (offer.needsPlan ? " You need an EHC plan." : ""),
            offer.pay.map { "Pay: \($0.label.lowercasedFirst)." },
            offer.howToApply.isEmpty ? nil : "How to apply: \(offer.howToApply)",
            telephone.isEmpty ? nil : "Telephone: \(telephone)",
        ].compactMap(\.self).joined(separator: "\n\n")
    }
}
