import Mustache

/// Every change to plans and what hangs on them.
enum EditingPages: Feature {
    static let routes: [Route] = [
        PlanEditing.routes, RecommendationEditing.routes, ActionEditing.routes, MeasureEditing.routes,
        ReadingEditing.routes,
        FootnotePages.routes, GlossaryPages.routes, LeadPages.routes,
    ].flatMap(\.self)
    static let views: [any View.Type] = [
        FormPage.self, RemovalPage.self, FootnoteList.self, GlossaryList.self, LeadList.self,
    ]
}
