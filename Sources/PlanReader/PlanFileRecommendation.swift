import Values

extension PlanFile {
    package struct Recommendation: Sendable, Equatable, Codable {
        /// What it does (004.11).
        package enum Kind: String, Sendable, Codable, CaseIterable {
            case asks, notes, commends, invitesUpdate = "invites_update"
        }
        /// What the executive answered.
        package enum Response: String, Sendable, Codable, CaseIterable {
            case none, accepted, acceptedInPart = "accepted_in_part", notAccepted = "not_accepted"
        }
        /// Open, or why it is no longer reported on (001.04, 004.10).
        package enum State: String, Sendable, Codable, CaseIterable {
            case open, signedOff = "signed_off", absorbed, withdrawn, reportedElsewhere = "reported_elsewhere"

            package var label: String {
                switch self {
                case .open: "Open"
                case .signedOff: "Signed off"
                case .absorbed: "Absorbed into another"
                case .withdrawn: "Withdrawn"
                case .reportedElsewhere: "Reported elsewhere"
                }
            }
        }

        package var number: String, words: String
        package var kind: Kind
        package var response: Response, responseWords: String, responseOn: Day?
        package var state: State, stateWords: String
        package var actions: [Action]
        package var measures: [Measure]
        package var updates: [Update]
        package var links: [Link]
        /// What else its paper says of it: the theme above it, and columns that have no place here.
        @OrEmpty package var otherWords = ""
        /// Of which part of the paper it is, counted from 1, and its number there, where the parts use the same numbers.
        @OrEmpty package var part = 0
        @OrEmpty package var printed = ""
        /// Where it stands in the paper.
        @OrEmpty package var lines: [SourceLines]
        /// Names it while it is reviewed, whatever is moved around it.
        @OrEmpty package var key = ""
        /// Read, but not wanted.
        @OrEmpty package var isLeftOut = false

        package init(
            number: String, words: String = "", kind: Kind = .asks, response: Response = .none,
            responseWords: String = "", responseOn: Day? = nil, state: State = .open, stateWords: String = "",
            actions: [Action] = [], measures: [Measure] = [], updates: [Update] = [], links: [Link] = [],
            otherWords: String = "", lines: [SourceLines] = []
        ) {
            (self.number, self.words, self.kind) = (number, words, kind)
            (self.response, self.responseWords, self.responseOn) = (response, responseWords, responseOn)
            (self.state, self.stateWords) = (state, stateWords)
            (self.actions, self.measures, self.updates, self.links) = (actions, measures, updates, links)
            self.otherWords = otherWords
            _lines = OrEmpty(wrappedValue: lines)
        }
    }

    /// To another recommendation of the plan by its number, or to words where there is none.
    package struct Link: Sendable, Equatable, Codable {
        package enum Kind: String, Sendable, Codable, CaseIterable {
            case seeAlso = "see_also", takenWith = "taken_with", absorbedInto = "absorbed_into"
            case earlierReview = "earlier_review"
        }
        package var kind: Kind, number: String?, words: String

        package init(kind: Kind = .seeAlso, number: String? = nil, words: String = "") {
            (self.kind, self.number, self.words) = (kind, number, words)
        }
    }

    package struct Leader: Sendable, Equatable, Codable {
        package enum Kind: String, Sendable, Codable, CaseIterable {
            case post, team, service, department, board, group, `class`
        }
        package var name: String, kind: Kind

        package init(name: String, kind: Kind = .team) { (self.name, self.kind) = (name, kind) }
    }

    package struct Action: Sendable, Equatable, Codable {
        /// Whether something is owed to scrutiny (000.09, 000.10).
        package enum ReportDuty: String, Sendable, Codable, CaseIterable { case none, once, recurring }
        /// Whether it can be counted; what cannot be recorded is never zero (000.15).
        package enum Recordability: String, Sendable, Codable, CaseIterable {
            case counted, estimated, cannot

            package var label: String {
                switch self {
                case .counted: "Can be counted"
                case .estimated: "Can be estimated"
                case .cannot: "Cannot be recorded"
                }
            }
        }

        package var workstream: String, words: String
        package var leads: [Leader]
        package var successMeasure: String, dueWords: String
        package var due: ApproximateDay?
        /// Status words, the likeliest first: the first that the council knows is taken, else the first is added.
        package var achievement: [String]
        package var reportDuty: ReportDuty, reportWords: String
        package var report: ApproximateDay?
        package var everyMonths: Int?
        package var recordability: Recordability, recordabilityWords: String
        /// Where it stands in the paper.
        @OrEmpty package var lines: [SourceLines] = []
        @OrEmpty package var key = ""
        /// Read, but not wanted.
        @OrEmpty package var isLeftOut = false

        package init(
            workstream: String = "", words: String, leads: [Leader] = [], successMeasure: String = "",
            dueWords: String = "", due: ApproximateDay? = nil, achievement: [String] = [],
            reportDuty: ReportDuty = .none, reportWords: String = "", report: ApproximateDay? = nil,
            everyMonths: Int? = nil, recordability: Recordability = .counted, recordabilityWords: String = ""
        ) {
            (self.workstream, self.words, self.leads) = (workstream, words, leads)
            (self.successMeasure, self.dueWords, self.due) = (successMeasure, dueWords, due)
            (self.achievement, self.reportDuty, self.reportWords) = (achievement, reportDuty, reportWords)
            (self.report, self.everyMonths) = (report, everyMonths)
            (self.recordability, self.recordabilityWords) = (recordability, recordabilityWords)
        }
    }
}
