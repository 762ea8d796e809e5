import HTTP

/// A route as the command line lists it.
package struct RouteLine: Codable, Sendable {
    package let method, path, ability: String
    /// The workers that answer.
    package let lane: String
    package let bodyLimit: Int

    init(_ route: Route) {
        method = route.method.rawValue
        path = "/:council" + (route.path == "/" ? "" : route.path)
        ability = "\(route.ability)"
        lane = "\(route.lane)"
        bodyLimit = route.bodyLimit
    }
}

extension Site {
    /// A request's path for the log: the route it took, never a number or a word of its own; "-" when there is none.
    package func logName(of path: String, method: HTTP.Method?) -> String {
        let segments = path.split(separator: "/").map(String.init)
        switch segments.first {
        case nil: return "/"
        case "healthz" where segments.count == 1, "readyz" where segments.count == 1: return path
        case "assets": return "/assets"
        default: break
        }
        guard let method, case .page(let match) = routes.way(for: method, segments) else { return "-" }
        let isSlug = Council.isSlug(match.council)
        return "/" + (isSlug ? match.council : ":council") + (match.route.path == "/" ? "" : match.route.path)
    }
}
