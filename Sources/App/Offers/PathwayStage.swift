import Postgres

/// The four stages of the pathway to work, from voluntary to independent (002.02).
enum PathwayStage: String, Choice {
    case voluntary, socialEnterprise = "social_enterprise", supported, independent

    /// Whether places of it are paid, as the continuum says.
    var pay: String {
        switch self {
        case .voluntary: "Unpaid"
        case .socialEnterprise: "Unpaid or paid"
        case .supported, .independent: "Paid or unpaid"
        }
    }

    var kinds: [PlaceKind] { PlaceKind.allCases.filter { $0.stage == self } }
}

/// The kinds of place within the stages (002.03 to 002.06), in the order of the continuum.
enum PlaceKind: String, Choice {
    case individualVoluntary = "individual_voluntary", groupVoluntary = "group_voluntary"
    case voluntaryAdvocacy = "voluntary_advocacy"
    case individualEnterprise = "individual_enterprise", groupEnterprise = "group_enterprise"
    case workExperience = "work_experience", supportedInternship = "supported_internship"
    /// A learner does one part of a job (002.07).
    case jobCarving = "job_carving"
    case supportedJob = "supported_job", jobCoachAdvocacy = "job_coach_advocacy"
    case supportedEmployment = "supported_employment", groupSupportedEmployment = "group_supported_employment"
    case advocacyWork = "advocacy_work"
    case job, apprenticeship, internship

    var label: String {
        switch self {
        case .supportedJob: "Supported part-time or full-time job"
        case .job: "Part-time or full-time job"
        default: rawValue.replacing("_", with: " ").sentenceCase
        }
    }

    var stage: PathwayStage {
        switch self {
        case .individualVoluntary, .groupVoluntary, .voluntaryAdvocacy: .voluntary
        case .individualEnterprise, .groupEnterprise: .socialEnterprise
        case .workExperience, .supportedInternship, .jobCarving, .supportedJob, .jobCoachAdvocacy,
            .supportedEmployment, .groupSupportedEmployment, .advocacyWork:
            .supported
        case .job, .apprenticeship, .internship: .independent
        }
    }

    /// "Supported: Job carving", where the stage is not beside it.
    var withStage: String { "\(stage.label): \(label.lowercasedFirst)" }
    static var staged: [(value: String, text: String)] { allCases.map { ($0.rawValue, $0.withStage) } }

    /// Where a row's kind stands on the continuum, for sorting.
    static func place(_ column: SQL) -> SQL { "array_position(\(allCases.map(\.rawValue)), \(column))" }
}
