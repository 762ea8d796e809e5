import HTTP
import Postgres

/// When something is due, counted from today.
enum DueSpan: String, Choice {
    case overdue, soon, next, later

    var label: String {
        switch self {
        case .overdue: "Overdue"
        case .soon: "Due within 30 days"
        case .next: "Due in 31 to 90 days"
        case .later: "Due later"
        }
    }

    /// On a tab of the list.
    var tab: String {
        switch self {
        case .overdue: "Overdue"
        case .soon: "Within 30 days"
        case .next: "31 to 90 days"
        case .later: "Later"
        }
    }

    var column: SQL {
        switch self {
        case .overdue: "overdue"
        case .soon: "soon"
        case .next: "next"
        case .later: "later"
        }
    }

    /// Of the row `x`.
    func holds(on today: Day) -> SQL {
        let (soon, next) = (today.adding(days: 30), today.adding(days: 90))
        return switch self {
        case .overdue: "x.due_on < \(today)"
        case .soon: "x.due_on BETWEEN \(today) AND \(soon)"
        case .next: "x.due_on > \(soon) AND x.due_on <= \(next)"
        case .later: "x.due_on > \(next)"
        }
    }
}

/// What of the due list is asked for.
struct DueSearch {
    static let perPage = 50

    /// Only what a team of the person's leads.
    let isMine: Bool
    let list: ListSearch<DueItem>
    /// The planned meetings.
    let meetings: [NamedChoice]
    /// The plans that have something owed.
    let plans: [NamedChoice]
    let span: DueSpan?
    let when: String
    private let today: Day

    init(plans: [NamedChoice], leads: [NamedChoice], meetings: [NamedChoice], for visit: Visit) {
        let today = visit.today
        (self.plans, self.meetings, self.today) = (plans, meetings, today)
        isMine = Self.isMine(visit)
        when = visit.query("when")
        span = DueSpan(rawValue: when)
        let filters = [
            ListFilter(name: "when", label: "When", any: "Any time", options: DueSpan.options, isTab: true) {
                DueSpan(rawValue: $0)?.holds(on: today) ?? "false"
            },
            ListFilter(name: "plan", label: "Plan", any: "All plans", options: plans.map(\.option)) {
                "x.plan_id = \(Plan.ID($0))"
            },
            ListFilter(
                name: "meeting", label: "Meeting", any: "Any meeting or none", options: meetings.map(\.option)
            ) {
                DueItem.comes(to: Meeting.ID($0), on: today)
            },
            ListFilter(name: "lead", label: "Led by", any: "All leads", options: leads.map(\.option)) {
                "EXISTS (SELECT \(DueItem.itsLeads) AND j.lead_id = \(Lead.ID($0)))"
            },
            ListFilter(name: "kind", label: "Kind", any: "Updates and reports", options: DueItem.Kind.options) {
                "x.kind = \($0)"
            },
            ListFilter(
                name: "asked", label: "Asked for", any: "Asked or not", options: [("waiting", "Asked, no update since")]
            ) {
                $0 == "waiting" ? "EXISTS (SELECT \(UpdateRequest.unanswered))" : "false"
            },
        ]
        list = ListSearch(
            DueItem.columns(today), filters,
            WordFilter(label: "Words or number", condition: DueItem.says), at: Paths.due,
            among: Self.scope(visit), usual: DueItem.order,
            asking: [
                ("due", "by due date"), ("meeting", "overdue first, then by meeting"), ("plan", "by plan"),
                ("lead", "by lead"),
            ], for: visit)
    }

    /// What of the list's address is sent along with what is ticked in it.
    static func filters(_ visit: Visit) -> Form {
        let names = ["q", "sort", "when", "plan", "meeting", "lead", "kind", "asked"]
        return Form(visit.request.query.pairs.filter { names.contains($0.name) && !$0.value.isEmpty })
    }

    static func isMine(_ visit: Visit) -> Bool { !visit.can(.recordUpdates) && visit.can(.updateLed) }
    static func scope(_ visit: Visit) -> SQL { isMine(visit) ? DueItem.mine : "true" }

    /// How many are listed; a time that is not offered leaves nothing.
    func listed(of counts: DueCounts) -> Int { span.map { counts[$0] } ?? (when.isEmpty ? counts.all : 0) }

