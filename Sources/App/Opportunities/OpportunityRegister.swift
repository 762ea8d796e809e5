import Postgres

extension Opportunity {
    /// Who may offer it.
    struct Choices: Sendable {
        let employers, teams: [NamedChoice]
        /// Whose page led here.
        let asked: (employer: ID<Employer>?, team: ID<CouncilTeam>?)
    }

    static func choices(_ visit: Visit, at home: Home, for opportunity: Opportunity?) throws -> Choices {
        let (employers, teams) = try visit.db.all(
            Query<[NamedChoice]>.list("SELECT id, name FROM employers ORDER BY \(SQL.byName(key: "name_key")), id"),
            Query<[NamedChoice]>.list("SELECT id, name FROM council_teams ORDER BY \(SQL.byName(key: "name_key")), id"))
        return Choices(
            employers: employers, teams: teams, asked: (ID(visit.query("employer")), ID(visit.query("team"))))
    }

    static func begin(_ context: FormContext<Opportunity>) -> Opportunity {
        var opportunity = Opportunity()
        (opportunity.employer, opportunity.team) = context.choices.asked
        return opportunity
    }

    static let fields: [Field<Opportunity>] = [
        .text(
            \.title, "title", "title", "Title", 1...200, hint: "Such as: Apprentice gardener, Parks.",
            or: "Enter a title in up to 200 characters"),
        .choice(\.kind, "kind", "kind", "Kind", or: "Choose the kind of work").filtered(any: "All kinds"),
        .level(\.level).unlisted(),
        .reference(
            \.employer, "employer", "employer_id", "Employer", to: "employers", none: "None: a team of the council",
            hint: "Choose an employer or a team of the council, not both.",
            or: "Choose one of the employers", cell: { $0.employer == nil ? nil : $0.offeredBy },
            among: { $0.choices.employers.map(\.option) }
        ).under("Who offers it").unlisted(),
        .reference(
            \.team, "team", "team_id", "Council team", to: "council_teams", none: "None: an employer",
            or: "Choose one of the teams", cell: { $0.team == nil ? nil : $0.offeredBy },
            among: { $0.choices.teams.map(\.option) }
        ).unlisted(),
        .choice(\.sector, "sector", "sector", "Sector", or: "Choose the sector").filtered(any: "All sectors")
            .unlisted(),
        .text(\.area, "area", "area", "Area", 0...120, hint: "Where the work is.", width: "20").unlisted(),
        .whole(
            \.places, "places", "places", "Places", 1...999, or: "Enter how many places there are, from 1 to 999"
        ).under("Places and days").unlisted(),
        .due(
            \.closes, "closes", "closes_on", "Closes", hint: "The last day to apply. It appears in calendars.",
            absent: "No closing day"
        ).unlisted(),
        .day(\.starts, "starts", "starts_on", "Starts", absent: "Not known").unlisted(),
        .hours(\.hours).unlisted(),
        .flag(\.isPaid, "paid", "is_paid", "Paid", "It is paid").filtered(any: "Paid or not").unlisted(),
        .flag(
            \.hasGuaranteedInterview, "guaranteed_interview", "has_guaranteed_interview", "Guaranteed interview",
            "Care leavers and young people with SEND who meet the essential criteria are interviewed",
            hint: "An interview is guaranteed, not the job: everybody applies in the same way."
        ).filtered(any: "With or without").unlisted(),
        .text(\.mentor, "mentor", "mentor", "Mentor", 0...120, hint: "The post, not a name.", width: "20").unlisted(),
        .area(
            \.description, "description", "description", "Description", 0...4_000,
            hint: "What the work is, what helps, whom it suits. No names of young people."
        ).unlisted(),
    ]

    static func check(_ it: inout Opportunity, _ check: inout Check, _ context: FormContext<Opportunity>) {
        switch (it.employer, it.team) {
        case (nil, nil): check.mistake("employer", "Choose who offers it: an employer, or a team of the council")
        case (_?, _?): check.mistake("team", "Choose an employer or a team of the council, not both")
        default: break
        }
        if it.kind != .apprenticeship, it.level != nil {
            check.mistake("level", "Only an apprenticeship has a level: choose None")
        }
        if let closes = it.closes, let starts = it.starts, starts < closes {
            check.mistake("starts", "Enter a start on or after the closing day, \(closes.longText)")
        }
        if it.places < it.taken {
            check.mistake("places", "Enter \(it.taken.formatted()) or more: so many places are taken already")
        }
    }

