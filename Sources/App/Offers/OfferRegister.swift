import Postgres

extension Offer {
    /// What its form chooses from, and whose page led to it.
    struct Choices: Sendable {
        let providers, areas, employers: [NamedChoice]
        let asked: (provider: ID<Provider>?, kind: PlaceKind?)
    }

    static func choices(_ visit: Visit, at home: Home, for offer: Offer?) throws -> Choices {
        let (providers, areas, employers) = try visit.db.all(
            Query<[NamedChoice]>.list("SELECT id, name FROM providers ORDER BY \(SQL.byName(key: "name_key")), id"),
            Area.all, OfferHost.employers)
        return Choices(
            providers: providers, areas: areas, employers: employers,
            asked: (ID(visit.query("provider")), PlaceKind(rawValue: visit.query("kind"))))
    }

    static func begin(_ context: FormContext<Offer>) -> Offer {
        var offer = Offer()
        offer.provider = context.choices.asked.provider
        offer.kind = context.choices.asked.kind ?? .individualVoluntary
        return offer
    }

    static let fields: [Field<Offer>] = what + whom + places + residents + assuranceFields

    private static let what: [Field<Offer>] = [
        .text(
            \.name, "name", "name", "Name", 1...160, hint: "Such as the name of the programme.",
            or: "Enter a name for the offer in up to 160 characters"),
        .reference(
            \.provider, "provider", "provider_id", "Provider", to: "providers", none: "Choose one",
            hint: "Providers are added under Providers.", or: "Choose the provider that offers it",
            cell: { $0.providerName.isEmpty ? nil : $0.providerName }, among: { $0.choices.providers.map(\.option) }
        ).sorted(by: .byName("coalesce(p.name, '')")),
        Field.choice(\.kind, "kind", "kind", "Kind of place", or: "Choose the kind of place").asking { form, _ in
            .select(form.select("kind", "Kind of place", PlaceKind.staged))
        }.filtered(any: "All kinds").sorted(by: PlaceKind.place("x.kind")),
        .choice(
            \.state, "state", "state", "State",
            hint: "What is planned closes no gap on the pathway map until somebody says that it is current.",
            or: "Choose whether it is current, a pilot, planned or ended"
        ).unlisted(),
        .choice(\.pay, "pay", "pay", "Pay", none: "Not recorded", or: "Choose whether it is paid")
            .filtered(any: "Paid or not").unlisted(),
        .area(
            \.description, "description", "description", "What it is", 0...4_000,
            hint: "What somebody does in it, what helps, what it leads to. No names of young people."
        ).unlisted(),
    ]

    private static let whom: [Field<Offer>] = [
        .several(
            \.cohorts, "cohorts", "cohorts", "Groups", none: "Everybody", hint: "Tick none where it is for everybody.",
            or: "Choose groups of the list"
        ).under("For whom and where").filtered(any: "All groups"),
        .flag(
            \.needsPlan, "needs_plan", "needs_plan", "EHC plan needed",
            "Only with an education, health and care plan"
        ).unlisted(),
        .whole(
            \.ageFrom, "age_from", "age_from", "From age", 0...99,
            or: "From age: enter a whole number of years, or leave it empty"
        ).unlisted(),
        .whole(
            \.ageTo, "age_to", "age_to", "Up to age", 0...99, hint: "The last age at which somebody may be in it.",
            or: "Up to age: enter a whole number of years, or leave it empty"
        ).unlisted(),
        .links(
            \.areas, "areas", "Areas", in: "offer_areas", ("offer_id", "area_id"), none: "All of the council’s area",
            hint: "Tick none where it is for all of the council’s area.", or: "Choose areas of the list",
            names: \.areaNames, among: { $0.choices.areas.map(\.option) }),
        .rows(
            \.hosts, "hosts", "Host employers",
            hint: "Where it takes place: one programme may have many hosts. Leave a host empty to remove it."
        ) { $0.choices.employers },
    ]

