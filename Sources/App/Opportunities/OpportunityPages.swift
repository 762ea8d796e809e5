import HTTP
import Mustache
import Postgres

/// Opportunities, the council's own teams that offer some, and who is put forward.
enum OpportunityPages: Feature {
    static let registers: [any AnyRegister] = [CouncilTeam.register, Opportunity.register, Interest.register]
    static let views: [any View.Type] = [OpportunityShow.self]
    static let places = [Place("Opportunities", Paths.opportunities, .seeOpportunities, rank: 55, in: .employers)]
    static let routes: [Route] = [
        .get("/opportunities/:opportunity", .seeOpportunities, show),
        .get("/opportunities/:opportunity/young-person", .changePlacements, choose),
        .post("/opportunities/:opportunity/young-person", .changePlacements, chosen),
    ]

    /// With young people only for those who may see them.
    private static func show(_ visit: Visit) throws -> Response {
        let opportunity = try Opportunity.register.found(visit, .council)
        var people: (forward: [PutForward], suited: [Suggestion])?
        if visit.can(.seeYoungPeople) {
            let (forward, suited) = try visit.db.all(
                PutForward.all(for: opportunity.id), Suggestion.all(for: opportunity))
            people = (forward, suited)
            visit.noteLooks(at: forward.map(\.person) + suited.map(\.person), as: .list)
        }
        let pledges = try CountsTowards.opportunity(opportunity.id, visit)
        return try visit.page(
            OpportunityShow(opportunity, people, pledges, for: visit), title: "\(opportunity.title) – Opportunities",
            back: Link(label: "Opportunities", link: visit.link(Paths.opportunities)))
    }

    /// Anybody in an open case, not only those whom it may suit.
    private static func choose(_ visit: Visit) throws -> Response {
        let opportunity = try Opportunity.register.found(visit, .council)
        return try form(opportunity, visit).page(visit, Fields())
    }

    private static func chosen(_ visit: Visit) throws -> Response {
        let opportunity = try Opportunity.register.found(visit, .council)
        guard let person = ID<YoungPerson>(visit.form["young_person"]), !visit.form.isHeld,
            try visit.db(YoungPerson.find(person, at: .council)) != nil
        else {
            return try form(opportunity, visit).page(
                visit, visit.form, Mistakes("young_person", "Choose who is put forward"))
        }
        return visit.redirect(to: Paths.putForward(person, for: opportunity.id))
    }

    private static func form(_ opportunity: Opportunity, _ visit: Visit) throws -> RecordForm {
        let people: [NamedChoice] = try visit.db.list(
            """
            SELECT y.id, \(visit.showsNames ? "coalesce(nullif(y.preferred_name, ''), y.name) || ', ' || " : "" as SQL)y.reference AS name
              FROM young_people AS y
             WHERE y.closed_on IS NULL AND y.processing_ended_on IS NULL
               AND NOT EXISTS (SELECT FROM interests i WHERE i.young_person_id = y.id AND i.opportunity_id = \(opportunity.id)
                                  AND i.result IN ('', 'offered', 'accepted'))
             ORDER BY y.worker_id IS NOT DISTINCT FROM (SELECT app.person()) DESC, \(SQL.byName(key: "y.name_key")), y.id
            """)
        visit.noteLooks(at: people.map { ID<YoungPerson>($0.id) }, as: .list)
        return RecordForm(
            kicker: opportunity.title, heading: "Put somebody forward",
            lead: "Those in your caseload come first. Only open cases are offered.",
            path: Paths.opportunity(opportunity.id) + "/young-person",
            back: Link(label: opportunity.title, link: Paths.opportunity(opportunity.id)), save: "Continue"
        ) { form in
            [
                FormPart(questions: [
                    .select(
                        form.select("young_person", "Young person", [("", "Choose one")] + people.map(\.option)))
                ])
            ]
        }
    }
}

/// One opportunity: what it is, how many places are left, who is put forward, whom it may suit.
struct OpportunityShow: View {
    static let template = "opportunities/show"
    let head: PageHead
    let facts: SummaryList
    let description: Markup?
    let people: People?
    let historyLink, removalLink: String?

    /// For those who see young people.
    struct People: Sendable {
        let forward: Table?
        let addLink: String?
        let suited: Suited?
    }

    /// Whom it may suit; not asked once it is no longer open.
    struct Suited: Sendable {
        let table: Table?
        let lead: String
    }

