/// A calendar day in Europe/London, with no time and no zone attached.
package struct Day: Sendable, Hashable, Comparable {
    /// Days since 1 January 1970; negative before it.
    package let daysSince1970: Int32

    private init(unchecked number: Int32) { daysSince1970 = number }

    /// Nil outside the years 1 to 9999.
    package init?(daysSince1970 number: Int) {
        guard number >= Day.first.daysSince1970, number <= Day.last.daysSince1970 else { return nil }
        self.init(unchecked: Int32(number))
    }

    /// Nil when there is no such day, such as 31 April.
    package init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, 1...Day.length(ofMonth: month, in: year) ~= day else { return nil }
        self.init(unchecked: Day.number(year, month, day))
    }

    package static let first = Day(unchecked: Day.number(1, 1, 1))
    package static let last = Day(unchecked: Day.number(9999, 12, 31))

    package static func < (a: Day, b: Day) -> Bool { a.daysSince1970 < b.daysSince1970 }

    package var year: Int { parts.year }
    package var month: Int { parts.month }
    package var day: Int { parts.day }

    /// The day of the week, in which Monday comes first.
    package var weekday: Weekday {
        let sinceMonday = (Int(daysSince1970) + 3) % 7
        return Weekday.allCases[sinceMonday < 0 ? sinceMonday + 7 : sinceMonday]
    }

    /// Stops at the first and last day there are.
    package func adding(days: Int) -> Day {
        let (sum, overflow) = Int(daysSince1970).addingReportingOverflow(days)
        if overflow { return days < 0 ? .first : .last }
        return Day(daysSince1970: sum) ?? (sum < 0 ? .first : .last)
    }

    /// The same day of another month, or that month's last day: 31 January and a month is 28 or 29 February.
    package func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, count >= 12 else { return months < 0 ? .first : .last }
        let (thatYear, thatMonth) = (count / 12, count % 12 + 1)
        guard thatYear <= 9999 else { return .last }
        return Day(unchecked: Day.number(thatYear, thatMonth, min(day, Day.length(ofMonth: thatMonth, in: thatYear))))
    }

    /// Positive when `other` is later.
    package func days(to other: Day) -> Int { Int(other.daysSince1970) - Int(daysSince1970) }

    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Year, month and day together, for the price of one.
    package var parts: (year: Int, month: Int, day: Int) {
        // The year is taken to begin in March, so that a leap day is its last: 719,468 days from 1 March 0000 to 1970.
        let number = Int(daysSince1970) + 719_468
        let era = number / 146_097
        let dayOfEra = number - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let sinceMarch = (5 * dayOfYear + 2) / 153
        let month = sinceMarch < 10 ? sinceMarch + 3 : sinceMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * sinceMarch + 2) / 5 + 1)
    }

    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int32(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }
}

/// A day of the week.
package enum Weekday: Int, CaseIterable, Sendable, Codable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    package var name: String {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][rawValue - 1]
    }
}
