/// A day known only as closely as it was written: "27 March 2018", "March 2018" or "2018".
package struct ApproximateDay: Sendable, Hashable, Codable, Comparable {
    /// How much of it is known.
    package enum Precision: String, Sendable, Codable { case day, month, year }

    /// The first day it can mean.
    package let day: Day
    package let precision: Precision

    /// A month begins on its first day and a year on 1 January, whatever `day` says beyond that.
    package init(_ day: Day, _ precision: Precision = .day) {
        let (year, month, _) = day.parts
        self.precision = precision
        switch precision {
        case .day: self.day = day
        case .month: self.day = Day(year: year, month: month, day: 1) ?? day
        case .year: self.day = Day(year: year, month: 1, day: 1) ?? day
        }
    }

    /// The last day it can mean.
    package var lastDay: Day {
        switch precision {
        case .day: day
        case .month: day.adding(months: 1).adding(days: day.month == 12 && day.year == 9999 ? 0 : -1)
        case .year: Day(year: day.year, month: 12, day: 31) ?? day
        }
    }

    /// As it is written: "27 March 2018", "March 2018" or "2018".
    package var text: String {
        switch precision {
        case .day: day.longText
        case .month: day.monthText
        case .year: String(day.year)
        }
    }

    /// For programs: "2018-03-27", "2018-03" or "2018".
    package var isoText: String {
        switch precision {
        case .day: day.isoText
        case .month: String(day.isoText.prefix(7))
        case .year: String(day.isoText.prefix(4))
        }
    }

    package static func < (a: ApproximateDay, b: ApproximateDay) -> Bool {
        (a.day, a.lastDay) < (b.day, b.lastDay)
    }

    /// Reads "22nd January 2018", "January 2018", "Jan 18", "1/2018" and "2018"; nil for anything else.
    package static func read(_ text: some StringProtocol) -> ApproximateDay? {
        let words = String(text).split { $0.isWhitespace || ",./".contains($0) }
        guard !words.isEmpty, words.count <= 6, let year = words.last.flatMap(year) else { return nil }
        if words.count == 1 { return Day(year: year, month: 1, day: 1).map { ApproximateDay($0, .year) } }
        if words.count == 2, let month = Day.month(typed: String(words[0])) {
            return Day(year: year, month: month, day: 1).map { ApproximateDay($0, .month) }
        }
        guard let middle = Day(year: year, month: 7, day: 1) else { return nil }
        return Day.read(typed: String(text), near: middle).map { ApproximateDay($0) }
    }

    private static func year(_ word: Substring) -> Int? {
        let word = word.first == "'" || word.first == "’" ? word.dropFirst() : word
        guard word.count == 4 || word.count == 2, word.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(word).map { word.count == 2 ? 2000 + $0 : $0 }
    }
}
