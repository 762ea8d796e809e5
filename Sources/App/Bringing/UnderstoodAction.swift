extension UnderstoodPlan {
    struct Action: Sendable, Equatable, Codable {
        var paragraphs: [Paragraph]
        var leads: [Lead] = []
        var status = Status()
        var measure: [String] = []
        var due: Due?
        var milestones: [Milestone] = []
        var footnotes: [Int] = []
        var lines: [SourceLines]

        /// The labels that open its paragraphs, in order.
        var workstreams: [String] { paragraphs.compactMap(\.workstream) }
    }

    struct Paragraph: Sendable, Equatable, Codable {
        /// The label printed before it, such as "HR": not the lead.
        var workstream: String?
        /// A list item begins with "• ".
        var text: String
    }

    struct Lead: Sendable, Equatable, Codable {
        enum Kind: String, Sendable, Codable { case board, group, team, service, people, post, unknown }
        var name: String, kind: Kind
    }

    /// Three axes that papers print in one cell.
    struct Status: Sendable, Equatable, Codable {
        enum Recordability: String, Sendable, Codable { case notSaid, cannotBeRecorded }

        /// The whole cell as printed; empty when it was.
        var words = ""
        /// "Met", as printed.
        var achievement: String?
        var tone: Tone?
        var duty = ReportDuty.none
        var recordability = Recordability.notSaid
    }

    /// Whether, and how often, an action must be reported.
    enum ReportDuty: Sendable, Equatable, Codable {
        case none
        case once(words: String, to: String?, by: ApproximateDay?)
        case recurring(words: String, everyMonths: Int, from: ApproximateDay?)
    }

    struct Due: Sendable, Equatable, Codable {
        /// As printed, its lines joined by "; ".
        var words: String
        var day: ApproximateDay?
    }

    enum Sense: String, Sendable, Codable { case exactly, atLeast, atMost, moreThan, nearly }

    /// A quantity to be reached: "minimum of 5 by April 2023 working across minimum of 4 areas".
    struct Milestone: Sendable, Equatable, Codable {
        struct Breadth: Sendable, Equatable, Codable {
            var sense: Sense, value: Int, unit: String
        }
        var sense: Sense, value: Int
        /// A guess: the noun beside the number, or what the measure counts.
        var unit: String?
        var by: ApproximateDay?
        /// A term that is no date: "in first year".
        var byWords: String?
        var breadth: Breadth?
    }
}
