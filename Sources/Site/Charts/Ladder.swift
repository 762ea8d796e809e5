import Mustache

/// One recommendation's grades over its updates, drawn as steps on a ladder of the council's own words, best at the top.
enum Ladder {
    /// One update's grade.
    struct Point {
        /// "July 2023".
        let label: String
        let words: String
        let tone: Tone

        init(_ label: String, _ words: String, _ tone: Tone) {
            (self.label, self.words, self.tone) = (label, words, tone)
        }
    }

    /// One of the council's words for achievement.
    struct Rung: Equatable {
        let words: String
        let tone: Tone
    }

    /// Points from the oldest to the newest; nil when there is none.
    static func figure(
        id: String, scale: [Rung], points: [Point], subtitle: String = "The grade at each update"
    ) -> Figure? {
        guard !points.isEmpty else { return nil }
        let rungs = Rungs(scale, points)
        let shown = Array(points.suffix(12))
        let caption = Self.caption(points)
        return Figure(
            id: id, caption: caption, subtitle: subtitle, svg: Drawing(id: id, rungs: rungs, points: shown).svg,
            table: DataTable(
                caption: "Grades", heads: [DataHead(label: "Update"), DataHead(label: "Grade")],
                rows: points.map { DataRow(head: $0.label, cells: [DataCell(text: $0.words)]) }))
    }

    /// The finding: where it stands and how it came there.
    static func caption(_ points: [Point]) -> String {
        guard let first = points.first, let last = points.last else { return "No grade yet" }
        if points.count == 1 { return "\(last.words) at the first update" }
        if let since = points.lastIndex(where: { $0.words != last.words }) {
            let before = points[since]
            let slipped =
                points.dropLast().contains { $0.tone == .slipped } && last.tone != .slipped && before.tone != .slipped
            return slipped
                ? "\(last.words), after \(before.words) and an earlier slip"
                : "\(last.words), after \(before.words) in \(before.label)"
        }
        return "\(first.words) at every update since \(first.label)"
    }

    /// What the rungs are called: the council's words, best first, with those of older updates that it no longer uses.
    struct Rungs {
        let words: [String]

        init(_ scale: [Rung], _ points: [Point]) {
            let used = Set(points.map(\.words))
            let kept = scale.filter { used.contains($0.words) || $0.tone != .notAssessed && Self.isFirst($0, scale) }
            let offered = scale.filter { $0.tone != .notAssessed || used.contains($0.words) }
            var words = (scale.count > 6 ? kept : offered).map(\.words)
            for point in points where !words.contains(point.words) { words.append(point.words) }
            self.words = words
        }

        /// A council with two sets of words shows what it uses here, and one rung for every other tone.
        private static func isFirst(_ rung: Rung, _ scale: [Rung]) -> Bool {
            scale.first { $0.tone == rung.tone } == rung
        }

        func index(_ point: Point) -> Int { words.firstIndex(of: point.words) ?? 0 }
    }
}

/// The drawing of a ladder on a canvas 400 wide.
private struct Drawing {
    let id: String
    let rungs: Ladder.Rungs
    let points: [Ladder.Point]

    private let left = 132.0, right = 384.0, top = 20.0, rung = 40.0

    private var height: Double { top + rung * Double(rungs.words.count - 1) + 52 }
    private func x(_ index: Int) -> Double {
        let inset = 24.0
        guard points.count > 1 else { return (left + right) / 2 }
        return left + inset + (right - left - 2 * inset) * Double(index) / Double(points.count - 1)
    }
    private func y(_ point: Ladder.Point) -> Double { top + rung * Double(rungs.index(point)) }

    var svg: Markup {
        Markup(
            html: "<svg role=\"img\" aria-labelledby=\"\(id)-title\" viewBox=\"0 0 400 \(number(height))\">"
                + "<title id=\"\(id)-title\">\(escaped(title))</title>" + lines + steps + marks + labels + "</svg>")
    }

    private var title: String {
        "Grades over \(points.count) \(points.count == 1 ? "update" : "updates"): "
            + points.map { "\($0.label) \($0.words)" }.joined(separator: ", ") + "."
    }

    /// The rungs with their words, over two lines where they are long.
    private var lines: String {
        rungs.words.enumerated().map { index, words in
            let y = top + rung * Double(index)
            let lines = Self.wrapped(words)
            let text = lines.enumerated().map { line, part in
                let shift = Double(line) * 16 - Double(lines.count - 1) * 8 + 5
                return
                    "<text x=\"\(number(left - 10))\" y=\"\(number(y + shift))\" text-anchor=\"end\">\(escaped(part))</text>"
            }
            return
                "<path d=\"M\(number(left)) \(number(y))H\(number(right))\" stroke=\"var(--rule)\" stroke-width=\"1\"/>"
                + text.joined()
        }.joined()
    }

    /// The way from update to update, in quiet, as steps.
    private var steps: String {
        guard points.count > 1 else { return "" }
        var path = "M\(number(x(0))) \(number(y(points[0])))"
        for index in 1..<points.count { path += "H\(number(x(index)))V\(number(y(points[index])))" }
        return "<path d=\"\(path)\" fill=\"none\" stroke=\"var(--edge)\" stroke-width=\"2\" stroke-linejoin=\"round\"/>"
    }

    private var marks: String {
        points.enumerated().map { index, point in
            let (x, y, look) = (x(index), y(point), point.tone.look)
            return "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"12\" fill=\"var(--paper)\"/>"
                + "<use href=\"#mark-\(look)\" x=\"\(number(x - 9))\" y=\"\(number(y - 9))\" width=\"18\" height=\"18\" "
                + "color=\"var(--\(look))\" fill=\"var(--\(look))\"/>"
        }.joined()
    }

    /// The updates under the drawing: every one when there is room, else the first, the last and some between.
    private var labels: String {
        let room = (right - left) / Double(max(points.count - 1, 1))
        let every = max(1, Int((70 / room).rounded(.up)))
        let y = top + rung * Double(rungs.words.count - 1) + 38
        return points.enumerated().filter { ($0.offset - (points.count - 1)).isMultiple(of: every) }.map {
            index, point in
            "<text class=\"app-figure__quiet\" x=\"\(number(x(index)))\" y=\"\(number(y))\" text-anchor=\"middle\">\(escaped(Self.short(point.label)))</text>"
        }.joined()
    }

    /// "July 2023" is "Jul 2023".
    private static func short(_ label: String) -> String {
        let words = label.split(separator: " ")
        guard words.count == 2, Day.monthNames.contains(String(words[0])) else { return label }
        return words[0].prefix(3) + " " + words[1]
    }

    private static func wrapped(_ words: String) -> [String] {
        var lines = [""]
        for word in words.split(separator: " ") {
            if lines[lines.count - 1].isEmpty {
                lines[lines.count - 1] = String(word)
            } else if lines[lines.count - 1].count + word.count < 17 {
                lines[lines.count - 1] += " " + word
            } else if lines.count < 2 {
                lines.append(String(word))
            } else {
                lines[1] += "…"
                return lines
            }
        }
        return lines
    }

    private func number(_ value: Double) -> String { ((value * 10).rounded() / 10).plain }
    private func escaped(_ text: String) -> String { Markup(escaping: text).html }
}
