import Postgres

/// An indicator of the demo, its areas by their short names and its holders by theirs.
struct DemoIndicator: Sendable {
    var indicator: Indicator
    var areas: [String] = []
    let leads: [String]
    /// Each with the area by its short name.
    var values: [(area: String, value: IndicatorValue)] = []

    func save(in db: Transaction) throws {
        var indicator = indicator
        indicator.areas = try areas.map(Self.area(db))
        indicator.leads = try leads.map { try Lead.named($0, kind: .department, in: db) }
        guard let id = try Indicator.add(indicator, at: .council, in: db) else {
            throw PostgresError(.other, "a demo indicator is there twice")
        }
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.indicator_id = \(id)",
            keys: [("indicator_id", "\(id)")])
        for (area, value) in values {
            var value = value
            value.area = try Self.area(db)(area)
            _ = try IndicatorValue.add(value, at: home, in: db)
        }
    }

    private static func area(_ db: Transaction) -> (String) throws -> ID<Area> {
        { name in
            guard let id: ID<Area> = try db.value("SELECT id FROM areas WHERE short_name = \(name)") else {
                throw PostgresError(.other, "a demo indicator is for an area that is not there")
            }
            return id
        }
    }
}

extension DemoIndicator {
    /// The one number that the three boroughs’ paper has, and its target (002.17, 002.18). The paper bears no day: that it is of 2015, and
    /// the three years run to 2018, is made up. It gives no value for the other two boroughs, and none later.
    static let triBorough: [DemoIndicator] = {
        var employment = Indicator()
        employment.name = "Adults with learning disabilities in employment"
        employment.definition =
            "The percentage of adults with learning disabilities who are known to the council and are in employment."
        (employment.scale, employment.ofWhat) = (.percent, "known adults with learning disabilities")
        employment.comparator = "the national average"
        (employment.target, employment.targetSet) = (.relative, ApproximateDay(DemoTime.day(2015, 1, 1), .year))
        employment.targetDue = ApproximateDay(DemoTime.day(2018, 1, 1), .year)
        var value = IndicatorValue()
        let year = CouncilYear(.financial, startYear: 2013)
        value.period = Period(kind: .financial, begins: year.firstDay, ends: year.lastDay)
        (value.value, value.comparatorValue) = (1.7, 7.4)
        value.source = "Developing the local offer of pathways into employment, Appendix 2, v.2, section 3"
        return [
            DemoIndicator(
                indicator: employment, areas: ["H&F", "K&C", "Westminster"],
                leads: ["Children’s Services", "Adult Social Care"], values: [("H&F", value)])
        ]
    }()
}
