/// The days that a number is of: one of a council’s years, or days of its own.
struct Period: Hashable, Sendable {
    enum Kind: String, Choice {
        case financial, academic, municipal, calendar, own

        var label: String { self == .own ? "Days of its own" : "\(rawValue.sentenceCase) year" }

        /// The year of this kind, nil for days of its own.
        func year(of day: Day) -> CouncilYear? { CouncilYear.Kind(rawValue: rawValue).map { CouncilYear($0, of: day) } }
    }

    var kind = Kind.financial
    var begins = Day.first
    /// Nil in a form, for a year and for one day.
    var ends: Day?

    var last: Day { ends ?? begins }

    /// "2013/14", "academic year 2013/14", "2014", "December 2017", "23 January 2018", "1 April 2013 to 30 June 2013".
    var text: String {
        if let year = kind.year(of: begins) {
            return [.financial, .calendar].contains(kind)
                ? year.text : "\(kind.label.lowercasedFirst) \(year.text)"
        }
        if begins == last { return begins.longText }
        let month = ApproximateDay.month(of: begins)
        return begins == month.day && last == month.lastDay
            ? month.text : "\(begins.longText) to \(last.longText)"
    }

    /// "in 2013/14", "in the academic year 2013/14", "on 23 January 2018", "from 1 April 2013 to 30 June 2013".
    var within: String {
        if kind != .own { return [.financial, .calendar].contains(kind) ? "in \(text)" : "in the \(text)" }
        return begins == last ? "on \(text)" : text.contains(" to ") ? "from \(text)" : "in \(text)"
    }

    /// A year begins and ends where it does, whatever day of it was typed; one day ends on itself.
    mutating func settle(_ check: inout Check, on today: Day, mayBegin later: Bool = false) {
        if begins == .first { return }
        if begins > today, !later { check.mistake("begins", "Enter today or an earlier day") }
        if let year = kind.year(of: begins) {
            (begins, ends) = (year.firstDay, year.lastDay)
        } else if let ends, ends < begins {
            check.mistake("ends", "Enter a last day on or after the first, \(begins.longText)")
        } else {
            ends = last
        }
    }
}

extension Field {
    /// The days that a number is of: the kind of period, its first day, and its last where that is asked.
    static func period(
        _ kind: WritableKeyPath<R, Period.Kind> & Sendable, _ begins: WritableKeyPath<R, Day> & Sendable,
        _ ends: WritableKeyPath<R, Day?> & Sendable
    ) -> [Field] {
        [
            .choice(kind, "period", "period", "Period", or: "Choose the period that the number is of", radios: false)
                .unlisted(),
            .day(
                begins, "begins", "begins_on", "First day", hint: "For a year, any day in it.",
                or: "Enter the first day of the period, or for a year any day in it"
            ).unlisted(),
            .day(ends, "ends", "ends_on", "Last day", hint: "Leave it empty for a year, and for a single day.")
                .unlisted(),
        ]
    }
}
