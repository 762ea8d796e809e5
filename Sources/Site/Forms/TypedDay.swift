/// What stands in the three boxes of a day.
struct TypedDay {
    let day, month, year: String

    init(_ fields: Fields, _ name: String) {
        (day, month, year) = (fields[name + "_day"], fields[name + "_month"], fields[name + "_year"])
    }

    var isEmpty: Bool { (day + month + year).isEmpty }
    /// "27 3 2026"
    var text: String { [day, month, year].filter { !$0.isEmpty }.joined(separator: " ") }

    /// A whole date in the first box, as it comes out of a spreadsheet: "31-Mar-27", "2027-03-31".
    private var inOneBox: ApproximateDay? {
        guard (month + year).isEmpty, !day.allSatisfy(\.isNumber) else { return nil }
        return ApproximateDay.read(day)
    }

    /// Nil where it is no day.
    var exact: Day? {
        if let whole = inOneBox { return whole.precision == .day ? whole.day : nil }
        return Day.read(day: day, month: month, year: year)
    }

    /// With the day left empty when only the month is known (001.01), and the month when only the year is.
    var approximate: ApproximateDay? {
        if let whole = inOneBox { return whole }
        if !day.isEmpty { return exact.map { ApproximateDay($0) } }
        return Day.read(day: "1", month: month.isEmpty ? "1" : month, year: year).map {
            ApproximateDay($0, month.isEmpty ? .year : .month)
        }
    }
}

extension Day {
    /// A year that hardly anybody means: it is asked about before it is kept.
    func isFar(from today: Day) -> Bool { year < 1990 || year > today.year + 20 }
}
