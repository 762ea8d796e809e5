/// Finds the place of a footnote whose small digit lost its size in copying: "4WSB", "groups2".
enum GluedDigits {
    static func lift(in reader: inout PlanReader) {
        let marked = Set(reader.draft.cells.flatMap { $0.text.markers.map(\.number) })
        let lost = reader.notes.filter { !marked.contains($0.number) }.map { (String($0.number), $0) }
        let byDigits = Dictionary(lost) { first, _ in first }.mapValues {
            (note: $0, said: Set($0.saying.words.map { String($0) }))
        }
        if byDigits.isEmpty { return }
        var found: Set<Int> = []
        reader.draft.changeCells { cell in
            for index in cell.text.paragraphs.indices {
                let text = cell.text.paragraphs[index]
                guard let place = place(in: text, of: byDigits), found.insert(place.note.number).inserted else {
                    continue
                }
                let end = text.index(place.at, offsetBy: place.digits)
                let at = text[..<place.at].unicodeScalars.count
                cell.text.paragraphs[index] = String(text[..<place.at] + text[end...])
                cell.text.markers.append(
                    .init(number: place.note.number, paragraph: index, at: at, isInFront: place.isInFront))
            }
        }
    }

    private struct Place {
        var note: FootnoteReader.Note
        var at: String.Index, digits: Int, isInFront: Bool
    }

    /// In front only of an abbreviation that the footnote spells out; behind only a word that it takes up.
    private static func place(in text: String, of notes: [String: (note: FootnoteReader.Note, said: Set<String>)])
        -> Place?
    {
        for word in text.split(whereSeparator: { " (,;\n".contains($0) }) where word.utf8.count < 40 {
            let digits = word.prefix { $0.isASCII && $0.isNumber }
            if let (note, _) = notes[String(digits)],
                GlossaryReader.expands(word.dropFirst(digits.count).bare, to: note.source)
            {
                return Place(note: note, at: word.startIndex, digits: digits.count, isInFront: true)
            }
            let letters = word.prefix { $0.isLetter }
            let behind = word[letters.endIndex...].prefix { $0.isASCII && $0.isNumber }
            if letters.count > 2, let (note, said) = notes[String(behind)],
                said.contains(letters.folded)
            {
                return Place(note: note, at: letters.endIndex, digits: behind.count, isInFront: false)
            }
        }
        return nil
    }
}
