import HTTP
import Mustache
import Postgres

/// What the council owes its scrutiny members, and by when; for a lead officer, what they owe.
enum DuePages: Feature {
    static let places = [Place("Due list", Paths.due, .seeDueList, rank: 10)]
    static let routes: [Route] =
        [.get(Paths.due, .seeDueList, list)] + Route.files(Paths.due, .seeDueList, file) + DueSelection.routes
        + UpdateRequestPages.routes
    static let views: [any View.Type] = [DueList.self, UpdateRequestView.self]
    static let audited = [AuditedTable.updateRequests]

    private static func list(_ visit: Visit) throws -> Response {
        var batch = Batch()
        let onTheirWay = batch.ask(DueSearch.onTheirWay(isMine: DueSearch.isMine(visit)))
        let questions = batch.ask(MemberQuestion.unanswered(DueSearch.mostOnTheirWay))
        let (search, answer) = try DueSearch.asked(visit, with: &batch)
        let folds = DueFold.all(try answer(onTheirWay), try answer(questions), for: visit)
        let asked = visit.query("page"), size = DueSearch.perPage
        var (items, counts) = try visit.db.all(
            search.items(from: Paging.offset(asked: asked, size: size)), search.counts)
        guard let counts else { throw Failure.unavailable }
        let paging = Paging(asked: asked, count: search.listed(of: counts), size: size)
        if items.isEmpty, paging.count > 0 { items = try visit.db(search.items()) }
        return try visit.page(
            DueList(search, items, counts, paging, folds, for: visit), title: DueList.title(search, paging),
            filters: search.list.inWords)
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        var batch = Batch()
        let (search, _) = try DueSearch.asked(visit, with: &batch)
        let list = ListExport(
            name: "due-\(visit.today.isoText)", key: "due", of: search.list.columns, for: visit)
        return try list.answer(try visit.db(search.items(limit: 100_000)), as: format, for: visit)
    }
}

extension DueSearch {
    /// Asks for what the filters offer together with what the batch holds already.
    fileprivate static func asked(_ visit: Visit, with batch: inout Batch) throws -> (DueSearch, BatchAnswers) {
        let (plans, leads) = (batch.ask(plans(isMine: isMine(visit))), batch.ask(leads(isMine: isMine(visit))))
        let meetings = batch.ask(meetings)
        let answer = try visit.db.all(batch)
        let search = try DueSearch(
            plans: answer(plans), leads: answer(leads), meetings: answer(meetings), for: visit)
        return (search, answer)
    }
}

extension Paths {
    static let due = "/due"
}
