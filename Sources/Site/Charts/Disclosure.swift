/// Stands between counts of people and every output: small counts are not shown, nor what they would follow from (domain.md section 6).
struct Disclosure: Sendable {
    /// The largest count that is held back; zero is always shown, because nobody is counted in it.
    var threshold = 5
    /// Officers see the true number, marked as one that is not for publication.
    var seesAll = false

    static let symbol = "[c]"

    /// What the symbol means, for under a table.
    var note: FigureNote {
        FigureNote(
            symbol: Self.symbol,
            text: seesAll
                ? "Confidential: shown to members and the public only as [c], because it counts few people or would give such a count away."
                : "Confidential: not shown, because it counts \(threshold) people or fewer or would give such a count away."
        )
    }

    func isSmall(_ number: Int) -> Bool { number > 0 && number <= threshold }

    /// As numbers of young people are told that Waymark counts itself: to the nearest five, five or fewer not told apart (app.coarse).
    static func step(_ number: Int) -> Int { number <= threshold ? 0 : (number + 2) / 5 * 5 }

    /// "about 10", "5 or fewer": a step in words.
    static func words(ofStep step: Int) -> String {
        step == 0 ? "\(threshold) or fewer" : "about \(step.formatted())"
    }

    /// Every number that is told as this step.
    static func range(ofStep step: Int) -> ClosedRange<Int> {
        step == 0 ? 0...threshold : max(threshold + 1, step - 2)...(step + 2)
    }

    private static let threshold = 5

    /// One count that stands alone.
    func count(_ number: Int) -> String { text(number, isHidden: isSmall(number)) }

    /// A part and what it is of, as a percentage: hidden with either of them, or when the rest is small.
    func share(_ part: Int, of whole: Int) -> String {
        let isHidden = isSmall(part) || isSmall(whole) || isSmall(whole - part)
        guard !isHidden || seesAll else { return Self.symbol }
        return percentage(part, of: whole) + (isHidden ? " " + Self.symbol : "")
    }

    /// Counts that add up to a total shown beside them.
    func list(_ counts: [Int], total: Int) -> (counts: [String], total: String) {
        let (parts, hidesTotal) = hidden(counts, total: total)
        return (zip(counts, parts).map(text), text(total, isHidden: hidesTotal))
    }

    /// Which of them are hidden, so that nothing follows by subtraction, and whether the total is.
    func hidden(_ counts: [Int], total: Int) -> (counts: [Bool], total: Bool) {
        var hidden = counts.map(isSmall)
        guard hidden.contains(true) else { return (hidden, isSmall(total)) }
        if isSmall(total) { return (hidden, true) }
        while givesAway(counts, hidden) {
            // The smallest of the rest costs the reader least; a zero would be no cover, since it adds nothing.
            let rest = counts.indices.filter { !hidden[$0] && counts[$0] > 0 }
            guard let next = rest.min(by: { (counts[$0], $0) < (counts[$1], $1) }) else { return (hidden, true) }
            hidden[next] = true
        }
        return (hidden, false)
    }

    /// Parts of a whole that need not add up to it ("of those, 4 …"): a part is hidden too when the rest of the whole is small.
    func hidden(parts: [Int], of whole: Int) -> (parts: [Bool], whole: Bool) {
        let alone = parts.map { isSmall($0) || isSmall(whole - $0) }
        let isSplit = parts.count > 1 && parts.reduce(0, +) == whole
        let together = isSplit ? hidden(parts, total: whole) : (alone, isSmall(whole))
        return (zip(alone, together.0).map { $0 || $1 }, together.1)
    }

    /// Whether the sum of the hidden counts, which follows from the total, tells any of them: there is only one,
    /// or all must be one, or all must be the threshold.
    private func givesAway(_ counts: [Int], _ hidden: [Bool]) -> Bool {
        let held = zip(counts, hidden).filter(\.1).map(\.0)
        let sum = held.reduce(0, +)
        return held.count == 1 || sum == held.count
            || (sum == held.count * threshold && held.allSatisfy { $0 == threshold })
    }

    private func text(_ number: Int, isHidden: Bool) -> String {
        if !isHidden { return number.formatted() }
        return seesAll ? "\(number.formatted()) \(Self.symbol)" : Self.symbol
    }
}
