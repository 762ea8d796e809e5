import HTTP
import Mustache
import Postgres

/// A broker's day: whom they must act on, and what they can do about it at once.
enum TodayPages: Feature {
    static let places = [Place("Today", Paths.today, .seeYoungPeople, rank: 5)]
    static let routes: [Route] =
        [.get(Paths.today, .seeYoungPeople, show), .get(Paths.caseload, .seeYoungPeople, CaseloadPage.show)]
        + TodayPosts.routes
    static let views: [any View.Type] = [TodayPage.self, CaseloadPage.self]
    static let dated = [DatedKind.caseSteps]

    /// Overdue rows on the page until all are asked for.
    private static let most = 20

    private static func show(_ visit: Visit) throws -> Response {
        let address = TodayAddress(query: visit)
        let (whose, kind) = (address.caseload, DayStep.Kind(rawValue: address.kind))
        var batch = Batch()
        batch.keepPlans()
        let steps = batch.ask(
            DayStep.list(of: whose, kind, overdue: address.all ? 500 : most, on: visit.today))
        let counts = batch.ask(DayStep.counts(of: whose, on: visit.today))
        let done = batch.ask(StepDone.mine(of: whose))
        let stages = batch.ask(Caseload.stages(of: whose)), limit = batch.ask(Caseload.limit)
        let workers = batch.ask(Caseload.workers), offers = batch.ask(ClosingOpportunity.closing(on: visit.today))
        let answer = try visit.db.all(batch)
        let shown = try answer(steps)
        let isFree = shown.allSatisfy { $0.part == .week }
        let day = try TodayDay(
            address: address, kind: kind, steps: shown, counts: answer(counts), done: answer(done),
            next: isFree ? visit.db(DayStep.next(of: whose, kind, on: visit.today)) : nil)
        visit.noteLooks(at: day.people, as: .list)
        let load = try Caseload(stages: answer(stages), limit: answer(limit) ?? 0, whose: whose)
        let view = try TodayPage(day, load, answer(workers), answer(offers), for: visit)
        return try visit.page(view, title: "Today" + (kind.map { " – \($0.many)" } ?? ""))
    }
}

extension TodayAddress {
    /// One’s own, unless another is asked for.
    var caseload: DayStep.Whose {
        if whose == "all" { return .everybody }
        return Person.ID(whose).map { .worker($0) } ?? .mine
    }
}

/// All that the page knows of a day's work.
struct TodayDay {
    let address: TodayAddress
    let kind: DayStep.Kind?
    let steps: [DayStep]
    let counts: [StepCounts]
    let done: [StepDone]
    let next: DayStep?

    /// Everybody whom the page names.
    var people: [ID<YoungPerson>] { steps.map(\.person) + done.map(\.person) + (next.map { [$0.person] } ?? []) }

    func steps(_ part: DayStep.Part) -> [DayStep] { steps.filter { $0.part == part } }

    private var shown: [StepCounts] { counts.filter { kind == nil || $0.kind == kind } }
    var overdue: Int { shown.map(\.overdue).reduce(0, +) }
    var today: Int { shown.map(\.today).reduce(0, +) }

    /// "Six overdue, three due today"
    var finding: String {
        let parts = [(overdue, "overdue"), (today, "due today")].filter { $0.0 > 0 }.map { "\(counted($0.0)) \($0.1)" }
        return parts.isEmpty ? "Nothing is due today" : parts.joined(separator: ", ").sentenceCase
    }

    /// What was done a moment ago and stood among these: overdue, or not.
    func done(wasLate: Bool, on today: Day) -> [StepDone] {
        done.filter { (kind == nil || $0.kind == kind) && ($0.dueOn.map { $0 < today } ?? false) == wasLate }
    }
}
