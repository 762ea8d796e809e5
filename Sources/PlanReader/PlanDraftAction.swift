import Values

extension PlanDraft {
    struct Action: Sendable, Equatable {
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

    struct Paragraph: Sendable, Equatable {
        /// The label printed before it, such as "HR": not the lead.
        var workstream: String?
        /// A list item begins with "• ".
        var text: String
    }

    struct Lead: Sendable, Equatable {
        var name: String, kind: PlanFile.Leader.Kind
    }

    /// Three axes that papers print in one cell.
    struct Status: Sendable, Equatable {
        /// The whole cell as printed; empty when it was.
        var words = ""
        /// "Met", as printed.
        var achievement: String?
        var tone: Tone?
        var duty = Report()
        var recordability = PlanFile.Action.Recordability.counted
    }

    /// Whether, how often and to whom an action must be reported.
    struct Report: Sendable, Equatable {
        var duty = PlanFile.Action.ReportDuty.none, words = "", everyMonths: Int?
        /// The only report, or the first of them.
        var by: ApproximateDay?
        var to: String?
    }

    struct Due: Sendable, Equatable {
        /// As printed, its lines joined by "; ".
        var words: String
        var day: ApproximateDay?
    }

    typealias Sense = PlanFile.Milestone.Sense

    /// A quantity to be reached: "minimum of 5 by April 2023 working across minimum of 4 areas".
    struct Milestone: Sendable, Equatable {
        struct Breadth: Sendable, Equatable {
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
