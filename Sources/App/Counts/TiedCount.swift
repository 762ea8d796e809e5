import PlanReader
import Postgres

/// What Waymark counts for a measure of a plan, from placements or towards a pledge: a reading of it is then taken, never typed, when an
/// update is submitted (domain.md section 2).
struct TiedCount: Record {
    /// What is counted.
    enum What: String, Choice {
        case underWay = "under_way", began, completed, pledge

        var label: String {
            switch self {
            case .underWay: "People on placement on the day"
            case .began: "People who began a placement"
            case .completed: "People who completed a placement"
            case .pledge: "What counts towards a pledge"
            }
        }
    }

    /// With whom a placement is.
    enum Place: String, Choice {
        case council, employers

        var label: String { self == .council ? "Teams of the council" : "Employers" }
    }

    var id = ID<TiedCount>(0), version = 0
    var what = What.underWay, kinds: [WorkKind] = [], place: Place?, cohorts: [Cohort.Kind] = []
    var since: Day?
    var pledge: ID<Pledge>?, figure: PledgeCount?
    /// What a reader has to know of it.
    var caveat = ""
    var pledgeName = ""
    private var kept = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        what = try row["what"]
        kinds = (try row["kinds"] as [String]).compactMap(WorkKind.init)
        place = Place(rawValue: try row["place"])
        cohorts = (try row["cohorts"] as [String]).compactMap(Cohort.Kind.init)
        since = try row["since_on"]
        pledge = try row["pledge_id"]
        figure = PledgeCount(rawValue: try row["figure"])
        caveat = try row["caveat"]
        pledgeName = try row["pledge_name"]
        kept = try row["words"]
    }

    var name: String { "Count of \(kept)" }
    var mention: String { "how it is counted" }

    static let table: StaticString = "tied_counts"
    static let words = RecordWords(one: "count", many: "counts")
    static let order: SQL = "x.id"
    static let source: SQL =
        "tied_counts AS x LEFT JOIN pledges AS g ON g.tenant_id = x.tenant_id AND g.id = x.pledge_id"
    static let select: SQL = "SELECT \(ownColumns), coalesce(g.name, '') AS pledge_name FROM \(source)"

    static let unique: Unique<TiedCount>? = Unique(
        "what", or: "Waymark counts this measure already: change how it does"
    ) {
        _, home in home.scope
    }

    /// What its number is a number of.
    var unit: Unit { what == .pledge && figure?.unit == "places" ? .places : .people }

    /// "people on placement with teams of the council on the day (work experience)", as readers are told what is counted.
    var words: String {
        if let figure, what == .pledge { return "\(figure.people) (pledge “\(pledgeName)”)" }
        let works = kinds.map { $0.label.lowercased() }.listed(by: "or")
        let whose =
            switch place {
            case .council?: " with teams of the council"
            case .employers?: " with employers"
            case nil: ""
            }
        let groups = cohorts.isEmpty ? "" : ", for: \(cohorts.map(\.label).joined(separator: ", "))"
        let since = since.map { " since \($0.longText)" } ?? ""
        return switch what {
        case .underWay: "people on placement\(whose) on the day (\(works)\(groups))"
        case .began, .pledge: "people who began a placement\(whose)\(since) (\(works)\(groups))"
        case .completed: "people who completed a placement\(whose)\(since) (\(works)\(groups))"
        }
    }
}

extension PledgeCount {
    fileprivate var people: String {
        switch self {
        case .madeAvailable: "places made available"
        case .applied: "people who applied"
        case .offered: "people offered a place"
        case .takenUp: "people who took up a place"
        case .completed: "people who completed a placement"
        case .employed: "people in a job on the day, after their placement"
        }
    }
}

extension TiedCount {
    /// The measure, and the pledges that members read.
    struct Choices: Sendable {
        let measure: Measure
        let pledges: [PledgeChoice]
    }

    /// A pledge, told apart from others of its name by its first day.
    struct PledgeChoice: RowDecodable, Sendable {
        let id: ID<Pledge>
        let name: String
        let begins: Day

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            name = try row["name"]
            begins = try row["begins_on"]
        }

