import Mustache

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
        EmployerPages.self,
    ]

    static let parts = Features(features)
    package static let all = parts.routes
}
