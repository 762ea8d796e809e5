import Values

/// A calendar as a file (RFC 5545): days without times, published for reading.
package struct ICalendar {
    /// Something on a day, or on the days to another.
    package struct Event {
        /// The same whenever it is written, so that a calendar moves it instead of doubling it.
        let uid: String
        let first, last: Day
        let summary, description, address: String

        package init(
            uid: String, first: Day, last: Day, summary: String, description: String, address: String
        ) {
            (self.uid, self.first, self.last) = (uid, first, last)
            (self.summary, self.description, self.address) = (summary, description, address)
        }
    }

    let name: String
    /// The day on which it was written.
    let stamp: Day
    let events: [Event]

    package init(name: String, stamp: Day, events: [Event]) {
        (self.name, self.stamp, self.events) = (name, stamp, events)
    }

    package static let mediaType = "text/calendar; charset=utf-8; method=PUBLISH"

    package var bytes: [UInt8] {
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Waymark//Waymark//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:" + Self.escaped(name), "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
        ]
        // A calendar must hold something (section 3.6).
        let body = events.isEmpty ? Self.timeZone : events.flatMap(lines)
        return (head + body + ["END:VCALENDAR"]).flatMap(Self.folded)
    }

    private func lines(_ event: Event) -> [String] {
        [
            "BEGIN:VEVENT", "UID:" + event.uid, "DTSTAMP:\(Self.digits(stamp))T000000Z",
            "DTSTART;VALUE=DATE:" + Self.digits(event.first),
            "DTEND;VALUE=DATE:" + Self.digits(event.last.adding(days: 1)),
            "SUMMARY:" + Self.escaped(event.summary), "DESCRIPTION:" + Self.escaped(event.description),
            "URL:" + event.address, "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "END:VEVENT",
        ]
    }

    private static let timeZone = [
        "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
    ]

    /// "20261121"
    private static func digits(_ day: Day) -> String { day.isoText.replacing("-", with: "") }

    /// Text without what has a meaning in the format (section 3.3.11).
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": escaped += "\\\(scalar)"
            case "\n": escaped += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// In lines of up to 75 octets, none of which ends inside a character (section 3.1).
    static func folded(_ line: String) -> [UInt8] {
        var bytes: [UInt8] = [], length = 0
        for scalar in line.unicodeScalars {
            let next = Array(String(scalar).utf8)
            if length + next.count > 75 {
                bytes += Array("\r\n ".utf8)
                length = 1
            }
            bytes += next
            length += next.count
        }
        return bytes + Array("\r\n".utf8)
    }
}
