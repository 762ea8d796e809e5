/// What was read out of a paper: an action plan, where each piece of it stood, and what could not be read.
struct UnderstoodPlan: Sendable, Equatable, Codable {
    var title = ""
    /// The name of the council's form, such as "SCRUTINY MONITORING – PROGRESS UPDATE".
    var form: String?
    var reviewName: String?
    var linkOfficers: [String] = []
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
    var recommendations: [Recommendation] = []
    var footnotes: [Footnote] = []
    var glossary: [Abbreviation] = []
    var gradings: [Grading] = []
    var notUnderstood: [Leftover] = []
    var doubts: [Doubt] = []
    /// What every line that is not blank was taken for, in order.
    var lineUses: [LineUse] = []
    /// The same for the same words, however they were laid out.
    var fingerprint = ""
}

/// Lines of the source, counted from 1, both included.
struct SourceLines: Sendable, Hashable, Codable {
    var first: Int, last: Int

    init(_ first: Int, _ last: Int? = nil) { (self.first, self.last) = (first, last ?? first) }

    func contains(_ line: Int) -> Bool { first <= line && line <= last }
}

extension UnderstoodPlan {
    struct Fact: Sendable, Equatable, Codable {
        var label: String, words: String, lines: SourceLines
    }

    struct Passage: Sendable, Equatable, Codable {
        var text: String, lines: SourceLines
    }

    struct Abbreviation: Sendable, Hashable, Codable {
        var short: String, long: String, lines: SourceLines
    }

    /// One entry of the key: grade 1 is "Fully Achieved".
    struct Grading: Sendable, Equatable, Codable {
        var number: Int, words: String, tone: Tone?, lines: SourceLines
    }

    /// Words left over, and why.
    struct Leftover: Sendable, Equatable, Codable {
        var lines: SourceLines, text: String, why: String
    }

    /// Something read one way that may be meant another.
    struct Doubt: Sendable, Equatable, Codable {
        var lines: SourceLines, text: String, question: String
    }

    struct LineUse: Sendable, Equatable, Codable {
        enum Use: String, Sendable, Codable {
            case title, runningHeader, pageNumber, rule, fact, introduction, columns, recommendation, action, update
            case footnote, gradings, notUnderstood
        }
        var line: Int, use: Use
    }

    /// What a council's own words come to on a members' dashboard.
    enum Tone: String, Sendable, Codable { case achieved, achievedInPart, onTrack, slipped, notAchieved, notAssessed }

    struct Recommendation: Sendable, Equatable, Codable {
        /// What it does: most ask, but some only note or commend.
        enum Kind: String, Sendable, Codable { case asks, notes, commends, invites }

        /// As printed: "7", "7a"; empty when none was.
        var number: String
        var kind = Kind.asks
        /// Italics stand between asterisks.
        var paragraphs: [String]
        var actions: [Action] = []
        var updates: [Update] = []
        /// How often it asks for a report in its own words.
        var duty = ReportDuty.none
        /// Numbers of other recommendations that it or its actions name.
        var seeAlso: [String] = []
        var footnotes: [Int] = []
        var counts: [Count] = []
        /// What the executive answered.
        var response: [String] = []
        var lines: [SourceLines]
    }

    /// The progress of one recommendation, or one of its actions, in one period.
    struct Update: Sendable, Equatable, Codable {
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
        var lines: [SourceLines]
    }
}