    private static let places: [Field<Offer>] = [
        .whole(
            \.capacity, "capacity", "capacity", "Places", 0...99_999, hint: "How many can be in it at once.",
            or: "Enter how many places there are, or leave it empty if that is not known"
        ).under("Places and days").unlisted(),
        .whole(
            \.vacancies, "vacancies", "vacancies", "Free places", 0...99_999,
            hint: "Not for what is planned. Empty is not nought: leave it empty if it is not known.",
            or: "Enter how many places are free, or leave it empty if that is not known"
        ).unlisted(),
        .day(
            \.counted, "counted", "counted_on", "Free places as of", hint: "The day on which they were free."
        ).unlisted(),
        .day(
            \.starts, "starts", "starts_on", "Begins", hint: "Of what is planned, the day on which it is to begin.",
            absent: "Not known"
        ).unlisted(),
        .day(
            \.ends, "ends", "ends_on", "Ends",
            hint: "Its last day: from the next one it counts as ended, unless it is only planned.",
            absent: "No end"
        ).unlisted(),
    ]

    private static let residents: [Field<Offer>] = [
        .flag(
            \.isPublic, "is_public", "is_public", "Shown to residents", "Residents find it in the local offer for work",
            hint:
                "On the council’s public page and in its open data, with the provider’s telephone, e-mail and web address, what is said of the provider, its accreditation and the names of hosts. What has ended is not shown; what is planned is, up to the day on which it is to begin."
        ).under("For residents").filtered(any: "Shown to residents or not").unlisted(),
        .area(
            \.howToApply, "how_to_apply", "how_to_apply", "How to apply", 0...500,
            hint:
                "In plain words, such as: ring to arrange a visit. No names. Left empty, residents are told to ask the provider.",
            or: "How to apply must be 500 characters or fewer", rows: 3
        ).unlisted(),
        .webAddress(\.website, "website", "website", "Web page about it", hint: "It begins with https://.").unlisted(),
        .choice(
            \.attendance, "attendance", "attendance", "How people take part", none: "Not recorded",
            or: "Choose how people take part"
        ).unlisted(),
    ]

    static func check(_ it: inout Offer, _ check: inout Check, _ context: FormContext<Offer>) {
        if it.provider == nil { check.mistake("provider", "Choose the provider that offers it") }
        if let from = it.ageFrom, let to = it.ageTo, to < from {
            check.mistake("age_to", "Enter \(from) or more, or leave it empty: it begins at that age")
        }
        if let free = it.vacancies {
            if let all = it.capacity, free > all {
                check.mistake("vacancies", "Enter \(all.formatted()) or fewer: there are no more places")
            }
            if it.state == .planned {
                check.mistake("vacancies", "Leave this empty: nobody can begin in what is planned")
            }
            if it.counted == nil { check.mistake("counted", "Enter the day on which so many places were free") }
        }
        if let counted = it.counted, counted > context.today {
            check.mistake("counted", "Enter today or an earlier day")
        }
        if let starts = it.starts, starts > context.today, it.state == .current || it.state == .pilot {
            check.mistake("state", "It begins on \(starts.longText): choose Planned until then")
        }
        if let starts = it.starts, let ends = it.ends, ends < starts {
            check.mistake("ends", "Enter a last day on or after the first, \(starts.longText)")
        }
        if it.isPublic, it.state == .planned, it.starts == nil {
            check.mistake("starts", "Enter the day on which it is to begin: residents are told when")
        }
        // The same host twice is one.
        var seen: Set<String> = []
        it.hosts = it.hosts.filter { seen.insert(folded($0.name)).inserted }
        checkAssurance(it, &check, on: context.today)
    }

    static let unique: Unique<Offer>? = Unique(
        "name", or: "Enter another name: this provider has an offer of this name already",
        key: { folded($0.name) + " \($0.provider?.description ?? "")" }
    ) { offer, _ in "x.provider_id = \(offer.provider) AND x.name_key = app.fold(\(offer.name))" }

