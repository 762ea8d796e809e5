import Mustache

/// The due list: overdue first, then what comes next.
struct DueList: View {
    static let template = "due/list"
    let head: PageHead
    let stats: [Stat]
    let filters: Filters
    let filtersSet: FiltersSet?
    let found: Found?
    let empty: EmptyState?
    let sittings, drafts, refused, waiting, questions: Group?

    /// The table and what belongs to it.
    struct Found: Sendable {
        let showing, caption: String
        let heads: [SortHead]
        let rows: [Line]
        let pages: Pages?
        let exports: Exports
    }

    /// One thing that is owed.
    struct Line: Sendable {
        let number, link, words, plan, owed, leads: String
        let times, stands: String?
        let late, due: String?
        let meeting: Link?
        let record: Link?
    }

    /// Updates on their way.
    struct Group: Sendable {
        let heading, count, text: String
        let updates: [GroupLine]
        /// Shown without being asked for.
        var isOpen = false
    }

    /// One of them.
    struct GroupLine: Sendable {
        let words, link, who: String
        let tags: [Tag]
    }

    init(
        _ filter: DueFilter, _ items: [DueItem], _ counts: DueCounts, _ choices: DueChoices,
        _ onTheirWay: [UpdateOnItsWay], _ unanswered: [MemberQuestion], for visit: Visit
    ) {
        let total = counts.count(filter.span)
        let page = Self.page(filter, total)
        head = PageHead(
            heading: Self.heading(filter), count: "\(counts.count(nil).formatted()) in all",
            lead: Self.lead(filter, counts))
        stats = Self.stats(filter, counts, visit)
        filters = Self.filters(filter, choices, visit)
        filtersSet = Self.filtersSet(filter, choices, visit)
        found = items.isEmpty ? nil : Self.found(filter, items, total, page, visit)
        empty = items.isEmpty ? Self.empty(filter, visit) : nil
        sittings = Self.sittings(choices.plans, visit)
        drafts = Self.drafts(onTheirWay, filter, visit)
        refused = Self.refused(onTheirWay, visit)
        waiting = Self.waiting(onTheirWay, visit)
        questions = Self.questions(unanswered, visit)
    }

    static func title(_ filter: DueFilter, _ counts: DueCounts) -> String {
        let page = page(filter, counts.count(filter.span))
        return heading(filter) + (filter.span.map { " – \($0.label)" } ?? "") + (page > 1 ? " (page \(page))" : "")
    }

    private static func heading(_ filter: DueFilter) -> String { filter.isMine ? "What I owe" : "Due list" }

    /// A page that is not there is the first.
    private static func page(_ filter: DueFilter, _ total: Int) -> Int {
        (filter.page - 1) * DueFilter.perPage < total ? filter.page : 1
    }

    private static func lead(_ filter: DueFilter, _ counts: DueCounts) -> String {
        let owner = filter.isMine ? "a team of yours leads" : "the council owes its scrutiny members"
        if counts.overdue > 0 { return "Updates and reports that \(owner): \(counts.overdue.formatted()) overdue." }
        return "Updates and reports that \(owner). Nothing is overdue."
    }

    private static func stats(_ filter: DueFilter, _ counts: DueCounts, _ visit: Visit) -> [Stat] {
        DueFilter.Span.allCases.map { span in
            Stat(
                number: counts.count(span).formatted(), label: span.label,
                link: visit.link(filter.with { $0.span = span }.path))
        }
    }

    private static func found(_ filter: DueFilter, _ items: [DueItem], _ total: Int, _ page: Int, _ visit: Visit)
        -> Found
    {
        let first = (page - 1) * DueFilter.perPage + 1
        let showing =
            total > items.count
            ? "Showing \(first.formatted()) to \((first + items.count - 1).formatted()) of \(total.formatted())"
            : "\(total.formatted()) \(total == 1 ? "thing" : "things") owed"
        return Found(
            showing: showing, caption: caption(filter),
            heads: [
                SortHead(label: "Recommendation"), head("Due", .due, filter, visit), head("Plan", .plan, filter, visit),
                SortHead(label: "Owed"), head("Led by", .lead, filter, visit), SortHead(label: "Next step"),
            ],
            rows: items.map { line($0, filter, visit) }, pages: pages(filter, total, page, visit),
            exports: Exports(
                label: "Take it away",
                files: [
                    ExportLink(
                        label: "CSV", link: visit.link(filter.path(as: .csv)),
                        detail: "all \(total.formatted()), for a spreadsheet"),
                    ExportLink(label: "JSON", link: visit.link(filter.path(as: .json)), detail: "for a program"),
                    ExportLink(
                        label: "Calendar", link: visit.link(Paths.calendar), detail: "in Outlook or on your phone"),
                ]))
    }

    private static func caption(_ filter: DueFilter) -> String {
        let order =
            switch filter.order {
            case .due: "by due date"
            case .meeting: "overdue first, then by meeting"
            case .plan: "by plan"
            case .lead: "by lead"
            }
        return "What is owed, \(order)" + (filter.isDescending ? ", last first" : "")
    }

    private static func head(_ label: String, _ order: DueFilter.Order, _ filter: DueFilter, _ visit: Visit) -> SortHead
    {
        let isCurrent = filter.order == order
        let turned = filter.with {
            $0.order = order
            $0.isDescending = isCurrent && !filter.isDescending
        }
        return SortHead(
            label: label, link: visit.link(turned.path),
            sort: isCurrent ? (filter.isDescending ? "descending" : "ascending") : nil)
    }

    private static func line(_ item: DueItem, _ filter: DueFilter, _ visit: Visit) -> Line {
        let late = item.lateText(on: visit.today)
        return Line(
            number: "Recommendation \(item.number)",
            link: visit.link(Paths.recommendation(item.recommendationID, item.planID)),
            words: Excerpt.line(item.words, upTo: 120), plan: item.planTitle, owed: item.owed,
            leads: item.leads.isEmpty ? "Nobody yet" : item.leads.joined(separator: ", "), times: item.timesText,
            stands: item.stand?.text,
            late: late, due: late == nil ? item.dueOn.longText : nil, meeting: meeting(item, filter, visit),
            record: record(item, visit))
    }

    /// Its whole name where the list is sorted by meeting; elsewhere the day says enough.
    private static func meeting(_ item: DueItem, _ filter: DueFilter, _ visit: Visit) -> Link? {
        guard let id = item.meetingID, let name = item.meetingName, let day = item.meetingOn else { return nil }
        return Link(
            label: filter.order == .meeting ? name : "meeting of \(day.longText)", link: visit.link(Paths.meeting(id)))
    }

    /// Everybody who may write sees the way to do it; in a lead officer's list everything is theirs.
    static func record(_ item: DueItem, _ visit: Visit) -> Link? {
        guard visit.can(.recordUpdates) || visit.can(.updateLed) else { return nil }
        if let draft = item.draftID {
            return Link(
                label: "Open the draft", link: visit.link(Paths.update(draft, item.recommendationID, item.planID)))
        }
        let about = item.actionID.map { "?action=\($0)" } ?? ""
        return Link(
            label: "Record update", link: visit.link(Paths.updates(item.recommendationID, item.planID) + "/new" + about)
        )
    }
}
