import App
import CLinux
import Foundation
import HTTP

/// One line of JSON for each request: no address, no query, no number or word from the path.
enum AccessLog {
    static func write(_ line: AccessLine, _ site: Site) {
        let route = site.logName(of: line.path, method: line.method)
        let method = line.method?.rawValue ?? "-"
        let text = """
            {"at":"\(now())","process":\(getpid()),"method":"\(method)","route":"\(route)","status":\(line.status.rawValue),\
            "bytes":\(line.bytes),"microseconds":\(line.microseconds)}

            """
        send(Array(text.utf8))
    }

    /// Whole or not at all: the I/O thread waits for no reader.
    private static func send(_ bytes: [UInt8]) {
        var polled = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        guard poll(&polled, 1, 0) == 1, polled.revents & Int16(POLLOUT) != 0 else { return }
        _ = Foundation.write(STDERR_FILENO, bytes, bytes.count)
    }

    /// "2026-11-21T02:50:46.123Z".
    private static func now() -> String {
        var time = timespec(), parts = tm()
        clock_gettime(CLOCK_REALTIME, &time)
        gmtime_r(&time.tv_sec, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let thousandths = String(1_000 + time.tv_nsec / 1_000_000).dropFirst()
        let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return "\(day)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)).\(thousandths)Z"
    }
}