    static let register = Register<Offer>(
        Paths.offers, see: .seeOffers, change: .changeOffers, title: "Offers",
        empty: EmptyState(
            heading: "No offers yet",
            text:
                "An offer is a kind of place that a provider has on the way to work, from voluntary to independent. Add the provider first."
        )
    ) {
        $0.lead = "Every kind of place on the way to work, who offers it, for whom, and how many places are free."
        $0.columns = columns
        $0.filters = { visit in
            let areas = try visit.db(Area.all)
            return [stateFilter, stageFilter] + ListFilter.of(fields) + (areas.isEmpty ? [] : [areaFilter(areas)])
                + [assuranceFilter]
        }
        $0.actions = { visit in
            let isShown = try visit.db(LocalOfferSettings.isShown) == true
            return (isShown ? [PageAction(label: "What residents see", link: visit.link(Paths.localOffer))] : [])
                + [PageAction(label: "Pathway map", link: visit.link(Paths.pathway))]
        }
        $0.page = .own
        $0.imports = RowSource.Limit()
        $0.naming = "x.name"
        $0.search = FoundWords(place: "coalesce(p.name, '')", day: "x.assure_again_on", rank: 34)
        $0.dated = .assurance("offer", of: Offer.self, at: Paths.offers)
        $0.parts = [("offer_areas", "offer_id"), ("offer_hosts", "offer_id")]
        $0.steps = [assuranceStep]
        $0.removal = { offer, _, visit in
            let sent: Int? = try visit.db.value("SELECT count(*) FROM provider_changes WHERE offer_id = \(offer.id)")
            let changes = countedIfAny(sent ?? 0, "change that its provider sent", "changes that its provider sent")
            return RemovalTerms(
                things: ["“\(offer.name)”", "Its hosts and areas; employers and areas themselves stay"]
                    + (changes.map { [$0.sentenceCase] } ?? [])
                    + ["An offer that is over can be ended instead, and then stays on record"])
        }
    }

    private static let stateFilter = ListFilter(
        name: "state", label: "State", any: "All states", options: State.options,
        condition: { "\(standing) = \($0)" })
    private static let stageFilter = ListFilter(
        name: "stage", label: "Stage", any: "All stages", options: PathwayStage.options,
        condition: { "x.kind = ANY (\(PathwayStage(rawValue: $0)?.kinds.map(\.rawValue) ?? []))" })

    /// One that names no area is for all of them.
    private static func areaFilter(_ areas: [NamedChoice]) -> ListFilter {
        ListFilter(
            name: "area", label: "Area", any: "All areas", options: areas.map(\.option),
            condition: { area in
                """
                (NOT EXISTS (SELECT FROM offer_areas l WHERE l.tenant_id = x.tenant_id AND l.offer_id = x.id)
                  OR EXISTS (SELECT FROM offer_areas l WHERE l.tenant_id = x.tenant_id AND l.offer_id = x.id AND l.area_id::text = \(area)))
                """
            })
    }

    /// What the list shows; files hold every field besides.
    private static let columns: [ListColumn<Offer>] =
        fields.prefix(3).map(\.column)
        + [
            ListColumn("Stands as", "standing") { .tags([$0.tag], file: $0.standing.label) },
            ListColumn("For whom", "for_whom", isFiled: false) { .text($0.whomWords) },
            ListColumn("Where", "where", isFiled: false) { .texts($0.areaShortNames, absent: "Anywhere") },
            ListColumn("Free", "places", isFiled: false, sort: "x.vacancies") {
                .text($0.placesWords, absent: "Not recorded")
            },
        ] + fields.filter { $0.name == "assure_again" }.map(\.column)
        + fields.dropFirst(3).filter { !["assure_again", "hosts"].contains($0.name) }.map { $0.unlisted().column }
}
