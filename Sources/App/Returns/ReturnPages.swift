import HTTP
import Mustache
import Postgres

/// The three returns: who is in each, what is missing before its day, and its file; and the annual return.
enum ReturnPages: Feature {
    static let registers: [any AnyRegister] = [Activity.register]
    static let views: [any View.Type] = [ReturnList.self, ReturnShow.self] + AnnualPages.views
    static let places = [Place("Returns", Paths.returns, .makeReturns, rank: 57, in: .people)]
    static let routes: [Route] =
        [.get(Paths.returns, .makeReturns, index)] + ActivityProposal.routes + AnnualPages.routes
        + Return.allCases.flatMap { `return` -> [Route] in
            [
                .get(`return`.path, .makeReturns) { try show(`return`, $0) },
                .get(`return`.path + ".csv", .makeReturns) { try file(`return`, $0) },
            ]
        }

    static let audited = AnnualReturn.audited

    private static func index(_ visit: Visit) throws -> Response {
        let left = try visit.db(LeftOut.all)
        let asked = Return.allCases.map { (part: $0, period: ReturnPeriod.all(of: $0, on: visit.today)[0]) }
        let found = try visit.db.each(asked.map { ReturnLine.all($0.part, in: $0.period) })
        let counts = zip(asked, found).map { asked, lines in
            ReturnCount(
                return: asked.part, period: asked.period,
                checks: ReturnCheck.all(lines, for: asked.part, in: asked.period, for: visit))
        }
        return try visit.page(ReturnList(counts, left, for: visit), title: "Returns")
    }

    private static func show(_ return: Return, _ visit: Visit) throws -> Response {
        let search = ReturnSearch(`return`, visit)
        let (lines, left, workers) = try visit.db.all(
            ReturnLine.all(`return`, in: search.period, byDay: visit.showsNames), LeftOut.all, YoungPerson.workers())
        let checks = ReturnCheck.all(lines, for: `return`, in: search.period, for: visit)
        let found = checks.filter { search.takes($0, visit) }
        let paging = Paging(asked: visit.query("page"), count: found.count)
        let shown = Array(found.dropFirst(paging.offset).prefix(paging.size))
        visit.noteLooks(at: shown.map(\.line.id), as: .list)
        return try visit.page(
            ReturnShow(search, checks, shown, paging, left, workers.map(\.choice.option), for: visit),
            title: "\(`return`.title) – \(search.period.text)" + paging.titlePart,
            back: Link(label: "Returns", link: visit.link(Paths.returns)), filters: search.period.text)
    }

    /// Why there is no file.
    static let withheld = "The file tells dates of birth, and names are hidden in this browser. Show names first."

    /// Everybody of the return, whatever the page shows of it; with names and birthdays, so not where they are hidden.
    private static func file(_ return: Return, _ visit: Visit) throws -> Response {
        guard visit.showsNames else { throw Failure.conflict(withheld) }
        let period = ReturnSearch(`return`, visit).period
        let lines = try visit.db(ReturnLine.all(`return`, in: period))
        visit.noteLooks(at: lines.map(\.id), as: .file)
        let list = ListExport<[String]>(
            name: "\(`return`.rawValue)-\(period.key)", key: "rows",
            columns: `return`.heads.enumerated().map { place, head in .init(head, head) { .text($0[place]) } })
        return try list.answer(lines.map { $0.cells(for: `return`) }, as: .csv, for: visit)
    }
}

/// What is asked of a return: which year or month, who of it.
struct ReturnSearch {
    let `return`: Return
    let periods: [ReturnPeriod]
    let period: ReturnPeriod
    let state: ReturnCheck.State?
    private let worker: String
    let address: ListAddress

    init(_ return: Return, _ visit: Visit) {
        self.return = `return`
        periods = ReturnPeriod.all(of: `return`, on: visit.today)
        period = periods.first { $0.key == visit.query("period") } ?? periods[0]
        state = ReturnCheck.State(rawValue: visit.query("state"))
        worker = visit.query("worker")
        address = ListAddress(visit, path: `return`.path, names: ["period", "state", "worker", "page"])
    }

    func takes(_ check: ReturnCheck, _ visit: Visit) -> Bool {
        if let state, check.state != state { return false }
        return switch worker {
        case "": true
        case "mine": check.line.worker == visit.visitor?.id
        case "none": check.line.worker == nil
        default: check.line.worker?.description == worker
        }
    }

    func filterSet(_ workers: [(value: String, text: String)]) -> FilterSet {
        var set = FilterSet(address)
        set.select(
            "period", `return` == .nccis ? "Month" : "Year", any: periods[0].text,
            periods.dropFirst().map { ($0.key, $0.text) })
        set.select("state", "How it stands", any: "All", ReturnCheck.State.allCases.map { ($0.rawValue, $0.label) })
        set.select("worker", "Worker", any: "Everybody’s", [("mine", "Mine"), ("none", "Nobody’s yet")] + workers)
        return set
    }
}

/// What no page of a return can show.
struct LeftOut: RowDecodable, Sendable {
    /// Restricted cases that the person asking may not open; cases that are kept only.
    let hidden, ended: Int

    init(row: Row) throws(PostgresError) { (hidden, ended) = (try row["hidden"], try row["ended"]) }

    static var all: Query<LeftOut?> {
        .first(
            """
            SELECT app.count_hidden_cases() AS hidden,
                   (SELECT count(*) FROM young_people WHERE processing_ended_on IS NOT NULL AND merged_into IS NULL) AS ended
            """)
    }

    var sentence: String {
        let restricted =
            hidden == 0
            ? "No restricted case is closed to you, so none is left out."
            : "Left out: \(counted(hidden, "restricted case", "restricted cases")) that you cannot open. Whether they belong to this return, only their team can see."
        return ended == 0
            ? restricted
            : restricted
                + " \(counted(ended, "record", "records").sentenceCase) that \(ended == 1 ? "is" : "are") kept and no longer worked with \(ended == 1 ? "is" : "are") left out too."
    }
}

extension Return {
    var path: String { Paths.returns + "/" + rawValue }
}

extension Paths {
    /// The three returns, and the annual return.
    static let returns = "/returns"
}
