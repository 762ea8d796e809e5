import Postgres

/// Reads a form field by field, collecting every mistake, so that all are shown at once.
struct Check {
    let fields: Fields
    private(set) var mistakes = Mistakes()

    init(_ fields: Fields) { self.fields = fields }

    mutating func mistake(_ field: String, _ text: String) { mistakes.add(field, text) }

    /// Text of a length in characters as the database counts them.
    mutating func text(_ name: String, _ length: ClosedRange<Int>, or words: String) -> String {
        let text = fields[name]
        if !length.contains(text.unicodeScalars.count) || text.utf8.contains(0) { mistakes.add(name, words) }
        return text
    }

    /// Text that may be left out.
    mutating func text(_ name: String, upTo length: Int, _ label: String) -> String {
        text(name, 0...length, or: "\(label) must be \(length.formatted()) characters or fewer")
    }

    /// One of the values of an enum.
    mutating func choice<T: RawRepresentable<String>>(_ name: String, or words: String) -> T? {
        let value = T(rawValue: fields[name])
        if value == nil { mistakes.add(name, words) }
        return value
    }

    /// The number of another record, or nothing chosen.
    mutating func id<E>(_ name: String, or words: String) -> ID<E>? {
        guard !fields[name].isEmpty else { return nil }
        let id = ID<E>(fields[name])
        if id == nil { mistakes.add(name, words) }
        return id
    }

    /// Three boxes; nil when all are empty, a mistake when they are no day.
    mutating func day(_ name: String, or words: String) -> Day? {
        let (day, month, year) = (fields[name + "_day"], fields[name + "_month"], fields[name + "_year"])
        guard !(day + month + year).isEmpty else { return nil }
        let read = Day.read(day: day, month: month, year: year)
        if read == nil { mistakes.add(name, words) }
        return read
    }

    /// Month and year, the day left empty when only the month is known (001.01), and the month when only the year is.
    mutating func approximateDay(_ name: String, or words: String) -> ApproximateDay? {
        let day = fields[name + "_day"]
        if (day + fields[name + "_month"]).isEmpty,
            let first = Day.read(day: "1", month: "1", year: fields[name + "_year"])
        {
            return ApproximateDay(first, .year)
        }
        guard day.isEmpty, !(fields[name + "_month"] + fields[name + "_year"]).isEmpty else {
            return self.day(name, or: words).map { ApproximateDay($0) }
        }
        let first = Day.read(day: "1", month: fields[name + "_month"], year: fields[name + "_year"])
        if first == nil { mistakes.add(name, words) }
        return first.map { ApproximateDay($0, .month) }
    }

    /// A whole number in a range, or nothing.
    mutating func whole(_ name: String, _ range: ClosedRange<Int>, or words: String) -> Int? {
        let text = fields[name].filter { $0 != "," }
        guard !text.isEmpty else { return nil }
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), range.contains(number) else {
            mistakes.add(name, words)
            return nil
        }
        return number
    }

    /// A number of zero or more, with up to two decimals, or nothing.
    mutating func number(_ name: String, or words: String) -> Double? {
        let text = fields[name].filter { $0 != "," && $0 != "£" && $0 != " " }
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            parts[0].count <= 12, parts.count == 1 || parts[1].count <= 2, let number = Double(text)
        else {
            mistakes.add(name, words)
            return nil
        }
        return number
    }

    /// Reads one row of a form with many, by the names within it.
    mutating func part<T>(_ prefix: String, _ read: (inout Check) -> T) -> T {
        var part = Check(fields.part(prefix))
        let value = read(&part)
        for mistake in part.mistakes.list { mistakes.add(prefix + mistake.field, mistake.text) }
        return value
    }

    /// Throws what was wrong, if anything was.
    func finish() throws(Mistakes) {
        if !mistakes.isEmpty { throw mistakes }
    }
}
