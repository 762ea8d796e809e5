import HTTP
import Mustache
import Postgres

/// The overview of members, the same on paper, and its list as a spreadsheet.
enum OverviewPages: Feature {
    static let routes: [Route] = [
        .get(Paths.dashboard, .seeDashboard) { try show($0, isPrint: false) },
        .get(Paths.dashboard + "/print", .seeDashboard) { try show($0, isPrint: true) },
        .get(Paths.dashboard + ".csv", .seeDashboard, sheet),
    ]
    static let views: [any View.Type] = [OverviewView.self]

    private static func show(_ visit: Visit, isPrint: Bool) throws -> Response {
        let asked = try OverviewAsked(visit, isPrint: isPrint)
        let ask = OverviewQueries(plan: asked.plan, since: asked.since, today: visit.today)
        let (plans, counts, list, reports, since, changes, grades) = try visit.db.all(
            ask.plans, ask.counts, ask.outstanding(asked.size, from: asked.first),
            ask.reports(asked.size, from: asked.first),
            ask.sinceDay, ask.changes(isPrint ? 200 : 30), ask.grades)
        if let plan = asked.plan, !plans.contains(where: { $0.id == plan }) { throw Failure.notFound }
        let found = OverviewFound(
            plans: plans, overview: Overview(counts: counts, today: visit.today), outstanding: list, reports: reports,
            since: since ?? visit.today, changes: changes, grades: grades)
        let title = FormBuilder(Fields(), asked.mistakes).title(isPrint ? "Overview to print" : "Overview")
        let back = isPrint ? Link(label: "Overview", link: visit.link(asked.address(Paths.dashboard))) : nil
        return try visit.page(found.view(asked, for: visit), title: title, back: back, filters: found.filters(asked))
    }

    /// Every outstanding recommendation, as shown on the page.
    private static func sheet(_ visit: Visit) throws -> Response {
        let asked = try OverviewAsked(visit, isPrint: true)
        let ask = OverviewQueries(plan: asked.plan, since: nil, today: visit.today)
        let (plans, list, reports) = try visit.db.all(
            ask.plans, ask.outstanding(5_000, from: 0), ask.reports(5_000, from: 0))
        if let plan = asked.plan, !plans.contains(where: { $0.id == plan }) { throw Failure.notFound }
        return OutstandingSheet(
            list: list, reports: Dictionary(grouping: reports, by: \.recommendationID), today: visit.today
        ).response
    }
}

/// What the address asks for.
struct OverviewAsked {
    let plan: Plan.ID?
    /// Nil for the last meeting.
    let since: Day?
    /// As it was typed.
    let sinceText: String
    let page: Int
    let isPrint: Bool
    let mistakes: Mistakes

    init(_ visit: Visit, isPrint: Bool) throws(Failure) {
        let wanted = visit.query("plan")
        plan = wanted.isEmpty ? nil : Plan.ID(wanted)
        if !wanted.isEmpty, plan == nil { throw .notFound }
        sinceText = visit.query("since")
        let day = Day.read(typed: sinceText, near: visit.today)
        since = day.flatMap { $0 <= visit.today ? $0 : nil }
        let isWrong = !sinceText.isEmpty && since == nil
        mistakes =
            isWrong
            ? Mistakes("since", "Enter a day up to today, like 9 Jul or 9/7/\(visit.today.year % 100)") : Mistakes()
        page = min(1_000, max(1, Int(visit.query("page")) ?? 1))
        self.isPrint = isPrint
    }

    var size: Int { isPrint ? 500 : 10 }
    var first: Int { isPrint ? 0 : (page - 1) * size }

    /// A page of the overview with what was asked for.
    func address(_ path: String, page: Int = 1) -> String {
        var pairs: [(String, String)] = []
        if let plan { pairs.append(("plan", "\(plan)")) }
        if let since { pairs.append(("since", since.isoText)) }
        if page > 1 { pairs.append(("page", String(page))) }
        return pairs.isEmpty ? path : path + "?" + Form(pairs).encoded()
    }
}