    init(
        _ it: Opportunity, _ people: (forward: [PutForward], suited: [Suggestion])?, _ pledges: [SummaryRow] = [],
        for visit: Visit
    ) {
        let own = Paths.opportunity(it.id), mayChange = visit.can(.changeOpportunities)
        let mayPlace = visit.can(.changePlacements) && it.state != .withdrawn
        var actions =
            mayPlace
            ? [PageAction(label: "Put somebody forward", link: visit.link(own + "/young-person"), isPrimary: true)] : []
        if mayChange {
            actions.append(PageAction(label: "Edit", link: visit.link(own + "/edit"), isPrimary: actions.isEmpty))
            actions += Opportunity.register.steps.filter { $0.isOpen(it) }.map {
                PageAction(label: $0.label, link: visit.link(own + "/\($0.noun)"))
            }
        }
        head = PageHead(
            kicker: it.offeredBy, heading: it.title, lead: Self.lead(it, on: visit.today),
            tags: [it.state.tag] + (it.hasGuaranteedInterview ? [Tag(tone: "flag", text: "Guaranteed interview")] : []),
            actions: actions)
        facts = SummaryList(
            rows: Opportunity.fields.filter { !["title", "employer", "team", "description"].contains($0.name) }.map {
                let cell = $0.cell(it)
                return SummaryRow(
                    label: $0.label, text: cell.shown.isEmpty ? nil : cell.shown,
                    absent: cell.shown.isEmpty ? cell.absent.isEmpty ? "Not recorded" : cell.absent : nil)
            } + pledges)
        description = it.description.isEmpty ? nil : Prose(glossary: []).html(it.description)
        self.people = people.map { people in
            People(
                forward: people.forward.isEmpty ? nil : Table(forward: people.forward, for: visit),
                addLink: mayPlace ? visit.link(own + "/young-person") : nil,
                suited: it.state == .open ? Suited(people.suited, it, for: visit) : nil)
        }
        historyLink = mayChange ? visit.link(own + "/history") : nil
        removalLink = mayChange ? visit.link(own + "/removal") : nil
    }

    /// "2 of 3 places are left. It closes on 4 December 2026, in 6 days."
    static func lead(_ it: Opportunity, on today: Day) -> String {
        let places = counted(it.places, "place", "places")
        let left =
            it.taken == 0
            ? "\(places.sentenceCase) \(it.places == 1 ? "is" : "are") left, none taken yet."
            : "\(it.left.formatted()) of \(it.places.formatted()) places left."
        guard let closes = it.closes else { return left + " It has no closing day." }
        let days = today.days(to: closes)
        switch days {
        case ..<0: return left + " It closed on \(closes.longText)."
        case 0: return left + " It closes today."
        case 1: return left + " It closes tomorrow, \(closes.longText)."
        default: return left + " It closes on \(closes.longText), in \(days.formatted()) days."
        }
    }
}

extension OpportunityShow.Suited {
    init(_ suited: [Suggestion], _ it: Opportunity, for visit: Visit) {
        lead =
            suited.isEmpty
            ? "Nobody now: suggestions go by the kind and sector that young people wish for, of open cases without a placement."
            : "By the kind and sector that they wish for: open cases without a placement, old enough when it starts."
                + (suited.count < Suggestion.most ? "" : " The first \(Suggestion.most) are shown.")
        let columns: [ListColumn<Suggestion>] = [
            ListColumn("Young person") { who, visit in
                .link(visit.naming(who.called, who.reference), Paths.youngPerson(who.person))
            },
            ListColumn("Why") { .text($0.reason) },
            ListColumn("Worker") { .text($0.worker, absent: "Nobody yet") },
            ListColumn("Next step") {
                .link("Put forward", Paths.putForward($0.person, for: it.id), after: " \($0.reference)")
            },
        ]
        table =
            suited.isEmpty
            ? nil
            : Table(
                "Whom it may suit", of: suited, visit.can(.changePlacements) ? columns : Array(columns.dropLast()),
                for: visit)
    }
}

extension Table {
    /// Who is put forward.
    fileprivate init(forward: [PutForward], for visit: Visit) {
        self.init(
            "Put forward", of: forward,
            [
                ListColumn("Young person") { who, visit in
                    .link(visit.naming(who.called, who.reference), Paths.youngPerson(who.person))
                },
                ListColumn("Interview") { it in
                    .text(
                        it.interview.map { $0.longText + (it.interviewTime.isEmpty ? "" : ", \(it.interviewTime)") }
                            ?? "",
                        absent: "None yet")
                },
                ListColumn("Same route") { .truth($0.isSameRoute) },
                ListColumn("Result") { .tags([Tag(tone: $0.result.tone, text: $0.result.label)], file: "") },
                ListColumn("Interest") {
                    .link(
                        "Open", Paths.interests($0.person) + "/\($0.id)/edit", after: " the interest of \($0.reference)"
                    )
                },
            ], for: visit)
    }
}
