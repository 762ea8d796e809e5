import HTTP

/// A route as the command line lists it.
package struct RouteLine: Codable, Sendable {
    package let method, path, ability: String
    /// Answered by the workers for slow work.
    package let isHeavy: Bool
    package let bodyLimit: Int

    /// Every route of the site, in the order of the features.
    package static let all = Routes.all.map { route in
        RouteLine(
            method: route.method.rawValue, path: "/:council" + (route.path == "/" ? "" : route.path),
            ability: "\(route.ability)",
            isHeavy: route.isHeavy, bodyLimit: route.bodyLimit)
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
        let isSlug = Tenant.problem(withSlug: match.council) == nil
        return "/" + (isSlug ? match.council : ":council") + (match.route.path == "/" ? "" : match.route.path)
    }
}
