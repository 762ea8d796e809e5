/// One of the years a council counts in.
package struct CouncilYear: Sendable, Hashable, Codable {
    /// Which day a year begins on.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case calendar, financial, municipal, academic

        /// A municipal year really begins with the annual meeting, which moves between 8 and 25 May; it is taken to
        /// begin on 1 May so that a year never depends on a meeting nobody has entered.
        var firstMonth: Int {
            switch self {
            case .calendar: 1
            case .financial: 4
            case .municipal: 5
            case .academic: 9
            }
        }
    }

    package let kind: Kind
    /// The calendar year in which it begins.
    package let startYear: Int

    package init(_ kind: Kind, startYear: Int) {
        self.kind = kind
        self.startYear = min(max(startYear, 1), 9998)
    }

    package init(_ kind: Kind, of day: Day) {
        let (year, month, _) = day.parts
        self.init(kind, startYear: month < kind.firstMonth ? year - 1 : year)
    }

    package var firstDay: Day { Day(year: startYear, month: kind.firstMonth, day: 1) ?? .first }
    package var lastDay: Day { firstDay.adding(months: 12).adding(days: -1) }
    package var days: ClosedRange<Day> { firstDay...lastDay }
    package var next: CouncilYear { CouncilYear(kind, startYear: startYear + 1) }
    package var previous: CouncilYear { CouncilYear(kind, startYear: startYear - 1) }

    /// "2025/26", or "2025" for a calendar year.
    package var text: String {
        if kind == .calendar { return String(startYear) }
        let end = (startYear + 1) % 100
        return "\(startYear)/\(end < 10 ? "0" : "")\(end)"
    }
}
