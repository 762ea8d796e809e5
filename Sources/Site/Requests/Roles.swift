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

    package var abilities: Set<Ability> {
        switch self {
        case .administrator:
            [
                .seePlans, .seeDrafts, .seeMeetings, .seePapers, .changePaperHeadings, .seeDueList, .seeDashboard,
                .seeHistory, .managePeople, .seeAudit, .changeWords, .changeSettings,
            ]
        case .scrutiny:
            [
                .seePlans, .seeDrafts, .changePlans, .importPlans, .recordUpdates, .agreeUpdates, .seeMeetings,
                .changeMeetings, .seePapers, .changePapers, .changePaperHeadings, .seeDueList, .seeDashboard,
                .seeHistory, .changeWords,
            ]
        case .lead:
            [
                .seePlans, .seeDrafts, .updateLed, .seeMeetings, .seePapers, .seeDueList, .seeDashboard, .seeHistory,
            ]
        case .broker, .commissioner: [.seePlans, .seeMeetings, .seePapers, .seeDashboard]
        case .member: [.seePlans, .seeMeetings, .seePapers, .seeDashboard]
        case .provider: []
        }
    }
}
