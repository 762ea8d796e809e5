import Mustache

/// Every feature of the site; a new one is one line here.
package enum Routes {
    static let features: [any Feature.Type] = [
        HomePages.self,
        FirstStepsPages.self,
        SignInPages.self,
        AccountPages.self,
        UnsentPages.self,
        ImportPages.self,
        PeoplePages.self,
        PlanPages.self,
        OverviewPages.self,
        PublicationPages.self,
        EditingPages.self,
        LeadOfficerPages.self,
        ExportPages.self,
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
        YoungPeoplePages.self,
        ProviderPages.self,
        OfferPages.self,
        ContractPages.self,
        ClaimPages.self,
        ProviderChangePages.self,
        OwnProviderPages.self,
        LocalOfferPages.self,
        BrokerageCountPages.self,
        SubjectAccessPages.self,
        CasePages.self,
        JourneyPages.self,
        SupportPages.self,
        TodayPages.self,
        OpportunityPages.self,
        PlacementPages.self,
        ReturnPages.self,
        PledgePages.self,
        ObligationPages.self,
        CountPages.self,
        IndicatorPages.self,
        ProgrammePages.self,
    ]

    /// What the site is made of.
    package static let parts = SiteParts(
        features: Features(features), front: FrontPage.answer, invitation: SignInPages.invitation,
        footer: HomePages.footer, finder: SearchPages.finder)

    static var all: [Route] { parts.features.routes }

    /// Every route as the command line lists it, in the order of the features.
    package static let lines = all.map(RouteLine.init)
}
