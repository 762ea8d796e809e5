import Mustache

/// Which share of those with high support needs, and of everybody else, each provider started.
enum JointReviewFigure {
    private static let left = 12, width = 376

    static func figure(_ review: JointReview) -> Figure {
        let lines = review.lines.filter { $0.pointsApart != nil }
        return Figure(
            id: "started", caption: caption(review),
            subtitle: "Share started, of those referred: high support needs and everybody else",
            svg: lines.isEmpty ? nil : drawing(lines),
            table: DataTable(
                caption: "Started, of those referred",
                heads: [
                    DataHead(label: "Provider"), DataHead(label: "High support need", isNumber: true),
                    DataHead(label: "Everybody else", isNumber: true), DataHead(label: "Points apart", isNumber: true),
                ],
                rows: review.lines.map { line in
                    DataRow(
                        head: line.name,
                        cells: [
                            cell(line.high), cell(line.others),
                            DataCell(text: line.pointsApart.map(String.init) ?? "Cannot be told", isNumber: true),
                        ])
                }))
    }

    private static func caption(_ review: JointReview) -> String {
        guard let first = review.picking.first else {
            return "Share started: high support needs, and everybody else"
        }
        return review.picking.count == 1
            ? "Only \(first.name) starts far fewer of those with high needs"
            : "\(counted(review.picking.count).sentenceCase) providers start far fewer of those with high needs"
    }

    private static func cell(_ count: JointReview.Count) -> DataCell {
        DataCell(
            text: count.referred == 0
                ? "Nobody"
                : "\(count.started.formatted()) of \(count.referred.formatted()), \(percentage(count.started, of: count.referred))",
            isNumber: true)
    }

    private static func place(_ points: Int) -> Int { left + points * width / 100 }

    private static func drawing(_ lines: [JointReview.Line]) -> Markup {
        let height = 44 + lines.count * 44
        let grid = [0, 25, 50, 75, 100].map { (at: Int) -> Markup in
            let x = place(at), anchor = at == 0 ? "start" : at == 100 ? "end" : "middle"
            return """
                <line class="app-review__grid" x1="\(x)" x2="\(x)" y1="26" y2="\(height - 18)"/>\
                <text class="app-review__axis" x="\(x)" y="\(height - 4)" text-anchor="\(anchor)">\(at)%</text>
                """
        }
        let rows = lines.enumerated().map { (index: Int, line: JointReview.Line) -> Markup in
            let y = 68 + index * 44 - 14
            let high = place(points(line.high.started, line.high.referred))
            let others = place(points(line.others.started, line.others.referred))
            return """
                <text class="app-review__name" x="\(left)" y="\(y - 12)">\(line.name)</text>\
                <line class="app-review__span" x1="\(min(high, others))" x2="\(max(high, others))" y1="\(y)" y2="\(y)"/>\
                <circle class="app-review__others" cx="\(others)" cy="\(y)" r="6"/><circle class="app-review__high" cx="\(high)" cy="\(y)" r="6"/>
                """
        }
        let told = lines.map { line in
            "\(line.name) \(percentage(line.high.started, of: line.high.referred)) and \(percentage(line.others.started, of: line.others.referred))"
        }.joined(separator: "; ")
        return """
            <svg class="app-review__drawing" role="img" viewBox="0 0 400 \(height)" focusable="false">\
            <title>Share started of those with high support needs, and of everybody else: \(told)</title>\
            \(Markup(html: grid.map(\.html).joined()))\
            <circle class="app-review__high" cx="18" cy="12" r="6"/><text class="app-review__axis" x="30" y="17">high support needs</text>\
            <circle class="app-review__others" cx="180" cy="12" r="6"/><text class="app-review__axis" x="192" y="17">everybody else</text>\
            \(Markup(html: rows.map(\.html).joined()))</svg>
            """
    }
}

/// A provider’s people of one support need.
struct NeedRow {
    let provider: String
    /// Nil: all of them.
    let need: ProviderReferral.Need?
    let count: JointReview.Count

    static func all(of review: JointReview) -> [NeedRow] {
        review.lines.flatMap { line in
            ProviderReferral.Need.allCases.map {
                NeedRow(provider: line.name, need: $0, count: line.byNeed[$0] ?? .init())
            }
                + [NeedRow(provider: line.name, need: nil, count: line.all)]
        }
    }

    static func table(_ review: JointReview, _ visit: Visit) -> Table {
        func number(_ head: String, _ value: @escaping @Sendable (JointReview.Count) -> Int) -> ListColumn<NeedRow> {
            ListColumn(head) { .text(JointReviewPage.disclosure.count(value($0.count))) }
        }
        var table = Table(
            "By support need", of: all(of: review),
            [
                ListColumn("Provider") { .text($0.provider) },
                ListColumn("Support need") { .text($0.need?.short ?? "All") },
                number("Referred", \.referred), number("Started", \.started), number("In paid work", \.employed),
                number("13 weeks", \.at13), number("26 weeks", \.at26),
            ], style: "app-review__needs", for: visit)
        for index in table.rows.indices {
            for cell in table.rows[index].cells.indices.dropFirst() { table.rows[index].cells[cell].isNumber = true }
        }
        for head in table.heads.indices.dropFirst(2) { table.heads[head].isNumber = true }
        return table
    }

    static let fileColumns: [ListColumn<NeedRow>] = [
        ListColumn("Provider", "provider") { .text($0.provider) },
        ListColumn("Support need", "need") { .text($0.need?.short ?? "All") },
        ListColumn("Referred", "referred") { .whole($0.count.referred) },
        ListColumn("Started", "started") { .whole($0.count.started) },
        ListColumn("In paid work", "employed") { .whole($0.count.employed) },
        ListColumn("In paid work at 13 weeks", "at_13") { .whole($0.count.at13) },
        ListColumn("In paid work at 26 weeks", "at_26") { .whole($0.count.at26) },
        ListColumn("Still running", "running") { .whole($0.count.running) },
        ListColumn("Had work experience", "experienced") { .whole($0.count.experienced) },
        ListColumn("Paid work after it", "converted") { .whole($0.count.converted) },
    ]
}
