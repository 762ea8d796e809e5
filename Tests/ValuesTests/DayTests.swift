import Fixtures
import Foundation
import Testing

@testable import Values

@Test func aDayKnowsItsParts() throws {
    let day = try #require(Day(year: 2018, month: 3, day: 27))
    #expect(day.isoText == "2018-03-27")
    #expect(day.longText == "27 March 2018")
    #expect(day.shortText == "27 Mar 2018")
    #expect(day.monthText == "March 2018")
    #expect(day.weekday == .tuesday)
    #expect(day.daysSince1970 == 17_617)
    #expect((day.year, day.month, day.day) == (2018, 3, 27))
}

@Test func thereIsNoThirtyFirstOfApril() {
    #expect(Day(year: 2018, month: 4, day: 31) == nil)
    #expect(Day(year: 1900, month: 2, day: 29) == nil)
    #expect(Day(year: 2000, month: 2, day: 29) != nil)
    #expect(Day(year: 2023, month: 2, day: 29) == nil)
    #expect(Day(year: 0, month: 1, day: 1) == nil)
    #expect(Day(year: 10_000, month: 1, day: 1) == nil)
    #expect(Day(iso: "2018-3-27") == nil)
    #expect(Day(iso: "2018-03-2x") == nil)
    #expect(Day(iso: "2018-02-30") == nil)
}

@Test func everyDayThereIsComesBackAndFollowsTheOneBefore() throws {
    var previous = Day.first
    for number in (Int(Day.first.daysSince1970) + 1)...Int(Day.last.daysSince1970) {
        let day = try #require(Day(daysSince1970: number))
        let (year, month, dayOfMonth) = day.parts
        guard Day(year: year, month: month, day: dayOfMonth) == day, previous.adding(days: 1) == day, previous < day,
            dayOfMonth == 1 || (previous.month == month && previous.day + 1 == dayOfMonth)
        else {
            Issue.record("wrong at \(day)")
            return
        }
        previous = day
    }
    #expect(previous == .last)
    #expect(Day(daysSince1970: Int(Day.last.daysSince1970) + 1) == nil)
}

@Test func daysAgreeWithTheirTextWhateverTheyAre() throws {
    var chance = Chance(seed: 0x5EED)
    for _ in 0..<20_000 {
        let a = chance.day(), b = chance.day()
        guard Day(iso: a.isoText) == a, Day.read(typed: a.longText, near: b) == a || a.year < 1000,
            (a < b) == (a.isoText < b.isoText), a.adding(days: a.days(to: b)) == b,
            (b.weekday.rawValue - a.weekday.rawValue - a.days(to: b)) % 7 == 0
        else {
            Issue.record("wrong at \(a) and \(b)")
            return
        }
    }
}

@Test func aMonthLaterStaysInsideTheMonth() throws {
    let end = try #require(Day(iso: "2023-01-31"))
    #expect(end.adding(months: 1).isoText == "2023-02-28")
    #expect(end.adding(months: 13).isoText == "2024-02-29")
    #expect(end.adding(months: -2).isoText == "2022-11-30")
    #expect(end.adding(months: 12 * 9000) == .last)
    #expect(end.adding(months: -12 * 9000) == .first)
    #expect(end.adding(days: .max) == .last)
    #expect(end.adding(days: .min) == .first)
    #expect(end.adding(months: .max) == .last)
}

@Test func daysAreCodedAsTheirText() throws {
    let day = try #require(Day(iso: "2018-03-27"))
    let coded = try JSONEncoder().encode([day])
    #expect(String(decoding: coded, as: UTF8.self) == #"["2018-03-27"]"#)
    #expect(try JSONDecoder().decode([Day].self, from: coded) == [day])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Day].self, from: Data(#"["27/3"]"#.utf8)) }
}

@Test(arguments: [
    (1_774_745_999, "2026-03-29"), (1_774_746_000, "2026-03-29"),  // 00:59:59 and 01:00 on the day clocks change
    (1_782_860_399, "2026-06-30"), (1_782_860_400, "2026-07-01"),  // midnight in summer is 23:00 universal time
    (1_767_225_599, "2025-12-31"), (1_767_225_600, "2026-01-01"), (0, "1970-01-01"), (-1, "1969-12-31"),
])
func theDayIsLondons(unixTime: Int64, iso: String) {
    #expect(Day.inLondon(at: unixTime).isoText == iso)
}

@Test func summerTimeBeginsAndEndsOnLastSundays() {
    #expect(!London.isSummer(at: 1_774_745_999))
    #expect(London.isSummer(at: 1_774_746_000))
    #expect(London.isSummer(at: 1_792_889_999))  // 25 October 2026 00:59:59
    #expect(!London.isSummer(at: 1_792_890_000))
}

@Test(arguments: [
    ("27 3 2024", "2024-03-27"), ("27/3/24", "2024-03-27"), ("9/7/24", "2024-07-09"), ("27 March 2024", "2024-03-27"),
    ("9 Jul", "2026-07-09"), ("9 Jan", "2027-01-09"), ("tomorrow", "2026-11-22"), ("today", "2026-11-21"),
    ("Yesterday", "2026-11-20"), ("22nd January 2018", "2018-01-22"), ("2024-03-27", "2024-03-27"),
    ("27.3.2024", "2024-03-27"), ("Wednesday 27 March 2024", "2024-03-27"), ("March 27, 2024", "2024-03-27"),
    ("  1st of Sept 2021 ", "2021-09-01"), ("9 th July 2024", "2024-07-09"), ("1/2/29", "2029-02-01"),
    ("1/2/30", "1930-02-01"), ("29 Feb", "2028-02-29"), ("27 3", "2027-03-27"),
])
func peopleTypeDaysInManyWays(typed: String, iso: String) throws {
    let near = try #require(Day(iso: "2026-11-21"))
    #expect(Day.read(typed: typed, near: near)?.isoText == iso)
}

