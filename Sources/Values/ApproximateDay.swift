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

    /// The month of a day.
    package static func month(of day: Day) -> ApproximateDay { ApproximateDay(day, .month) }

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

    /// Reads "22nd January 2018", "January 2018", "Jan 18", "1/2018" and "2018", and what spreadsheets make of them: "Jan-18",
    /// "22-Jan-18", "2018-01", "2018-01-22 00:00"; nil for anything else.
    package static func read(_ text: some StringProtocol) -> ApproximateDay? {
        let text = String(text).withoutTime
        if let found = readHyphens(text) { return found }
        let words = text.split { $0.isWhitespace || ",./".contains($0) }
        guard !words.isEmpty, words.count <= 6, let year = words.last.flatMap(year) else { return nil }
        if words.count == 1 { return Day(year: year, month: 1, day: 1).map { ApproximateDay($0, .year) } }
        if words.count == 2 { return month(words[0], words[1]) }
        return Day.read(dated: text).map { ApproximateDay($0) }
    }

    /// Reads a month as programs write it, "2010-11", where it can be nothing else; anything else as a person does.
    package static func read(written text: some StringProtocol) -> ApproximateDay? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
            let first = Day(iso: "\(text)-01")
        else { return read(text) }
        return ApproximateDay(first, .month)
    }

    /// A month and its year. "25/12" and "10.30" are a day or a time: only a name may have a year of two digits behind it.
    private static func month(_ month: Substring, _ written: Substring) -> ApproximateDay? {
        guard written.count == 4 || month.allSatisfy(\.isLetter), let year = year(written),
            let month = Day.month(typed: String(month))
        else { return nil }
        return Day(year: year, month: month, day: 1).map { ApproximateDay($0, .month) }
    }

    /// One word with hyphens in it. "2010-11" is a council's year as much as a month, and so is no day.
    private static func readHyphens(_ text: String) -> ApproximateDay? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber } })
        else { return nil }
        if parts.count == 3 {
            return Day.read(dated: text).map { ApproximateDay($0) }
        }
        if parts[0].count == 4, parts[1].count == 2, let year = year(parts[0]), let month = Int(parts[1]) {
            guard month != (year + 1) % 100 else { return nil }
            return Day(year: year, month: month, day: 1).map { ApproximateDay($0, .month) }
        }
        return month(parts[0], parts[1])
    }

    private static func year(_ word: Substring) -> Int? {
        let word = word.first == "'" || word.first == "’" ? word.dropFirst() : word
        guard word.count == 4 || word.count == 2, word.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(word).map { word.count == 2 ? Day.year(ending: $0) : $0 }
    }
}
