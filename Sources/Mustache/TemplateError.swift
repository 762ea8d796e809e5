/// Everything that is wrong with the templates, each with a place and a sentence for the person who will mend it.
public struct TemplateError: Error, CustomStringConvertible, Equatable {
    /// One thing to mend.
    public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        /// The template's path under the views' directory.
        public let file: String
        /// Counted from one.
        public let line: Int
        /// What is wrong and what would mend it.
        public let sentence: String

        /// The place and the sentence, as compilers print them.
        public var description: String { "\(file):\(line): \(sentence)" }
    }

    /// In order of file and line, none twice.
    public let mistakes: [Mistake]

    init(_ mistakes: [Mistake]) {
        self.mistakes = Set(mistakes).sorted {
            ($0.file, $0.line, $0.sentence) < ($1.file, $1.line, $1.sentence)
        }
    }

    /// One mistake a line.
    public var description: String {
        mistakes.map(\.description).joined(separator: "\n")
    }
}
