import Values

/// Takes apart the words of an assessment: "3. Slipped", and then why.
enum UpdateReader {
    struct Grade {
        var number: Int?, words: String?, tone: Tone?
        var explanation: [String] = []
    }

    static func grade(_ cell: CellText, _ gradings: [PlanDraft.Grading]) -> Grade {
        var grade = Grade()
        guard let first = cell.paragraphs.first else { return grade }
        var words = first.words[...]
        if let opening = words.first, let number = Int(opening.bare), 0...20 ~= number {
            grade.number = number
            words = words.dropFirst().drop { $0.folded.isEmpty }
        }
        if let count = length(words, grade.number, gradings) {
            grade.words = words.prefix(count).joined(separator: " ").trimmedOfStops
            words = words.dropFirst(count).drop { $0.folded.isEmpty }
        } else if grade.number == nil, cell.paragraphs.count > 1, words.count <= 3, words.last?.last != "." {
            // On a line of its own above what explains it.
            (grade.words, words) = (words.joined(separator: " ").trimmedOfStops, [])
        } else if grade.number == nil || words.count > 5 {
            (grade.number, words) = (nil, first.words[...])
        } else if !words.isEmpty {
            (grade.words, words) = (words.joined(separator: " ").trimmedOfStops, [])
        }
        let key =
            gradings.first { $0.number == grade.number } ?? gradings.first { $0.words.folded == grade.words?.folded }
        if grade.number == nil { grade.number = key?.number }
        grade.tone = grade.words.flatMap { Achievement.tone(of: $0) } ?? key?.tone
        grade.explanation = (words.isEmpty ? [] : [words.joined(separator: " ")]) + cell.paragraphs.dropFirst()
        return grade
    }

    private static func length(
        _ words: ArraySlice<Substring>, _ number: Int?, _ gradings: [PlanDraft.Grading]
    ) -> Int? {
        for grading in gradings where number == nil || grading.number == number {
            let wanted = grading.words.folded
            for count in stride(from: min(6, words.count), to: 0, by: -1)
            where words.prefix(count).joined(separator: " ").folded == wanted { return count }
        }
        return Achievement.count(words)
    }

    /// The day in "As of 9th July 2024".
    static func asOf(_ paragraphs: [String]) -> Day? {
        for paragraph in paragraphs {
            let words = paragraph.words
            for (index, word) in words.enumerated().dropFirst()
            where ["of", "at"].contains(word) && words[index - 1].lowercased() == "as" {
                for count in [3, 4] {
                    let date = words.dropFirst(index + 1).prefix(count).joined(separator: " ").trimmedOfStops
                    if let found = ApproximateDay.read(date), found.precision == .day { return found.day }
                }
            }
        }
        return nil
    }
}
