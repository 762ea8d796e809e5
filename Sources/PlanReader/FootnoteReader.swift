import Values

/// Finds the footnotes that stand between the rows, and what each is for.
enum FootnoteReader {
    struct Note {
        var number: Int
        var source: String
        var lines: SourceLines
    }

    /// A paragraph that opens with a small digit, and what follows it without a gap.
    static func notes(in blocks: [Block], besides furniture: [Int: PlanDraft.LineUse.Use]) -> [Note] {
        var notes: [Note] = []
        for block in blocks where furniture[block.lines.first] == nil {
            guard let source = block.soleText else { continue }
            if let (number, text) = opening(source) {
                notes.append(Note(number: number, source: text, lines: block.lines))
            } else if case .paragraph = block.content, let last = notes.indices.last,
                notes[last].lines.last + 1 == block.lines.first, !source.hasPrefix("#")
            {
                notes[last].source += " " + source
                notes[last].lines.last = block.lines.last
            }
        }
        return notes
    }

    /// "² The Panel…", "<sup>2</sup> The Panel…" or "[^2]: The Panel…".
    static func opening(_ source: String) -> (number: Int, text: String)? {
        var rest = source[...]
        while rest.first == "<", !rest.lowercased().hasPrefix("<sup"), let end = rest.prefix(400).firstIndex(of: ">") {
            rest = rest[end...].dropFirst().drop { $0.isWhitespace }
        }
        let digits = rest.unicodeScalars.prefix { Superscript.digit($0) != nil }
        if !digits.isEmpty, let number = Superscript.number(Array(digits)[...]) {
            return text(number, after: rest[digits.endIndex...])
        }
        if rest.lowercased().hasPrefix("<sup"), let start = rest.prefix(400).firstIndex(of: ">") {
            let inside = rest[start...].dropFirst()
            let digits = inside.prefix { $0.isNumber || $0 == " " }
            let after = inside.dropFirst(digits.count)
            guard let number = Int(digits.trimmed), after.lowercased().hasPrefix("</sup>") else { return nil }
            return text(number, after: after.dropFirst(6))
        }
        guard rest.hasPrefix("[^"), let end = rest.prefix(8).firstIndex(of: "]"),
            let number = Int(rest[..<end].dropFirst(2))
        else { return nil }
        return text(number, after: rest[end...].dropFirst().drop { $0 == ":" })
    }

    private static func text(_ number: Int, after rest: Substring) -> (number: Int, text: String)? {
        let words = rest.trimmed
        return 1...999 ~= number && !words.isEmpty && words.first != "|" ? (number, words) : nil
    }

    static func read(_ note: Note, anchors: [PlanDraft.Anchor], isOfEarlier: Bool) -> PlanDraft.Footnote {
        let text = CellTextReader.read(note.source)
        let words = text.joined
        let lineage = LineageReader.read(words)
        var footnote = PlanDraft.Footnote(
            number: note.number, kind: .note, text: words, anchors: anchors, links: text.links, lines: note.lines)
        let terms = anchors.map(\.term)
        if terms.contains(where: { GlossaryReader.expands($0, to: words) }) {
            footnote.kind = .abbreviation
        } else if isCaveat(words) {
            footnote.kind = .caveat
        } else if !lineage.isEmpty, isOfEarlier || words.folded.holds("recommendation") {
            (footnote.kind, footnote.lineage) = (.lineage, lineage)
        } else if isDefinition(words) {
            footnote.kind = .definition
        }
        return footnote
    }

    private static func isDefinition(_ text: String) -> Bool {
        let words = " " + text.folded + " "
        return [" mean ", " means ", " refers to ", " refer to ", " defined as ", " is defined ", " includes "]
            .contains { words.holds($0) }
    }

    private static func isCaveat(_ text: String) -> Bool {
        let words = " " + text.folded + " "
        return cannotBeRecorded(text)
            || [" unable to ", " cannot ", " can not ", " not be able to ", " except ", " excluding ", " subject to "]
                .contains { words.holds($0) }
    }

    /// "…will not be able to keep a record of…"
    static func cannotBeRecorded(_ text: String) -> Bool {
        let words = " " + text.folded + " "
        let cannot = [" not be able to ", " unable to ", " cannot ", " can not ", " not possible to ", " no way to "]
        let record = [
            " record ", " recorded ", " records ", " recording ", " count ", " counted ", " monitor ", " data ",
        ]
        return cannot.contains { words.holds($0) } && record.contains { words.holds($0) }
    }

    static func saysEarlier(_ text: String) -> Bool {
        let words = " " + text.folded + " "
        return [" previous ", " earlier ", " past ", " before "].contains { words.holds($0) }
    }
}

/// Reads "Adult Skills 2013, Recommendation 3 and Career Pathways 2012".
enum LineageReader {
    static func read(_ text: String) -> [PlanDraft.Lineage] {
        var found: [PlanDraft.Lineage] = []
        var title: [Substring] = []
        var words = text.words[...]
        while let word = words.popFirst(), found.count < 20 {
            if let year = year(word), !title.isEmpty {
                var lineage = PlanDraft.Lineage(title: title.joined(separator: " "), year: year)
                if let next = words.first, next.folded.hasPrefix("rec"), let number = words.dropFirst().first?.bare,
                    Label.isNumber(number)
                {
                    lineage.recommendation = number
                    words = words.dropFirst(2)
                }
                found.append(lineage)
                title = []
            } else if !title.isEmpty || (word.first?.isUppercase ?? false) {
                title.append(word)
            }
        }
        return found
    }

    private static func year(_ word: Substring) -> ApproximateDay? {
        let bare = word.bare
        guard bare.count == 4, let year = ApproximateDay.read(bare), 1900...2100 ~= year.day.year else { return nil }
        return year
    }
}
