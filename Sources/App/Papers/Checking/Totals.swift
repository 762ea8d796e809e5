import Foundation

/// Counts in words and in readings, and where they disagree (003.22).
enum Totals {
    /// "9 young people ..., 2 of these are now employed"
    struct Claim: Equatable, Sendable {
        let whole, part: Int
        /// What is said of the part.
        let words: [String]
    }

    private static let numbers = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20,
    ]

    static func number(_ word: String) -> Int? {
        if let number = numbers[word] { return number }
        guard let number = Int(word.replacing(",", with: "")), !(1900...2100).contains(number) else { return nil }
        return number
    }

    /// Every part that a text names of a whole, in the same sentence or the one before.
    static func claims(in text: String) -> [Claim] {
        var claims: [Claim] = []
        var before: [String] = []
        for sentence in text.split(whereSeparator: { ".!?;\n".contains($0) }) {
            let words = sentence.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ",") }
                .map { $0.trimmingCharacters(in: [","]) }.filter { !$0.isEmpty }
            for index in words.indices.dropLast()
            where words[index] == "of" && ["these", "those", "whom", "which"].contains(words[index + 1]) {
                let isBefore = index > 0 && number(words[index - 1]) != nil
                let at = isBefore ? index - 1 : index + 2
                guard words.indices.contains(at), let part = number(words[at]) else { continue }
                let earlier = before + words[..<(isBefore ? at : index)]
                guard let whole = earlier.reversed().lazy.compactMap(number).first else { continue }
                claims.append(Claim(whole: whole, part: part, words: Array(words[(max(at, index + 1) + 1)...])))
            }
            before = words
        }
        return claims
    }

    /// What the latest readings say instead, where they count the same whole: the word that both use, and the readings' sum.
    static func disagreement(_ claim: Claim, _ readings: [CountedReading]) -> (word: String, sum: Int)? {
        let wholes = readings.filter {
            $0.isLatest && $0.isExact && $0.wholeID == nil && $0.value == Double(claim.whole)
        }
        for whole in wholes {
            let parts = readings.filter { $0.wholeID == whole.id }
            for word in claim.words where word.count >= 6 {
                let same = parts.filter { $0.subset.lowercased().contains(word.prefix(6)) }
                let sum = same.map(\.value).reduce(0, +)
                if !same.isEmpty, sum != Double(claim.part), sum <= 1e9 { return (word, Int(sum)) }
            }
        }
        return nil
    }

    /// Readings of which a part is more than the whole, and two of one day that differ.
    static func overfull(_ readings: [CountedReading]) -> [PaperFinding] {
        readings.filter { $0.wholeID == nil && $0.isLatest && $0.isExact }.flatMap { whole in
            (excess(of: whole, readings) + contradiction(of: whole, readings)).map {
                PaperFinding(weight: $0.weight, words: $0.words, place: .recommendation(whole.recommendationID))
            }
        }
    }

    /// Parts of a reading, whether under it or beside it on the same day.
    private static func excess(of whole: CountedReading, _ readings: [CountedReading]) -> [(
        weight: PaperFinding.Weight, words: String
    )] {
        let inside = readings.filter { $0.wholeID == whole.id }
        let beside = readings.filter {
            whole.subset.isEmpty && $0.measureID == whole.measureID && $0.isLatest && $0.wholeID == nil
                && !$0.subset.isEmpty
        }
        let (all, sum) = (Quantity.grouped(whole.value), inside.map(\.value).reduce(0, +))
        let tooMany = (inside + beside).filter { $0.isExact && $0.value > whole.value }
        if tooMany.isEmpty, sum > whole.value {
            return [
                (
                    .warning,
                    "The parts of “\(whole.measure)” add up to \(Quantity.grouped(sum)) of \(all): some are counted twice"
                )
            ]
        }
        return tooMany.map {
            (.error, "“\(whole.measure)” counts \(all), and \(Quantity.grouped($0.value)) of them: \($0.subset)")
        }
    }

    /// The same count, read twice.
    private static func contradiction(of whole: CountedReading, _ readings: [CountedReading]) -> [(
        weight: PaperFinding.Weight, words: String
    )] {
        let other = readings.first {
            $0.isExact && $0.isLatest && $0.wholeID == nil && $0.measureID == whole.measureID
                && $0.subset == whole.subset && $0.id > whole.id && $0.value != whole.value
        }
        guard let other else { return [] }
        let values = "\(Quantity.grouped(whole.value)) and \(Quantity.grouped(other.value))"
        return [(.error, "“\(whole.measure)” was read twice on the same day: \(values)")]
    }

    /// The first number of a numbered text that comes twice or goes back (004.06); a list may begin again at 1.
    static func doubled(in text: String) -> Int? {
        var last = 0
        for match in text.matches(of: /(?:^|\n|[.!?] )(\d{1,2})\.\s+(?=\p{Lu})/) {
            guard let number = Int(match.output.1) else { continue }
            if number != 1, number <= last { return number }
            last = number
        }
        return nil
    }
}
