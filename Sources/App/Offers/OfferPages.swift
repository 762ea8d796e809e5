import HTTP
import Mustache
import Postgres

/// Offers, plans to expand, the pathway map, and the page of a provider with its offers.
enum OfferPages: Feature {
    static let registers: [any AnyRegister] = [Offer.register, ExpansionPlan.register]
    static let views: [any View.Type] = [PathwayMapPage.self]
    static let places = [
        Place("Pathway map", Paths.pathway, .seeOffers, rank: 24, in: .offers),
        // Everybody else goes by the map.
        Place("Offers", Paths.offers, .changeOffers, rank: 61, in: .offers),
    ]
    static let routes: [Route] =
        [
            .get(Offer.register.one, .seeOffers, offer),
            .get(Provider.register.one, .seeProviders, provider),
            .get(Paths.pathway, .seeOffers, PathwayMapPage.show),
        ] + Route.files(Paths.pathway, .seeOffers, PathwayMapPage.file)
    static let audited = [
        AuditedTable(
            "offer_areas", "Area of an offer", group: Offer.register.title,
            [
                AuditedColumn("offer_id", "Offer", references: "offers"),
                AuditedColumn("area_id", "Area", references: "areas"),
            ]
        ) { $0.many = "Areas of offers" },
        AuditedTable(of: OfferHost.self, group: Offer.register.title),
    ]

    /// An offer with its hosts, and what is planned for its kind of place.
    private static func offer(_ visit: Visit) throws -> Response {
        let offer = try Offer.register.found(visit, .council)
        let (hosts, plans, isShown) = try visit.db.all(
            OfferHost.all(of: offer.id), ExpansionPlan.all(at: .council), LocalOfferSettings.isShown)
        let home = try Offer.register.home(visit)
        let page = RegisterShow(
            Offer.register, offer, at: home, lead: lead(offer, on: visit.today),
            leaving: ["provider", "state", "hosts", "assured_on", "assured_by", "assure_again", "is_public"],
            parts: [
                providerPart(offer, visit), residentPart(offer, isShown == true, visit), hostPart(hosts, visit),
                planPart(plans, for: offer, visit),
            ].compactMap(\.self), for: visit)
        return try visit.page(
            page, title: "\(offer.name) – Offers", back: Link(label: "Offers", link: visit.link(Paths.offers)))
    }

    /// "Supported: supported internship, by West London College. 7 of 48 free as of 20 November 2026."
    private static func lead(_ offer: Offer, on today: Day) -> String {
        var words = ["\(offer.kind.withStage), by \(offer.providerName)."]
        if !offer.placesWords.isEmpty {
            let old = offer.isCountOld(on: today) ? ", more than \(Offer.monthsCountsHold) months ago" : ""
            words.append(offer.placesWords + (offer.counted.map { " as of \($0.longText)\(old)" } ?? "") + ".")
        }
        if offer.isStartLate(on: today) {
            words.append("It \(offer.plannedWords(on: today).lowercasedFirst): say whether it has.")
        }
        return words.joined(separator: " ")
    }

    private static func providerPart(_ offer: Offer, _ visit: Visit) -> RegisterPart? {
        guard visit.can(.seeProviders), let provider = offer.provider else { return nil }
        return RegisterPart(
            heading: "Provider and assurance", table: nil, nothing: offer.assurance.words(on: visit.today),
            all: Link(label: offer.providerName, link: visit.link(Paths.provider(provider))))
    }

    /// Whether residents see it, and why not.
    private static func residentPart(_ offer: Offer, _ isShown: Bool, _ visit: Visit) -> RegisterPart {
        let sees = offer.isPublic && offer.isOnOffer && isShown
        return RegisterPart(
            heading: sees ? "Residents see this" : "Not shown to residents", table: nil,
            nothing: offer.words(forResidents: isShown, on: visit.today),
            all: sees
                ? Link(label: "See what residents see", link: visit.link(Paths.localOffer(offer.id.value))) : nil)
    }

    private static func hostPart(_ hosts: [OfferHost], _ visit: Visit) -> RegisterPart? {
        if hosts.isEmpty { return nil }
        let seesEmployers = visit.can(.seeEmployers)
        let column = ListColumn<OfferHost>("Host") { host in
            if let link = host.link, !host.employerName.isEmpty { return .link(host.name, link) }
            return .over(.text(host.name), Below(quiet: seesEmployers ? "Not in the register of employers" : nil))
        }
        return RegisterPart(
            heading: counted(hosts.count, "host employer", "host employers").sentenceCase,
            table: Table("Host employers", of: hosts, [column], for: visit), nothing: "")
    }

    private static func planPart(_ all: [ExpansionPlan], for offer: Offer, _ visit: Visit) -> RegisterPart {
        let aims = [ExpansionPlan.Aim(stage: offer.kind.stage, kind: offer.kind), .init(stage: offer.kind.stage)]
        let plans = all.filter { aims.contains($0.aim) }
        return RegisterPart(
            heading: "Plans to expand this kind of place",
            table: plans.isEmpty ? nil : Table("Plans to expand", of: plans, planColumns, for: visit),
            nothing: "Nothing is planned for this kind of place or its stage.",
            add: visit.can(.changeOffers)
                ? Link(label: "Add a plan", link: visit.link(Paths.newPlan(for: aims[0]))) : nil)
    }

