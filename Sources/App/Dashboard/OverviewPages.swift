import HTTP
import Mustache
import Postgres

/// The overview of members, the same on paper, and its list as a spreadsheet.
enum OverviewPages: Feature {
    static let places = [Place("Overview", Paths.dashboard, .seeDashboard, rank: 20)]
    static let routes: [Route] =
        [
            .get(Paths.dashboard, .seeDashboard) { try show($0, isPrint: false) },
            .get(Paths.dashboard + "/print", .seeDashboard) { try show($0, isPrint: true) },
        ] + Route.files(Paths.dashboard, .seeDashboard, sheet)
    static let views: [any View.Type] = [OverviewView.self]

    private static func show(_ visit: Visit, isPrint: Bool) throws -> Response {
        let asked = try OverviewAsked(visit, isPrint: isPrint)
        let ask = OverviewQueries(
            plan: asked.plan, since: asked.since, today: visit.today, order: asked.order)
        let found = try OverviewFound(ask, asked, visit)
        let title = (isPrint ? "Overview to print" : "Overview") + (isPrint ? "" : found.paging.titlePart)
        let back = isPrint ? Link(label: "Overview", link: asked.list.link) : nil
        return try visit.page(
            found.view(asked, for: visit), title: FormBuilder(Fields(), asked.mistakes).title(title), back: back,
            filters: found.filters(asked))
    }

    /// Every outstanding recommendation, as shown on the page.
    private static func sheet(_ visit: Visit, as format: ListFormat) throws -> Response {
        let asked = try OverviewAsked(visit, isPrint: true)
        let ask = OverviewQueries(plan: asked.plan, since: nil, today: visit.today, order: asked.order)
        let (plans, list, reports) = try visit.db.all(
            ask.plans, ask.outstanding(5_000, from: 0), ask.reports(5_000, from: 0))
        if let plan = asked.plan, !plans.contains(where: { $0.id == plan }) { throw Failure.notFound }
        return try OutstandingSheet.list(reports, on: visit.today).answer(list, as: format, for: visit)
    }
}

/// What the address asks for.
struct OverviewAsked {
    let plan: Plan.ID?
    /// Nil for the last meeting.
    let since: Day?
    /// As it was typed.
    let sinceText: String
    /// As it was asked for.
    let page: String
    let isPrint: Bool
    let order: OverviewOrder
    let mistakes: Mistakes
    /// The overview with all that was asked for.
    let list: ListAddress

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
        page = visit.query("page")
        order = OverviewOrder(rawValue: visit.query("sort")) ?? .overdue
        self.isPrint = isPrint
        list = ListAddress(
            visit, path: Paths.dashboard, names: isWrong ? ["plan", "sort"] : ["plan", "since", "sort"])
    }

    /// What the form begins with.
    var fields: Fields {
        var fields = Fields()
        fields["sort"] = order == .overdue ? "" : order.rawValue
        return fields
    }

    var size: Int { isPrint ? 500 : 10 }
    var first: Int { isPrint ? 0 : Paging.offset(asked: page, size: size) }
}

extension Paths {
    static let dashboard = "/dashboard"
}
