import Postgres

/// Why somebody left early, an attempt or a placement (003.19).
enum ExitReason: String, Choice {
    case travel, health, hours, pay, housing, caring
    case notSuited = "not_suited", supportMissing = "support_missing", conduct
    case employerEnded = "employer_ended", otherOffer = "other_offer", noContact = "no_contact", other

    var label: String {
        switch self {
        case .travel: "Travel"
        case .health: "Health"
        case .hours: "Hours"
        case .pay: "Pay"
        case .housing: "Housing"
        case .caring: "Caring for somebody"
        case .notSuited: "The work did not suit"
        case .supportMissing: "Support was missing"
        case .conduct: "Conduct"
        case .employerEnded: "The employer ended it"
        case .otherOffer: "Another offer"
        case .noContact: "Contact was lost"
        case .other: "Another reason"
        }
    }
}
