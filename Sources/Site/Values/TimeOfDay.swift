/// Times as people type them.
enum TimeOfDay {
    /// "09:30" of "9:30", "9.30", "930", "9" or "2pm"; nil where it is no time of day.
    static func read(_ typed: String) -> String? {
        var text = typed.lowercased().filter { $0 != " " }
        let isAfternoon = text.hasSuffix("pm")
        if isAfternoon || text.hasSuffix("am") { text.removeLast(2) }
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || ":.".contains($0)) }) else { return nil }
        var parts = text.split(omittingEmptySubsequences: false) { ":.".contains($0) }.map(String.init)
        if parts.count == 1, 3...4 ~= text.count { parts = [String(text.dropLast(2)), String(text.suffix(2))] }
        guard 1...2 ~= parts.count, let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0,
            parts.count == 1 || parts[1].count == 2, 0...59 ~= minute
        else { return nil }
        let hours = isAfternoon && hour < 12 ? hour + 12 : hour
        guard 0...23 ~= hours else { return nil }
        return "\(hours < 10 ? "0" : "")\(hours):\(minute < 10 ? "0" : "")\(minute)"
    }
}
