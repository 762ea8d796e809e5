import Values

/// What was read out of a paper: an action plan, where each piece of it stood, and what could not be read.
package struct PlanDraft: Sendable, Equatable {
    var title = ""
    /// The name of the council's form, such as "SCRUTINY MONITORING – PROGRESS UPDATE".
    var form: String?
    var reviewName: String?
    /// The council’s officers for the review.
    var officers: [String] = []
    var agreed: ApproximateDay?
    /// Facts of the header that have no place of their own here.
    var otherFacts: [Fact] = []
    var introduction: [Passage] = []
    /// Parts of the report that are no recommendations.
    var sections: [Section] = []
    /// Whoever asked for the report.
    var body = ""
    /// "Appendix 2, v.2"
    var reference = ""
    var decisions: [Decision] = []
    var gaps: Gaps?
    package internal(set) var recommendations: [Recommendation] = []
    var footnotes: [Footnote] = []
    var glossary: [Abbreviation] = []
    var gradings: [Grading] = []
    /// Its tables, with what each column was taken for.
    package internal(set) var tables: [ReadTable] = []
    /// What the paper's own key says of its words of status.
    var key: [StatusKey.Entry] = []
    /// What somebody said of them.
    var tones: [String: Tone] = [:]
    var notUnderstood: [Leftover] = []
    var doubts: [Doubt] = []
    /// What to do instead, where nothing could be read.
    package internal(set) var advice: String?
    /// What the paper holds that came to no plan.
    var seen: String?
    /// What every line that is not blank was taken for, in order.
    var lineUses: [LineUse] = []
    /// The same for the same words, however they were laid out.
    var fingerprint = ""
}

extension PlanDraft {
    struct Fact: Sendable, Equatable {
        var label: String, words: String, lines: SourceLines
    }

    struct Passage: Sendable, Equatable {
        var text: String, lines: SourceLines
    }

    struct Abbreviation: Sendable, Hashable {
        var short: String, long: String, lines: SourceLines
    }

    /// One entry of the key: grade 1 is "Fully Achieved".
    struct Grading: Sendable, Equatable {
        var number: Int, words: String, tone: Tone?, lines: SourceLines
    }

    /// Words left over, and why.
    package struct Leftover: Sendable, Equatable, Codable {
        /// What becomes of it: kept with the plan as text, put into a piece of it, or left out.
        package enum Fate: String, Sendable, Codable { case kept, placed, leftOut = "left_out" }

        package var lines: SourceLines, text: String, why: String
        package var fate = Fate.kept

        init(lines: SourceLines, text: String, why: String) {
            (self.lines, self.text, self.why) = (lines, text, why)
        }
    }

    /// Something read one way that may be meant another.
    package struct Doubt: Sendable, Equatable, Codable {
        /// What another answer than “as it was read” changes.
        package enum Kind: String, Sendable, Codable {
            /// Something that only a look at the paper tells.
            case look
            case due, leads, status, workstream, number
            /// Two recommendations of one number, which may be one.
            case twin
            /// The month of all progress that the paper gives no month for.
            case month
            /// Several reviews, which may be a plan each.
            case parts
            /// The committee that the paper names.
            case body
        }

        package var lines: SourceLines, text: String, question: String
        package var kind = Kind.look
        /// The key of the piece that it is about; empty for the whole paper.
        package var place = ""
        /// The keys of that and of all that say the same: an answer is for all of them.
        package var pieces: [String] = []
        /// What was taken: the label of a workstream, the first day of a month.
        package var taken = ""
        /// Whether it is as it was read, once somebody said so.
        package var isRight: Bool?

        package init(
            lines: SourceLines, text: String, question: String, kind: Kind = .look, place: String = "",
            taken: String = ""
        ) {
            (self.lines, self.text, self.question) = (lines, text, question)
            (self.kind, self.place, self.taken) = (kind, place, taken)
        }
    }

    struct LineUse: Sendable, Equatable {
        enum Use: String, Sendable {
            case title, runningHeader, pageNumber, rule, fact, introduction, columns, recommendation, action, update
            case footnote, gradings, notUnderstood
        }
        var line: Int, use: Use
    }

    package struct Recommendation: Sendable, Equatable {
        /// As printed: "7", "7a"; empty when none was.
        var number: String
        var kind = PlanFile.Recommendation.Kind.asks
        /// Italics stand between asterisks.
        var paragraphs: [String]
        var actions: [Action] = []
        var updates: [Update] = []
        /// How often it asks for a report in its own words.
        var duty = Report()
        /// Numbers of other recommendations that it or its actions name.
        var seeAlso: [String] = []
        var footnotes: [Int] = []
        var counts: [Count] = []
        /// What the executive answered.
        var response: [String] = []
        var responseOn: Day?
        /// Whether it is still followed, and else why not.
        var state = PlanFile.Recommendation.State.open, stateWords: [String] = []
        /// What stands above its table where there are several, and above its row.
        var part: String?, theme: String?
        /// What else the paper says of it, each under the name of its column.
        var kept: [String] = []
        var lines: [SourceLines]
    }

    /// The progress of one recommendation, or one of its actions, in one period.
    struct Update: Sendable, Equatable {
        /// Counted from 0; nil when it is about the whole recommendation.
        var action: Int?
        var period: ApproximateDay?
        var evidence: [String] = []
        var gradeNumber: Int?
        var gradeWords: String?
        var tone: Tone?
        var explanation: [String] = []
        var impact: [String] = []
        var asOf: Day?
        var decided = Decided()
        var lines: [SourceLines]
    }
}