    var counts: Query<DueCounts?> { DueItem.counts(list.condition(without: "when"), on: today) }

    func items(from offset: Int = 0, limit: Int = perPage) -> Query<[DueItem]> {
        DueItem.all(list.condition, by: list.order, limit: limit, from: offset, isMine: isMine, on: today)
    }
}

extension DueItem {
    /// What comes to one meeting.
    static func due(to meeting: Meeting.ID, upTo limit: Int, for visit: Visit) -> Query<[DueItem]> {
        let today = visit.today
        return all(
            "\(DueSearch.scope(visit)) AND \(comes(to: meeting, on: today))", by: order, limit: limit,
            isMine: DueSearch.isMine(visit), on: today)
    }

    /// Recommendations by the first thing that each owes, and within each by day.
    static let order: SQL = """
        x.first_due_on, \(SQL.byName(key: "x.title_key")), x.position, x.recommendation_id, x.due_on, x.kind DESC, x.action_id
        """

    static func comes(to meeting: Meeting.ID?, on today: Day) -> SQL {
        "(SELECT m.id \(itsMeeting(today))) = \(meeting)"
    }

    /// In its words, its plan's, or as the number of its recommendation.
    @Sendable static func says(_ needle: String) -> SQL {
        """
        (x.recommendation_id IN (SELECT f.id FROM recommendations f WHERE f.number_key = \(Recommendation.key(needle))
                                    OR (x.action_id IS NULL AND strpos(f.find_words, \(needle)) > 0))
         OR x.action_id IN (SELECT f.id FROM actions f WHERE strpos(f.find_words, \(needle)) > 0)
         OR x.plan_id IN (SELECT f.id FROM plans f WHERE strpos(f.find_words, \(needle)) > 0))
        """
    }

    /// The columns of its files, and of what is still owed for a meeting.
    static func columns(_ today: Day) -> [ListColumn<DueItem>] {
        [
            ListColumn("Recommendation", "name", isFiled: false) { item in
                .over(
                    .link(item.heading, Paths.recommendation(item.recommendationID, item.planID)),
                    Below(words: Excerpt.line(item.words, upTo: 120), quiet: item.stand?.text))
            },
            ListColumn("Due", "due", sort: "x.first_due_on") { .due($0.dueOn, absent: "") },
            ListColumn("Days late", "daysLate", isListed: false) { .whole($0.daysLate(on: today)) },
            ListColumn("Plan", "plan", sort: .byName(key: "x.title_key")) { .text($0.planTitle) },
            ListColumn("Recommendation", "recommendation", isListed: false) { .text($0.number) },
            ListColumn("Owed", "owed") { .over(.text($0.owed), Below(quiet: $0.timesText)) },
            ListColumn("What it is about", "words", isListed: false) { .text($0.words) },
            ListColumn("Led by", "leads", isListed: false) { .texts($0.leads) },
            ListColumn(
                "Led by", "lead", isFiled: false, sort: "(SELECT min(\(SQL.byName(key: "d.name_key"))) \(itsLeads))"
            ) {
                .texts($0.leads, absent: "Nobody yet")
            },
            ListColumn("Stands at", "standsAt", isListed: false) { .text($0.stand?.text ?? "") },
            ListColumn("Last update", "lastUpdate", isListed: false) {
                .approximateDay($0.lastUpdateOn.map(ApproximateDay.month))
            },
            ListColumn("Asked on", "askedOn", isListed: false) { .day($0.askedOn) },
            ListColumn("Times missed", "timesOwed", isListed: false) { .whole($0.timesOwed) },
            ListColumn(
                "Meeting", "meeting", isListed: false,
                sort: """
                    x.due_on < \(today) DESC, (SELECT m.held_on \(itsMeeting(today))) NULLS LAST,
                    (SELECT \(SQL.byName(key: "m.body_key")) \(itsMeeting(today)))
                    """
            ) { .text($0.meetingName ?? "") },
            ListColumn("Next step", "next", isFiled: false) { $0.next($1) },
        ]
    }

    private func next(_ visit: Visit) -> Cell {
        nextStep(visit).map { .link($0.label, $0.link, after: about) } ?? .text("", absent: "")
    }
}
