import Mustache

/// The parts of one figure as bars, the largest first, with their whole in the table.
struct CategoryBars {
    private let group: FigureGroup
    private let bars: [(name: String, value: Double, text: String)]
    private let whole: String

    /// Nil where there are too few to compare, or a number of them is not told.
    init?(_ group: FigureGroup, for visit: Visit) {
        guard group.parts.count > 2, let whole = group.shown(for: visit), !group.whole.isHeld else { return nil }
        var bars: [(name: String, value: Double, text: String)] = []
        for part in group.parts {
            guard let value = part.value, !part.isHeld else { return nil }
            bars.append((part.name, value, part.qualifier.words + Self.number(value, part.unit)))
        }
        self.bars = bars.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }
            .map(\.element)
        (self.group, self.whole) = (group, whole)
    }

    private static func number(_ value: Double, _ unit: Unit) -> String {
        [.gbp, .percent].contains(unit) ? Quantity(value: value, unit: unit).text : Quantity.grouped(value)
    }

    private var isOfOnePeriod: Bool { group.parts.allSatisfy { $0.period == group.whole.period } }

    func figure(csv link: String) -> Figure {
        let id = "figure-\(group.whole.id)", top = bars[0]
        let isTie = bars[1].value == top.value
        let caption =
            "\(group.whole.name): "
            + (isTie ? whole : "the largest part is \(top.name), \(top.text) of \(whole)")
        return Figure(
            id: id, caption: caption,
            subtitle: (isOfOnePeriod ? "As of \(group.whole.period.text)" : "Parts of different periods")
                + (group.isAddedUp ? "; the total is added up from its parts, none is stated" : ""),
            svg: drawing(id),
            table: DataTable(
                caption: group.whole.name,
                heads: [DataHead(label: "Part"), DataHead(label: group.whole.unit.label.sentenceCase, isNumber: true)],
                rows: bars.map { DataRow(head: $0.name, cells: [DataCell(text: $0.text, isNumber: true)]) } + [
                    DataRow(
                        head: group.isAddedUp ? "Total, added up from its parts" : "All",
                        cells: [DataCell(text: whole, isNumber: true)])
                ]), csvLink: link)
    }

    private func drawing(_ id: String) -> Markup {
        let most = max(bars.map(\.value).max() ?? 0, 1)
        var content: Markup = ""
        for (index, bar) in bars.enumerated() {
            let top = index * 46, width = Int((bar.value * 300 / most).rounded())
            let drawn: Markup =
                bar.value == 0
                ? "" : "<rect x=\"2\" y=\"\(top + 22)\" width=\"\(max(2, width))\" height=\"18\" fill=\"var(--s1)\"/>"
            content = """
                \(content)<text x="8" y="\(top + 16)">\(bar.name)</text>\(drawn)\
                <text x="\(width + 10)" y="\(top + 36)">\(bar.text)</text>
                """
        }
        let height = bars.count * 46
        content = "\(content)<path d=\"M1 0V\(height)\" stroke=\"var(--edge)\" stroke-width=\"2\"/>"
        let name = "\(group.whole.name): " + bars.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
        return ToneMark.drawing(id, name: name, width: 400, height: height, content)
    }
}
