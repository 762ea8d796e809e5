import Values

extension PlanFile {
    package struct Update: Sendable, Equatable, Codable {
        /// Submitted is frozen; agreed was confirmed by members; superseded has a later edition.
        package enum State: String, Sendable, Codable, CaseIterable {
            case draft, submitted, agreed, superseded

            package var label: String {
                switch self {
                case .draft: "Draft"
                case .submitted: "Submitted"
                case .agreed: "Agreed"
                case .superseded: "Corrected since"
                }
            }

            /// An agreed update with the record of its meeting, and one of which only a paper says so.
            package static let agreedByMembers = "Agreed by members", agreedInPaper = "Agreed, as the paper says"

            /// In a spreadsheet of ours.
            package static func labelled(_ text: String) -> State? {
                if [agreedByMembers, agreedInPaper].contains(where: { $0.folded == text.folded }) { return .agreed }
                return allCases.first { $0.label.folded == text.folded }
            }
        }

        /// Counted from 0; nil when it is about the whole recommendation.
        package var action: Int?
        /// The first of a month.
        package var period: Day
        package var state: State
        package var evidence: String
        package var grade: [String]
        package var explanation: String, impact: String
        package var asOf: Day?
        package var isContext: Bool
        package var newDueOn: Day?
        package var slipReason: String
        package var agreedOn: Day?
        package var agreedAt: String, minute: String
        /// Why a later edition corrects the one before it.
        @OrEmpty package var correctionReason: String
        @OrEmpty package var disagreement: String
        /// When it was submitted, where that is known.
        package var told: Day?
        /// Where it stands in the paper.
        @OrEmpty package var lines: [SourceLines]
        @OrEmpty package var key = ""
        /// Read, but not wanted.
        @OrEmpty package var isLeftOut = false
        /// Its paper names no month: until somebody does, it is kept as words and no update.
        @OrEmpty package var isUndated = false
        /// The reports that its author says it answers; nil where it does not say which.
        package var answers: [Answer]?

        /// A report of an action, by the day on which it was owed.
        package struct Answer: Sendable, Equatable, Codable {
            /// Counted from 0.
            package var action: Int
            package var owedOn: Day

            package init(action: Int, owedOn: Day) { (self.action, self.owedOn) = (action, owedOn) }
        }

        package init(
            action: Int? = nil, period: Day, state: State = .submitted, evidence: String, grade: [String] = [],
            explanation: String = "", impact: String = "", asOf: Day? = nil, isContext: Bool = false,
            newDueOn: Day? = nil, slipReason: String = "", agreedOn: Day? = nil, agreedAt: String = "",
            minute: String = "", correctionReason: String = "", disagreement: String = "", told: Day? = nil,
            lines: [SourceLines] = [], answers: [Answer]? = nil
        ) {
            self.answers = answers
            (self.action, self.period, self.state) = (action, period, state)
            (self.evidence, self.grade, self.explanation, self.impact) = (evidence, grade, explanation, impact)
            (self.asOf, self.isContext, self.newDueOn, self.slipReason) = (asOf, isContext, newDueOn, slipReason)
            (self.agreedOn, self.agreedAt, self.minute, self.told) = (agreedOn, agreedAt, minute, told)
            _correctionReason = OrEmpty(wrappedValue: correctionReason)
            _disagreement = OrEmpty(wrappedValue: disagreement)
            _lines = OrEmpty(wrappedValue: lines)
        }

        /// What it says, without a month.
        var asWords: String {
            ["Progress: \(evidence)", grade.first ?? "", explanation, impact].filter { !$0.isEmpty }
                .joined(separator: "\n").cut(to: PlanLimit.section.most)
        }

        /// When it was told, as far as its paper says: a paper of 2018 tells nothing new on the day that it is imported.
        package var submittedOn: Day {
            if let told { return told }
            let told = asOf ?? period.adding(months: 1).adding(days: -1)
            return agreedOn.map { min($0, told) } ?? told
        }
    }
}
