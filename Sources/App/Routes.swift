import Mustache

/// Every feature of the site; a new one is one line here.
package enum Routes {
    static let features: [any Feature.Type] = [
        HomePages.self,
        SignInPages.self,
        AccountPages.self,
        BringingPages.self,
        PeoplePages.self,
        PlanPages.self,
        HistoryPages.self,
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

    static let all = features.flatMap { $0.routes }
    static let views: [any View.Type] = [ErrorPage.self, FrontPage.self] + features.flatMap { $0.views }

    /// What the site is made of.
    package static let parts = SiteParts(
        routes: all, views: views, front: FrontPage.answer, invitation: SignInPages.invitation,
        navigation: HomePages.navigation, footer: HomePages.footer, finder: SearchPages.finder)

    /// Every route as the command line lists it, in the order of the features.
    package static let lines = all.map(RouteLine.init)
}