    static let register = Register<Opportunity>(
        "/opportunities", see: .seeOpportunities, change: .changeOpportunities, title: "Opportunities",
        empty: EmptyState(
            heading: "No opportunities yet",
            text: "Add what employers and teams of the council offer: work experience, apprenticeships, jobs.")
    ) {
        $0.lead = "What is open, when it closes and how many places are left."
        $0.columns = columns
        $0.filters = { _ in
            [
                ListFilter(
                    name: "state", label: "State", any: "All states", options: State.options,
                    condition: { "\(state) = \($0)" })
            ] + ListFilter.of(fields)
        }
        $0.actions = { visit in [PageAction(label: "Council teams", link: visit.link(CouncilTeam.register.path))] }
        $0.page = .own
        $0.naming = "x.title"
        $0.search = FoundWords(place: "coalesce(e.name, t.name, '')", day: "x.closes_on", rank: 35)
        $0.dated = .opportunities
        $0.steps = [withdrawal, renewal]
        $0.removal = { opportunity, home, visit in
            let interests: Int =
                try visit.db.value("SELECT count(*) FROM interests WHERE opportunity_id = \(opportunity.id)") ?? 0
            let isUsed = opportunity.taken + interests > 0
            return RemovalTerms(
                refusal: isUsed ? "Young people were put forward for it or placed from it, so it stays." : nil,
                instead: isUsed && opportunity.withdrawn == nil
                    ? Link(label: "Withdraw it instead", link: home.path + "/\(opportunity.id)/withdrawal") : nil)
        }
    }

    /// What the list and its files show; the rest of the fields is only filed.
    private static let columns: [ListColumn<Opportunity>] =
        [
            fields[0].column, fields[1].column,
            ListColumn("Offered by", "offered_by", sort: SQL.byName("coalesce(e.name, t.name, '')")) {
                .text($0.offeredBy)
            },
            ListColumn("Closes", "closes", sort: "x.closes_on") {
                $0.state == .open
                    ? .due($0.closes, absent: "No closing day") : .day($0.closes, absent: "No closing day")
            },
            ListColumn("Places left", "left", isFiled: false, sort: "x.places - x.taken") { .text($0.leftWords) },
            ListColumn("Places left", "places_left", isListed: false) { .whole($0.left) },
            ListColumn("State", "state") { .tags([$0.state.tag], file: $0.state.tag.text) },
        ] + fields.dropFirst(2).filter { !["employer", "team", "closes"].contains($0.name) }.map(\.column)

    private static let withdrawal = Step<Opportunity>(
        noun: "withdrawal", label: "Withdraw", heading: { "Withdraw \($0.title)?" },
        lead: { _ in
            "It is no longer open and nobody is suggested for it. Who was put forward already stays with it."
        },
        isOpen: { $0.withdrawn == nil }, sets: "withdrawn_on = greatest(app.today(), x.opened_on)",
        done: { ("Withdrawn", "\($0.title) is no longer open.") })

    private static let renewal = Step<Opportunity>(
        noun: "renewal", label: "Offer again", heading: { "Offer \($0.title) again?" },
        lead: { _ in "It is open again until it closes." }, isOpen: { $0.withdrawn != nil },
        sets: "withdrawn_on = NULL",
        done: { ("Saved", "\($0.title) is offered again.") })
}

extension DatedKind {
    /// Without young people: what closes when is nobody's secret.
    static let opportunities = DatedKind(
        "opportunity",
        rows: """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   x.title AS words, x.closes_on AS on_day, 'day' AS precision FROM opportunities AS x
             WHERE x.closes_on IS NOT NULL AND x.withdrawn_on IS NULL AND x.taken < x.places
            """, summary: { "Closes: \($0.words)" }, path: { "/opportunities/\($0.id)" })
}

extension Paths {
    static let opportunities = "/opportunities"

    static func opportunity(_ id: ID<Opportunity>) -> String { opportunities + "/\(id)" }
}
