import Mustache

/// Two values over time: a line joins what follows on each other, and a period of which nothing is known is a gap, not nought.
struct ValueLines {
    struct Point {
        let label: String
        let begins, ends: Day
        /// Nil where it is not known.
        let value, other: Double?
    }

    let id, name: String
    let names: (value: String, other: String?)
    /// The oldest first.
    let points: [Point]
    /// A level of its own to reach, and by when.
    let level: Double?
    let due: (day: Day, label: String)?
    let text: (Double) -> String

    private let left = 52.0, right = 384.0, top = 44.0, bottom = 204.0

    init(
        id: String, name: String, names: (value: String, other: String?), points: [Point], level: Double? = nil,
        due: (day: Day, label: String)? = nil, text: @escaping (Double) -> String
    ) {
        (self.id, self.name, self.names, self.points) = (id, name, names, points)
        (self.level, self.text) = (level, text)
        // A day far from all that is known would leave no room for it.
        let first = points.first?.ends ?? .first, last = points.last?.ends ?? .first
        let room = max(first.days(to: last), 2 * 366) * 2
        self.due = due.flatMap { last.days(to: $0.day) <= room && first <= $0.day ? $0 : nil }
    }

    private var end: Day { max(points.last?.ends ?? .first, due?.day ?? .first) }

    private func x(_ day: Day) -> Double {
        let first = points.first?.ends ?? .first, span = Double(max(1, first.days(to: end)))
        return left + 16 + (right - left - 32) * Double(first.days(to: day)) / span
    }

    var drawing: Markup {
        let scale = ValueScale((points.flatMap { [$0.value, $0.other] } + [level]).compactMap(\.self))
        func y(_ value: Double) -> Double { bottom - (bottom - top) * value / scale.top }
        var content = ValueMark.key(names).html
        for tick in [0, scale.top / 2, scale.top] {
            let isZero = tick == 0
            content +=
                "<path d=\"M\(number(left)) \(number(y(tick)))H\(number(right))\" stroke=\"var(--\(isZero ? "edge" : "rule"))\" stroke-width=\"\(isZero ? 2 : 1)\"/>"
                + "<text class=\"app-figure__quiet\" x=\"\(number(left - 8))\" y=\"\(number(y(tick) + 5))\" text-anchor=\"end\">\(escaped(text(tick)))</text>"
        }
        if let level {
            content +=
                "<path d=\"M\(number(left)) \(number(y(level)))H\(number(right))\" stroke=\"var(--ink)\" stroke-width=\"2\" stroke-dasharray=\"2 4\"/>"
                + "<text x=\"\(number(left + 4))\" y=\"\(number(y(level) - 6))\">target</text>"
        }
        if let due {
            let place = x(due.day), isRight = place > (left + right) / 2
            content +=
                "<path d=\"M\(number(place)) \(number(top - 4))V\(number(bottom))\" stroke=\"var(--ink)\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>"
                + "<text x=\"\(number(isRight ? place - 6 : place + 6))\" y=\"\(number(top - 10))\" text-anchor=\"\(isRight ? "end" : "start")\">\(escaped(due.label))</text>"
        }
        content += line(\.other, y, "var(--s2)", dashes: " stroke-dasharray=\"5 4\"") + line(\.value, y, "var(--s1)")
        for point in points {
            if let other = point.other { content += ValueMark.other(x: Int(x(point.ends)), y: Int(y(other))).html }
            if let value = point.value { content += ValueMark.value(x: Int(x(point.ends)), y: Int(y(value))).html }
        }
        return ToneMark.drawing(
            id, name: name, width: 400, height: Int(bottom) + 32, Markup(html: content + labels))
    }

    /// Joins neighbours whose periods follow on each other.
    private func line(
        _ part: (Point) -> Double?, _ y: (Double) -> Double, _ colour: String, dashes: String = ""
    ) -> String {
        var path = "", last: Point?
        for point in points {
            guard let value = part(point) else {
                last = nil
                continue
            }
            let follows = last.map { $0.ends.adding(days: 1) == point.begins } ?? false
            path += "\(follows ? "L" : "M")\(number(x(point.ends))) \(number(y(value)))"
            last = point
        }
        return
            "<path d=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" stroke-linejoin=\"round\"\(dashes)/>"
    }

    /// The periods under the drawing, the last one always, the others as far as there is room.
    private var labels: String {
        var words = "", edge = Double.infinity
        for point in points.reversed() {
            let place = x(point.ends), half = Double(point.label.count) * 4
            guard place + half < edge else { continue }
            edge = place - half - 6
            words +=
                "<text class=\"app-figure__quiet\" x=\"\(number(place))\" y=\"\(number(bottom + 22))\" text-anchor=\"middle\">\(escaped(point.label))</text>"
        }
        return words
    }

    private func number(_ value: Double) -> String { ((value * 10).rounded() / 10).plain }
    private func escaped(_ text: String) -> String { Markup(escaping: text).html }
}
