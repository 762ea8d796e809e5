import Postgres

/// What a provider offers: a kind of place on the pathway to work, for whom, where, at which employers, and how many places
/// (domain.md section 4; 002.09 to 002.15).
struct Offer: Assured {
    enum State: String, Choice {
        case current, pilot, planned, ended

        var tone: String {
            switch self {
            case .current: "good"
            case .pilot: "part"
            case .planned: "steady"
            case .ended: "idle"
            }
        }
    }

    enum Pay: String, Choice {
        case unpaid, paid, either

        var label: String { self == .either ? "Paid or unpaid" : rawValue.sentenceCase }
    }

    /// How somebody takes part.
    enum Attendance: String, Choice {
        case inPerson = "in_person", online, telephone, mixed

        var label: String {
            self == .mixed
                ? "In person and online"
                : self == .telephone ? "By telephone" : rawValue.replacing("_", with: " ").sentenceCase
        }
    }

    var id = ID<Offer>(0), version = 0
    var name = "", description = ""
    var provider: ID<Provider>?, providerName = ""
    var kind = PlaceKind.individualVoluntary
    /// As somebody said; `standing` is what holds on the day.
    var state = State.current, standing = State.current
    var pay: Pay?
    /// None: everybody.
    var cohorts: [Cohort.Kind] = []
    var needsPlan = false
    var ageFrom: Int?, ageTo: Int?
    /// None: all of the council’s area.
    var areas: [ID<Area>] = [], areaNames: [String] = [], areaShortNames: [String] = []
    /// As the form holds them; `hostNames` are read with the row.
    var hosts: [OfferHost] = [], hostNames: [String] = []
    var starts: Day?, ends: Day?
    var capacity: Int?, vacancies: Int?, counted: Day?
    var assurance = Assurance()
    /// Marked for residents; `isOnOffer` is whether that shows it to them on the day, in a council that shows its local offer.
    var isPublic = false, isOnOffer = false
    var attendance: Attendance?
    var howToApply = "", website = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        description = try row["description"]
        provider = try row["provider_id"]
        providerName = try row["provider_name"]
        kind = try row["kind"]
        state = try row["state"]
        standing = try row["standing"]
        pay = Pay(rawValue: try row["pay"])
        cohorts = (try row["cohorts"] as [String]).compactMap(Cohort.Kind.init)
        needsPlan = try row["needs_plan"]
        ageFrom = try row["age_from"]
        ageTo = try row["age_to"]
        areas = (try row["area_ids"] as [Int64]).map { ID($0) }
        areaNames = try row["area_names"]
        areaShortNames = try row["area_short_names"]
        hostNames = try row["host_names"]
        starts = try row["starts_on"]
        ends = try row["ends_on"]
        capacity = try row["capacity"]
        vacancies = try row["vacancies"]
        counted = try row["counted_on"]
        assurance = try Assurance(row: row)
        isPublic = try row["is_public"]
        isOnOffer = try row["is_on_offer"]
        attendance = Attendance(rawValue: try row["attendance"])
        howToApply = try row["how_to_apply"]
        website = try row["website"]
    }

    static let table: StaticString = "offers"
    static let words = RecordWords(one: "offer", many: "offers")
    /// As the continuum runs, what has ended last.
    static let order: SQL =
        "\(standing) = 'ended', \(PlaceKind.place("x.kind")), \(SQL.byName(key: "x.name_key")), x.id"
    static let source: SQL =
        "offers AS x LEFT JOIN providers AS p ON p.tenant_id = x.tenant_id AND p.id = x.provider_id"
    /// The one rule of what is over: what was ended, or had begun and is past its last day. No day makes a planned offer a current one or an
    /// ended one: only somebody knows whether it began.
    static let standing: SQL =
        "CASE WHEN x.state <> 'planned' AND x.ends_on < app.today() THEN 'ended' ELSE x.state END"
    static var isOver: SQL { "\(standing) = 'ended'" }
    static let select: SQL = """
        SELECT \(ownColumns), \(assuranceColumns), \(standing) AS standing, app.is_on_offer(x.state, x.starts_on, x.ends_on) AS is_on_offer,
               coalesce(p.name, '') AS provider_name,
               a.area_ids, a.area_names, a.area_short_names,
               ARRAY(SELECT h.name FROM offer_hosts h WHERE h.tenant_id = x.tenant_id AND h.offer_id = x.id ORDER BY h.id) AS host_names
          FROM \(source)
         CROSS JOIN LATERAL (
               SELECT coalesce(array_agg(a.id ORDER BY \(byArea)), '{}') AS area_ids, coalesce(array_agg(a.name ORDER BY \(byArea)), '{}') AS area_names,
                      coalesce(array_agg(coalesce(nullif(a.short_name, ''), a.name) ORDER BY \(byArea)), '{}') AS area_short_names
                 FROM offer_areas l JOIN areas a ON a.tenant_id = l.tenant_id AND a.id = l.area_id
                WHERE l.tenant_id = x.tenant_id AND l.offer_id = x.id) AS a
        """
    private static let byArea = SQL.byName(key: "a.name_key") + ", a.id"
}

extension Offer {
    /// "16 to 25", "18 and over", "Any age".
    var ageWords: String {
        switch (ageFrom, ageTo) {
        case (let from?, let to?): from == to ? "\(from)" : "\(from) to \(to)"
        case (let from?, nil): "\(from) and over"
        case (nil, let to?): "Up to \(to)"
        case (nil, nil): "Any age"
        }
    }

    /// "3 of 12 free", "Full, 0 of 15", "12 places, free ones not recorded".
    var placesWords: String {
        switch (capacity, vacancies) {
        case (let all?, 0?): "Full, 0 of \(all.formatted())"
        case (nil, 0?): "Full"
        case (let all?, let free?): "\(free.formatted()) of \(all.formatted()) free"
        case (nil, let free?): "\(free.formatted()) free"
        case (let all?, nil): "\(all.formatted()) \(all == 1 ? "place" : "places")"
        case (nil, nil): ""
        }
    }

    var tag: Tag { Tag(tone: standing.tone, text: standing.label) }

    /// Whether somebody can begin in it now.
    var isRunning: Bool { standing == .current || standing == .pilot }

    /// Figures of so long ago say little.
    static let monthsCountsHold = 6

    func isCountOld(on today: Day) -> Bool {
        counted.map { $0.adding(months: Self.monthsCountsHold) < today } ?? false
    }

    /// Whether it was to begin on a day that has passed: it still counts as planned.
    func isStartLate(on today: Day) -> Bool { standing == .planned && (starts.map { $0 < today } ?? false) }

    /// Of a planned one: "Planned from 12 January 2027", "Was to begin on 1 January 2026", "Planned, no day set".
    func plannedWords(on today: Day) -> String {
        guard let starts else { return "Planned, no day set" }
        return isStartLate(on: today) ? "Was to begin on \(starts.longText)" : "Planned from \(starts.longText)"
    }
}

extension Paths {
    static let offers = "/offers"

    static func offer(_ id: ID<Offer>) -> String { offers + "/\(id)" }
}
