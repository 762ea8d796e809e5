/// A template compiled against the shapes of its values: every name is a place in memory.
struct Program: Sendable {
    /// A range of the program's static text.
    struct Span {
        let start: Int32
        let count: Int32
    }

    /// From an item of the context stack to a value: `offset` bytes on, then what cannot be known before.
    struct Reference {
        let depth: Int32
        let offset: Int32
        let steps: Span
    }

    /// To what an optional or a choice holds, and on from there.
    struct Step {
        let reader: any PlaceReader
        var offset: Int
    }

    /// What a value is shown as.
    enum Kind {
        case text, markup, number, flag
        case name(any TextReader)
    }

    /// When a section is shown; a value that is not there never opens one.
    enum Test {
        case isThere
        case isTrue(Kind)
        case list(any ListReader)
    }

    enum Instruction {
        case text(Span)
        case value(Reference, Kind, raw: Bool)
        /// What follows, as far as `end`, for each item of the value.
        case section(Reference, Test, end: Int32)
        case inverted(Reference, Test, end: Int32)
        /// What follows, as far as `end`, where the value is this very text.
        case match(Reference, any TextReader, Span, end: Int32)
    }

    var instructions: [Instruction] = []
    var steps: [Step] = []
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
