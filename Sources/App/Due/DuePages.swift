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
        let (items, counts, plans, leads, onTheirWay) = try visit.db.all(
            filter.items(today: visit.today), filter.counts(today: visit.today), DueFilter.plans, DueFilter.leads, filter.onTheirWay())
        guard let counts else { throw Failure.unavailable }
        let view = DueList(filter, items, counts, plans: plans, leads: leads, onTheirWay, for: visit)
        return try visit.page(view, title: DueList.title(filter, counts))
    }

    private static func csv(_ visit: Visit) throws -> Response {
        let items = try visit.db(DueFilter(visit).with { _ in }.items(today: visit.today, limit: 100_000))
        var headers = Headers()
        headers.set("Content-Type", "text/csv; charset=utf-8")
        headers.set("Content-Disposition", "attachment; filename=\"due-\(visit.today.isoText).csv\"")
        return Response(.ok, headers: headers, body: Array(DueTable.csv(items, today: visit.today).utf8))
    }
}

/// The due list as a table that a spreadsheet opens.
enum DueTable {
    private static let heads = ["Due", "Days late", "Plan", "Recommendation", "Owed", "What it is about", "Led by", "Last update"]

    static func csv(_ items: [DueItem], today: Day) -> String {
        let rows = items.map { item in
            [
                item.dueOn.isoText, String(item.daysLate(on: today)), text(item.planTitle), text(item.number), text(item.owed),
                text(item.words), text(item.leads.joined(separator: "; ")), item.lastUpdateOn?.isoText ?? "",
            ]
        }
        return "\u{FEFF}" + ([heads] + rows).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A spreadsheet would run what begins like a formula (security.md, uploads and exports).
    private static func text(_ text: String) -> String {
        text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
    }

    private static func quoted(_ cell: String) -> String {
        cell.contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }
}
