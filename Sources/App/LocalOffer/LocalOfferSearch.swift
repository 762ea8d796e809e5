import HTTP

/// What a resident is looking for: words, what they want to do, and what is true of them.
struct LocalOfferSearch {
    let address: ListAddress
    let words: SearchWords
    let want: Want?
    let group: PathwayGroup
    let isRoomAsked: Bool
    private let areas: [PathwayGroup.Place]

    static let perPage = 50
    private static let names = ["want", "q", "age", "area", "group", "room"]

    init(_ visit: Visit, among offers: [PublicOffer]) {
        self.init(ListAddress(visit, path: Paths.localOffer, names: Self.names + ["page"]), among: offers)
    }

    /// What the form does not offer is not chosen.
    private init(_ address: ListAddress, among offers: [PublicOffer]) {
        self.address = address
        func asked(_ name: String) -> String { address.query[name] ?? "" }
        words = SearchWords(asked("q"))
        want = Want(rawValue: asked("want"))
        isRoomAsked = asked("room") == "now"
        areas = Self.areas(of: offers)
        let age = Int(asked("age")).flatMap { PathwayGroup.ages.contains($0) ? $0 : nil }
        group = PathwayGroup(
            cohort: PathwayGroup.Cohort.all.first { $0.value == asked("group") }, age: age,
            area: areas.first { String($0.id) == asked("area") })
    }

    /// The areas that some offer names.
    private static func areas(of offers: [PublicOffer]) -> [PathwayGroup.Place] {
        var areas: [Int64: PathwayGroup.Place] = [:]
        for offer in offers.map(\.offer) {
            for (index, id) in offer.areas.enumerated() {
                areas[id.value] = PathwayGroup.Place(
                    id: id.value, name: offer.areaNames[index], short: offer.areaShortNames[index])
            }
        }
        return areas.values.sorted { (folded($0.name), $0.id) < (folded($1.name), $1.id) }
    }

    func takes(_ one: PublicOffer, on today: Day) -> Bool {
        (want.map { one.offer.kind.want == $0 } ?? true) && (!isRoomAsked || one.room(on: today) == .now)
            && group.leavesOut(one.offer) == nil && one.has(words)
    }

    /// What has room first, then as the pathway runs; what is to come last.
    func results(_ offers: [PublicOffer], on today: Day) -> [PublicOffer] {
        let places = Dictionary(uniqueKeysWithValues: PlaceKind.allCases.enumerated().map { ($1, $0) })
        return offers.filter { takes($0, on: today) }.enumerated().sorted { a, b in
            let (x, y) = (a.element, b.element)
            return (x.room(on: today).rawValue, places[x.offer.kind] ?? 0, a.offset)
                < (y.room(on: today).rawValue, places[y.offer.kind] ?? 0, b.offset)
        }.map(\.element)
    }

    /// What comes nearest where nothing fits: each answer that would have to go, and how many offers there are without it.
    func nearest(_ offers: [PublicOffer], on today: Day) -> [Link] {
        let set = filters.inForce?.set ?? []
        return Self.names.compactMap { name -> Link? in
            guard address.query[name] != nil else { return nil }
            let without = LocalOfferSearch(address.setting(name, nil), among: offers)
            let count = offers.count { without.takes($0, on: today) }
            guard count > 0, let answer = set.first(where: { $0.link == without.address.link }) else { return nil }
            return Link(
                label:
                    "\(counted(count, "offer", "offers").sentenceCase) without \(answer.label.first == "“" ? answer.label : "“\(answer.label)”")",
                link: answer.link)
        }
    }

    /// All of its questions but what somebody wants to do, which has pictures; and what was answered.
    var filters: FilterSet {
        var set = FilterSet(address)
        set.select("want", "What do you want to do?", any: "", Want.allCases.map { ($0.rawValue, $0.label) })
        set.text("q", "Words to look for", hint: "Such as a name, a place or “catering”.")
        set.select(
            "age", "Your age", any: "Any age",
            PathwayGroup.ages.map {
                (String($0), $0 == PathwayGroup.ages.upperBound ? "\($0) years or older" : "\($0) years old")
            })
        if !areas.isEmpty {
            set.select("area", "Where you live", any: "Anywhere", areas.map { (String($0.id), $0.name) })
        }
        set.select(
            "group", "Is one of these true of you?", any: "I would rather not say",
            PathwayGroup.Cohort.all.map { ($0.value, $0.residentWords.sentenceCase) })
        set.checkboxes("room", "Places", [("now", "Only where there is room now")])
        return set
    }
}
