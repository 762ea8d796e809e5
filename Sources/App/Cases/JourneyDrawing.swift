import Mustache

/// The line of a journey on a canvas 800 wide: stages upwards, days from left to right.
struct JourneyDrawing {
    private let journey: Journey
    /// The stages that were reached, the last one first, as they stand from the top.
    private let stages: [String]
    private let first, last: Day

    private let left = 150.0, right = 784.0, top = 34.0, rung = 40.0

    init(_ journey: Journey) {
        self.journey = journey
        var seen: [(position: Int, stage: String)] = []
        for entry in journey.entries where !seen.contains(where: { $0.stage == entry.stage }) {
            seen.append((entry.position, entry.stage))
        }
        stages = seen.sorted { $0.position > $1.position }.map(\.stage)
        first = min(
            journey.entries.map(\.entered).min() ?? journey.today, journey.attempts.first?.began ?? journey.today)
        let ends = journey.attempts.compactMap(\.ended) + journey.entries.compactMap(\.left) + [journey.today]
        last = max(ends.max() ?? journey.today, first.adding(days: 7))
    }

    private var bottom: Double { top + rung * Double(stages.count - 1) }

    private func x(_ day: Day) -> Double {
        left + 12 + (right - left - 24) * Double(first.days(to: day)) / Double(first.days(to: last))
    }

    private func y(_ stage: String) -> Double { top + rung * Double(stages.firstIndex(of: stage) ?? 0) }

    var svg: Markup {
        Markup(
            html: "<svg role=\"img\" aria-labelledby=\"journey-title\" viewBox=\"0 0 800 \(number(bottom + 62))\">"
                + "<title id=\"journey-title\">\(escaped(title))</title>" + lines + attempts + today + marks + years
                + "</svg>")
    }

    private var title: String {
        let stages = journey.entries.map { "\($0.stage) from \($0.entered.longText)" }
        let exits = journey.attempts.filter(\.isExit).map { "left early on \($0.ended?.longText ?? "")" }
        return "Journey: " + (stages + exits).joined(separator: ", ") + "."
    }

    private var lines: String {
        stages.map { stage in
            let y = y(stage), name = stage.count > 18 ? stage.prefix(17) + "…" : stage[...]
            return "<path d=\"M\(number(left)) \(number(y))H\(number(right))\" stroke=\"var(--rule)\"/>"
                + "<text x=\"\(number(left - 10))\" y=\"\(number(y + 5))\" text-anchor=\"end\">\(escaped(String(name)))</text>"
        }.joined()
    }

    /// Each attempt as steps; after an early exit a dashed fall to the ground.
    private var attempts: String {
        journey.attempts.map { attempt in
            let own = journey.entries.filter { $0.attempt == attempt.id }
            guard let start = own.first else { return "" }
            var path = "M\(number(x(start.entered))) \(number(y(start.stage)))"
            for entry in own.dropFirst() { path += "H\(number(x(entry.entered)))V\(number(y(entry.stage)))" }
            let end = attempt.ended ?? journey.today
            path += "H\(number(x(end)))"
            let line =
                "<path d=\"\(path)\" fill=\"none\" stroke=\"var(--brand)\" stroke-width=\"3.5\" stroke-linejoin=\"round\"/>"
            guard attempt.isExit, let stage = own.last?.stage else { return line }
            let fall =
                "<path d=\"M\(number(x(end))) \(number(y(stage)))V\(number(bottom))\" stroke=\"var(--stop)\" stroke-width=\"3\" stroke-dasharray=\"6 4\"/>"
            let square =
                "<rect x=\"\(number(x(end) - 6))\" y=\"\(number(y(stage) - 6))\" width=\"12\" height=\"12\" fill=\"var(--stop)\" stroke=\"var(--paper)\" stroke-width=\"1.5\"/>"
            return line + fall + square
        }.joined()
    }

    private var marks: String {
        journey.entries.map { entry in
            let isNow = entry.left == nil && entry.entered <= journey.today
            return
                "<circle cx=\"\(number(x(entry.entered)))\" cy=\"\(number(y(entry.stage)))\" r=\"\(isNow ? 6 : 4.5)\" fill=\"var(--\(isNow ? "brand" : "paper"))\" stroke=\"var(--brand)\" stroke-width=\"2.5\"/>"
        }.joined()
    }

    private var today: String {
        let x = x(journey.today), isRight = x > (left + right) / 2
        return
            "<path d=\"M\(number(x)) 18V\(number(bottom + 18))\" stroke=\"var(--ink)\" stroke-width=\"1.5\" stroke-dasharray=\"2 3\"/>"
            + "<text x=\"\(number(isRight ? x - 6 : x + 6))\" y=\"16\" text-anchor=\"\(isRight ? "end" : "start")\">Today</text>"
    }

    /// The axis, and under it the first day of the journey and each January that has room.
    private var years: String {
        let axis = bottom + 24
        var ticks = [(x(first), first.monthText)]
        for year in first.year...last.year {
            guard let january = Day(year: year, month: 1, day: 1), january > first, january < last else { continue }
            if x(january) - (ticks.last?.0 ?? 0) > 110, right - x(january) > 20 {
                ticks.append((x(january), january.monthText))
            }
        }
        return "<path d=\"M\(number(left)) \(number(axis))H\(number(right))\" stroke=\"var(--edge)\"/>"
            + ticks.map { place, label in
                "<path d=\"M\(number(place)) \(number(axis))v5\" stroke=\"var(--edge)\"/><text class=\"app-figure__quiet\" x=\"\(number(place))\" y=\"\(number(axis + 22))\" text-anchor=\"middle\">\(escaped(label))</text>"
            }.joined()
    }

    private func number(_ value: Double) -> String { ((value * 10).rounded() / 10).plain }
    private func escaped(_ text: String) -> String { Markup(escaping: text).html }
}
