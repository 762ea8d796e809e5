import Postgres

extension Indicator {
    /// Where it may be held apart, and who may hold it.
    struct Choices: Sendable { let areas, leads: [NamedChoice] }

    static func choices(_ visit: Visit, at home: Home, for indicator: Indicator?) throws -> Choices {
        let (areas, leads) = try visit.db.all(
            Area.all,
            Query<[NamedChoice]>.list("SELECT id, name FROM leads ORDER BY \(SQL.byName(key: "name_key")), id"))
        return Choices(areas: areas, leads: leads)
    }

    static let fields: [Field<Indicator>] = what + compared + targeted

    private static let what: [Field<Indicator>] = [
        .text(
            \.name, "name", "name", "Name", 1...160, hint: "Such as: Adults with learning disabilities in employment.",
            or: "Enter a name for the indicator in up to 160 characters"),
        .area(
            \.definition, "definition", "definition", "What it measures", 1...1_000,
            hint: "In a sentence. Members read it.", or: "Enter what it measures, in up to 1,000 characters", rows: 2
        ).unlisted(),
        .choice(\.scale, "scale", "scale", "Values are", or: "Choose percentage, rate or number")
            .filtered(any: "All kinds of value").unlisted(),
        .text(
            \.ofWhat, "of_what", "of_what", "Of whom, per what or of what", 1...120,
            hint:
                "Of a percentage, of whom: known adults with learning disabilities. Of a rate: per 10,000 children. Of a number: places. Not a number of people: those are figures of a programme, of which few people are not shown to members.",
            or: "Enter of whom, per what or of what the values are, in up to 120 characters"
        ).unlisted(),
        .choice(\.better, "better", "better", "Which is better", or: "Choose whether higher or lower is better")
            .unlisted(),
    ]

    private static let compared: [Field<Indicator>] = [
        .text(
            \.comparator, "comparator", "comparator", "Comparator", 0...80,
            hint: "As it reads in a sentence: England, London, the national average.",
            or: "The comparator must be 80 characters or fewer"
        ).neededAtTimes().under("Where, and compared with what"),
        .links(
            \.areas, "areas", "Areas", in: "indicator_areas", ("indicator_id", "area_id"),
            none: "All of the council’s area", hint: "Tick those that have values of their own.",
            or: "Choose areas of the list", names: \.areaNames, among: { $0.choices.areas.map(\.option) }),
        .text(
            \.source, "source", "source", "Source", 0...300, hint: "Where its values are published.",
            or: "The source must be 300 characters or fewer"
        ).unlisted(),
        .links(
            \.leads, "leads", "Held by", in: "indicator_leads", ("indicator_id", "lead_id"), none: "Nobody yet",
            hint: "Tick several where they hold it jointly. Scrutiny officers add teams and leads.",
            or: "Choose leads of the list", names: \.leadNames, among: { $0.choices.leads.map(\.option) }),
    ]

    private static let targeted: [Field<Indicator>] = [
        .choice(\.target, "held_against", "target", "Held against", or: "Choose what the target is held against")
            .under("The target").unlisted(),
        Field.number(
            \.targetNumber, "target_number", "target_number", "Number of the target",
            hint:
                "Of a number of its own, that number. Against the comparator, by how much it is to be better; leave it empty for the comparator’s level."
        ).neededAtTimes().unlisted(),
        .approximateDay(
            \.targetDue, "target_due", ("target_due_on", "target_due_precision"), "To be reached by",
            hint: "It appears in calendars. The month and year, or the year, are enough.", absent: "No day set"),
        .approximateDay(
            \.targetSet, "target_set", ("target_set_on", "target_set_precision"), "Target set on",
            hint: "Whether it is on course is told from the value of that time."
        ).unlisted(),
    ]

    static func check(_ it: inout Indicator, _ check: inout Check, _ context: FormContext<Indicator>) {
        switch it.target {
        case .none:
            if it.targetNumber != nil { check.mistake("target_number", "Leave this empty: no target is chosen") }
            if it.targetDue != nil { check.mistake("target_due", "Leave this empty: no target is chosen") }
            if it.targetSet != nil { check.mistake("target_set", "Leave this empty: no target is chosen") }
        case .absolute:
            if it.targetNumber == nil { check.mistake("target_number", "Enter the number that is to be reached") }
        case .relative:
            if it.comparator.isEmpty {
                check.mistake("comparator", "Enter the comparator that the target is held against")
            }
        }
        if let number = it.targetNumber, it.scale.rounded(number) != number {
            check.mistake(
                "target_number",
                it.scale == .percent
                    ? "Enter a percentage with one decimal at most, such as 1.7"
                    : "Enter a number with two decimals at most")
        }
        if let set = it.targetSet, let due = it.targetDue, due.lastDay < set.day {
            check.mistake("target_due", "Enter a day on or after the one on which it was set, \(set.text)")
        }
        if let kept = context.existing { it.hold(kept, &check) }
    }

