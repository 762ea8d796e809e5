/// A day by which something is due, and how late it is.
struct Late: Sendable, Equatable {
    let text: String
    let isLate: Bool

    init(_ due: Day, on today: Day) {
        isLate = due < today
        text = isLate ? "\(due.longText), \(Self.span(due, today)) late" : due.longText
    }

    /// "6 years and 9 months", "3 months", "12 days": how long from one day to another.
    static func span(_ start: Day, _ end: Day) -> String {
        let months = months(start, end)
        guard months > 0 else { return number(max(0, start.days(to: end)), "day") }
        let parts = [(months / 12, "year"), (months % 12, "month")].filter { $0.0 > 0 }.map(number)
        return parts.joined(separator: " and ")
    }

    /// Whole months from one day to another.
    static func months(_ start: Day, _ end: Day) -> Int {
        let (a, b) = (start.parts, end.parts)
        return max(0, (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0))
    }

    private static func number(_ count: Int, _ unit: String) -> String { "\(count) \(unit)" + (count == 1 ? "" : "s") }
}
