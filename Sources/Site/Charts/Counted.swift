/// "nine", but "10": small numbers are words in a sentence.
func counted(_ number: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(number) ? words[number] : number.formatted()
}

/// "one update", "2,140 updates".
func counted(_ number: Int, _ one: String, _ many: String) -> String {
    counted(number) + " " + (number == 1 ? one : many)
}

/// "41%"; a number that rounds to nothing or to all says so.
func percentage(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part > 0 else { return "0%" }
    if part >= whole { return "100%" }
    let rounded = (part * 200 + whole) / (whole * 2)
    return rounded == 0 ? "under 1%" : rounded == 100 ? "over 99%" : "\(rounded)%"
}

extension String {
    /// With its first letter large, for the start of a sentence.
    var sentenceCase: String { prefix(1).uppercased() + dropFirst() }

    /// What begins with a common word, in the middle of a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

extension [String] {
    /// "a, b and c".
    var listed: String { listed(by: "and") }

    /// "a, b or c"
    func listed(by last: String) -> String {
        count < 2 ? first ?? "" : dropLast().joined(separator: ", ") + " \(last) " + self[count - 1]
    }
}
