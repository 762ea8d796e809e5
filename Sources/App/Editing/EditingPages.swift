import Mustache

/// Every change to plans and what hangs on them.
enum EditingPages: Feature {
    static let routes: [Route] = PlanEditing.routes + RecommendationEditing.routes + ActionEditing.routes
    static let views: [any View.Type] = [FormPage.self, RemovalPage.self]
}
