import Mustache

/// How many stand where: one bar for each of the council's words, the number and its share beside it.
struct ToneBars {
    struct Bar {
        let words: String
        let tone: Tone
        var state = ToneMark.State.plain
        let count: Int
    }

    let id, caption, subtitle: String
    /// What is counted, as in "recommendations".
    let unit: String
    let bars: [Bar]

    private var total: Int { bars.reduce(0) { $0 + $1.count } }

    /// The drawing with the same numbers as its table.
    var figure: Figure {
        Figure(
            id: id, caption: caption, subtitle: subtitle, svg: drawing,
            table: DataTable(
                caption: "\(unit.sentenceCase) by grade",
                heads: [
                    DataHead(label: "Grade"), DataHead(label: "Number", isNumber: true),
                    DataHead(label: "Share", isNumber: true),
                ],
                rows: bars.map { row($0.words, $0.count) } + [row("All", total)]))
    }

    private func row(_ words: String, _ count: Int) -> DataRow {
        DataRow(
            head: words,
            cells: [
                DataCell(text: count.formatted(), isNumber: true),
                DataCell(text: percentage(count, of: total), isNumber: true),
            ])
    }

    private var drawing: Markup {
        let most = max(1, bars.map(\.count).max() ?? 1)
        var content = ToneMark.hatches(for: id)
        for (index, bar) in bars.enumerated() {
            let (top, width) = (index * 54, bar.count * 280 / most)
            let drawn: Markup =
                bar.count == 0
                ? "" : ToneMark.bar(bar.tone, x: 2, y: top + 24, width: max(3, width), height: 24, in: id)
            content = """
                \(content)\(ToneMark.shape(bar.tone, bar.state, x: 9, y: top + 10))<text x="24" y="\(top + 15)">\(bar.words)</text>\(drawn)\
                <text x="\(width + 12)" y="\(top + 41)">\(bar.count.formatted()) (\(percentage(bar.count, of: total)))</text>
                """
        }
        let height = bars.count * 54
        content = "\(content)<path d=\"M1 0V\(height)\" stroke=\"var(--edge)\" stroke-width=\"2\"/>"
        let name = bars.map { "\($0.words) \($0.count)" }.joined(separator: ", ")
        return ToneMark.drawing(
            id, name: "\(total.formatted()) \(unit) by grade: \(name)", width: 400, height: height, content)
    }
}
