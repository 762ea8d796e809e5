import HTTP
import Mustache

/// What the council owes its scrutiny members, and by when; for a lead officer, what they owe.
enum DuePages: Feature {
    static let routes: [Route] = [
        .get("/due", .seeDueList, list),
        .get("/due.csv", .seeDueList, csv),
    ]
    static let views: [any View.Type] = [DueList.self]

    private static func list(_ visit: Visit) throws -> Response {
        let filter = DueFilter(visit)
        let (items, counts, plans, leads, meetings, onTheirWay, questions) = try visit.db.all(
            filter.items(today: visit.today), filter.counts(today: visit.today), filter.plans(), filter.leads(),
            DueFilter.meetings, filter.onTheirWay(), MemberQuestion.unanswered(DueFilter.mostOnTheirWay))
        guard let counts else { throw Failure.unavailable }
        let choices = DueChoices(plans: plans, leads: leads, meetings: meetings)
        let view = DueList(filter, items, counts, choices, onTheirWay, questions, for: visit)
        return try visit.page(view, title: DueList.title(filter, counts))
    }

    private static func csv(_ visit: Visit) throws -> Response {
        let filter = DueFilter(visit).with { $0.page = 1 }
        let items = try visit.db(filter.items(today: visit.today, limit: 100_000))
        let heads = [
            "Due", "Days late", "Plan", "Recommendation", "Owed", "What it is about", "Led by", "Last update",
            "Times owed by now", "Meeting",
        ]
        let rows = items.map { item -> [Spreadsheet.Cell] in
            [
                .day(item.dueOn), .whole(item.daysLate(on: visit.today)), .text(item.planTitle), .text(item.number),
                .text(item.owed), .text(item.words), .text(item.leads.joined(separator: "; ")), .day(item.lastUpdateOn),
                .whole(item.timesOwed), .text(item.meetingName ?? ""),
            ]
        }
        return .csv(Spreadsheet(heads: heads, rows: rows), named: "due-\(visit.today.isoText)")
    }
}
