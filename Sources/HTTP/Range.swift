extension Response {
    /// Cuts the body to a single range; several, or one that is not understood, leave it whole (RFC 9110 section 14.2).
    package mutating func cut(to ranges: [String]) {
        guard ranges.count == 1, ranges[0].utf8.starts(with: "bytes=".utf8) else { return }
        let range = Array(ranges[0].utf8.dropFirst(6))[...]
        guard let hyphen = range.firstIndex(of: Byte.hyphen), !range.contains(Byte.comma) else { return }
        let first = range[..<hyphen].trimmed, last = range[(hyphen + 1)...].trimmed
        let start: Int, end: Int
        switch (first.number, last.number) {
        case (let from?, let to?) where from <= to: (start, end) = (from, min(to + 1, body.count))
        case (let from?, nil) where last.isEmpty: (start, end) = (from, body.count)
        case (nil, let count?) where first.isEmpty:
            (start, end) = (count == 0 ? body.count : max(0, body.count - count), body.count)
        default: return
        }
        guard start < body.count else {
            status = .rangeNotSatisfiable
            headers.set("Content-Range", "bytes */\(body.count)")
            body = []
            return
        }
        status = .partialContent
        headers.set("Content-Range", "bytes \(start)-\(end - 1)/\(body.count)")
        body = Array(body[start..<end])
    }
}
