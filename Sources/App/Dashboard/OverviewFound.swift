/// All that the overview shows, as the database gave it.
struct OverviewFound {
    let plans: [WatchedPlan]
    let overview: Overview
    let outstanding: [Outstanding]
    let reports: [Report]
    let since: Day
    let changes: [Movement]
    let grades: [GradeAt]

    /// For the line on the printed page.
    func filters(_ asked: OverviewAsked) -> String {
        let plan = plans.first { $0.id == asked.plan }?.title ?? "All action plans"
        return "\(plan); changes since \(since.longText)"
    }

    func view(_ asked: OverviewAsked, for visit: Visit) -> OverviewView {
        let isEmpty = plans.isEmpty
        let drawings = OverviewFigures.overTime(grades)
        let figures = [OverviewFigures.now(overview.counts), drawings?.trend, drawings?.each].compactMap { $0 }
        return OverviewView(
            head: head(asked, for: visit), problems: asked.mistakes.summary, numbers: isEmpty ? nil : numbers(asked),
            parts: isEmpty || asked.isPrint ? [] : Self.parts,
            choice: isEmpty || asked.isPrint ? nil : choice(asked, for: visit),
            nothing: isEmpty ? nothing(for: visit) : nil, outstanding: isEmpty ? nil : list(asked, for: visit),
            changes: isEmpty ? nil : changeList(for: visit), figures: figures,
            figuresAbsent: isEmpty || drawings != nil
                ? nil
                : EmptyState(
                    heading: "No grades over time yet", text: "They are drawn here from the first submitted update on."),
            files: isEmpty || asked.isPrint ? nil : files(asked, for: visit),
            printHint: asked.isPrint ? "To print this page, use your browser’s print." : nil)
    }

    private func head(_ asked: OverviewAsked, for visit: Visit) -> PageHead {
        let scope =
            plans.first { $0.id == asked.plan }.map(\.title)
            ?? counted(plans.count, "action plan", "action plans").sentenceCase
        let drafts =
            visit.can(.seeDrafts)
            ? "Drafts are not included: this is what members see."
            : "Only agreed plans and submitted updates are shown."
        return PageHead(
            kicker: "Overview", heading: overview.finding, lead: plans.isEmpty ? nil : "\(scope). \(drafts)")
    }

    private func numbers(_ asked: OverviewAsked) -> Stats {
        let agreed = changes.first?.agreedTotal ?? 0, total = overview.outstanding
        return Stats(stats: [
            Stat(number: total.formatted(), label: "outstanding", detail: "not yet signed off by members"),
            Stat(number: overview.overdue.formatted(), label: "overdue", detail: share(overview.overdue, total)),
            Stat(
                number: (overview.slipped + overview.notAchieved).formatted(), label: "slipped or not achieved",
                detail: share(overview.slipped + overview.notAchieved, total)),
            Stat(number: agreed.formatted(), label: "agreed by members", detail: "updates, since \(since.longText)"),
        ])
    }

    private func share(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "of none" : "\(percentage(part, of: whole)) of \(whole.formatted())"
    }

    private static let parts = [
        Link(label: "Outstanding", link: "#outstanding"), Link(label: "What changed", link: "#changes"),
        Link(label: "Grades", link: "#grades"),
    ]

    private func choice(_ asked: OverviewAsked, for visit: Visit) -> OverviewChoice {
        let options =
            [SelectOption(value: "", text: "All action plans", isSelected: asked.plan == nil)]
            + plans.map { SelectOption(value: "\($0.id)", text: $0.title, isSelected: $0.id == asked.plan) }
        return OverviewChoice(
            action: visit.link(Paths.dashboard),
            plan: SelectField(id: "plan", name: "plan", label: "Action plan", options: options),
            since: DayBox(
                id: "since", name: "since", label: "Changes since",
                hint: "For example, 9 Jul or 9/7/\(visit.today.year % 100)",
                error: asked.mistakes["since"], value: asked.mistakes.isEmpty ? since.shortText : asked.sinceText))
    }

    private func nothing(for visit: Visit) -> EmptyState {
        EmptyState(
            heading: "Nothing to watch yet",
            text: "An action plan appears here when it has been agreed. A plan that is still a draft is not shown.",
            next: visit.can(.seeDrafts) ? Link(label: "See the action plans", link: visit.link(Paths.plans)) : nil)
    }

    private func list(_ asked: OverviewAsked, for visit: Visit) -> OutstandingList {
        let reports = Dictionary(grouping: reports, by: \.recommendationID), total = overview.outstanding
        let range =
            outstanding.isEmpty
            ? "" : "\(asked.first + 1) to \(asked.first + outstanding.count) of \(total.formatted())"
        return OutstandingList(
            showing: outstanding.isEmpty
                ? ""
                : total > outstanding.count
                    ? "Showing \(range), longest outstanding first" : "Longest outstanding first",
            items: outstanding.map { OutstandingItem($0, reports[$0.id] ?? [], for: visit) },
            isEmpty: outstanding.isEmpty
                ? EmptyState(
                    heading: total == 0 ? "Nothing is outstanding" : "There is no such page",
                    text: total == 0
                        ? "Members have signed off every recommendation." : "The list is shorter than that.",
                    next: total == 0
                        ? nil : Link(label: "To the first page", link: visit.link(asked.address(Paths.dashboard))))
                : nil,
            pages: pages(asked, total: total, for: visit))
    }

    private func pages(_ asked: OverviewAsked, total: Int, for visit: Visit) -> Pages? {
        let last = (total + asked.size - 1) / asked.size
        guard last > 1, !asked.isPrint else { return nil }
        func link(_ page: Int) -> String { visit.link(asked.address(Paths.dashboard, page: page)) + "#outstanding" }
        let near = (1...last).filter { $0 == 1 || $0 == last || abs($0 - asked.page) <= 2 }
        var links: [PageLink] = []
        for (index, page) in near.enumerated() {
            if index > 0, page - near[index - 1] > 1 { links.append(PageLink(number: "…")) }
            links.append(
                PageLink(
                    number: String(page), link: page == asked.page ? nil : link(page), isCurrent: page == asked.page))
        }
        return Pages(
            previous: asked.page > 1 && asked.page <= last ? link(asked.page - 1) : nil,
            next: asked.page < last ? link(asked.page + 1) : nil, pages: links)
    }

    private func changeList(for visit: Visit) -> ChangeList {
        let total = changes.first?.total ?? 0
        let showing = counted(total, "update", "updates").sentenceCase + " submitted or agreed"
        return ChangeList(
            heading: "What changed since \(since.longText)",
            showing: changes.isEmpty
                ? ""
                : total > changes.count
                    ? "\(showing); the latest \(changes.count) are listed" : showing + ", latest first",
            rows: changes.map { ChangeRow($0, for: visit) },
            isEmpty: changes.isEmpty
                ? EmptyState(
                    heading: "Nothing changed",
                    text:
                        "No update was submitted or agreed since \(since.longText). Choose an earlier day to look further back."
                )
                : nil)
    }

    private func files(_ asked: OverviewAsked, for visit: Visit) -> Exports {
        Exports(
            label: "Take it away",
            files: [
                ExportLink(
                    label: "All of it on one page, to print",
                    link: visit.link(asked.address(Paths.dashboard + "/print"))),
                ExportLink(
                    label: "Outstanding recommendations (CSV)",
                    link: visit.link(asked.address(Paths.dashboard + ".csv"))),
            ])
    }
}
