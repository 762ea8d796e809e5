import Postgres

extension Interest {
    /// What they may be put forward for.
    struct Choices: Sendable {
        let opportunities: [Offered]
        /// Whose page led here.
        let asked: ID<Opportunity>?
        let isClosed: Bool
    }

    /// One opportunity to choose.
    struct Offered: Sendable, RowDecodable {
        let id: ID<Opportunity>
        let name: String
        let kind: WorkKind
        let hasGuaranteedInterview: Bool
        let starts: Day?
        /// The first day on which this young person may begin such work; nil for any.
        let earliest: Day?

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            name = try row["name"]
            kind = try row["kind"]
            hasGuaranteedInterview = try row["has_guaranteed_interview"]
            starts = try row["starts_on"]
            earliest = try row["earliest"]
        }
    }

    static func choices(_ visit: Visit, at home: Home, for interest: Interest?) throws -> Choices {
        let person: ID<YoungPerson> = try visit.id("young_person"), asked = ID<Opportunity>(visit.query("opportunity"))
        let offered: [Offered] = try visit.db.list(
            """
            SELECT x.id, concat_ws(', ', x.title, coalesce(e.name, t.name), 'closes ' || to_char(x.closes_on, 'FMDD FMMonth YYYY')) AS name,
                   x.kind, x.has_guaranteed_interview, x.starts_on, app.earliest_start(x.kind, y.born_on) AS earliest
              FROM \(Opportunity.source), young_people AS y
             WHERE y.id = \(person) AND (\(Opportunity.state) = 'open' OR x.id = \(asked) OR x.id = \(interest?.opportunity))
             ORDER BY x.closes_on NULLS LAST, \(SQL.byName("x.title")), x.id
            """)
        let closed: Bool? = try visit.db.value(
            "SELECT closed_on IS NOT NULL OR processing_ended_on IS NOT NULL FROM young_people WHERE id = \(person)")
        return Choices(opportunities: offered, asked: asked, isClosed: closed ?? true)
    }

    static func begin(_ context: FormContext<Interest>) -> Interest {
        var interest = Interest()
        interest.expressed = context.today
        interest.opportunity = context.choices.asked
        return interest
    }

    static let fields: [Field<Interest>] = [
        .reference(
            \.opportunity, "opportunity", "opportunity_id", "Opportunity", to: "opportunities", none: "Choose one",
            or: "Choose one of the opportunities", cell: { $0.title },
            among: { $0.choices.opportunities.map { ($0.id.description, $0.name) } }
        ).asked { $0.existing == nil },
        .day(\.expressed, "expressed_on", "expressed_on", "Put forward on", or: "Enter the day on which they said yes"),
        .day(\.applied, "applied_on", "applied_on", "Applied on", absent: "Not yet").under("Application"),
        sameRoute,
        .area(
            \.routeWords, "route_words", "route_words", "How the application was made", 0...500,
            hint: "Say why, where it was not the same as everyone’s.", rows: 2
        ).neededAtTimes().unlisted(),
        .day(\.interview, "interview_on", "interview_on", "Interview", absent: "None yet").under(
            "Interview and result"),
        .time(\.interviewTime, "interview_time", "interview_time", "Time of the interview").unlisted(),
        .flag(
            \.usedGuarantee, "used_guarantee", "used_guarantee", "Guaranteed interview",
            "The guaranteed interview was used", hint: "It guarantees the interview, not the job."
        ).unlisted(),
        .choice(\.result, "result", "result", "Result", or: "Choose a result, or that there is none yet"),
        .day(\.resultOn, "result_on", "result_on", "Day of the result", hint: "Today, where it is left empty.")
            .unlisted(),
        .area(
            \.words, "words", "words", "Note", 0...1_000, hint: "No names of other young people.", rows: 3),
    ]

    /// Asked of every application, and kept in the history (003.17; Equality Act 2010).
    private static let sameRoute: Field<Interest> = {
        var field = Field<Interest>.flag(
            \.isSameRoute, "same_route", "same_route", "Same application as everyone’s", "")
        field.question = { form, _ in
            .radios(
                form.radios(
                    "same_route", "Was the application the same as everyone’s?",
                    [("yes", "Yes, the same route"), ("no", "No")],
                    hint: "A guaranteed interview is not a guaranteed job: the way in is the same for all."))
        }
        field.read = { check, interest, _ in
            let answer = check.fields["same_route"]
            if answer.isEmpty, interest.applied != nil {
                check.mistake("same_route", "Say whether the application was the same as everyone’s")
            }
            interest.isSameRoute = answer != "no"
        }
        field.fill = { $1["same_route"] = $0.applied == nil && $0.isSameRoute ? "" : $0.isSameRoute ? "yes" : "no" }
        return field.unlisted()
    }()

    static func check(_ it: inout Interest, _ check: inout Check, _ context: FormContext<Interest>) {
        let chosen = context.choices.opportunities.first { $0.id == it.opportunity }
        if context.existing == nil {
            if it.opportunity == nil { check.mistake("opportunity", "Choose what they are put forward for") }
            if context.choices.isClosed {
                check.mistake("opportunity", "The case is closed: open it again before they are put forward")
            } else if let chosen, let earliest = chosen.earliest, let starts = chosen.starts, starts < earliest {
                check.mistake("opportunity", chosen.kind.tooEarly(before: earliest))
            }
        }
        if it.expressed > context.today { check.mistake("expressed_on", "Enter today or an earlier day") }
        let first = it.expressed == .first ? nil : it.expressed
        for (field, day) in [("applied_on", it.applied), ("interview_on", it.interview)] {
            guard let first, let day, day < first else { continue }
            check.mistake(field, "Enter a day on or after \(first.longText), when they were put forward")
        }
        if let applied = it.applied, applied > context.today {
            check.mistake("applied_on", "Enter today or an earlier day, or leave it empty until they applied")
        }
        if !it.isSameRoute, it.routeWords.isEmpty {
            check.mistake("route_words", "Say why the application was not the same as everyone’s")
        }
        if !it.interviewTime.isEmpty, it.interview == nil {
            check.mistake("interview_on", "Enter the day of the interview")
        }
        if it.usedGuarantee, let chosen, !chosen.hasGuaranteedInterview {
            check.mistake("used_guarantee", "Leave this empty: the opportunity has no guaranteed interview")
        }
        switch (it.result, it.resultOn) {
        case (.open, _?): check.mistake("result", "Choose the result of that day, or leave the day empty")
        case (.open, nil): break
        case (_, nil): it.resultOn = context.today
        case (_, let day?):
            if day > context.today { check.mistake("result_on", "Enter today or an earlier day") }
        }
    }

    static let register = Register<Interest>(
        "/young-people/:young_person/interests", see: .seeYoungPeople, change: .changePlacements, title: "Interests",
        empty: EmptyState(
            heading: "Not put forward yet", text: "What they are put forward for, with interviews and results.")
    ) {
        $0.home = { visit in
            let person = try YoungPerson.inPath(of: visit)
            let list = Link(label: "Interests", link: Paths.interests(person.id))
            return .under(person.id, person.reference, "interests", back: list)
        }
        $0.lead = "Put forward for what, and what became of it. The way in is the same for all."
        $0.newHeading = "Put forward"
        $0.columns.insert(ListColumn("Offered by", "offered_by") { .text($0.offeredBy) }, at: 1)
        $0.naming =
            "(SELECT o.title FROM opportunities AS o WHERE o.tenant_id = x.tenant_id AND o.id = x.opportunity_id)"
        $0.auditGroup = "Opportunities"
        $0.saved = { typed, id, home, isNew in
            typed.result == .accepted
                ? (
                    Paths.newPlacement(under: home.path, from: id),
                    "The offer is accepted. Check the placement and save it."
                )
                : nil
        }
    }
}

extension Paths {
    static func interests(_ person: ID<YoungPerson>) -> String { youngPerson(person) + "/interests" }

    static func putForward(_ person: ID<YoungPerson>, for opportunity: ID<Opportunity>) -> String {
        interests(person) + "/new?opportunity=\(opportunity)"
    }

    /// Filled in from an accepted offer; the list of interests says whose.
    static func newPlacement(under interests: String, from interest: ID<Interest>) -> String {
        String(interests.dropLast("interests".count)) + "placements/new?interest=\(interest)"
    }
}
