/// The clock of Europe/London: an hour ahead from the last Sunday of March to the last Sunday of October, each at
/// 01:00 universal time (Summer Time Order 2002; earlier years follow the same rule here).
package enum London {
    package static func isSummer(at unixTime: Int64) -> Bool {
        let year = universalDay(at: unixTime).year
        return changes(in: year, month: 3) <= unixTime && unixTime < changes(in: year, month: 10)
    }

    package static func secondsAhead(at unixTime: Int64) -> Int64 { isSummer(at: unixTime) ? 3600 : 0 }

    private static func changes(in year: Int, month: Int) -> Int64 {
        guard let last = Day(year: year, month: month, day: 31) else { return 0 }
        let sunday = last.adding(days: -(last.weekday.rawValue % 7))
        return Int64(sunday.daysSince1970) * 86_400 + 3600
    }

    fileprivate static func universalDay(at unixTime: Int64) -> Day {
        let day = unixTime / 86_400 - (unixTime % 86_400 < 0 ? 1 : 0)
        return Day(daysSince1970: Int(day)) ?? (day < 0 ? .first : .last)
    }
}

extension Day {
    /// The day it is in London at a Unix time.
    package static func inLondon(at unixTime: Int64) -> Day {
        let (local, overflow) = unixTime.addingReportingOverflow(London.secondsAhead(at: unixTime))
        return London.universalDay(at: overflow ? unixTime : local)
    }
}
