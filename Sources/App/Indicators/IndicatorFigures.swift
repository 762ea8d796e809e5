import Mustache

/// The drawings of an indicator: where its areas stand beside the comparator, and the course of each that has more than one period.
extension Indicator {
    func figures(csv link: String) -> [Figure] {
        let all = series, valued = all.filter { $0.latest != nil }
        if valued.isEmpty { return [] }
        let courses = valued.filter { one in one.points.count > 1 }
        let isOne = all.count == 1 && courses.count == 1
        return (isOne ? [] : [latestFigure(all, csv: link)])
            + courses.map { course($0, csv: link) }
    }

    private var names: (value: String, other: String?) {
        ("Local value", comparator.isEmpty ? nil : comparator)
    }

    /// What an area came to at last, led by its name where there are others.
    private func named(_ one: IndicatorSeries) -> String {
        ((series.count == 1 ? "" : "\(one.name): ") + (one.latest.flatMap(said) ?? "")).sentenceCase
    }

    private func other(_ point: IndicatorPoint) -> String? {
        comparator.isEmpty ? nil : point.comparator.map(scale.bare) ?? "not known"
    }

    /// The last value of each area, which is a row of its own where nothing is known of it.
    private func latestFigure(_ all: [IndicatorSeries], csv link: String) -> Figure {
        let valued = all.filter { $0.latest != nil }, id = "indicator-\(self.id)"
        let caption =
            valued.count == 1
            ? named(valued[0])
            : "The last value of each area" + (comparator.isEmpty ? "" : " beside \(comparator)")
        let dots = ValueDots(
            id: id, caption: caption, subtitle: name, names: names,
            rows: all.map { one in
                ValueDots.Row(
                    label: one.name.sentenceCase, value: one.latest?.value, other: one.latest?.comparator,
                    text: one.latest.flatMap { point in text(point).map { "\($0) \(point.period.within)" } }
                        ?? "no value recorded", otherText: one.latest.flatMap(other))
            }, text: { self.scale.tick($0) })
        return Figure(
            id: id, caption: caption,
            subtitle: subtitle(valued.compactMap(\.latest)), svg: dots.drawing,
            table: DataTable(
                caption: "The last value of each area",
                heads: heads("Area", more: [DataHead(label: "Period")]),
                rows: all.map { one in
                    DataRow(
                        head: one.name.sentenceCase,
                        cells: [DataCell(text: one.latest?.period.text ?? "No value recorded")] + cells(one.latest))
                }), csvLink: link)
    }

    /// One area over time, with the day by which the target is to be reached.
    private func course(_ one: IndicatorSeries, csv link: String) -> Figure {
        let id = "indicator-\(self.id)-\(one.area?.description ?? "all")"
        let caption = named(one)
        let lines = ValueLines(
            id: id, name: caption, names: names,
            points: one.points.map {
                ValueLines.Point(
                    label: $0.period.text, begins: $0.period.begins, ends: $0.period.last, value: $0.value,
                    other: $0.comparator)
            }, level: target == .absolute ? targetNumber : nil,
            due: targetDue.map { ($0.lastDay, "target by \($0.text)") }, text: { self.scale.tick($0) })
        return Figure(
            id: id, caption: caption, subtitle: subtitle(one.points), svg: lines.drawing,
            table: DataTable(
                caption: "\(name): \(one.name)",
                heads: heads("Period"),
                rows: one.points.map { DataRow(head: $0.period.text, cells: cells($0)) }), csvLink: link)
    }

    /// "Percentage of known adults with learning disabilities, 2011/12 to 2013/14."
    private func subtitle(_ points: [IndicatorPoint]) -> String {
        let periods = points.sorted { $0.period.last < $1.period.last }.map(\.period.text)
        let span =
            periods.first == periods.last ? periods.first ?? "" : "\(periods[0]) to \(periods[periods.count - 1])"
        return "\(scale.what(of: ofWhat)), \(span)"
    }

    private func heads(_ first: String, more: [DataHead] = []) -> [DataHead] {
        [DataHead(label: first)] + more + [DataHead(label: names.value, isNumber: true)]
            + (names.other.map {
                [DataHead(label: $0.sentenceCase, isNumber: true), DataHead(label: "Difference", isNumber: true)]
            } ?? [])
    }

    private func cells(_ point: IndicatorPoint?) -> [DataCell] {
        let texts =
            [point.flatMap(text) ?? "Not known"]
            + (comparator.isEmpty
                ? []
                : [
                    point.flatMap(\.comparator).map(scale.bare) ?? "Not known",
                    point.flatMap(differenceWords)?.sentenceCase ?? "Not known",
                ])
        return texts.map { DataCell(text: $0, isNumber: true) }
    }
}