    private static let planColumns: [ListColumn<ExpansionPlan>] = [
        ListColumn("Plan") { .link($0.words, Paths.expansionPlan($0.id)) },
        ListColumn("For") { .text($0.aim.label) },
        ListColumn("By whom") { .text($0.owner, absent: "Nobody yet") },
        ListColumn("By") { $0.isOpen ? .due($0.due, absent: "No day set") : .day($0.due, absent: "No day set") },
        ListColumn("State") { plan, visit in .tags([plan.tag(on: visit.today)], file: "") },
    ]

    /// A provider with what it offers and what it gives as support.
    private static func provider(_ visit: Visit) throws -> Response {
        let provider = try Provider.register.found(visit, .council)
        let offers: [Offer] =
            visit.can(.seeOffers)
            ? try visit.db(
                .list("\(Offer.select) WHERE x.provider_id = \(provider.id) ORDER BY \(Offer.order)")) : []
        let support = try ProviderSupport.register.part(visit), home = try Provider.register.home(visit)
        let page = RegisterShow(
            Provider.register, provider, at: home, lead: provider.assurance.words(on: visit.today),
            leaving: ["assured_on", "assured_by", "assure_again"],
            parts: [offerPart(offers, of: provider, visit), support] + contractPart(of: provider, visit)
                + (visit.can(.changeProviders) ? [try ProviderContact.register.part(visit)] : []), for: visit)
        return try visit.page(
            page, title: "\(provider.name) – Providers",
            back: Link(label: "Providers", link: visit.link(Paths.providers)))
    }

    /// Where its contracts are, for those who see them.
    private static func contractPart(of provider: Provider, _ visit: Visit) -> [RegisterPart] {
        guard visit.can(.seeContracts) else { return [] }
        return [
            RegisterPart(
                heading: "Contracts", table: nil, nothing: "What it is paid for, with targets and milestones.",
                add: visit.can(.changeContracts)
                    ? Link(label: "Add a contract", link: visit.link("/contracts/new?provider=\(provider.id)")) : nil,
                all: Link(label: "Contracts with this provider", link: visit.link("/contracts?provider=\(provider.id)"))
            )
        ]
    }

    private static func offerPart(_ offers: [Offer], of provider: Provider, _ visit: Visit) -> RegisterPart {
        let running = offers.count(where: \.isRunning), planned = offers.count { $0.standing == .planned }
        let columns: [ListColumn<Offer>] = [
            ListColumn("Offer") { .link($0.name, Paths.offer($0.id)) },
            ListColumn("Kind of place") { .text($0.kind.withStage) },
            ListColumn("State") { .tags([$0.tag], file: "") },
            ListColumn("For whom") { .text($0.whomWords) },
            ListColumn("Where") { .texts($0.areaNames, absent: "All of the council’s area") },
            ListColumn("Places") { .text($0.placesWords, absent: "Not recorded") },
            ListColumn("Assure again by") { $0.assurance.againCell },
        ]
        return RegisterPart(
            heading: offers.isEmpty
                ? "Offers"
                : "Offers: \(counted(running)) running" + (planned == 0 ? "" : ", \(counted(planned)) planned"),
            table: offers.isEmpty ? nil : Table("Offers of \(provider.name)", of: offers, columns, for: visit),
            nothing: "No offer of it is on record.",
            add: visit.can(.changeOffers)
                ? Link(label: "Add an offer", link: visit.link(Paths.offers + "/new?provider=\(provider.id)")) : nil)
    }
}

extension Offer {
    /// "It is in the local offer for work." or why it is not.
    fileprivate func words(forResidents isShown: Bool, on today: Day) -> String {
        if !isPublic { return "It is not marked for residents." }
        if standing == .ended { return "It is marked for residents, and has ended." }
        if !isOnOffer { return "It is marked for residents, and \(plannedWords(on: today).lowercasedFirst)." }
        return isShown
            ? "It is in the council’s local offer for work."
            : "It is marked for residents; your council does not show its local offer for work. An administrator can, under Settings."
    }

    /// "Care leaver or SEND", "16 to 25", "with an EHC plan": each where it names some.
    var whom: [String] {
        let groups = cohorts.isEmpty ? [] : [cohorts.map(\.label).listed(by: "or")]
        let age = ageFrom == nil && ageTo == nil ? [] : [ageWords]
        return groups + age + (needsPlan ? ["with an EHC plan"] : [])
    }

    /// "Care leaver or SEND, 16 to 25", "Everybody".
    var whomWords: String { whom.isEmpty ? "Everybody" : whom.joined(separator: ", ") }
}

extension OfferHost {
    fileprivate var link: String? { employer.map { "/employers/\($0)" } }
}

extension Paths {
    /// The form of a plan for this.
    static func newPlan(for aim: ExpansionPlan.Aim) -> String {
        expansionPlans + "/new?" + Form([("for", aim.value)]).encoded()
    }
}
