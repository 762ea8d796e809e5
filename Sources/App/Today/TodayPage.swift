import Mustache

/// Overdue first, then today by the clock; beside it the caseload and the week; below what closes soon.
struct TodayPage: View {
    static let template = "today/index"
    let heading, date: String
    let counts: [StepCount]
    let tables: [StepTable]
    let calm: EmptyState?
    let load: Figure?
    let loadNote: String?
    let caseloadLink, calendarLink: String
    let whoseAction: String
    let whose: SelectField
    let weekHeading: String
    let week: [WeekDay]
    let offers: Table?

    init(_ day: TodayDay, _ load: Caseload, _ workers: [NamedChoice], _ offers: [ClosingOpportunity], for visit: Visit)
    {
        let today = visit.today
        heading = day.finding
        date = "\(today.weekday.name) \(today.longText)"
        counts = StepCount.all(day, visit)
        tables = [StepTable.overdue(day, visit), StepTable.today(day, visit)].compactMap(\.self)
        calm = tables.isEmpty ? Self.calm(day, load, visit) : nil
        self.load = load.figure
        loadNote = load.note
        caseloadLink = visit.link(Paths.caseload)
        calendarLink = visit.link("/calendar")
        whoseAction = visit.link(Paths.today)
        var fields = Fields()
        fields["whose"] = day.address.whose
        whose = FormBuilder(fields).select(
            "whose", "Whose cases",
            [("", "Mine"), ("all", "Everybody’s")] + workers.filter { $0.id != visit.visitor?.id.value }.map(\.option))
        week = WeekDay.all(day.steps(.week), visit)
        weekHeading = week.isEmpty ? "Nothing in the next seven days" : "The next seven days"
        self.offers = ClosingOpportunity.table(offers, visit)
    }

    private static func calm(_ day: TodayDay, _ load: Caseload, _ visit: Visit) -> EmptyState {
        if load.cases == 0 {
            return EmptyState(
                heading: "No open cases here",
                text: "A young person stands here once somebody is their worker and something is due.",
                next: Link(label: "Young people", link: visit.link("/young-people")))
        }
        let next = day.next.map {
            "Next: \($0.what.lowercased()), \($0.called), \($0.day.weekday.name) \($0.day.longText)."
        }
        return EmptyState(heading: "Nothing is due today", text: next ?? "Nothing is planned after it either.")
    }
}

/// A count that filters the page.
struct StepCount: Sendable {
    let label, number, link: String
    let isCurrent: Bool

    static func all(_ day: TodayDay, _ visit: Visit) -> [StepCount] {
        func count(_ label: String, _ kind: DayStep.Kind?, _ number: Int) -> StepCount {
            StepCount(
                label: label, number: number.formatted(),
                link: visit.link(day.address.with(kind: kind?.rawValue ?? "").path), isCurrent: day.kind == kind)
        }
        let all = day.counts.map { $0.overdue + $0.today }.reduce(0, +)
        return [count("All", nil, all)]
            + DayStep.Kind.allCases.compactMap { kind in
                let number = day.counts.first { $0.kind == kind }.map { $0.overdue + $0.today } ?? 0
                return number > 0 || day.kind == kind ? count(kind.many, kind, number) : nil
            }
    }
}

/// What is overdue, or due today.
struct StepTable: Sendable {
    let caption: String
    let note: String?
    let isLate: Bool
    let whenHead: String
    let rows: [StepRow]
    var more: Link?

    static func overdue(_ day: TodayDay, _ visit: Visit) -> StepTable? {
        let steps = day.steps(.overdue)
        let rows = inPlace(
            steps.map { (isReview: $0.kind == .review, dueOn: $0.dueOn, row: StepRow($0, day.address, for: visit)) }
                + day.done(wasLate: true, on: visit.today).map {
                    (false, $0.dueOn ?? .first, StepRow($0, day.address, for: visit))
                })
        if rows.isEmpty { return nil }
        let left = day.overdue - steps.count
        return StepTable(
            caption: "Overdue", note: "reviews first, then the longest overdue", isLate: true, whenHead: "Late",
            rows: rows,
            more: left > 0 && !day.address.all
                ? Link(label: "Show \(counted(left)) more", link: visit.link(day.address.showingAll.path)) : nil)
    }

    static func today(_ day: TodayDay, _ visit: Visit) -> StepTable? {
        let rows =
            day.steps(.today).map { StepRow($0, day.address, for: visit) }
            + day.done(wasLate: false, on: visit.today).map { StepRow($0, day.address, for: visit) }
        if rows.isEmpty { return nil }
        return StepTable(caption: "Due today", note: nil, isLate: false, whenHead: "When", rows: rows)
    }

    /// What was just done stays where it stood.
    private static func inPlace(_ rows: [(isReview: Bool, dueOn: Day, row: StepRow)]) -> [StepRow] {
        rows.enumerated().sorted { a, b in
            if a.element.isReview != b.element.isReview { return a.element.isReview }
            if a.element.dueOn != b.element.dueOn { return a.element.dueOn < b.element.dueOn }
            return a.offset < b.offset
        }.map(\.element.row)
    }
}

/// One day of the week ahead.
struct WeekDay: Sendable {
    let weekday, day: String
    let items: [WeekItem]

    static func all(_ steps: [DayStep], _ visit: Visit) -> [WeekDay] {
        Dictionary(grouping: steps, by: \.day).sorted { $0.key < $1.key }.map { day, steps in
            WeekDay(
                weekday: String(day.weekday.name.prefix(3)), day: "\(day.day)",
                items: steps.map { step in
                    WeekItem(
                        time: step.time.isEmpty ? nil : step.time, what: step.what, name: step.called,
                        link: visit.link(Paths.youngPerson(step.person)),
                        detail: step.kind == .goal || step.kind == .interview || step.kind == .application
                            ? step.detail(visit.today) : nil)
                })
        }
    }
}

struct WeekItem: Sendable {
    let time: String?
    let what, name, link: String
    let detail: String?
}
