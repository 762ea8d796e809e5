/// A template compiled against the shapes of its values: every name is a place.
struct Program: Sendable {
    /// A range of the program's static text.
    struct Span {
        let start: Int32
        let count: Int32
    }

    /// An item of the context stack, and the slots to follow from it.
    struct Reference {
        let depth: Int32
        let steps: Span
    }

    enum Test { case isTrue, isPresent }

    enum Instruction {
        case text(Span)
        case value(Reference, raw: Bool)
        /// What follows, as far as `end`, for each item of the value.
        case section(Reference, Test, end: Int32)
        case inverted(Reference, Test, end: Int32)
        /// What follows, as far as `end`, where the value is this very text.
        case match(Reference, Span, end: Int32)
    }

    var instructions: [Instruction] = []
    var steps: [Int32] = []
    var text: [UInt8] = []
}

/// The static text of several programs, each piece kept once.
struct TextPool {
    private(set) var bytes: [UInt8] = []
    private var spans: [[UInt8]: Program.Span] = [:]

    mutating func span(of text: [UInt8]) -> Program.Span {
        if let known = spans[text] { return known }
        let span = Program.Span(start: Int32(bytes.count), count: Int32(text.count))
        bytes += text
        spans[text] = span
        return span
    }
}
