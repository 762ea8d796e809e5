/// Days as people type them.
extension Day {
    /// Reads "27 3 2024", "27/3/24", "27 March 2024", "22nd January 2018", "9 Jul", "2024-03-27", "today", "tomorrow".
    /// Without a year it is the one closest to `near`.
    package static func read(typed: String, near: Day) -> Day? {
        let words = DayWords(typed.withoutTime)
        return words.relative(to: near) ?? read(words, near: near)
    }

    /// Reads the same where a year stands with it; nil where none does.
    static func read(dated text: String) -> Day? { read(DayWords(text), near: nil) }

    private static func read(_ typed: DayWords, near: Day?) -> Day? {
        var words = typed
        let weekday = words.takeWeekday()
        guard let day = words.day(near: near) else { return nil }
        return weekday == nil || weekday == day.weekday ? day : nil
    }

    /// A year of two digits as spreadsheets take it: 00 to 29 are of this century, 30 to 99 of the last.
    static func year(ending value: Int) -> Int { value + (value < 30 ? 2000 : 1900) }

    /// Reads three boxes, of which the middle one may hold "3", "03", "Mar" or "March".
    package static func read(day: String, month: String, year: String) -> Day? {
        guard let day = DayWords(day).onlyNumber, let month = Day.month(typed: month),
            case let words = DayWords(year), let year = words.onlyNumber, words.firstLength == 4
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// 1 to 12 for "3", "mar" or "March".
    static func month(typed: String) -> Int? {
        let words = DayWords(typed)
        if let number = words.onlyNumber { return 1...12 ~= number ? number : nil }
        return words.onlyName.flatMap(Day.month(named:))
    }

    /// 1 to 12 for a name of at least three letters ("ap" is also taken for April, as papers print it).
    package static func month(named name: some StringProtocol) -> Int? {
        let name = name.lowercased()
        if name == "ap" { return 4 }
        guard name.utf8.count >= 3 else { return nil }
        if name == "sept" { return 9 }
        return Day.monthNames.firstIndex { $0.lowercased() == name || $0.prefix(3).lowercased() == name }.map { $0 + 1 }
    }
}

extension String {
    /// Without the time that a spreadsheet or a program puts behind a day: " 00:00", " 09:30:00", "T00:00:00Z".
    var withoutTime: String {
        // No day with its time is longer, and a letter with thousands of marks is compared by all of them.
        guard utf8.count <= 100, let colon = firstIndex(of: ":"),
            let cut = self[..<colon].lastIndex(where: { $0.isWhitespace || $0 == "T" })
        else { return self }
        let pieces = self[index(after: cut)...].split(separator: ":", omittingEmptySubsequences: false)
        let seconds = pieces.last.map { $0.hasSuffix("Z") ? $0.dropLast() : $0 } ?? ""
        let isTime =
            2...3 ~= pieces.count
            && (pieces.dropLast() + [seconds]).allSatisfy {
                1...2 ~= $0.count && $0.allSatisfy { $0.isASCII && $0.isNumber }
            }
        return isTime ? String(self[..<cut]) : self
    }
}

/// What was typed, cut into numbers and names.
private struct DayWords {
    enum Word { case number(Int, length: Int), name(String) }
    private(set) var words: [Word] = []

    /// Empty when anything stands there that no date holds.
    init(_ text: String) { words = DayWords.cut(text) ?? [] }

    private static func cut(_ text: String) -> [Word]? {
        guard text.utf8.count <= 60 else { return nil }
        var words: [Word] = []
        var rest = text[...]
        while let next = rest.first {
            if next.isASCII, next.isNumber {
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                rest = rest.dropFirst(digits.count)
                guard digits.count <= 4, let value = Int(digits) else { return nil }
                words.append(.number(value, length: digits.count))
                dropOrdinal(from: &rest)
            } else if next.isLetter {
                let letters = rest.prefix { $0.isLetter }
                rest = rest.dropFirst(letters.count)
                words.append(.name(letters.lowercased()))
            } else if next.isWhitespace || ",./-–".contains(next) {
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        return words
    }

    private static func dropOrdinal(from rest: inout Substring) {
        let after = rest.drop { $0 == " " }
        let letters = after.prefix { $0.isLetter }.lowercased()
        if ["st", "nd", "rd", "th"].contains(letters) { rest = after.dropFirst(2) }
    }

    var onlyNumber: Int? {
        if words.count == 1, case .number(let value, _) = words[0] { value } else { nil }
    }

    var onlyName: String? {
        if words.count == 1, case .name(let name) = words[0] { name } else { nil }
    }

    var firstLength: Int {
        if case .number(_, let length)? = words.first { length } else { 0 }
    }

    func relative(to near: Day) -> Day? {
        switch onlyName {
        case "today": near
        case "tomorrow": near.adding(days: 1)
        case "yesterday": near.adding(days: -1)
        default: nil
        }
    }

    mutating func takeWeekday() -> Weekday? {
        guard case .name(let name)? = words.first, name.count >= 3, words.count > 1 else { return nil }
        let weekday = Weekday.allCases.first { $0.name.lowercased().hasPrefix(name) }
        if weekday != nil { words.removeFirst() }
        return weekday
    }

    func day(near: Day?) -> Day? {
        let words = words.filter { if case .name("of") = $0 { false } else { true } }
        switch words.count {
        case 2:
            guard let near else { return nil }
            return dayAndMonth(words).flatMap { closest(day: $0, month: $1, to: near) }
        case 3:
            if case .number(let year, 4) = words[0] {
                return dayAndMonth([words[2], words[1]]).flatMap { Day(year: year, month: $1, day: $0) }
            }
            guard case .number(let value, let length) = words[2], length == 4 || length == 2,
                let (day, month) = dayAndMonth(Array(words.prefix(2)))
            else { return nil }
            return Day(year: length == 4 ? value : Day.year(ending: value), month: month, day: day)
        default: return nil
        }
    }

    private func dayAndMonth(_ pair: [Word]) -> (Int, Int)? {
        switch (pair[0], pair[1]) {
        case (.number(let day, 1...2), .number(let month, 1...2)): (day, month)
        case (.number(let day, 1...2), .name(let name)), (.name(let name), .number(let day, 1...2)):
            Day.month(named: name).map { (day, $0) }
        default: nil
        }
    }

    private func closest(day: Int, month: Int, to near: Day) -> Day? {
        (near.year - 4...near.year + 4).compactMap { Day(year: $0, month: month, day: day) }
            .min { abs($0.days(to: near)) < abs($1.days(to: near)) }
    }
}