        var option: (value: String, text: String) { (id.description, "\(name), from \(begins.longText)") }
    }

    static func choices(_ visit: Visit, at home: Home, for count: TiedCount?) throws -> Choices {
        let (measure, pledges) = try visit.db.all(
            Measure.find(visit.id("measure"), at: .council),
            Query<[PledgeChoice]>.list(
                """
                SELECT id, name, begins_on FROM pledges
                 WHERE published_on IS NOT NULL OR id = \(count?.pledge) ORDER BY \(SQL.byName(key: "name_key")), begins_on, id
                """))
        guard let measure else { throw Failure.notFound }
        return Choices(measure: measure, pledges: pledges)
    }

    /// People are counted for a measure of people; where a measure is of places, a pledge’s places are.
    static func begin(_ context: FormContext<TiedCount>) -> TiedCount {
        var count = TiedCount()
        if context.choices.measure.unit == .places { (count.what, count.figure) = (.pledge, .madeAvailable) }
        return count
    }

    static let fields: [Field<TiedCount>] = [
        .choice(\.what, "what", "what", "What is counted", or: "Choose what is counted"),
        .several(
            \.kinds, "kinds", "kinds", "Kinds of placement", none: "None",
            hint: "Not for a pledge, which has its own.",
            or: "Choose from these kinds of placement"
        ).neededAtTimes().under("Placements"),
        .choice(
            \.place, "place", "place", "Whose placements", none: "All of them",
            or: "Choose teams of the council, employers, or all of them"),
        .several(
            \.cohorts, "cohorts", "cohorts", "For whom", none: "Everybody",
            hint:
                "Whoever was in one of these groups on the day that counts: when the placement began or was completed, or the day itself. None chosen: everybody.",
            or: "Choose from these groups"),
        .day(
            \.since, "since", "since_on", "Counted since",
            hint: "For those who began or completed one: the first day that counts. Left empty, all of them do."),
        .reference(
            \.pledge, "pledge", "pledge_id", "Pledge", to: "pledges", none: "No pledge", optional: true,
            or: "Choose one of the pledges", cell: { $0.pledgeName.isEmpty ? nil : $0.pledgeName },
            among: { $0.choices.pledges.map(\.option) }
        ).neededAtTimes().under("A pledge"),
        .choice(
            \.figure, "figure", "figure", "Which of its counts", none: "None", or: "Choose one of the pledge’s counts"
        ).neededAtTimes(),
        .area(
            \.caveat, "caveat", "caveat", "Caveat", PlanLimit.caveat.range,
            hint: "What a reader has to know, kept with each reading. No names of young people.", rows: 2
        ).under("For readers"),
        Field(
            name: "words", label: "Counted are", columns: ["words"], question: { _, _ in nil }, read: { _, _, _ in },
            fill: { _, _ in }, bind: { ["\($0.words)"] }, cell: { .text($0.words) }, accept: { _, _ in }),
    ]

    static func check(_ count: inout TiedCount, _ check: inout Check, _ context: FormContext<TiedCount>) {
        if count.what == .pledge {
            if count.pledge == nil { check.mistake("pledge", "Choose the pledge that is counted") }
            if count.figure == nil { check.mistake("figure", "Choose which of its counts is the measure’s") }
            (count.kinds, count.place, count.cohorts, count.since) = ([], nil, [], nil)
            count.pledgeName = context.choices.pledges.first { $0.id == count.pledge }?.name ?? ""
        } else {
            if count.kinds.isEmpty { check.mistake("kinds", "Choose at least one kind of placement") }
            (count.pledge, count.figure) = (nil, nil)
            if count.what == .underWay { count.since = nil }
        }
        if let since = count.since, since > context.today { check.mistake("since", "Enter today or an earlier day") }
        let measure = context.choices.measure
        if check.isDone, count.unit != measure.unit {
            check.mistake(
                count.what == .pledge ? "figure" : "what",
                "Choose a count of \(measure.unit.label): that is what the measure is a number of. For \(count.unit.label), change the measure’s unit first"
            )
        }
        if count.words.count > 280 {
            check.mistake("kinds", "Choose fewer kinds or groups, so that what is counted can be said")
        }
    }

    static let register = Register<TiedCount>(
        "/plans/:plan/recommendations/:recommendation/measures/:measure/counts", see: .seePlans, change: .changePlans,
        title: "What Waymark counts",
        empty: EmptyState(
            heading: "Nothing is counted", text: "Waymark can count a measure from the placements it keeps.")
    ) {
        $0.hasList = false
        $0.newHeading = "Let Waymark count it"
        $0.home = { visit in
            let place = try RecommendationPlace(visit), id: Measure.ID = try visit.id("measure")
            guard let measure = try visit.db(Measure.find(id, at: place.home("measures"))) else {
                throw Failure.notFound
            }
            return Home(
                path: Paths.counts(id, place.id, place.plan.id), back: place.back,
                owner: "\(measure.title) · \(place.kicker)",
                scope: "x.plan_id = \(place.plan.id) AND x.measure_id = \(id)",
                keys: [("plan_id", "\(place.plan.id)"), ("measure_id", "\(id)")])
        }
        $0.formLead = {
            $0 == nil
                ? "Officers then see the number of today with the measure and on the form of an update. When an update is submitted, the number of its evidence date is kept as a reading."
                : "Readings that were kept stay as they were counted. From now on it is counted as you say here."
        }
        $0.saved = { _, _, home, isNew in
            (home.back.link, isNew ? "Waymark counts it from now on." : "Waymark counts it anew from now on.")
        }
        $0.removal = { _, _, _ in
            RemovalTerms(
                what: "the count by Waymark",
                things: ["How this measure is counted. Readings that were kept stay, and new ones are recorded by hand"]
            )
        }
        $0.auditGroup = AuditedTable.measureGroup
        $0.settleAudit = {
            $0.said = ["words"]
            $0.subject = .other("measure_id")
            $0.links = ["measure_id": "measures"]
        }
    }
}