    /// What its values are of stays while there are any.
    private func hold(_ kept: Indicator, _ check: inout Check) {
        if kept.points.isEmpty { return }
        if kept.scale != scale { check.mistake("scale", "Leave this as it is: its values are recorded by it") }
        let missing = zip(kept.areas, kept.areaNames).filter { area, _ in
            !areas.contains(area) && kept.points.contains { $0.area == area }
        }
        if !missing.isEmpty {
            check.mistake("areas", "Leave \(missing.map(\.1).listed) ticked: it has values. Remove those first")
        }
        if comparator.isEmpty, kept.points.contains(where: { $0.comparator != nil }) {
            check.mistake("comparator", "Enter the comparator: values of it are recorded")
        }
    }

    static let unique: Unique<Indicator>? = Unique(
        "name", or: "Enter another name: there is an indicator of this name", key: { folded($0.name) }
    ) { indicator, _ in "x.name_key = app.fold(\(indicator.name))" }

    static let register: Register<Indicator> = Register(
        Paths.indicators, see: .seeIndicators, change: .changeIndicators, title: "Indicators",
        empty: EmptyState(
            heading: "No indicators yet",
            text: "An indicator holds the council’s value beside England’s or another’s, with the target for it.")
    ) {
        $0.lead = "The council beside others, period by period, and what it set itself to reach."
        $0.columns = columns
        $0.filters = { visit in
            let choices = try Indicator.choices(visit, at: .council, for: nil)
            return ListFilter.of(fields) + filters(choices)
        }
        $0.page = .own
        $0.imports = RowSource.Limit()
        $0.naming = "x.name"
        $0.search = FoundWords(place: "x.comparator", day: "x.target_due_on", rank: 31)
        $0.dated = .indicators
        $0.parts = [
            ("indicator_areas", "indicator_id"), ("indicator_leads", "indicator_id"),
            ("indicator_values", "indicator_id"),
        ]
        $0.children = [IndicatorValue.register]
        $0.removal = { indicator, _, _ in
            RemovalTerms(
                things: ["“\(indicator.name)”"]
                    + (indicator.points.isEmpty
                        ? [] : [counted(indicator.points.count, "value", "values").sentenceCase]))
        }
    }

    private static func filters(_ choices: Choices) -> [ListFilter] {
        let both: [(name: String, label: String, any: String, all: [NamedChoice], table: SQL, column: SQL)] = [
            ("areas", "Area", "All areas", choices.areas, "indicator_areas", "area_id"),
            ("leads", "Held by", "Whoever holds it", choices.leads, "indicator_leads", "lead_id"),
        ]
        return both.filter { !$0.all.isEmpty }.map { one in
            ListFilter(
                name: one.name, label: one.label, any: one.any, options: one.all.map(\.option),
                condition: {
                    "x.id IN (SELECT indicator_id FROM \(one.table) WHERE \(one.column)::text = \($0))"
                })
        }
    }

    /// What the list shows; files hold every field too.
    private static let columns: [ListColumn<Indicator>] =
        [
            fields[0].column,
            ListColumn("State", "state") { indicator, visit in
                let tags = indicator.tags(on: visit.today)
                return .tags(tags, file: tags.map(\.text).joined(separator: "; "))
            },
            ListColumn("Target", "target_words") { .text($0.targetWords?.sentenceCase ?? "", absent: "No target") },
        ]
        + fields.dropFirst().map { field in
            ["comparator", "target_due"].contains(field.name) ? field.unlisted().column : field.column
        }
}

extension DatedKind {
    static let indicators = DatedKind(
        "indicator",
        rows: """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   x.name AS words, x.target_due_on AS on_day, x.target_due_precision AS precision FROM indicators AS x
             WHERE x.target_due_on IS NOT NULL
            """, summary: { "Target to be reached: \($0.words)" }, path: { Paths.indicator(ID($0.id)) })
}
