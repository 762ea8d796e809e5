import Postgres

/// All that the overview shows, as the database gave it.
struct OverviewFound {
    let plans: [WatchedPlan]
    let overview: Overview
    let paging: Paging
    let outstanding: [Outstanding]
    let reports: [Report]
    let since: Day
    let changes: [Movement]
    let grades: [GradeAt]
    let pledges: [Pledge]
    let kinds: [OverviewPathway.Kind]
    let indicators: [Indicator]

    /// In two trips: what changed is asked for when the day is known, so that the database plans with it.
    init(_ ask: OverviewQueries, _ asked: OverviewAsked, _ visit: Visit) throws {
        var batch = Batch()
        let plans = batch.ask(ask.plans)
        let counts = batch.ask(ask.counts)
        let list = batch.ask(ask.outstanding(asked.size, from: asked.first))
        let itsReports = batch.ask(ask.reports(asked.size, from: asked.first))
        let sinceDay = batch.ask(ask.sinceDay)
        let grades = batch.ask(ask.grades)
        let actionsPast = batch.ask(ask.actionsPast), pledges = batch.ask(Pledge.told)
        let kinds = batch.ask(OverviewPathway.Kind.all), indicators = batch.ask(Indicator.told)
        let answer = try visit.db.all(batch)
        self.plans = try answer(plans)
        if let plan = asked.plan, !self.plans.contains(where: { $0.id == plan }) { throw Failure.notFound }
        overview = Overview(try answer(counts), actionsPast: try answer(actionsPast) ?? 0)
        paging = Paging(asked: asked.page, count: overview.outstanding, size: asked.size)
        since = try answer(sinceDay) ?? visit.today
        (self.grades, self.pledges, self.kinds) = (try answer(grades), try answer(pledges), try answer(kinds))
        self.indicators = try answer(indicators)
        let listed = try answer(list)
        let latest = ask.changes(since: since, asked.isPrint ? 200 : 30)
        if listed.isEmpty, overview.outstanding > 0 {
            // A page of the list that is not there: the first.
            (changes, outstanding, reports) = try visit.db.all(
                latest, ask.outstanding(asked.size, from: 0), ask.reports(asked.size, from: 0))
        } else {
            (outstanding, reports) = (listed, try answer(itsReports))
            changes = try visit.db.all(latest)
        }
    }

    /// For the line on the printed page.
    func filters(_ asked: OverviewAsked) -> String {
        let plan = plans.first { $0.id == asked.plan }?.title ?? "All action plans"
        return "\(plan); changes since \(since.longText)"
    }

    func view(_ asked: OverviewAsked, for visit: Visit) -> OverviewView {
        let isEmpty = plans.isEmpty
        let drawings = OverviewFigures.overTime(grades)
        let figures = [OverviewFigures.now(overview), drawings?.trend, drawings?.each].compactMap { $0 }
        return OverviewView(
            head: head(asked, for: visit), problems: asked.mistakes.summary, numbers: isEmpty ? nil : numbers(),
            parts: isEmpty || asked.isPrint ? [] : Self.parts + (pledges.isEmpty ? [] : [Self.pledgePart]),
            choice: isEmpty || asked.isPrint ? nil : choice(asked, for: visit),
            nothing: isEmpty ? nothing(for: visit) : nil, outstanding: isEmpty ? nil : list(asked, for: visit),
            changes: isEmpty ? nil : changeList(for: visit), figures: figures,
            figuresAbsent: isEmpty || drawings != nil
                ? nil
                : EmptyState(
                    heading: "No grades over time yet",
                    text: "They are drawn here once an update grades a whole recommendation."),
            pledges: pledges.isEmpty ? nil : OverviewPledges(pledges, for: visit),
            pathway: OverviewPathway(kinds, for: visit), indicators: OverviewIndicators(indicators, for: visit),
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
            : "Only published plans and submitted updates are shown."
        return PageHead(
            kicker: "Overview", heading: plans.isEmpty ? "No action plan has been published yet" : overview.finding,
            lead: plans.isEmpty ? nil : "\(scope). \(drafts)")
    }

    private func numbers() -> OverviewNumbers {
        OverviewNumbers(
            stats: overview.counts.map { Stat(number: $0.count.formatted(), label: $0.standing.words) },
            sum: overview.sum, lateness: overview.lateness)
    }

    private static let parts = [
        Link(label: "Outstanding", link: "#outstanding"), Link(label: "What changed", link: "#changes"),
        Link(label: "Grades", link: "#grades"),
    ]
    private static let pledgePart = Link(label: "Pledges", link: "#pledges")

    private func choice(_ asked: OverviewAsked, for visit: Visit) -> OverviewChoice {
        let options =
            [SelectOption(value: "", text: "All action plans", isSelected: asked.plan == nil)]
            + plans.map { SelectOption(value: "\($0.id)", text: $0.title, isSelected: $0.id == asked.plan) }
        return OverviewChoice(
            action: visit.link(Paths.dashboard),
            plan: SelectField(id: "plan", name: "plan", label: "Action plan", options: options),
            order: FormBuilder(asked.fields).select(
                "sort", "Order", OverviewOrder.allCases.map { ($0 == .overdue ? "" : $0.rawValue, $0.label) }),
            since: DayBox(
                id: "since", name: "since", label: "Changes since",
                hint: "For example, 9 Jul or 9/7/\(visit.today.year % 100)",
                error: asked.mistakes["since"], value: asked.mistakes.isEmpty ? since.shortText : asked.sinceText))
    }

    private func nothing(for visit: Visit) -> EmptyState {
        EmptyState(
            heading: "No plans to show yet",
            text: "An action plan appears here once it has been published. A plan that is still a draft is not shown.",
            next: visit.can(.seeDrafts) ? Link(label: "See the action plans", link: visit.link(Paths.plans)) : nil)
    }

    private func list(_ asked: OverviewAsked, for visit: Visit) -> OutstandingList {
        let reports = Dictionary(grouping: reports, by: \.recommendationID)
        let nothing = EmptyState(
            heading: "Nothing is outstanding",
            text: overview.isSignedOff
                ? "Members have signed off every recommendation."
                : "No plan that is still followed has an open recommendation.")
        let showing = paging.showing("recommendation", "recommendations")
        return OutstandingList(
            showing: outstanding.isEmpty ? nil : showing + ", " + asked.order.words,
            items: outstanding.map { OutstandingItem($0, reports[$0.id] ?? [], for: visit) },
            isEmpty: outstanding.isEmpty ? nothing : nil, pages: asked.isPrint ? nil : paging.pages(asked.list))
    }

    private func changeList(for visit: Visit) -> ChangeList {
        let total = changes.first?.total ?? 0
        let agreed = changes.first?.agreedTotal ?? 0
        let showing =
            counted(total, "update", "updates").sentenceCase + " submitted or agreed"
            + (agreed > 0 ? ", \(counted(agreed)) of them agreed by members" : "")
        return ChangeList(
            heading: "What changed since \(since.longText)",
            showing: changes.isEmpty
                ? nil
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
            label: "Download",
            files: [
                ExportLink(
                    label: "All of it on one page, to print",
                    link: asked.list.at(visit.link(Paths.dashboard + "/print")).link),
                ExportLink(
                    label: "Outstanding recommendations (CSV)",
                    link: asked.list.at(visit.link(Paths.dashboard + ".csv")).link),
                ExportLink(label: "JSON", link: asked.list.at(visit.link(Paths.dashboard + ".json")).link),
            ])
    }
}
