import Postgres

/// What a paper states of a programme: a number as sure as it says, or a whole that is added up from its parts (004.31 to 004.38).
struct ProgrammeFigure: Record {
    var id = ID<ProgrammeFigure>(0), version = 0
    var whole: ID<ProgrammeFigure>?, wholeName = ""
    var name = "", counts = ""
    var qualifier = Reading.Qualifier.exactly
    /// Nil: the paper states its parts alone.
    var value: Double?
    var unit = Unit.people, isProjected = false
    var period = Period(kind: .own)
    var source = "", address = ""
    /// Few people are counted, or would follow from it: for officers alone.
    var isHeld = false

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        (whole, wholeName) = (try row["whole_id"], try row["whole_name"])
        (name, counts) = (try row["name"], try row["counts"])
        (qualifier, value) = (try row["qualifier"], try row["value"])
        (unit, isProjected) = (try row["unit"], try row["is_projected"])
        period = Period(kind: try row["period"], begins: try row["begins_on"], ends: try row["ends_on"])
        (source, address) = (try row["source"], try row["address"])
        isHeld = try row["is_held"]
    }

    var mention: String { "this figure" }

    static let table: StaticString = "programme_figures"
    static let words = RecordWords(one: "figure", many: "figures")
    /// Each whole with its parts behind it.
    static let order: SQL = "x.is_projected, coalesce(x.whole_id, x.id), x.whole_id IS NOT NULL, x.id"
    static let source: SQL =
        "programme_figures AS x LEFT JOIN programme_figures AS w ON w.tenant_id = x.tenant_id AND w.id = x.whole_id"
    static let select: SQL = """
        SELECT \(ownColumns), coalesce(w.name, '') AS whole_name,
               x.unit = 'people' AND coalesce(CASE WHEN x.whole_id IS NULL AND x.value IS NULL THEN g.few WHEN x.whole_id IS NULL THEN \(few("x.value"))
                    ELSE g.few OR \(few("w.value")) OR g.few_others OR \(few("w.value - g.total")) END, false) AS is_held
          FROM \(source)
         CROSS JOIN LATERAL (
               SELECT bool_or(\(few("p.value"))) AS few, bool_or(\(few("w.value - p.value"))) AS few_others, sum(p.value) AS total
                 FROM programme_figures p
                WHERE p.tenant_id = x.tenant_id AND p.programme_id = x.programme_id AND p.whole_id = coalesce(x.whole_id, x.id)) AS g
        """

    /// So few people that members are not told: where one part is, no part is told, nor a sum of parts (domain.md section 6).
    private static func few(_ number: SQL) -> SQL {
        "coalesce(\(number) > 0 AND \(number) <= \(Int64(Disclosure().threshold)), false)"
    }

    static func all(of programme: ID<Programme>) -> Query<[ProgrammeFigure]> {
        .list("\(select) WHERE x.programme_id = \(programme) ORDER BY \(order)")
    }
}

extension Visit {
    /// Officers see small numbers in what papers state; members and nobody else do not.
    fileprivate var seesFewPeople: Bool { can(.seeDrafts) || can(.changeProgrammes) || can(.seeYoungPeople) }

    /// What the symbol means.
    var fewPeopleNote: FigureNote { Disclosure(seesAll: seesFewPeople).note }
}

extension ProgrammeFigure {
    /// Its number for this person; nil where it is not told, or is not stated.
    func number(for visit: Visit) -> Double? { isHeld && !visit.seesFewPeople ? nil : value }

    /// "more than 850 people", "[c]"; nil where no number is stated.
    func shown(for visit: Visit) -> String? {
        value.map { Self.shown(qualifier, $0, unit, isHeld: isHeld, for: visit) }
    }

    static func shown(
        _ qualifier: Reading.Qualifier, _ value: Double, _ unit: Unit, isHeld: Bool, for visit: Visit
    ) -> String {
        let text = qualifier.words + Quantity(value: value, unit: unit).text
        if !isHeld { return text }
        return visit.seesFewPeople ? text + " " + Disclosure.symbol : Disclosure.symbol
    }
}

/// A figure with its parts.
struct FigureGroup {
    let whole: ProgrammeFigure
    let parts: [ProgrammeFigure]

    static func all(_ figures: [ProgrammeFigure]) -> [FigureGroup] {
        let parts = Dictionary(grouping: figures, by: \.whole)
        return (parts[nil] ?? []).map { FigureGroup(whole: $0, parts: parts[$0.id] ?? []) }
    }

    /// Whether its number is added up here, because no paper states it. Percentages are not added up.
    var isAddedUp: Bool { whole.value == nil && !parts.isEmpty && whole.unit != .percent }

    var sum: Double { parts.compactMap(\.value).reduce(0, +) }

    /// What its number is: stated, or added up; nil where there is neither.
    func shown(for visit: Visit) -> String? {
        guard isAddedUp else { return whole.shown(for: visit) }
        return ProgrammeFigure.shown(
            .ofSum(parts.map(\.qualifier)), sum, whole.unit, isHeld: whole.isHeld, for: visit)
    }

    /// Parts that come to more than what is stated: right only if some are counted twice.
    func disagreement(for visit: Visit) -> String? {
        guard let value = whole.value, sum > value, parts.allSatisfy({ $0.number(for: visit) != nil }),
            whole.unit != .percent
        else { return nil }
        return
            "The parts of “\(whole.name)” add up to \(Quantity(value: sum, unit: whole.unit).text): right only if some are counted twice."
    }
}

extension Reading.Qualifier {
    /// Of a sum of numbers that are so sure: of “exactly” and “more than” it is “more than”; where they point both ways, “about”.
    static func ofSum(_ all: [Reading.Qualifier]) -> Reading.Qualifier {
        let others = Set(all).subtracting([.exactly])
        if others.isEmpty { return .exactly }
        if others.count == 1, let only = others.first { return only }
        if others.isSubset(of: [.moreThan, .over, .atLeast]) { return .moreThan }
        return .about
    }
}
