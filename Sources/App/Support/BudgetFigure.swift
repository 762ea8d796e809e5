import Mustache

/// Spent and planned against the cap: one bar, and the same numbers by category.
struct BudgetFigure {
    let budget: Budget
    let lines: [BudgetLine]

    var figure: Figure {
        Figure(
            id: "budget", caption: budget.finding, subtitle: "Solid: spent. Dashed: planned. The mark is the cap.",
            svg: drawing,
            table: DataTable(
                caption: "Personal budget by category",
                heads: [
                    DataHead(label: "Category"), DataHead(label: "Spent", isNumber: true),
                    DataHead(label: "Planned", isNumber: true),
                ], rows: rows))
    }

    private var rows: [DataRow] {
        let categories = BudgetLine.Category.allCases.compactMap { category -> DataRow? in
            let own = lines.filter { $0.category == category }
            if own.isEmpty { return nil }
            return row(
                category.label, own.filter { $0.spentOn != nil }.map(\.amount).sum,
                own.filter { $0.spentOn == nil }.map(\.amount).sum)
        }
        return categories + [row("All", budget.spent, budget.planned)]
    }

    private func row(_ head: String, _ spent: Money, _ planned: Money) -> DataRow {
        DataRow(
            head: head,
            cells: [DataCell(text: spent.text, isNumber: true), DataCell(text: planned.text, isNumber: true)])
    }

    private var drawing: Markup {
        let most = max(1, budget.cap.pence, budget.used.pence)
        func width(_ money: Money) -> Int { money.pence * 372 / most }
        let (spent, planned, cap) = (width(budget.spent), width(budget.planned), width(budget.cap))
        let over = budget.left < .none ? "stop" : "brand"
        var content: Markup =
            "<rect x=\"2\" y=\"8\" width=\"\(cap)\" height=\"22\" fill=\"none\" stroke=\"var(--edge)\"/>"
        if spent > 0 {
            content = "\(content)<rect x=\"2\" y=\"8\" width=\"\(spent)\" height=\"22\" fill=\"var(--\(over))\"/>"
        }
        if planned > 0 {
            content = """
                \(content)<rect x="\(spent + 3)" y="9" width="\(max(2, planned - 2))" height="20" fill="var(--brand-tint)" \
                stroke="var(--\(over))" stroke-width="2" stroke-dasharray="4 3"/>
                """
        }
        content = """
            \(content)<path d="M\(cap + 2) 3v32" stroke="var(--ink)" stroke-width="3"/>\
            <text x="2" y="52">\(budget.spent.text) spent, \(budget.planned.text) planned</text>\
            <text x="398" y="52" text-anchor="end">cap \(budget.cap.text)</text>
            """
        return ToneMark.drawing(
            "budget",
            name:
                "Personal budget: \(budget.spent.text) spent and \(budget.planned.text) planned of a cap of \(budget.cap.text)",
            width: 400, height: 58, content)
    }
}
