import Glibc

/// The Date field, made once a second (RFC 9110 section 5.6.7).
struct HTTPDate {
    private var second = -1
    private(set) var bytes: [UInt8] = []

    mutating func refresh() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        if now.tv_sec != second {
            second = now.tv_sec
            bytes = Self.encode(now.tv_sec)
        }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    static func encode(_ seconds: Int) -> [UInt8] {
        var time = seconds, parts = tm()
        gmtime_r(&time, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = days[Int(parts.tm_wday)], month = months[Int(parts.tm_mon)]
        let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return Array("\(day), \(two(parts.tm_mday)) \(month) \(1900 + Int(parts.tm_year)) \(clock) GMT".utf8)
    }
}

/// The monotonic clock, which no change of the time of day moves.
enum Clock {
    static var nanoseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }

    static var milliseconds: Int { nanoseconds / 1_000_000 }
}
