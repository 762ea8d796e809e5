import Values

/// Recognises the headings of a report, which carry no mark in most papers.
enum HeadingReader {
    struct Heading: Equatable {
        var text: String
        /// What follows it in the same line: "Equality Implications: There are none".
        var rest = ""
    }

    /// By its sign, bold letters or capitals.
    static func strong(_ source: String) -> Heading? {
        let source = source.trimmed
        let text = CellTextReader.read(source.drop { $0 == "#" || $0 == " " }).joined
        guard !text.isEmpty else { return nil }
        if source.hasPrefix("#") { return Heading(text: text.trimmedOfColon) }
        for (open, close) in [("**", "**"), ("<b>", "</b>"), ("<strong>", "</strong>")] {
            guard source.lowercased().hasPrefix(open), let found = bold(source.dropFirst(open.count), close) else {
                continue
            }
            return found
        }
        return text.count <= 120 && isCapital(text) ? Heading(text: text.trimmedOfColon) : nil
    }

    /// By being short and unfinished above something longer.
    static func weak(_ source: String, hasNext: Bool) -> Heading? {
        let text = CellTextReader.read(source).joined
        guard hasNext, text.count <= 72, text.contains(where: \.isLetter), !text.hasPrefix("•"),
            !source.hasPrefix("- "),
            !text.hasSuffix("."), !text.hasSuffix(";"), !text.hasSuffix(","), !text.contains("@")
        else { return nil }
        let words = Set(text.folded.words.map(String.init))
        guard
            text.hasSuffix(":") || words.isDisjoint(with: ["is", "are", "was", "were", "has", "have", "will", "none"])
        else { return nil }
        let isLettered = text.dropFirst().first == ")" && text.first?.isLetter == true
        return isLettered || text.first(where: \.isLetter)?.isUppercase == true
            ? Heading(text: text.trimmedOfColon) : nil
    }

    private static func bold(_ rest: Substring, _ close: String) -> Heading? {
        guard let end = rest.prefix(200).firstRange(of: close) else { return nil }
        let inside = CellTextReader.read(rest[..<end.lowerBound]).joined
        let after = CellTextReader.read(rest[end.upperBound...]).joined
        guard !inside.isEmpty, inside.first != "(" || !Label.isNumber(inside.dropFirst().prefix { $0 != ")" }) else {
            return nil
        }
        if after.isEmpty { return inside.count <= 120 ? Heading(text: inside.trimmedOfColon) : nil }
        return inside.hasSuffix(":") ? Heading(text: inside.trimmedOfColon, rest: after) : nil
    }

    private static func isCapital(_ text: String) -> Bool {
        let letters = text.filter(\.isLetter)
        return letters.count > 3 && letters.allSatisfy(\.isUppercase)
    }
}

extension PlanDraft {
    /// A part of the report that is no recommendation: kept as text.
    struct Section: Sendable, Equatable {
        var heading: String, paragraphs: [String] = [], lines: SourceLines
    }

    /// A body's approval, on a day.
    struct Decision: Sendable, Equatable {
        var body: String, on: Day, words: String, lines: SourceLines
    }

    /// Numbers that are not there, and what the paper says of it.
    struct Gaps: Sendable, Equatable {
        var numbers: [String], words: String, lines: SourceLines
    }

    /// A quantity that the report itself counts, with what it was to be.
    struct Count: Sendable, Equatable {
        struct Part: Sendable, Equatable { var value: Int, words: String }

        var title: String, unit: String, comparator = ""
        var goal: Milestone?
        var value: Int?
        var words = ""
        var of: ApproximateDay?
        /// "Of those", when they come to the whole.
        var parts: [Part] = []
    }
}
