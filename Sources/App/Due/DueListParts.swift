/// What stands around the table of the due list.
extension DueList {
    static func filters(_ filter: DueFilter, _ plans: [NamedChoice], _ leads: [NamedChoice], _ visit: Visit) -> Filters
    {
        var fields = Fields()
        fields["text"] = filter.text
        fields["plan"] = filter.plan.map { "\($0)" } ?? ""
        fields["lead"] = filter.lead.map { "\($0)" } ?? ""
        fields["kind"] = filter.kind?.rawValue ?? ""
        fields["when"] = filter.span?.rawValue ?? ""
        let form = FormBuilder(fields)
        func choices(_ all: String, _ named: [NamedChoice]) -> [(value: String, text: String)] {
            [(value: "", text: all)] + named.map { (value: String($0.id), text: $0.name) }
        }
        return Filters(
            action: visit.link(Paths.due), count: filter.count == 0 ? nil : "\(filter.count) set",
            clearLink: filter.count == 0 ? nil : visit.link(Paths.due),
            fields: [
                FilterField(text: form.text("text", "Words or number", type: "search")),
                FilterField(
                    select: form.select(
                        "when", "When", [("", "Any time")] + DueFilter.Span.allCases.map { ($0.rawValue, $0.label) })),
                FilterField(select: form.select("plan", "Plan", choices("All plans", plans))),
                FilterField(select: form.select("lead", "Led by", choices("All leads", leads))),
                FilterField(
                    select: form.select(
                        "kind", "Kind",
                        [("", "Updates and reports")] + DueItem.Kind.allCases.map { ($0.rawValue, $0.label) })),
            ],
            kept: filter.sort == "due" ? [] : [KeptValue(name: "sort", value: filter.sort)])
    }

    static func filtersSet(_ filter: DueFilter, _ plans: [NamedChoice], _ leads: [NamedChoice], _ visit: Visit)
        -> FiltersSet?
    {
        var set: [Link] = []
        func add(_ label: String, _ change: (inout DueFilter) -> Void) {
            set.append(Link(label: label, link: visit.link(filter.with(change).path)))
        }
        if !filter.text.isEmpty { add("“\(filter.text)”") { $0.text = "" } }
        if let span = filter.span { add(span.label) { $0.span = nil } }
        if let plan = filter.plan { add(plans.first { $0.id == plan.value }?.name ?? "A plan") { $0.plan = nil } }
        if let lead = filter.lead { add(leads.first { $0.id == lead.value }?.name ?? "A lead") { $0.lead = nil } }
        if let kind = filter.kind { add(kind.label) { $0.kind = nil } }
        return set.isEmpty ? nil : FiltersSet(set: set)
    }

    static func pages(_ filter: DueFilter, _ total: Int, _ page: Int, _ visit: Visit) -> Pages? {
        let last = (total + DueFilter.perPage - 1) / DueFilter.perPage
        guard last > 1 else { return nil }
        func link(_ number: Int) -> String { visit.link(filter.with { $0.page = number }.path) }
        var pages: [PageLink] = []
        for number in 1...last where number == 1 || number == last || abs(number - page) <= 2 {
            if let before = pages.last.flatMap({ Int($0.number) }), before < number - 1 {
                pages.append(PageLink(number: "…"))
            }
            pages.append(PageLink(number: String(number), link: link(number), isCurrent: number == page))
        }
        return Pages(previous: page > 1 ? link(page - 1) : nil, next: page < last ? link(page + 1) : nil, pages: pages)
    }

    static func empty(_ filter: DueFilter, _ visit: Visit) -> EmptyState {
        if filter.count > 0 {
            return EmptyState(
                heading: "Nothing fits these filters", text: "Take one away, or clear them all.",
                next: Link(label: "Clear all filters", link: visit.link(Paths.due)))
        }
        if filter.isMine {
            return EmptyState(
                heading: "You owe nothing",
                text:
                    "What a team of yours leads appears here when an update or a report is due. If you expected something, ask the scrutiny officer which team leads it.",
                next: Link(label: "See all action plans", link: visit.link(Paths.plans)))
        }
        return EmptyState(
            heading: "Nothing is owed",
            text: "Once a plan is agreed, its updates and reports appear here with the day they are due.",
            next: Link(label: "See all action plans", link: visit.link(Paths.plans)))
    }

    static func drafts(_ updates: [UpdateOnItsWay], _ filter: DueFilter, _ visit: Visit) -> Group? {
        guard visit.can(.recordUpdates) || visit.can(.updateLed) else { return nil }
        let lines = updates.filter(\.isDraft).map { line($0, "saved", visit) }
        guard !lines.isEmpty else { return nil }
        return Group(
            heading: filter.isMine ? "What you have in draft" : "Drafts in progress",
            count: count(lines), text: "Only officers see them until they are submitted.",
            updates: lines)
    }

    static func waiting(_ updates: [UpdateOnItsWay], _ visit: Visit) -> Group? {
        guard visit.can(.agreeUpdates) else { return nil }
        let lines = updates.filter { !$0.isDraft }.map { line($0, "submitted", visit) }
        guard !lines.isEmpty else { return nil }
        return Group(
            heading: "Waiting for members’ confirmation",
            count: count(lines), text: "After the meeting, open each and record what members agreed.", updates: lines)
    }

    /// Plans that may be updated whole, each in one sitting.
    static func sittings(_ plans: [NamedChoice], _ visit: Visit) -> Group? {
        guard visit.can(.recordUpdates) || visit.can(.updateLed), !plans.isEmpty else { return nil }
        let lines = plans.compactMap { plan in
            Plan.ID("\(plan.id)").map {
                GroupLine(words: plan.name, link: visit.link(Paths.updates($0)), who: "", tags: [])
            }
        }
        return Group(
            heading: "Update a whole plan in one sitting", count: "\(lines.count)",
            text: "Every recommendation on one page, each with what was said last time.", updates: lines,
            isOpen: lines.count <= 3)
    }

    private static func count(_ lines: [GroupLine]) -> String {
        "\(lines.count)" + (lines.count == DueFilter.mostOnTheirWay ? " or more" : "")
    }

    private static func line(_ update: UpdateOnItsWay, _ deed: String, _ visit: Visit) -> GroupLine {
        GroupLine(
            words: "\(update.planTitle), recommendation \(update.number): update for \(update.period.monthText)",
            link: visit.link(Paths.update(update.id, update.recommendationID, update.planID)),
            who: "\(deed) \(update.at)" + (update.personName.map { ", \($0)" } ?? ""),
            tags: (update.assessmentWords.map { [Tag(tone: update.tone.look, text: $0)] } ?? [])
                + (update.disagrees ? [.disagreement] : []))
    }
}
