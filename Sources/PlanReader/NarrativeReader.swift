import Values

/// Papers without a table: recommendations in bold, numbered "(1)", each followed by what became of it.
struct NarrativeReader {
    /// Nil unless the paper is one; the blocks that stand before the first recommendation are left to others.
    init?(_ blocks: [Block]) {
        let numbered = blocks.indices.filter { NarrativeReader.opening(blocks[$0]) != nil }
        guard numbered.count > 1 || numbered.contains(where: { NarrativeReader.level(blocks[$0]) != nil }),
            let first = numbered.first, !blocks.contains(where: NarrativeReader.isTable)
        else {
            return nil
        }
        before = blocks[..<first]
        // A heading that stands higher than theirs ends them.
        let level = numbered.compactMap { NarrativeReader.level(blocks[$0]) }.min() ?? 0
        let end = blocks[first...].firstIndex { NarrativeReader.level($0).map { $0 < level } ?? false }
        rest = blocks[first..<(end ?? blocks.endIndex)]
        after = blocks[(end ?? blocks.endIndex)...]
    }

    let before: ArraySlice<Block>, after: ArraySlice<Block>
    private let rest: ArraySlice<Block>

    /// How many signs of a heading it has.
    private static func level(_ block: Block) -> Int? {
        guard case .paragraph(let source) = block.content, source.hasPrefix("#") else { return nil }
        return source.prefix { $0 == "#" }.count
    }

    func read(into reader: inout PlanReader) throws(SourceText.Failure) {
        let period = NarrativeReader.period(of: before)
        for block in rest {
            try reader.spend()
            if let opening = NarrativeReader.opening(block) {
                let text = CellTextReader.read(opening.text, reader.habits)
                reader.use(block.lines, as: .recommendation)
                reader.draft.recommendations.append(
                    .init(number: opening.number, text: .init(text: text, lines: [block.lines])))
            } else if case .paragraph(let source) = block.content, source.hasPrefix("#") {
                reader.leave(
                    block.lines, Furniture.plain(source), because: "It is a heading after the recommendations began")
            } else {
                go(on: block, period, &reader)
            }
        }
    }

    private func go(on block: Block, _ period: ApproximateDay?, _ reader: inout PlanReader) {
        let last = reader.draft.recommendations.count - 1
        if case .paragraph(let source) = block.content, let told = ToldPassage(source, reader.habits) {
            reader.use(block.lines, as: .update)
            return told.add(to: &reader.draft.recommendations[last], block.lines)
        }
        let text = CellTextReader.read(NarrativeReader.source(of: block), reader.habits)
        if case .paragraph(let source) = block.content, source.hasSuffix("**"),
            source.hasPrefix("**") || reader.draft.recommendations[last].text.lines.last?.last == block.lines.first - 1,
            reader.draft.recommendations[last].updates.isEmpty
        {
            reader.use(block.lines, as: .recommendation)
            return reader.draft.recommendations[last].text.append(text, block.lines)
        }
        reader.use(block.lines, as: .update)
        if NarrativeReader.isNothing(text.joined) { return }
        if reader.draft.recommendations[last].updates.isEmpty {
            reader.draft.recommendations[last].updates.append(.init(period: period))
        }
        let update = reader.draft.recommendations[last].updates.count - 1
        reader.draft.recommendations[last].updates[update].goOn(with: text, block.lines)
    }

    /// "No progress has been reported yet." is no report.
    private static func isNothing(_ text: String) -> Bool {
        let words = text.prefix(80).folded
        return ["no progress ", "no update ", "no updates "].contains { words.hasPrefix($0) }
            && ["reported", "received", "provided", "given", "yet"].contains { words.words.contains($0[...]) }
            && text.count <= 60
    }

    /// A list item begins with "• "; the cells of a row stand behind one another.
    private static func source(of block: Block) -> String {
        switch block.content {
        case .paragraph(let source): source.hasPrefix("- ") ? "• " + source.dropFirst(2) : source
        case .row(let cells): "• " + cells.filter { !$0.trimmed.isEmpty }.joined(separator: ": ")
        }
    }

    /// "- (1) Welcomes…**", "**(5) The Head…**", "<b>(5) The Head…</b>", and a heading of a sentence, "### (5) The Head…".
    private static func opening(_ block: Block) -> (number: String, text: String)? {
        guard case .paragraph(let source) = block.content else { return nil }
        let isBold =
            source.hasPrefix("**") || source.hasSuffix("**") || source.prefix(12).lowercased().contains("<b>")
            || source.prefix(12).lowercased().contains("<strong>")
        let isSentence = source.hasPrefix("#") && (source.words.count > 7 || source.hasSuffix("."))
        guard isBold || isSentence else { return nil }
        let text = source.prefix(40).drop { $0 != "(" }
        let head = source.prefix(source.prefix(40).count - text.count)
        guard head.allSatisfy({ "-*•# <>bstrong".contains($0) }), let close = text.prefix(7).firstIndex(of: ")") else {
            return nil
        }
        let number = text[..<close].dropFirst()
        guard Label.isNumber(number) else { return nil }
        return (String(number), String(source[close...].dropFirst()).trimmed)
    }

    private static func isTable(_ block: Block) -> Bool {
        guard case .row(let cells) = block.content else { return false }
        let labels = cells.compactMap { Label($0) }
        return Set(labels.map(\.column)).count > 1 || labels.contains { $0.number != nil }
    }

    /// "…update at December 2017".
    private static func period(of blocks: ArraySlice<Block>) -> ApproximateDay? {
        for block in blocks.reversed() {
            guard case .paragraph(let source) = block.content, source.hasPrefix("#") else { continue }
            let words = Furniture.plain(source).words
            guard let at = words.lastIndex(where: { ["at", "to", "of"].contains($0.lowercased()) }) else { continue }
            if let period = ApproximateDay.read(words[at...].dropFirst().joined(separator: " ")) { return period }
        }
        return nil
    }
}
