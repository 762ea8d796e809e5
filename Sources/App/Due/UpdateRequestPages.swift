import HTTP

/// Asking lead officers for what is due: an e-mail to each, and the record that it was asked.
enum UpdateRequestPages {
    static let askPath = Paths.due + "/ask"
    static let path = Paths.due + "/requests"
    static let routes: [Route] = [
        .post(askPath, .changePlans, choose),
        .get(path, .changePlans, show),
        .post(path, .changePlans, record),
    ]

    static func path(_ rows: [String]) -> String { "\(path)?rows=\(rows.joined(separator: ","))" }

    /// On from the due list, with the rows that are ticked.
    private static func choose(_ visit: Visit) throws -> Response {
        let (items, gone) = try DueSelection.items(visit)
        if items.isEmpty { return DueSelection.nothing(gone, visit) }
        return visit.redirect(
            to: path(items.map(\.key)), saying: DueSelection.goneText(gone), heading: "No longer due")
    }

    private static func rows(_ visit: Visit) -> [String] {
        visit.query("rows").split(separator: ",").map(String.init)
    }

    private static func show(_ visit: Visit) throws -> Response {
        let rows = rows(visit), items = try DueSelection.items(rows, visit).due
        // Another council's look like those that are due no more.
        if items.isEmpty, !rows.isEmpty { throw Failure.notFound }
        let requests = try visit.db(UpdateRequest.latest(of: items.map(\.recommendationID)))
        return try visit.page(
            UpdateRequestView(OfficersAsked(items, in: visit.db), requests, all: items.map(\.key), for: visit),
            title: "Ask for an update", back: Link(label: "Due list", link: visit.link(Paths.due)))
    }

    private static func record(_ visit: Visit) throws -> Response {
        let items = try DueSelection.items(visit).due
        guard let id = Person.ID(visit.form["officer"]),
            let name: String = try visit.db.value(
                "SELECT name FROM people WHERE id = \(id)")
        else { throw Failure.notFound }
        guard let officer = try OfficersAsked(items, in: visit.db).officers.first(where: { $0.id == id }) else {
            throw Failure.conflict(
                "\(name) no longer answers for any of this, or none of it is due any more. Go back to the due list and tick what you asked for."
            )
        }
        let added = try officer.items.count { try $0.keepRequest(to: id, in: visit.db) }
        let things = countedIfAny(added, "thing", "things")
        let text =
            things.map { "You asked \(name) for \($0) on \(visit.today.longText)." } ?? "That was recorded already."
        // What of the page is still due.
        let rest = try DueSelection.items(rows(visit), visit).due.map(\.key)
        return visit.redirect(to: rest.isEmpty ? Paths.due : path(rest), saying: text, heading: "Request recorded")
    }
}
