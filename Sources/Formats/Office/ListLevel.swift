/// How the items of a list are marked at one level.
struct ListLevel {
    /// As Word names it: "decimal", "lowerLetter", "bullet".
    var format = "decimal"
    /// "%1." or "%1.%2)": where the numbers of the levels stand.
    var text = ""
    var start = 1

    /// As it is printed, with the numbers of all levels from the first.
    static func mark(_ levels: [Int: ListLevel], at level: Int, _ numbers: [Int]) -> String {
        guard let own = levels[level] else { return "" }
        if own.format == "bullet" { return "•" }
        var mark = own.text.prefix(40).replacing("\u{A0}", with: " ")
        for place in 0...level where numbers.indices.contains(place) {
            mark = mark.replacing("%\(place + 1)", with: written(numbers[place], levels[place]?.format ?? "decimal"))
        }
        return OfficePaper.escaped(String(mark))
    }

    private static func written(_ number: Int, _ format: String) -> String {
        switch format {
        case "none": return ""
        case "lowerLetter": return letters(number)
        case "upperLetter": return letters(number).uppercased()
        case "lowerRoman": return roman(number)
        case "upperRoman": return roman(number).uppercased()
        case "decimalZero": return number < 10 ? "0\(number)" : "\(number)"
        default: return "\(number)"
        }
    }

    /// a to z, then aa to zz.
    private static func letters(_ number: Int) -> String {
        guard 1...780 ~= number else { return "\(number)" }
        let letter = Character(Unicode.Scalar(UInt8(97 + (number - 1) % 26)))
        return String(repeating: letter, count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int) -> String {
        guard 1...3_999 ~= number else { return "\(number)" }
        var rest = number, roman = ""
        for (value, letters) in [
            (1_000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
            (10, "x"),
            (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ] {
            while rest >= value { (rest, roman) = (rest - value, roman + letters) }
        }
        return roman
    }
}

/// The numbers that the items of a list have come to, level by level.
struct ListNumbers {
    private var numbers: [Int] = []

    /// The next item at a level; those below begin again.
    mutating func next(_ levels: [Int: ListLevel], at level: Int, from start: Int? = nil) -> String {
        while numbers.count <= level {
            numbers.append((levels[numbers.count]?.start ?? 1) &- (numbers.count == level ? 1 : 0))
        }
        if numbers.count > level + 1 { numbers.removeLast(numbers.count - level - 1) }
        numbers[level] = start ?? (numbers[level] &+ 1)
        return ListLevel.mark(levels, at: level, numbers)
    }
}
