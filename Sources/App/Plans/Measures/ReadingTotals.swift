/// Where the readings of one measure do not agree with each other (003.22), in sentences.
enum ReadingTotals {
    static func disagreements(_ readings: [Reading], _ shown: ShownReadings) -> [String] {
        twice(readings, shown) + (shown.unit == .percent ? [] : parts(readings, shown))
    }

    /// Two numbers for the same thing on the same day.
    private static func twice(_ readings: [Reading], _ shown: ShownReadings) -> [String] {
        struct Same: Hashable {
            let whole: Reading.ID?
            let asOf: ApproximateDay
            let subset, qualifier: String
            let isProjected: Bool
        }
        // What Waymark counted is not typed: a later count of the same day is told as that.
        let groups = Dictionary(grouping: readings.filter { !$0.isCounted }) {
            Same(
                whole: $0.wholeID, asOf: $0.asOf, subset: folded($0.subset), qualifier: $0.qualifier.rawValue,
                isProjected: $0.isProjected)
        }
        return groups.values.filter { Set($0.map(\.value)).count > 1 }.sorted { $0[0].asOf > $1[0].asOf }.map { group in
            let numbers = group.map { shown.text($0) + ($0.source.isEmpty ? "" : " (\($0.source))") }
            let subset = group[0].subset.isEmpty ? "" : ", \(group[0].subset),"
            return "The readings of \(group[0].asOf.text)\(subset) differ: \(numbers.joined(separator: " and "))."
        }
    }

    /// More in the parts than in the whole.
    private static func parts(_ readings: [Reading], _ shown: ShownReadings) -> [String] {
        readings.filter { $0.wholeID == nil }.compactMap { whole in
            let parts = readings.filter { $0.wholeID == whole.id && $0.isProjected == whole.isProjected }
            let sum = parts.reduce(0) { $0 + $1.value }
            guard sum > whole.value else { return nil }
            let isHidden = ([whole] + parts).contains { shown.value($0) == nil }
            let more = isHidden ? "more" : Quantity(value: sum, unit: shown.unit).text
            return
                "The parts of \(shown.text(whole)), \(whole.asOf.text), add up to \(more): right only if some are counted twice."
        }
    }
}
