/// What the filters of the due list offer.
struct DueChoices {
    let plans, leads, meetings: [NamedChoice]
}

/// What stands around the table of the due list.
extension DueList {
    static func filters(_ filter: DueFilter, _ offered: DueChoices, _ visit: Visit) -> Filters {
        var fields = Fields()
        fields["text"] = filter.text
        fields["plan"] = filter.plan.map { "\($0)" } ?? ""
        fields["meeting"] = filter.meeting.map { "\($0)" } ?? ""
        fields["sort"] = filter.sort == "due" ? "" : filter.sort
        fields["lead"] = filter.lead.map { "\($0)" } ?? ""
        fields["kind"] = filter.kind?.rawValue ?? ""
        fields["when"] = filter.span?.rawValue ?? ""
        let form = FormBuilder(fields)
        func choices(_ all: String, _ named: [NamedChoice]) -> [(value: String, text: String)] {
            [(value: "", text: all)] + named.map(\.option)
        }
        return Filters(
            action: visit.link(Paths.due), count: filter.count == 0 ? nil : "\(filter.count) set",
            clearLink: filter.count == 0 ? nil : visit.link(Paths.due),
            fields: [
                .text(form.text("text", "Words or number", type: "search")),
                .select(
                    form.select(
                        "when", "When", [("", "Any time")] + DueFilter.Span.allCases.map { ($0.rawValue, $0.label) })),
                .select(form.select("plan", "Plan", choices("All plans", offered.plans))),
                .select(form.select("meeting", "Meeting", choices("Any meeting or none", offered.meetings))),
                .select(form.select("lead", "Led by", choices("All leads", offered.leads))),
                .select(
                    form.select(
                        "kind", "Kind",
                        [("", "Updates and reports")] + DueItem.Kind.allCases.map { ($0.rawValue, $0.label) })),
                .select(form.select("sort", "Order", orders(filter))),
            ])
    }

    private static func orders(_ filter: DueFilter) -> [(value: String, text: String)] {
        let all = DueFilter.Order.allCases.map { ($0 == .due ? "" : $0.rawValue, $0.label) }
        return filter.isDescending ? all + [(filter.sort, "\(filter.order.label), last first")] : all
    }

    static func filtersSet(_ filter: DueFilter, _ offered: DueChoices, _ visit: Visit) -> FiltersSet? {
        var set: [Link] = []
        func add(_ label: String, _ change: (inout DueFilter) -> Void) {
            set.append(Link(label: label, link: visit.link(filter.with(change).path)))
        }
        if !filter.text.isEmpty { add("“\(filter.text)”") { $0.text = "" } }
        if let span = filter.span { add(span.label) { $0.span = nil } }
        if let plan = filter.plan {
            add(offered.plans.first { $0.id == plan.value }?.name ?? "A plan") { $0.plan = nil }
        }
        if let lead = filter.lead {
            add(offered.leads.first { $0.id == lead.value }?.name ?? "A lead") { $0.lead = nil }
        }
        if let meeting = filter.meeting {
            add(offered.meetings.first { $0.id == meeting.value }?.name ?? "A meeting") { $0.meeting = nil }
        }
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

    static func refused(_ updates: [UpdateOnItsWay], _ visit: Visit) -> Group? {
        guard visit.can(.recordUpdates) || visit.can(.updateLed) else { return nil }
        let lines = updates.filter { !$0.isDraft && $0.isRefused }.map { line($0, "submitted", visit) }
        guard !lines.isEmpty else { return nil }
        return Group(
            heading: "Not confirmed by members", count: count(lines),
            text: "Record a correction of each that says what members decided.", updates: lines)
    }

    static func waiting(_ updates: [UpdateOnItsWay], _ visit: Visit) -> Group? {
        guard visit.can(.agreeUpdates) else { return nil }
        let lines = updates.filter { !$0.isDraft && !$0.isRefused }.map { line($0, "submitted", visit) }
        guard !lines.isEmpty else { return nil }
        return Group(
            heading: "Waiting for members’ confirmation",
            count: count(lines),
            text: "Put them on the agenda of a meeting; afterwards record there what members decided.", updates: lines)
    }

    /// What members asked and nobody has answered.
    static func questions(_ questions: [MemberQuestion], _ visit: Visit) -> Group? {
        guard visit.can(.changeMeetings), !questions.isEmpty else { return nil }
        let lines = questions.map { question in
            GroupLine(
                words: Excerpt.line(question.words, upTo: 160),
                link: visit.link(Paths.meeting(question.meetingID)) + "#question-\(question.id)",
                who: "asked at \(question.meetingBody), \(question.meetingOn.longText)"
                    + (question.promisedOn.map { ", promised by \(Late($0, on: visit.today).text)" } ?? ""), tags: [])
        }
        return Group(
            heading: "Members’ questions without an answer", count: count(lines),
            text: "Open each and record the answer once it is given.", updates: lines)
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
                + (update.disagrees ? [.disagreement] : []) + (update.isRefused ? [Update.refusedTag] : []))
    }
}
