import Values

/// The outstanding recommendations as a file.
enum OutstandingSheet {
    static func list(_ reports: [Report], on today: Day) -> ListExport<Outstanding> {
        let reports = Dictionary(grouping: reports, by: \.recommendationID)
        func slip(_ item: Outstanding) -> Report? { Slips(reports[item.id] ?? []).all.first?.report }
        return ListExport(
            name: "outstanding-\(today.isoText)", key: "outstanding",
            columns: [
                .init("Action plan", "plan") { .text($0.planTitle) },
                .init("Number", "number") { .text($0.number) },
                .init("Recommendation", "recommendation") { .text(TextMarks.plain($0.words)) },
                .init("Grade", "grade") { .text($0.assessmentWords ?? "Not assessed") },
                .init("Stands at", "standsAt") { .text($0.stand?.text ?? "") },
                .init("Leads", "leads") { .list($0.leads) },
                .init("Plan agreed", "agreed") { .approximateDay($0.agreed) },
                .init("Months outstanding", "monthsOutstanding") {
                    $0.agreed.map { .whole(Late.months($0.day, today)) } ?? .none
                },
                .init("Next update due", "nextDue") { .day($0.nextDueOn) },
                .init("Days overdue", "daysOverdue") {
                    let late = $0.nextDueOn?.days(to: today) ?? 0
                    return late > 0 ? .whole(late) : .none
                },
                .init("Last slip", "lastSlip") { .approximateDay(slip($0).map { .month(of: $0.period) }) },
                .init("Reason", "reason") { .text(slip($0)?.slipReason ?? "") },
                .init("Explanation", "explanation") { .text(slip($0)?.explanation ?? "") },
                .init("New date", "newDate") { .day(slip($0)?.newDueOn) },
                .init("Disagreement", "disagreement") { .text(reports[$0.id]?.graded?.disagreement ?? "") },
                .init("Not confirmed by members", "notConfirmed") {
                    .text(reports[$0.id]?.refusal(of: $0.stand) ?? "")
                },
            ])
    }
}
