import Mustache

/// What a feature adds to the site: its routes and the views behind them.
protocol Feature: SendableMetatype {
    static var routes: [Route] { get }
    static var views: [any View.Type] { get }
}

/// Every feature of the site; a new one is one line here.
enum Routes {
    static let features: [any Feature.Type] = [
        HomePages.self,
        SignInPages.self,
        AccountPages.self,
        BringingPages.self,
        PeoplePages.self,
        PlanPages.self,
        OverviewPages.self,
        EditingPages.self,
        SectionPages.self,
        TakingPages.self,
        UpdatePages.self,
        DocumentPages.self,
        SearchPages.self,
        CalendarPages.self,
        GridPages.self,
        DuePages.self,
        MeetingPages.self,
        SettingsPages.self,
        AuditPages.self,
        PaperPages.self,
    ]

    package static let all = features.flatMap { $0.routes }
    static let views: [any View.Type] = [ErrorPage.self, FrontPage.self] + features.flatMap { $0.views }
}
