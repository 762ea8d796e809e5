import Postgres

/// Providers of the demo with what they offer, what is planned, and where.
struct DemoProvision: Sendable {
    var areas: [(name: String, short: String)] = []
    var providers: [DemoProvider] = []
    var plans: [DemoExpansion] = []
    var contracts: [DemoContract] = []

    func save(in db: Transaction) throws {
        for (name, short) in areas {
            var area = Area()
            (area.name, area.shortName) = (name, short)
            _ = try Area.add(area, at: .council, in: db)
        }
        for provider in providers { try provider.save(in: db) }
        for plan in plans { try plan.save(in: db) }
        for contract in contracts { try contract.save(in: db) }
    }
}

/// A provider with its offers and its support.
struct DemoProvider: Sendable {
    var provider: Provider
    var offers: [DemoOffer]
    var supports: [ProviderSupport]

    init(
        _ name: String, _ kind: Provider.Kind, _ offers: [DemoOffer], support: [ProviderSupport] = [],
        _ settle: (inout Provider) -> Void = { _ in }
    ) {
        provider = Provider()
        (provider.name, provider.kind) = (name, kind)
        (self.offers, supports) = (offers, support)
        settle(&provider)
    }

    func save(in db: Transaction) throws {
        guard let id = try Provider.add(provider, at: .council, in: db) else {
            throw PostgresError(.other, "a demo provider is there twice")
        }
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.provider_id = \(id)", keys: [("provider_id", "\(id)")])
        for support in supports { _ = try ProviderSupport.add(support, at: home, in: db) }
        for offer in offers { try offer.save(of: id, in: db) }
    }
}

/// An offer with its hosts and areas by name.
struct DemoOffer: Sendable {
    var offer: Offer
    var areas: [String] = []
    /// Those that are listed as employers lead there.
    var hosts: [String] = []

    init(
        _ name: String, _ kind: PlaceKind, _ state: Offer.State = .current, ages: ClosedRange<Int>? = nil,
        from: Int? = nil, free: (Int, of: Int)? = nil, counted: Day? = nil, in areas: [String] = [],
        hosts: [String] = [], _ settle: (inout Offer) -> Void = { _ in }
    ) {
        offer = Offer()
        (offer.name, offer.kind, offer.state) = (name, kind, state)
        (offer.ageFrom, offer.ageTo) = (ages?.lowerBound ?? from, ages?.upperBound)
        (offer.vacancies, offer.capacity, offer.counted) = (free?.0, free?.of, counted)
        (self.areas, self.hosts) = (areas, hosts)
        settle(&offer)
    }

    func save(of provider: ID<Provider>, in db: Transaction) throws {
        var offer = offer
        offer.provider = provider
        offer.areas = try areas.compactMap { try db.value("SELECT id FROM areas WHERE short_name = \($0)") }
        offer.hosts = try hosts.map { name in
            var host = OfferHost()
            (host.name, host.employer) = (name, try db.value("SELECT id FROM employers WHERE name = \(name)"))
            return host
        }
        guard try Offer.add(offer, at: .council, in: db) != nil, offer.areas.count == areas.count else {
            throw PostgresError(.other, "a demo offer is there twice, or in an area that is not")
        }
    }
}

/// A plan to expand, as it was first dated and as it is now.
struct DemoExpansion: Sendable {
    var plan: ExpansionPlan
    let first: Day?

    init(
        _ words: String, for stage: PathwayStage, _ kind: PlaceKind? = nil, by owner: String, _ due: Day?,
        first: Day? = nil, _ state: ExpansionPlan.State, progress: String = ""
    ) {
        plan = ExpansionPlan()
        plan.aim = ExpansionPlan.Aim(stage: stage, kind: kind)
        (plan.words, plan.owner, plan.due, plan.state, plan.progress) = (words, owner, due, state, progress)
        self.first = first
    }

    func save(in db: Transaction) throws {
        var begun = plan
        begun.due = first ?? plan.due
        guard let id = try ExpansionPlan.add(begun, at: .council, in: db) else { return }
        if first != nil { _ = try ExpansionPlan.change(id, to: plan, version: 1, at: .council, in: db) }
    }
}
