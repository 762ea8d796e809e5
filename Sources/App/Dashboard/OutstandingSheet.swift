/// The outstanding recommendations as a spreadsheet.
enum OutstandingSheet {
    private static let heads = [
        "Action plan", "Number", "Recommendation", "Grade", "Leads", "Plan agreed", "Outstanding for",
        "Next update due",
        "Days overdue", "Last slip", "Reason", "Explanation", "New date", "Disagreement", "Not confirmed by members",
    ]

    static func sheet(_ list: [Outstanding], _ reports: [Report], on today: Day) -> Spreadsheet {
        let reports = Dictionary(grouping: reports, by: \.recommendationID)
        return Spreadsheet(heads: heads, rows: list.map { cells($0, reports[$0.id] ?? [], today) })
    }

    private static func cells(_ item: Outstanding, _ reports: [Report], _ today: Day) -> [Spreadsheet.Cell] {
        let slip = reports.first(where: \.isSlip)
        let late = item.nextDueOn.map { $0.days(to: today) } ?? 0
        let graded = reports.first { !$0.isOfAction && $0.assessmentWords != nil }
        return [
            .text(item.planTitle), .text(item.number), .text(item.words.replacing("*", with: "")),
            .text(item.assessmentWords ?? "Not assessed"), .text(item.leads.joined(separator: "; ")),
            .text(item.agreed?.text ?? ""), .text(item.agreed.map { Overview.span(from: $0.day, to: today) } ?? ""),
            .day(item.nextDueOn), late > 0 ? .whole(late) : .none, .text(slip?.period.monthText ?? ""),
            .text(slip?.slipReason ?? ""), .text(slip?.explanation ?? ""), .day(slip?.newDueOn),
            .text(graded?.disagreement ?? ""), .text(graded?.refusal ?? ""),
        ]
    }
}
