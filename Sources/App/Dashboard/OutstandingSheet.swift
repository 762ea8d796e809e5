import HTTP

/// The outstanding recommendations as a spreadsheet (RFC 4180, with a mark that tells spreadsheets the encoding).
struct OutstandingSheet {
    let list: [Outstanding]
    let reports: [Recommendation.ID: [Report]]
    let today: Day

    private static let heads = [
        "Action plan", "Number", "Recommendation", "Grade", "Leads", "Plan agreed", "Outstanding for",
        "Next update due", "Days overdue",
        "Last slip", "Reason", "Explanation", "New date", "Disagreement",
    ]

    var response: Response {
        var text = "\u{FEFF}" + Self.line(Self.heads)
        for item in list { text += Self.line(cells(item)) }
        return Response(
            headers: [
                "Content-Type": "text/csv; charset=utf-8", "Cache-Control": "no-store",
                "Content-Disposition": "attachment; filename=\"outstanding-\(today.isoText).csv\"",
            ], body: Array(text.utf8))
    }

    private func cells(_ item: Outstanding) -> [String] {
        let own = reports[item.id] ?? [], slip = own.first(where: \.isSlip)
        let late = item.nextDueOn.map { max(0, $0.days(to: today)) } ?? 0
        return [
            item.planTitle, item.number, item.words, item.assessmentWords ?? "Not assessed",
            item.leads.joined(separator: "; "),
            item.agreed?.text ?? "", item.agreed.map { Overview.span(from: $0.day, to: today) } ?? "",
            item.nextDueOn?.isoText ?? "",
            late == 0 ? "" : String(late), slip?.period.monthText ?? "", slip?.slipReason ?? "",
            slip?.explanation ?? "",
            slip?.newDueOn?.isoText ?? "",
            own.first { !$0.isOfAction && $0.assessmentWords != nil }?.disagreement ?? "",
        ]
    }

    static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    /// Text that a spreadsheet would take for a formula begins with an apostrophe.
    static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        return "\"" + (isFormula ? "'" : "") + text.replacing("\"", with: "\"\"") + "\""
    }
}
