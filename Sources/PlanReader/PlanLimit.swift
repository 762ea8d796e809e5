/// How long the words of a plan may be, in Unicode scalars: what forms and imports take, by the column whose CHECK says it too.
package enum PlanLimit: String, Sendable, CaseIterable {
    case title = "plans.title", reference = "plans.reference", body = "plans.body", origin = "plans.origin"
    case portfolio = "plans.portfolio", linkOfficers = "plans.link_officers", targetGroups = "plans.target_groups"
    case introduction = "plans.introduction", supersededBy = "plans.superseded_by", fingerprint = "plans.fingerprint"
    case decisionBody = "decisions.body", decisionWords = "decisions.words"
    case number = "recommendations.number", recommendation = "recommendations.words"
    case response = "recommendations.response_words", stateWords = "recommendations.state_words"
    case otherWords = "recommendations.other_words"
    case link = "recommendation_links.words", status = "assessments.words", lead = "leads.name"
    case workstream = "actions.workstream", action = "actions.words", successMeasure = "actions.success_measure"
    case dueWords = "actions.due_words", reportWords = "actions.report_words"
    case recordability = "actions.recordability_words"
    case measure = "measures.title", comparator = "measures.comparator", breadthUnit = "milestones.breadth_unit"
    case subset = "readings.subset", source = "readings.source", caveat = "readings.caveat"
    case evidence = "updates.evidence", explanation = "updates.explanation", impact = "updates.impact"
    case slipReason = "updates.slip_reason", disagreement = "updates.disagreement"
    case correctionReason = "updates.correction_reason", agreedAt = "updates.agreed_at", minute = "updates.minute"
    case note = "footnotes.words", noteTerm = "footnotes.term"
    case abbreviation = "glossary.abbreviation", expansion = "glossary.expansion"
    case sectionHeading = "plan_sections.heading", section = "plan_sections.words"

    package var most: Int {
        switch self {
        case .number: 40
        case .abbreviation: 20
        case .reference, .status, .breadthUnit, .slipReason, .minute: 60
        case .fingerprint: 64
        case .workstream: 100
        case .title, .body, .portfolio, .decisionBody, .lead, .agreedAt, .noteTerm, .expansion: 200
        case .supersededBy, .link, .reportWords, .measure, .comparator, .subset, .source, .sectionHeading: 300
        case .origin, .linkOfficers, .dueWords, .caveat: 500
        case .targetGroups, .decisionWords, .stateWords, .recordability, .disagreement, .correctionReason: 1_000
        case .note: 2_000
        case .response, .successMeasure, .otherWords: 4_000
        case .introduction, .recommendation, .action: 10_000
        case .evidence, .explanation, .impact, .section: 20_000
        }
    }

    package var least: Int {
        switch self {
        case .title, .decisionBody, .number, .status, .lead, .action, .measure, .note: 1
        case .abbreviation, .expansion: 2
        default: 0
        }
    }

    package var range: ClosedRange<Int> { least...most }
}
