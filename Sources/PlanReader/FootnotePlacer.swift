import Values

/// Hangs every footnote where its small digit was printed, and learns the glossary from what they say.
struct FootnotePlacer {
    private var anchors: [[PlanDraft.Anchor]]
    /// Whether a note hangs in words that speak of something earlier.
    private var isOfEarlier: [Bool]
    private let notes: [FootnoteReader.Note]
    /// Each note as far as it can be saved, folded, between spaces.
    private let said: [String]
    /// In the order of the paper.
    private let byNumber: [Int: [Int]]

    /// No paper hangs one note in so many places; each costs a search through the note.
    private static let placesLimit = 500

    static func place(in reader: inout PlanReader) throws(SourceText.Failure) {
        var placer = FootnotePlacer(reader.notes)
        for recommendation in reader.draft.recommendations {
            try reader.spend()
            placer.take(recommendation)
        }
        for (index, note) in placer.notes.enumerated() {
            try reader.spend()
            let read = FootnoteReader.read(note, anchors: placer.anchors[index], isOfEarlier: placer.isOfEarlier[index])
            reader.plan.footnotes.append(read)
            if read.anchors.isEmpty {
                reader.doubt(
                    note.lines, read.text, "Where does footnote \(note.number) hang? No small \(note.number) was found")
            }
        }
        reader.plan.glossary = glossary(of: reader)
    }

    private init(_ notes: [FootnoteReader.Note]) {
        self.notes = notes
        said = notes.map(\.saying)
        anchors = notes.map { _ in [] }
        isOfEarlier = notes.map { _ in false }
        byNumber = Dictionary(grouping: notes.indices) { notes[$0].number }
    }

    private mutating func take(_ recommendation: CellDraft.Recommendation) {
        let number = recommendation.number
        take(recommendation.text, number, nil, .recommendation)
        for (index, action) in recommendation.actions.enumerated() {
            for cell in [action.text, action.workstream, action.due, action.measure] {
                take(cell, number, index, .action)
            }
            take(action.leads, number, index, .lead)
            take(action.status, number, index, .status)
        }
        for update in recommendation.updates {
            for cell in [update.evidence, update.assessment, update.impact] {
                take(cell, number, update.action, .update)
            }
        }
    }

    private mutating func take(
        _ cell: CellDraft.Cell, _ recommendation: String, _ action: Int?, _ place: PlanDraft.Anchor.Place
    ) {
        var earlier: [Int: Bool] = [:]
        for marker in cell.text.markers {
            guard let note = note(marker.number, from: cell.lines.first?.first ?? 1),
                anchors[note].count < Self.placesLimit, marker.paragraph < cell.text.paragraphs.count || !cell.isEmpty
            else { continue }
            let index = min(marker.paragraph, cell.text.paragraphs.count - 1)
            let paragraph = cell.text.paragraphs[index]
            let saysEarlier = earlier[index] ?? FootnoteReader.saysEarlier(paragraph)
            earlier[index] = saysEarlier
            let term = place == .status ? cell.text.joined : term(marker, in: paragraph, said[note])
            anchors[note].append(.init(recommendation: recommendation, action: action, place: place, term: term))
            isOfEarlier[note] = isOfEarlier[note] || saysEarlier
        }
    }

    /// Where numbers begin anew on each page it is the next one down.
    private func note(_ number: Int, from line: Int) -> Int? {
        guard let all = byNumber[number] else { return nil }
        var (low, high) = (0, all.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if notes[all[middle]].lines.first >= line { high = middle } else { low = middle + 1 }
        }
        return all[low]
    }

    /// The word it is glued in front of, or the words before it that the footnote takes up.
    private func term(_ marker: CellText.Marker, in paragraph: String, _ said: String) -> String {
        let scalars = paragraph.unicodeScalars
        let at = scalars.index(scalars.startIndex, offsetBy: marker.at, limitedBy: scalars.endIndex) ?? scalars.endIndex
        if marker.isInFront { return paragraph[at...].firstWords(1).first.map(\.bare) ?? "" }
        Work.took(scalars.distance(from: scalars.startIndex, to: at))
        let words = paragraph[..<at].suffix(120).words.suffix(6)
        if let start = words.firstIndex(where: { ["previous", "earlier"].contains($0.lowercased()) }) {
            return words[start...].joined(separator: " ").trimmedOfStops
        }
        for count in stride(from: words.count, to: 0, by: -1) {
            let term = words.suffix(count).joined(separator: " ")
            if said.holds(" " + term.folded + " ") { return term.trimmedOfStops }
        }
        return words.last.map { String($0).trimmedOfStops } ?? ""
    }

    private static func glossary(of reader: PlanReader) -> [PlanDraft.Abbreviation] {
        var found: [PlanDraft.Abbreviation] = []
        for note in reader.plan.footnotes {
            for term in note.anchors.map(\.term) where GlossaryReader.expands(term, to: note.text) {
                found.append(.init(short: term, long: note.text, lines: note.lines))
            }
            found += GlossaryReader.learn(from: note.text, note.lines)
        }
        for cell in reader.draft.cells {
            for text in cell.text.paragraphs {
                found += GlossaryReader.learn(from: text, cell.lines.first ?? SourceLines(1))
            }
        }
        var shorts: Set<String> = []
        return found.filter { shorts.insert($0.short).inserted }
    }
}

extension FootnoteReader.Note {
    /// What it says as far as it can be saved, folded, between spaces.
    var saying: String { " " + source.cut(to: PlanLimit.note.most).folded + " " }
}
