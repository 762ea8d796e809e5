/// What a route or a record may ask of a visit. Kept in the database too, where policies ask for it by raw value.
package enum Ability: String, CaseIterable, Sendable {
    /// Nobody needs to be signed in.
    case anyone
    /// Any person of the council.
    case signedIn
    case seePlans = "see_plans"
    /// Plans in draft, and updates before they are submitted.
    case seeDrafts = "see_drafts"
    case changePlans = "change_plans"
    case importPlans = "import_plans"
    /// Updates on any recommendation.
    case recordUpdates = "record_updates"
    /// Updates and readings where a team of theirs leads.
    case updateLed = "update_led"
    /// Records that members confirmed an update.
    case agreeUpdates = "agree_updates"
    case seeMeetings = "see_meetings"
    /// Agendas, outcomes and members' questions.
    case changeMeetings = "change_meetings"
    /// Papers as published; in draft only with `seeDrafts`.
    case seePapers = "see_papers"
    case changePapers = "change_papers"
    /// The council's headings and the form of its progress table.
    case changePaperHeadings = "change_paper_headings"
    case seeDueList = "see_due_list"
    case seeDashboard = "see_dashboard"
    case seeHistory = "see_history"
    case managePeople = "manage_people"
    /// Every entry of the council's audit, sign-ins included.
    case seeAudit = "see_audit"
    /// The council's own words, reasons and headings.
    case changeWords = "change_words"
    /// What falls due when.
    case changeSettings = "change_settings"
    case seeEmployers = "see_employers"
    case changeEmployers = "change_employers"
    case seeOpportunities = "see_opportunities"
    case changeOpportunities = "change_opportunities"
    case seeProviders = "see_providers"
    case changeProviders = "change_providers"
    case seeOffers = "see_offers"
    case changeOffers = "change_offers"
    /// What residents read without signing in, given by a door of its own (rules/local_offer.sql) and to no role.
    case seePublicOffers = "see_public_offers"
    case seeContracts = "see_contracts"
    case changeContracts = "change_contracts"
    /// Claims by reference, without the names behind them.
    case seeClaims = "see_claims"
    /// Evidence for a claim, and submitting it; others decide.
    case submitClaims = "submit_claims"
    /// Validates, refuses and pays claims.
    case changeClaims = "change_claims"
    case seeObligations = "see_obligations"
    case changeObligations = "change_obligations"
    /// Counts of pledges; lists of people behind them only with `seeYoungPeople`.
    case seePledges = "see_pledges"
    case changePledges = "change_pledges"
    case seeIndicators = "see_indicators"
    case changeIndicators = "change_indicators"
    /// Programmes and their figures; few people only for officers.
    case seeProgrammes = "see_programmes"
    case changeProgrammes = "change_programmes"
    /// A provider contact's own provider: its offers, contract figures and claims.
    case updateOwnProvider = "update_own_provider"
    case seeYoungPeople = "see_young_people"
    case changeYoungPeople = "change_young_people"
    case seeReferrals = "see_referrals"
    case changeReferrals = "change_referrals"
    case seePlacements = "see_placements"
    case changePlacements = "change_placements"
    case seeReviews = "see_reviews"
    case changeReviews = "change_reviews"
    case seeSupportPlans = "see_support_plans"
    case changeSupportPlans = "change_support_plans"
    case seeBudgets = "see_budgets"
    case changeBudgets = "change_budgets"
    /// The three returns: SSDA903, NCCIS and adult social care.
    case makeReturns = "make_returns"
}

/// The roles of a council and what each may do: the one list (domain.md section 1).
package enum Role: String, CaseIterable, Sendable {
    case administrator, scrutiny, lead, broker, commissioner, member, provider

    /// As a person reads it.
    package var title: String {
        switch self {
        case .administrator: "Council administrator"
        case .scrutiny: "Scrutiny officer"
        case .lead: "Lead officer"
        case .broker: "Broker"
        case .commissioner: "Commissioner"
        case .member: "Scrutiny member"
        case .provider: "Provider contact"
        }
    }

    /// What it is for, as an administrator chooses it.
    var summary: String {
        switch self {
        case .administrator: "Adds people, changes settings and sees the audit."
        case .scrutiny: "Keeps plans, meetings and papers, and records what members decided."
        case .lead: "Records progress where a team of theirs leads."
        case .broker: "Keeps employers, and sees plans, meetings and papers."
        case .commissioner:
            "Keeps providers, offers, contracts, claims, obligations, employers, indicators and programmes, and sees plans, meetings and papers."
        case .member: "Sees plans, meetings and published papers, and changes nothing."
        case .provider:
            "Keeps the record and the offers of their own provider right, and sees nothing else. It goes with no other role."
        }
    }

    package var abilities: Set<Ability> {
        switch self {
        case .administrator:
            [
                .seePlans, .seeDrafts, .seeMeetings, .seePapers, .changePaperHeadings, .seeDueList, .seeDashboard,
                .seeHistory, .managePeople, .seeAudit, .changeWords, .changeSettings, .seeProviders, .seeOffers,
                .seeIndicators, .seeProgrammes,
            ]
        case .scrutiny:
            [
                .seePlans, .seeDrafts, .changePlans, .importPlans, .recordUpdates, .agreeUpdates, .seeMeetings,
                .changeMeetings, .seePapers, .changePapers, .changePaperHeadings, .seeDueList, .seeDashboard,
                .seeHistory, .changeWords, .seePledges, .changePledges, .seeProviders, .seeOffers, .seeObligations,
                .seeIndicators, .seeProgrammes,
            ]
        case .lead:
            [
                .seePlans, .seeDrafts, .updateLed, .seeMeetings, .seePapers, .seeDueList, .seeDashboard, .seeHistory,
                .seePledges, .seeProviders, .seeOffers, .seeIndicators, .seeProgrammes,
            ]
        case .broker:
            [
                .seePlans, .seeMeetings, .seePapers, .seeDashboard, .seeEmployers, .changeEmployers,
                .seeOpportunities, .changeOpportunities, .seeProviders, .seeOffers, .seeObligations, .seePledges,
                .seeIndicators, .seeProgrammes, .seeYoungPeople,
                .changeYoungPeople, .seeReferrals, .changeReferrals, .seePlacements, .changePlacements, .seeReviews,
                .changeReviews, .seeSupportPlans, .changeSupportPlans, .seeBudgets, .changeBudgets, .makeReturns,
                .seeClaims,
                .submitClaims,
            ]
        case .commissioner:
            [
                .seePlans, .seeMeetings, .seePapers, .seeDashboard, .seeEmployers, .changeEmployers,
                .seeOpportunities, .seeProviders, .changeProviders, .seeOffers, .changeOffers, .seeContracts,
                .changeContracts, .seeClaims, .submitClaims, .changeClaims, .seeObligations, .changeObligations,
                .seePledges, .seeIndicators, .changeIndicators, .seeProgrammes, .changeProgrammes,
            ]
        case .member:
            [
                .seePlans, .seeMeetings, .seePapers, .seeDashboard, .seePledges, .seeProviders, .seeOffers,
                .seeIndicators, .seeProgrammes,
            ]
        case .provider: [.updateOwnProvider]
        }
    }
}
