import Mustache

/// Where all stood at each update: one stacked bar an update, hatched by tone, the numbers on it.
struct TrendBars {
    struct Grade {
        let words: String
        let tone: Tone
    }
    struct Period {
        let label: String
        /// As many as there are grades, in their order.
        let counts: [Int]

        var total: Int { counts.reduce(0, +) }
    }

    let id, caption, subtitle, unit: String
    let grades: [Grade]
    /// Oldest first.
    let periods: [Period]

    /// The drawing with the same numbers as its table.
    var figure: Figure {
        Figure(
            id: id, caption: caption, subtitle: subtitle, svg: drawing, isWide: true,
            table: DataTable(
                caption: "\(unit.sentenceCase) by grade at each update",
                heads: [DataHead(label: "Update")] + grades.map { DataHead(label: $0.words, isNumber: true) },
                rows: periods.map { period in
                    DataRow(
                        head: period.label,
                        cells: period.counts.map {
                            DataCell(
                                text: $0 == 0 ? "0" : "\($0.formatted()) (\(percentage($0, of: period.total)))",
                                isNumber: true)
                        })
                }))
    }

    private static let (width, left, pitch) = (720, 96, 44)

    private var drawing: Markup {
        let key = ToneMark.key(grades.map { ($0.tone, $0.words) }, width: Self.width)
        var content: Markup = "\(ToneMark.hatches(for: id))\(key.markup)"
        let most = max(1, periods.map(\.total).max() ?? 1), top = key.rows * 24 + 12
        for (index, period) in periods.enumerated() {
            let y = top + index * Self.pitch
            content =
                "\(content)<text x=\"\(Self.left - 10)\" y=\"\(y + 21)\" text-anchor=\"end\">\(period.label)</text>"
            content = "\(content)\(bar(period, y: y, most: most))"
        }
        let height = top + periods.count * Self.pitch
        content =
            "\(content)<path d=\"M\(Self.left) \(top - 6)V\(height - 6)\" stroke=\"var(--edge)\" stroke-width=\"2\"/>"
        return ToneMark.drawing(id, name: name, width: Self.width, height: height, content)
    }

    private func bar(_ period: Period, y: Int, most: Int) -> Markup {
        var (content, before) = (Markup(html: ""), 0)
        let room = Self.width - Self.left - 8
        for (grade, count) in zip(grades, period.counts) where count > 0 {
            let x = Self.left + before * room / most, end = Self.left + (before + count) * room / most
            content = "\(content)\(ToneMark.bar(grade.tone, x: x, y: y, width: max(2, end - x), height: 32, in: id))"
            let text = count.formatted(), chip = text.count * 9 + 10
            if end - x >= chip + 4 {
                let middle = (x + end) / 2
                content = """
                    \(content)<rect x="\(middle - chip / 2)" y="\(y + 6)" width="\(chip)" height="20" rx="3" fill="var(--paper)"/>\
                    <text x="\(middle)" y="\(y + 21)" text-anchor="middle">\(text)</text>
                    """
            }
            before += count
        }
        return content
    }

    private var name: String {
        let sentences = periods.map { period in
            let parts = zip(grades, period.counts).filter { $1 > 0 }.map { "\($0.words) \($1)" }
            return period.label + ": " + parts.joined(separator: ", ")
        }
        return "\(unit.sentenceCase) by grade at \(counted(periods.count, "update", "updates")). "
            + sentences.joined(separator: "; ")
    }
}