@Test(arguments: [
    "", " ", "31/4/2024", "27 Smarch 2024", "Thursday 27 March 2024", "3", "soon", "27/13/2024", "27/3/024",
    "1 2 3 4", "2024", "March 2024", "27 March 2024!", "99999 March", "٢٧ 3 2024",
])
func whatIsNoDayIsRefused(typed: String) throws {
    let near = try #require(Day(iso: "2026-11-21"))
    #expect(Day.read(typed: typed, near: near) == nil)
}

/// As a British Excel and Waymark's own files write them.
@Test(arguments: [
    ("Mar-27", "2027-03"), ("March-27", "2027-03"), ("Mar-2027", "2027-03"), ("3-2027", "2027-03"),
    ("31-Mar-27", "2027-03-31"), ("31-Mar-2027", "2027-03-31"), ("31-03-2027", "2027-03-31"), ("31-3-27", "2027-03-31"),
    ("2027-03-31", "2027-03-31"), ("2027-03", "2027-03"), ("31/03/2027 00:00", "2027-03-31"),
    ("31/03/2027", "2027-03-31"), ("2027-03-31 00:00:00", "2027-03-31"), ("2027-03-31T09:30:00Z", "2027-03-31"),
    ("31 March 2027 14:05", "2027-03-31"), ("Mar 29", "2029-03"), ("Mar 98", "1998-03"), ("27/3/98", "1998-03-27"),
    ("Mar-30", "1930-03"), ("2027", "2027"), ("Jan 18", "2018-01"), ("1/2018", "2018-01"),
])
func spreadsheetsWriteDaysInManyWays(written: String, iso: String) {
    #expect(ApproximateDay.read(written)?.isoText == iso)
}

@Test(arguments: [
    "2010-11", "2026-27", "16-18", "2-12", "Q4 2026/27", "Ongoing", "TBC", "31/3/2027 (revised)", "31 March",
    "30/06/2026 revised to 31/03/2027", "25/12", "27/03", "03/04", "10/11", "10.30", "Tue 27/03", "1st/03",
    "31-Smarch-27", "2027-13", "2027-02-30", "-", "Mar-", "00:00", "covid-19",
])
func whatIsNoDateStaysWords(written: String) { #expect(ApproximateDay.read(written) == nil) }

@Test func everyMonthComesBackAsItIsWritten() throws {
    for month in 1...12 {
        let written = ApproximateDay(try #require(Day(year: 2010, month: month, day: 1)), .month)
        #expect(ApproximateDay.read(written: written.isoText) == written)
    }
    #expect(ApproximateDay.read(written: "2026-27") == nil && ApproximateDay.read(written: "2026-00") == nil)
    #expect(ApproximateDay.read(written: "March 2018")?.isoText == "2018-03")
}

@Test func threeBoxesMakeADay() {
    #expect(Day.read(day: "27", month: "3", year: "2024")?.isoText == "2024-03-27")
    #expect(Day.read(day: " 1 ", month: "jan", year: "2024")?.isoText == "2024-01-01")
    #expect(Day.read(day: "01", month: "January", year: "2024")?.isoText == "2024-01-01")
    #expect(Day.read(day: "1", month: "", year: "2024") == nil)
    #expect(Day.read(day: "1", month: "1", year: "24") == nil)
    #expect(Day.read(day: "31", month: "6", year: "2024") == nil)
}

@Test func anApproximateDaySaysNoMoreThanItKnows() throws {
    let month = try #require(ApproximateDay.read("September 2021"))
    #expect(month.precision == .month && month.text == "September 2021")
    #expect(month.day.isoText == "2021-09-01" && month.lastDay.isoText == "2021-09-30")
    let year = try #require(ApproximateDay.read("2013"))
    #expect(year.precision == .year && year.text == "2013" && year.lastDay.isoText == "2013-12-31")
    let day = try #require(ApproximateDay.read("22nd January 2018"))
    #expect(day.precision == .day && day.text == "22 January 2018" && day.lastDay == day.day)
    #expect(ApproximateDay.read("Ap 2022")?.text == "April 2022")
    #expect(ApproximateDay.read("3/2018")?.text == "March 2018")
    #expect(ApproximateDay.read("soon") == nil)
    #expect(year < month)
    #expect(try JSONDecoder().decode(ApproximateDay.self, from: JSONEncoder().encode(month)) == month)
}

@Test(arguments: [
    (CouncilYear.Kind.financial, "2026-03-31", "2025/26", "2025-04-01"),
    (.financial, "2026-04-01", "2026/27", "2026-04-01"),
    (.municipal, "2026-04-30", "2025/26", "2025-05-01"), (.municipal, "2026-05-01", "2026/27", "2026-05-01"),
    (.academic, "2026-08-31", "2025/26", "2025-09-01"), (.academic, "1999-09-01", "1999/00", "1999-09-01"),
    (.calendar, "2026-08-31", "2026", "2026-01-01"),
])
func councilsCountInThreeKindsOfYear(kind: CouncilYear.Kind, iso: String, text: String, first: String) throws {
    let day = try #require(Day(iso: iso))
    let year = CouncilYear(kind, of: day)
    #expect(year.text == text && year.firstDay.isoText == first)
    #expect(year.days.contains(day))
    #expect(year.next.firstDay == year.lastDay.adding(days: 1) && year.next.previous == year)
}

extension Chance {
    mutating func day() -> Day {
        Day(daysSince1970: Int.random(in: Int(Day.first.daysSince1970)...Int(Day.last.daysSince1970), using: &self))
            ?? .first
    }
}
