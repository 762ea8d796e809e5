import Foundation
import Testing
import Values

@testable import Formats

@Suite struct ICalendarTests {
    private let day = Day(year: 2026, month: 2, day: 28) ?? .first

    private func lines(_ events: [ICalendar.Event], name: String = "x") -> [String] {
        let bytes = ICalendar(name: name, stamp: day, events: events).bytes
        return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    /// As a reader puts folded lines together again.
    private func unfolded(_ lines: [String]) -> [String] {
        lines.joined(separator: "\r\n").replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test func noLineIsLongerThan75OctetsAndNoCharacterIsCut() {
        for word in ["a", "é", "ŵ", "日", "🙂"] {
            let text = String(repeating: word, count: 200)
            let bytes = ICalendar.folded("SUMMARY:" + text)
            #expect(bytes.suffix(2) == [13, 10])
            let lines = bytes.dropLast(2).split(separator: 13).map { Array($0.first == 10 ? $0.dropFirst() : $0) }
            #expect(lines.count > 2)
            for (index, line) in lines.enumerated() {
                #expect(
                    line.count <= 75 && String(validating: line, as: UTF8.self) != nil
                        && (line.first == 32) == (index > 0))
            }
            #expect(
                lines.enumerated().flatMap { $0 > 0 ? Array($1.dropFirst()) : $1 } == Array(("SUMMARY:" + text).utf8))
        }
        #expect(ICalendar.folded(String(repeating: "a", count: 75)).count == 77)
    }

    @Test func textIsEscaped() {
        #expect(ICalendar.escaped("a,b;c\\d\ne\u{7}\r") == "a\\,b\\;c\\\\d\\ne")
    }

    @Test func anEventIsAWholeDayThatLeavesOneFree() {
        let event = ICalendar.Event(
            uid: "update-1@x.example", first: day, last: day,
            summary: "Update; due, \(String(repeating: "long ", count: 30))",
            description: "Open\nit", address: "https://x.example/a")
        let all = unfolded(lines([event], name: "Hammersmith, Fulham"))
        #expect(
            all.prefix(5) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Waymark//Waymark//EN", "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH",
            ])
        #expect(all.suffix(2) == ["END:VCALENDAR", ""])
        for line in [
            "X-WR-CALNAME:Hammersmith\\, Fulham", "DTSTAMP:20260228T000000Z", "DTSTART;VALUE=DATE:20260228",
            "DTEND;VALUE=DATE:20260301", "TRANSP:TRANSPARENT", "DESCRIPTION:Open\\nit", "URL:https://x.example/a",
            "UID:update-1@x.example", "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        ] { #expect(all.contains(line), "\(line)") }
        #expect(all.contains { $0.hasPrefix("SUMMARY:Update\\; due\\, long") })
    }

    @Test func anEmptyCalendarStillHoldsAComponent() {
        #expect(lines([]).contains("BEGIN:VTIMEZONE"))
    }
}
