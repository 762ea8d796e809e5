/// What kinds of work are brokered, for an opportunity, a wish and a placement alike (domain.md section 5).
enum WorkKind: String, Choice {
    case workExperience = "work_experience", taster, traineeship
    case supportedInternship = "supported_internship", apprenticeship, job

    var label: String { self == .taster ? "Work taster" : rawValue.replacing("_", with: " ").sentenceCase }

    /// In the middle of a sentence: "an apprenticeship".
    var oneOf: String { self == .workExperience ? "work experience" : label.lowercased().withArticle }

    /// Levels of apprenticeships in England (GCSE to master's degree).
    static let levels = 2...7

    /// Why it may not begin before a day, as app.earliest_start counts it.
    func tooEarly(before day: Day) -> String {
        switch self {
        case .apprenticeship, .job:
            "\(oneOf.sentenceCase) cannot begin while somebody is of compulsory school age (Education Act 1996, section 8): the first possible day is \(day.longText)"
        default:
            "\(oneOf.sentenceCase) cannot begin before year 10 (Education Act 1996, section 560): the first possible day is \(day.longText)"
        }
    }
}
