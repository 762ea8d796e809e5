import PlanReader

/// One thing that was read of a piece, as a line of a list.
struct PieceFact: Sendable {
    let label, text: String

    /// Without those that say nothing.
    static func list(_ facts: [(label: String, text: String)]) -> [PieceFact] {
        facts.compactMap { $0.text.isEmpty ? nil : PieceFact(label: $0.label, text: $0.text) }
    }
}

extension PlanFile.Action {
    var facts: [PieceFact] {
        PieceFact.list([
            ("Workstream", workstream), ("Leads", leads.map(\.name).joined(separator: "; ")),
            ("Achievement", achievement.first ?? ""),
            ("Report owed", reportFact),
            ("Counting", recordability == .cannot ? "It cannot be recorded. \(recordabilityWords)" : ""),
            ("To be done by", dueWords.isEmpty ? due?.text ?? "" : dueWords), ("Success measure", successMeasure),
        ])
    }

    private var reportFact: String {
        let first = report.map { "first by \($0.text)" }
        switch reportDuty {
        case .none: return ""
        case .once:
            return [reportWords.isEmpty ? "Once" : reportWords, report.map { "by \($0.text)" }].compactMap(\.self)
                .joined(separator: ", ")
        case .recurring:
            return [Action.ReportDuty.cycle(everyMonths), first].compactMap(\.self).joined(separator: ", ")
        }
    }
}

extension PlanFile.Update {
    var facts: [PieceFact] {
        PieceFact.list([
            ("Assessment", grade.first ?? ""), ("Explanation", explanation), ("Impact", impact),
            ("As of", asOf?.longText ?? ""),
        ])
    }
}

extension FormBuilder {
    /// Whether a field of a piece is wrong, so that the piece stands open.
    func isWrong(_ place: String) -> Bool { mistakes.list.contains { $0.field.hasPrefix(place) } }
}
