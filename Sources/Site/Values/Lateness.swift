/// A day by which something is due, and how late it is.
struct Late: Codable, Sendable, Equatable {
    let text: String
    let isLate: Bool

    init(_ due: Day, on today: Day) {
        isLate = due < today
        text = isLate ? "\(due.longText), \(Self.span(due, today)) late" : due.longText
    }

    /// "14 days", "5 months", "3 years": as closely as anyone wants to know.
    static func span(_ from: Day, _ to: Day) -> String {
        let days = from.days(to: to)
        let months = (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0)
        switch months {
        case ..<2: return days == 1 ? "1 day" : "\(days) days"
        case ..<24: return "\(months) months"
        default: return "\(months / 12) years"
        }
    }
}
