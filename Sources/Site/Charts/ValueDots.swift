import Mustache

/// Two values beside each other on one scale, a row each: for a single period, of which a line would tell a course that nobody knows.
struct ValueDots {
    struct Row {
        let label: String
        /// Nil where it is not known.
        let value, other: Double?
        /// As they read: "1.7%", "no value recorded".
        let text: String
        let otherText: String?
    }

    let id, caption, subtitle: String
    /// What the two are called.
    let names: (value: String, other: String?)
    let rows: [Row]
    /// A number of the scale as it reads.
    let text: (Double) -> String

    /// The drawing; its table is the caller’s.
    var drawing: Markup {
        let top = ValueScale(rows.flatMap { [$0.value, $0.other] }.compactMap(\.self)).top
        var content = ValueMark.key(names)
        var y = 40
        for row in rows {
            let words = "\(row.label): \(row.text)" + (row.otherText.map { ", \(names.other ?? "") \($0)" } ?? "")
            var y0 = y
            for line in ValueMark.lines(words) {
                content = "\(content)<text x=\"8\" y=\"\(y0 + 12)\">\(line)</text>"
                y0 += 18
            }
            let middle = y0 + 8
            content =
                "\(content)<path d=\"M8 \(middle)H392\" stroke=\"var(--rule)\"/><path d=\"M8 \(middle - 7)v14\" stroke=\"var(--edge)\" stroke-width=\"2\"/>"
            let x = row.value.map { ValueMark.x($0, of: top) }, other = row.other.map { ValueMark.x($0, of: top) }
            if let x, let other, x != other {
                content =
                    "\(content)<path d=\"M\(x) \(middle)H\(other)\" stroke=\"var(--quiet)\" stroke-width=\"3\"/>"
            }
            if let other { content = "\(content)\(ValueMark.other(x: other, y: middle))" }
            if let x { content = "\(content)\(ValueMark.value(x: x, y: middle))" }
            y = middle + 24
        }
        content = """
            \(content)<text class="app-figure__quiet" x="8" y="\(y + 2)">\(text(0))</text>\
            <text class="app-figure__quiet" x="392" y="\(y + 2)" text-anchor="end">\(text(top))</text>
            """
        let name = rows.map { "\($0.label): \($0.text)" + ($0.otherText.map { ", \(names.other ?? "") \($0)" } ?? "") }
        return ToneMark.drawing(id, name: name.joined(separator: "; "), width: 400, height: y + 10, content)
    }
}

/// A scale from nought to a round number.
struct ValueScale {
    let top: Double

    init(_ values: [Double]) {
        let most = values.max() ?? 0
        var step = 1.0
        while step * 10 < most { step *= 10 }
        while step >= most, step > 0.001 { step /= 10 }
        top = most <= 0 ? 1 : [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map { $0 * step }.first { $0 >= most } ?? step * 10
    }
}

/// The marks of the two, told apart by shape: a filled dot, and an open square.
enum ValueMark {
    static func x(_ value: Double, of top: Double) -> Int { 8 + Int((384 * value / top).rounded()) }

    static func value(x: Int, y: Int) -> Markup {
        "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"7\" fill=\"var(--s1)\" stroke=\"var(--paper)\" stroke-width=\"1\"/>"
    }

    static func other(x: Int, y: Int) -> Markup {
        "<rect x=\"\(x - 6)\" y=\"\(y - 6)\" width=\"12\" height=\"12\" fill=\"var(--paper)\" stroke=\"var(--s2)\" stroke-width=\"3\"/>"
    }

    /// Which is which, above the drawing.
    static func key(_ names: (value: String, other: String?)) -> Markup {
        let first: Markup = "\(value(x: 15, y: 14))<text x=\"28\" y=\"19\">\(names.value)</text>"
        guard let name = names.other else { return first }
        let x = 60 + names.value.count * 8
        return "\(first)\(other(x: x, y: 14))<text x=\"\(x + 13)\" y=\"19\">\(name.sentenceCase)</text>"
    }

    /// Words in lines that fit a narrow drawing.
    static func lines(_ words: String, of length: Int = 52) -> [String] {
        var lines = [""]
        for word in words.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + word.count < length {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
