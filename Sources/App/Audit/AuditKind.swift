/// What an entry of the audit is about, as a person asks for it.
enum AuditKind: String, CaseIterable {
    case plans, recommendations, actions, measures, updates, meetings, words, people, visits, other

    var label: String {
        switch self {
        case .plans: "Plans, decisions and notes"
        case .recommendations: "Recommendations"
        case .actions: "Actions and their leads"
        case .measures: "Measures and readings"
        case .updates: "Updates"
        case .meetings: "Meetings, agendas and questions"
        case .words: "Settings, words and teams"
        case .people: "People, roles and passwords"
        case .visits: "Signing in and out"
        case .other: "Everything else"
        }
    }

    private var named: [String] {
        switch self {
        case .plans: ["plans", "decisions", "footnotes"]
        case .recommendations: ["recommendations", "recommendation_links"]
        case .actions: ["actions", "action_leads"]
        case .measures: ["measures", "milestones", "readings"]
        case .updates: ["updates", "documents"]
        case .meetings: ["meetings", "meeting_items", "meeting_questions"]
        case .words:
            ["assessments", "slip_reasons", "column_labels", "tenants", "glossary", "leads", "lead_members"]
        case .people: ["people", "person_roles", "passwords"]
        case .visits: ["sign_ins", "calendar_feeds"]
        case .other: []
        }
    }

    /// The tables it takes in, and whether it is all but these.
    var entities: (names: [String], isAllBut: Bool) {
        self == .other ? (Self.allCases.flatMap(\.named), true) : (named, false)
    }
}
