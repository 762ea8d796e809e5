import HTTP
import Postgres

/// What of a visit is entered that changes nothing: looks at protected records, files that are taken, refusals.
extension Dispatcher {
    /// Before the answer leaves, on a transaction of its own, since a page may not write. Where it cannot be entered there is no
    /// answer either: nobody sees a protected record, or takes a file, of which nothing is kept.
    func enter(_ visit: Visit, _ response: Response, _ connection: Connection) throws {
        let entries = visit.looks + (visit.download(response).map { [$0] } ?? [])
        guard !entries.isEmpty else { return }
        do {
            try enter(entries, visit, connection)
        } catch {
            site.log("what was looked at could not be entered, so it was not shown: \(error)")
            throw error
        }
    }

    /// A refusal gives nothing away: where it cannot be entered, that is said in the log, and it stays a refusal.
    func enter(refusal error: any Error, _ visit: Visit, _ match: Match, _ connection: Connection) {
        guard visit.visitor != nil, isRefusal(error) else { return }
        let route = match.route
        let entry: SQL = "app.note_refusal(\(visit.place(of: route.path)), \(route.method.rawValue), \(route.path))"
        do {
            try enter([entry], visit, connection)
        } catch {
            site.log("a refusal could not be entered: \(error)")
        }
    }

    /// Through the same door as the visit: the database knows by the session whose it is.
    private func enter(_ entries: [SQL], _ visit: Visit, _ connection: Connection) throws {
        let (db, entry) = try connection.begin(first: Entry.open(visit.council.slug, token: visit.token))
        guard entry?.visitor?.id == visit.visitor?.id else {
            db.rollback()
            throw Failure.unavailable
        }
        _ = try db.commit(last: Query<Int>.run("SELECT \(SQL.join(entries, ", "))"))
    }
}

extension Visit {
    fileprivate var looks: [SQL] {
        let kinds = Dictionary(grouping: seen) { [$0.table, $0.way.rawValue] }
        return kinds.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { kind, seen in
            "app.note_looks(\(kind[0]), \(seen.map(\.number).sorted()), \(kind[1]))"
        }
    }

    /// An answer that is no page is a file, which the person asking takes with them; so is a page that has a file’s name.
    fileprivate func download(_ response: Response) -> SQL? {
        guard visitor != nil, request.method == .get, response.status == .ok,
            let type = response.headers["Content-Type"],
            !type.hasPrefix("text/html") || response.headers["Content-Disposition"] != nil
        else { return nil }
        let filters = request.query.pairs.filter { !$0.value.isEmpty && $0.name != "sort" && $0.name != "page" }
            .map { "\($0.name) \($0.value)" }
        let plan: ID<Never>? = try? id("plan")
        return """
            app.note_download(\(fileName(response)), \(filters.joined(separator: ", ")), \(takenRows.map(Int64.init)), \(plan))
            """
    }

    /// As the browser saves it.
    private func fileName(_ response: Response) -> String {
        let named = response.headers["Content-Disposition"]?.split(separator: "filename=\"").dropFirst().first
        return named.map { String($0.prefix { $0 != "\"" }) } ?? request.segments.last ?? ""
    }

    /// The part of the site that a route belongs to, by its place in the navigation.
    fileprivate func place(of path: String) -> String {
        site.features.places.first { path == $0.path || path.hasPrefix($0.path + "/") }?.label ?? ""
    }
}

/// Of somebody who is signed in, by what their roles include.
private func isRefusal(_ error: any Error) -> Bool {
    switch error {
    case Failure.forbidden, Failure.notYours: true
    case let error as PostgresError: error.kind == .permission
    default: false
    }
}
