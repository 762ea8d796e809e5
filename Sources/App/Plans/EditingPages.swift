import Mustache

/// Every change to plans and what hangs on them.
enum EditingPages: Feature {
    static let routes: [Route] = [
        PlanEditing.routes, RecommendationEditing.routes, ActionEditing.routes, MeasureEditing.routes,
        ReadingEditing.routes,
    ].flatMap(\.self)
}
