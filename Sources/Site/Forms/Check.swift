import Postgres

/// Reads a form field by field, collecting every mistake, so that all are shown at once.
struct Check {
    let fields: Fields
    private(set) var mistakes = Mistakes()
    /// Whether a person is there to be asked; what comes out of a file is asked about where it is reviewed.
    private let asksYears: Bool

    init(_ fields: Fields, asksYears: Bool = true) { (self.fields, self.asksYears) = (fields, asksYears) }

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

    /// An e-mail address without what surrounds it, or nothing.
    mutating func email(_ name: String, or words: String) -> String {
        if fields[name].isEmpty { return "" }
        let address = EmailAddress.read(fields[name])
        if address == nil { mistakes.add(name, words) }
        return address ?? fields[name]
    }

    /// A telephone number as people write it, or nothing.
    mutating func telephone(_ name: String) -> String {
        let words = "Enter a telephone number, like 020 7946 0000"
        let number = text(name, 0...40, or: words)
        let isNumber = number.allSatisfy { "0123456789 +()-x".contains($0) } && number.count { $0.isNumber } >= 6
        if !number.isEmpty, !isNumber { mistakes.add(name, words) }
        return number
    }

    /// An address on the web, or nothing.
    mutating func webAddress(_ name: String, or words: String) -> String {
        let address = text(name, 0...300, or: words)
        if !address.isEmpty, !WebAddress.isOne(address) { mistakes.add(name, words) }
        return address
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

    /// Three boxes; nil when all are empty, a mistake when they are no day. A year far from today is asked about, unless it
    /// is kept already.
    mutating func day(_ name: String, on today: Day, kept: Day? = nil, or words: String) -> Day? {
        let typed = TypedDay(fields, name)
        if typed.isEmpty { return nil }
        let day = typed.exact
        if day == nil { mistakes.add(name, words) }
        if let day, day != kept { askAbout(day, typed, name, today) }
        return day
    }

    /// The same, of which only the month or the year may be known.
    mutating func approximateDay(_ name: String, on today: Day, kept: ApproximateDay? = nil, or words: String)
        -> ApproximateDay?
    {
        let typed = TypedDay(fields, name)
        if typed.isEmpty { return nil }
        let day = typed.approximate
        if day == nil { mistakes.add(name, words) }
        if let day, day != kept { askAbout(day.day, typed, name, today) }
        return day
    }

    /// Answered by the tick that comes with the question, for what was typed when it was asked.
    private mutating func askAbout(_ day: Day, _ typed: TypedDay, _ name: String, _ today: Day) {
        guard asksYears, day.isFar(from: today), fields[FormBuilder.sure(name)] != typed.text else { return }
        mistakes.add(
            FormBuilder.sure(name),
            "Check the year \(day.year): it is far from today. Tick below the date if it is right")
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

    /// A number of zero or more, with up to two decimals, or nothing. A comma parts thousands, and nothing else.
    mutating func number(_ name: String, or words: String) -> Double? {
        let typed = fields[name].filter { $0 != "£" && $0 != " " }
        let groups = (typed.split(separator: ".").first ?? "").split(separator: ",", omittingEmptySubsequences: false)
        guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
            mistakes.add(name, words + "; write decimals with a point, like 3.5")
            return nil
        }
        let text = typed.filter { $0 != "," }
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
        var part = Check(fields.part(prefix), asksYears: asksYears)
        let value = read(&part)
        for mistake in part.mistakes.list { mistakes.add(prefix + mistake.field, mistake.text) }
        return value
    }

    /// Whether what was typed may be saved.
    var isDone: Bool { mistakes.isEmpty && !fields.isHeld }

    /// Throws what was wrong, if anything was, or nothing at all where the form is only shown again.
    func finish() throws(Mistakes) {
        if !isDone { throw mistakes }
    }
}
