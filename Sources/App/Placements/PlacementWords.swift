/// The words that a placement is told in; `none` is what is not known or not yet so.
extension Placement {
    enum State: String, Choice {
        case planned, shouldHaveStarted = "should_have_started", underWay = "under_way", ended
        case didNotStart = "did_not_start"

        var tag: Tag {
            switch self {
            case .planned: Tag(tone: "steady", text: label)
            case .shouldHaveStarted: Tag(tone: "caution", text: label)
            case .underWay: Tag(tone: "good", text: label)
            case .ended, .didNotStart: Tag(tone: "idle", text: label)
            }
        }
    }

    enum Contract: String, Choice {
        case unknown = "", permanent, fixedTerm = "fixed_term", noFixedHours = "no_fixed_hours"

        var label: String { self == .unknown ? "Not known" : rawValue.replacing("_", with: " ").sentenceCase }
    }

    /// A job coach, as supported employment has them.
    enum Coach: String, Choice {
        case unknown = "", agreed, wanted, notNeeded = "not_needed"

        var label: String {
            switch self {
            case .unknown: "Not known"
            case .agreed: "Agreed"
            case .wanted: "Wanted, not found yet"
            case .notNeeded: "Not needed"
            }
        }
    }

    enum Outcome: String, Choice {
        case none = "", completed, job, earlyExit = "early_exit", didNotStart = "did_not_start"

        var label: String {
            switch self {
            case .none: "Continuing"
            case .completed: "Completed"
            case .job: "Completed, into a job"
            case .earlyExit: "Left early"
            case .didNotStart: "Did not start"
            }
        }
    }

    enum Destination: String, Choice {
        case none = "", employed, apprenticeship, traineeship, supportedInternship = "supported_internship"
        case furtherEducation = "further_education", higherEducation = "higher_education", voluntary
        case selfEmployed = "self_employed", notWorking = "not_working", notKnown = "not_known"

        var label: String {
            switch self {
            case .none: "Not recorded"
            case .voluntary: "Voluntary work"
            case .selfEmployed: "Self-employed"
            default: rawValue.replacing("_", with: " ").sentenceCase
            }
        }
    }
}

extension WorkKind {
    /// Whether somebody in it is checked on at 13 and 26 weeks.
    var isChecked: Bool { self == .job || self == .apprenticeship }
    /// Somebody trains: a college, a provider.
    var isTrained: Bool { [.traineeship, .supportedInternship, .apprenticeship].contains(self) }
    var hasCoach: Bool { self == .traineeship || self == .supportedInternship }
    /// Whether pay is a question: a job and an apprenticeship are paid, traineeships and supported internships are not.
    var isPayAsked: Bool { self == .workExperience || self == .taster }
}
