import Formats
import HTTP

/// One page or change: how it is asked for, what it asks of who asks, and what answers.
struct Route: Sendable {
    typealias Handler = @Sendable (Visit) throws -> Response

    let method: HTTP.Method
    /// Under the council: "/plans/:plan/recommendations/:id".
    let pattern: [String]
    let ability: Ability
    let bodyLimit: Int
    /// The most fields of a form.
    let fieldLimit: Int
    /// Slow work goes to its own workers, so that no page waits for it.
    let lane: Lane
    let handler: Handler
    /// Reads what was sent, by somebody who may send it, before any transaction is open; what it makes of it answers.
    private(set) var reader: (@Sendable (Sent) throws -> Handler)?
    /// How long one statement may take, where it is more than usual.
    private(set) var patience: Duration?
    /// Gives what follows the answer's body, from a place on.
    private(set) var slice: (@Sendable (Visit, Int) throws -> [UInt8]?)?

    /// What was sent with a form, and the day on which.
    struct Sent {
        let form: Fields
        let files: [SentFile]
        let today: Day
    }

    private init(
        _ method: HTTP.Method, _ path: String, _ ability: Ability, _ bodyLimit: Int, _ fieldLimit: Int, _ lane: Lane,
        _ handler: @escaping Handler
    ) {
        self.method = method
        pattern = path.split(separator: "/").map(String.init)
        self.ability = ability
        self.bodyLimit = bodyLimit
        self.fieldLimit = fieldLimit
        self.lane = lane
        self.handler = handler
    }

    /// A page: read-only in the database.
    static func get(
        _ path: String, _ ability: Ability, lane: Lane = .page, patience: Duration? = nil, _ handler: @escaping Handler
    ) -> Route {
        var route = Route(.get, path, ability, 0, 0, lane, handler)
        route.patience = patience
        return route
    }

    /// A file whose content leaves in slices: the handler's answer says how much of it there is.
    static func file(
        _ path: String, _ ability: Ability, slices: @escaping @Sendable (Visit, Int) throws -> [UInt8]?,
        _ handler: @escaping Handler
    ) -> Route {
        var route = Route(.get, path, ability, 0, 0, .document, handler)
        route.slice = slices
        return route
    }

    /// A change: ends in a redirect, once for each form that was sent.
    static func post(
        _ path: String, _ ability: Ability, upTo bodyLimit: Int = 2 << 20, fields: Int = 1_000,
        lane: Lane = .page,
        _ handler: @escaping Handler
    ) -> Route {
        Route(.post, path, ability, bodyLimit, fields, lane, handler)
    }

    /// A change whose body takes long to read: it is read while no transaction is open.
    static func post<Reading: Sendable>(
        _ path: String, _ ability: Ability, upTo bodyLimit: Int, patience: Duration? = nil,
        reading read: @escaping @Sendable (Sent) throws -> Reading,
        _ handler: @escaping @Sendable (Visit, Reading) throws -> Response
    ) -> Route {
        // Reached by nobody who may send it.
        var route = Route(.post, path, ability, bodyLimit, 1_000, .slow) { _ in throw Failure.unavailable }
        route.patience = patience
        route.reader = { sent in
            let reading = try read(sent)
            return { visit in try handler(visit, reading) }
        }
        return route
    }

    /// Said of more than fits into the body.
    var tooLarge: Notice {
        let most = bodyLimit >> 20, file = DocumentKind.mostBytes >> 20
        let limits = most > file ? "\(file) megabytes a file and \(most) megabytes in all" : "\(most) megabytes in all"
        return Notice(
            tone: "caution", heading: "Nothing is saved yet",
            text:
                "What you sent is too large: this page takes \(limits). What did not fit is left out below; choose a smaller file or shorten the text, then send it again."
        )
    }

    /// Read by anybody without a session, whatever cookies came along: the same answer for everybody.
    var isPublic: Bool { ability == .seePublicOffers }

    /// "/plans/:plan", as in the list of routes.
    var path: String { "/" + pattern.joined(separator: "/") }

    /// The values of the pattern's names; nil when the path is another.
    func match(_ segments: ArraySlice<String>) -> [String: String]? {
        pattern.values(in: segments)
    }
}

/// A page's old address, which a bookmark may hold: the page moved for good.
struct Moved: Sendable {
    let from, to: [String]

    init(_ from: String, to: String) {
        self.from = from.split(separator: "/").map(String.init)
        self.to = to.split(separator: "/").map(String.init)
    }

    /// Where the page is now in this council; nil when the path is another.
    func place(_ council: String, _ segments: ArraySlice<String>) -> String? {
        guard let values = from.values(in: segments) else { return nil }
        let path = to.map { $0.hasPrefix(":") ? values[String($0.dropFirst())] ?? "" : $0 }
        return ([council] + path).map { "/" + Percent.encode($0) }.joined()
    }
}

extension [String] {
    /// What the names of a pattern stand for in a path; nil when the path is another.
    fileprivate func values(in segments: ArraySlice<String>) -> [String: String]? {
        guard segments.count == count else { return nil }
        let pairs = zip(self, segments)
        guard pairs.allSatisfy({ $0.hasPrefix(":") || $0 == $1 }) else { return nil }
        return Dictionary(
            pairs.lazy.filter { $0.0.hasPrefix(":") }.map { (String($0.0.dropFirst()), $0.1) }
        ) { _, last in last }
    }
}

/// A route found for a request.
struct Match {
    let route: Route
    let council: String
    let values: [String: String]
}

/// What a request's path leads to.
enum Way {
    case page(Match)
    /// The path is there, for these methods.
    case otherMethods([HTTP.Method])
    /// The page is at another path for good.
    case moved(String)
    case nowhere
}

/// All routes, sorted so that a fixed word wins over a name.
struct RouteTable: Sendable {
    private let byLength: [Int: [Route]]
    private let moved: [Moved]

    init(_ routes: [Route], moved: [Moved] = []) {
        self.moved = moved
        byLength = Dictionary(grouping: routes, by: \.pattern.count).mapValues { routes in
            routes.sorted { a, b in
                a.pattern.map { $0.hasPrefix(":") ? 1 : 0 }.lexicographicallyPrecedes(
                    b.pattern.map { $0.hasPrefix(":") ? 1 : 0 })
            }
        }
    }

    func way(for method: HTTP.Method, _ segments: [String]) -> Way {
        // "/merton/" is "/merton".
        let segments = segments.last == "" ? Array(segments.dropLast()) : segments
        guard let council = segments.first else { return .nowhere }
        let wanted: HTTP.Method = method == .head ? .get : method
        var others: [HTTP.Method] = []
        for route in byLength[segments.count - 1] ?? [] {
            guard let values = route.match(segments.dropFirst()) else { continue }
            if route.method == wanted { return .page(Match(route: route, council: council, values: values)) }
            others += route.method == .get ? [.get, .head] : [route.method]
        }
        if !others.isEmpty { return .otherMethods(others) }
        let place =
            wanted == .get && !council.isEmpty
            ? moved.lazy.compactMap { $0.place(council, segments.dropFirst()) }.first : nil
        return place.map { .moved($0) } ?? .nowhere
    }
}
