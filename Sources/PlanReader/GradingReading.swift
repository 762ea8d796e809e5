/// The key to grades that stand as numbers.
extension PlanReader {
    /// A row of 1, 2, 3, 4 and under it a row of what they mean.
    mutating func readGradings(_ cells: [String], _ lines: SourceLines) -> Bool {
        let filled = cells.dropFirst().map { CellTextReader.read($0).joined }.filter { !$0.isEmpty }
        let numbers = filled.compactMap { Int($0) }
        if 2...20 ~= numbers.count, numbers.count == filled.count,
            numbers == Array(numbers[0]..<numbers[0] + numbers.count)
        {
            grades = (numbers, lines)
            use(lines, as: .gradings)
            return true
        }
        guard let waiting = grades else { return false }
        grades = nil
        guard filled.count == waiting.numbers.count else {
            let numbers = waiting.numbers.map(String.init).joined(separator: " | ")
            leave(waiting.lines, numbers, because: "It looks like a key to grades, but no words stand below")
            return false
        }
        use(lines, as: .gradings)
        let place = SourceLines(waiting.lines.first, lines.last)
        plan.gradings = zip(waiting.numbers, filled).map { number, words in
            .init(number: number, words: words, tone: Achievement.tone(of: words), lines: place)
        }
        return true
    }
}
