import Values

/// What somebody said about a paper before it is read again: which column holds what, and what its words of status mean.
package struct ReadingAnswers: Sendable, Equatable, Codable {
    /// By the heading as `ReadTable.Heading.key` has it.
    package var columns: [String: Column] = [:]
    /// By the folded word of status.
    package var tones: [String: Tone] = [:]

    /// Of which month the progress is that the paper gives no month for.
    package var month: ApproximateDay?

    /// What an answer about a heading is kept by: its words folded, without marks of notes. Empty where it has no letter or figure.
    package static func key(of heading: String) -> String { Label.key(heading) }

    package init(columns: [String: Column] = [:], tones: [String: Tone] = [:], month: ApproximateDay? = nil) {
        (self.columns, self.tones, self.month) = (columns, tones, month)
    }
}

/// A table of a paper, with what each of its headings was taken for.
package struct ReadTable: Sendable, Equatable, Codable {
    /// Where its headings stand; of a table without them, its first row.
    package var lines: SourceLines
    package var headings: [Heading]

    package struct Heading: Sendable, Equatable, Codable {
        /// Said by somebody, known by its name, likely by its words, guessed by them or by what stands below, or not known at all.
        package enum Sureness: String, Sendable, Codable, CaseIterable {
            case answered, known, likely, guessed, unknown
        }

        /// As printed; empty where none stands there.
        package var words: String
        /// What an answer about it is kept by.
        package var key: String
        package var column: Column
        package var sureness: Sureness
        /// What stands first below it.
        package var examples: [String] = []

        package var isUnsure: Bool { sureness == .guessed || sureness == .unknown }
    }
}

/// A word of status in a paper, what it counts as, and how often it is there.
package struct ReadStatus: Sendable, Equatable, Codable {
    package var words: String
    package var key: String
    package var tone: Tone
    package var sureness: ReadTable.Heading.Sureness
    package var count: Int
}
