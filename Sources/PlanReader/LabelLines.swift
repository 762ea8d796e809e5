import Values

/// A form on plain lines: "Recommendation 1" or "Promise 1", then "Lead officer: …", the words beside each label or below it.
enum LabelLines {
    /// As rows of labels and words, from the first recommendation on; as they are where the paper is no such form.
    static func rows(_ blocks: [Block]) -> [Block] {
        guard !blocks.contains(where: { if case .row = $0.content { true } else { false } }) else { return blocks }
        let isNamed = blocks.contains { Opening($0, isNamed: true) != nil }
        guard let start = blocks.firstIndex(where: { Opening($0, isNamed: isNamed) != nil }) else { return blocks }
        let rest = blocks[start...].map { line($0, isNamed) }
        let labels = rest.compactMap { if case .label(let column, _) = $0.kind { column } else { nil } }
        let openings = rest.count { if case .opening = $0.kind { true } else { false } }
        let isForm =
            isNamed
            ? labels.count >= openings && (Set(labels).count > 1 || labels.count > openings)
            : openings > 1 && labels.count >= openings && !Set(labels).isDisjoint(with: [.response, .lead, .due])
        guard isForm else { return blocks }
        return blocks[..<start] + rest.map(\.block)
    }

    private struct Line {
        enum Kind { case opening, label(Column, words: Bool), text, heading }
        let kind: Kind
        let block: Block
    }

    private static func line(_ block: Block, _ isNamed: Bool) -> Line {
        guard case .paragraph(let source) = block.content else { return Line(kind: .heading, block: block) }
        func row(_ cells: [String]) -> Block { Block(content: .row(cells), lines: block.lines) }
        if let opening = Opening(block, isNamed: isNamed) {
            return Line(kind: .opening, block: row(["Recommendation \(opening.number):", opening.words]))
        }
        if NotesReader.isHeading(source) || source.hasPrefix("#") || source.hasPrefix("---")
            || HeadFact.read(source).map({ HeadFact.isOfClose($0.label) }) == true
        {
            return Line(kind: .heading, block: block)
        }
        if let (label, words) = label(source), let column = Label(heading: label)?.column {
            return Line(kind: .label(column, words: !words.isEmpty), block: row([label + ":", words]))
        }
        return Line(kind: .text, block: row(["", source]))
    }

    /// "Timescale: September 2027", "Expected outcome:", "RESPONSE".
    private static func label(_ source: String) -> (String, String)? {
        if let colon = source.prefix(60).firstIndex(of: ":") {
            let label = source[..<colon].trimmed, words = source[source.index(after: colon)...].trimmed
            return label.words.count <= 7 && Label(heading: label).map { $0.column != .recommendation } == true
                ? (label, words) : nil
        }
        let isCapital =
            source.count <= 40 && source.allSatisfy { !$0.isLowercase } && source.contains(where: \.isLetter)
        return isCapital && Label(source).map { $0.column != .recommendation } == true ? (source, "") : nil
    }

    private struct Opening {
        let number: String, words: String

        private static let names: Set<String> = [
            "recommendation", "rec", "promise", "pledge", "commitment", "motion", "resolution", "objective",
            "priority", "aim", "ambition", "goal", "argymhelliad",
        ]

        /// Where none is named, a number in front of a sentence opens one: "1. That …".
        init?(_ block: Block, isNamed: Bool) {
            guard case .paragraph(let source) = block.content, source.utf8.count <= 4_000 else { return nil }
            let words = source.firstWords(3)
            if !isNamed, words.count > 2, let first = words.first, first.hasSuffix(".") || first.hasSuffix(")"),
                Label.isNumber(first.bare), words[1].first?.isUppercase == true
            {
                (number, self.words) = (first.bare, source[first.endIndex...].trimmed)
                return
            }
            guard isNamed else { return nil }
            guard words.count > 1, Opening.names.contains(words[0].folded), Label.isNumber(words[1].bare),
                words[0].first?.isUppercase == true
            else { return nil }
            let rest = source[words[1].endIndex...].trimmed
            let isMarked = words[1].bare[...] != words[1] || rest.first.map { ":–-".contains($0) } ?? true
            guard isMarked else { return nil }
            (number, self.words) = (words[1].bare, String(rest.drop { " :–-".contains($0) }))
        }
    }
}
