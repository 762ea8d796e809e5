/// Finds what was probably meant.
enum Nearest {
    /// The known name nearest to a mistyped one; nil when none is near.
    static func name(to typed: String, among names: [String]) -> String? {
        let begun = names.filter { typed.count > 2 && $0.hasPrefix(typed) }
        if begun.count == 1 { return begun[0] }
        let near = names.map { (name: $0, distance: distance(Array($0), Array(typed))) }.min {
            $0.distance < $1.distance
        }
        guard let near, near.distance <= max(1, (typed.count + 1) / 3) else { return nil }
        return near.name
    }

    /// Letters to add, drop, change, or let change places (Damerau and Levenshtein).
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var table = Array(repeating: Array(0...other.count), count: one.count + 1)
        for row in table.indices { table[row][0] = row }
        guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
        for row in 1...one.count {
            for column in 1...other.count {
                let change = table[row - 1][column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1)
                table[row][column] = min(table[row - 1][column] + 1, table[row][column - 1] + 1, change)
                if row > 1, column > 1, one[row - 1] == other[column - 2], one[row - 2] == other[column - 1] {
                    table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
                }
            }
        }
        return table[one.count][other.count]
    }
}
