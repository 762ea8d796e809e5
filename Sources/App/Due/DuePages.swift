import HTTP
import Mustache
import Postgres

/// What the council owes its scrutiny members, and by when; for a lead officer, what they owe.
enum DuePages: Feature {
    static let places = [Place("Due list", Paths.due, .seeDueList, rank: 10)]
    static let routes: [Route] =
        [
            .get("/due", .seeDueList, list)
        ] + Route.files("/due", .seeDueList, file)
    static let views: [any View.Type] = [DueList.self]

    private static func list(_ visit: Visit) throws -> Response {
        let filter = DueFilter(visit)
        var batch = Batch()
        let items = batch.ask(filter.items(today: visit.today))
        let counts = batch.ask(filter.counts(today: visit.today))
        let (plans, leads) = (batch.ask(filter.plans()), batch.ask(filter.leads()))
        let meetings = batch.ask(DueFilter.meetings)
        let onTheirWay = batch.ask(filter.onTheirWay())
        let questions = batch.ask(MemberQuestion.unanswered(DueFilter.mostOnTheirWay))
        let answer = try visit.db.all(batch)
        guard let counts = try answer(counts) else { throw Failure.unavailable }
        let choices = DueChoices(plans: try answer(plans), leads: try answer(leads), meetings: try answer(meetings))
        let view = DueList(
            filter, try answer(items), counts, choices, try answer(onTheirWay), try answer(questions), for: visit)
        return try visit.page(view, title: DueList.title(filter, counts))
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let filter = DueFilter(visit).with { $0.page = 1 }
        let list = ListExport<DueItem>(
            name: "due-\(visit.today.isoText)", key: "due",
            columns: [
                .init("Due", "due") { .day($0.dueOn) },
                .init("Days late", "daysLate") { .whole($0.daysLate(on: visit.today)) },
                .init("Plan", "plan") { .text($0.planTitle) },
                .init("Recommendation", "recommendation") { .text($0.number) },
                .init("Owed", "owed") { .text($0.owed) },
                .init("What it is about", "words") { .text($0.words) },
                .init("Led by", "leads") { .list($0.leads) },
                .init("Stands at", "standsAt") { .text($0.stand?.text ?? "") },
                .init("Last update", "lastUpdate") { .approximateDay($0.lastUpdateOn.map(ApproximateDay.month)) },
                .init("Times owed by now", "timesOwed") { .whole($0.timesOwed) },
                .init("Meeting", "meeting") { .text($0.meetingName ?? "") },
            ])
        return try list.answer(try visit.db(filter.items(today: visit.today, limit: 100_000)), as: format)
    }
}

extension Paths {
    static let due = "/due"
}
