@testable import PlanReader

/// A plan as an indented text, so that a test can say all of it and a difference can be read.
enum Outline {
    static func of(_ plan: PlanDraft) -> String {
        var lines = ["title: \(plan.title)"]
        if let form = plan.form { lines.append("form: \(form)") }
        if let review = plan.reviewName { lines.append("review: \(review)") }
        if let agreed = plan.agreed { lines.append("agreed: \(agreed.text)") }
        lines += plan.otherFacts.map { "fact: \($0.label) = \($0.words)" }
        lines += plan.introduction.map { "introduction: \($0.text)" }
        if !plan.body.isEmpty { lines.append("body: \(plan.body)") }
        if !plan.reference.isEmpty { lines.append("reference: \(plan.reference)") }
        lines += plan.decisions.map { "decision: \($0.body), \($0.on.isoText)" }
        if let gaps = plan.gaps { lines.append("gaps: \(gaps.numbers.joined(separator: ", ")): \(gaps.words)") }
        lines += plan.sections.flatMap { ["section: \($0.heading)"] + $0.paragraphs.map { "  \($0)" } }
        lines += plan.recommendations.flatMap(recommendation)
        lines += plan.footnotes.flatMap(footnote)
        lines += plan.glossary.map { "glossary: \($0.short) = \($0.long)" }
        lines += plan.gradings.map { "grade: \($0.number) \($0.words) (\($0.tone?.rawValue ?? "-"))" }
        lines += plan.notUnderstood.map { "not understood: \($0.text) (\($0.why))" }
        lines += plan.doubts.map { "doubt: \($0.question)" }
        return lines.joined(separator: "\n")
    }

    private static func recommendation(_ it: PlanDraft.Recommendation) -> [String] {
        let also = it.seeAlso.isEmpty ? "" : " see also \(it.seeAlso.joined(separator: ", "))"
        let notes = it.footnotes.isEmpty ? "" : " notes \(it.footnotes)"
        var duty = ""
        if let months = it.duty.everyMonths { duty = " every \(months) months (\(it.duty.words))" }
        return ["recommendation \(it.number) (\(it.kind.rawValue))\(duty)\(also)\(notes)"]
            + it.paragraphs.map { "  \($0)" } + it.actions.flatMap(action) + it.updates.flatMap(update)
            + it.counts.flatMap(count)
    }

    private static func action(_ it: PlanDraft.Action) -> [String] {
        var lines = ["  action\(it.footnotes.isEmpty ? "" : " notes \(it.footnotes)")"]
        lines += it.paragraphs.map { "    \($0.workstream.map { "[\($0)] " } ?? "")\($0.text)" }
        lines += it.leads.map { "    lead: \($0.name) (\($0.kind.rawValue))" }
        lines += it.measure.map { "    measure: \($0)" }
        if let due = it.due { lines.append("    due: \(due.words) (\(due.day?.text ?? "-"))") }
        lines += it.milestones.map { milestone($0) }
        if it.status.words.isEmpty { return lines }
        lines.append("    status: \(it.status.words)")
        if let words = it.status.achievement {
            lines.append("    achievement: \(words) (\(it.status.tone?.rawValue ?? "-"))")
        }
        let report = it.status.duty, by = report.by?.text ?? "-"
        switch report.duty {
        case .none: break
        case .once: lines.append("    once: \(report.words); to \(report.to ?? "-"); by \(by)")
        case .recurring: lines.append("    every \(report.everyMonths ?? 0) months: \(report.words); from \(by)")
        }
        if it.status.recordability == .cannot { lines.append("    cannot be recorded") }
        return lines
    }

    private static func count(_ it: PlanDraft.Count) -> [String] {
        let goal = it.goal.map { " to be \($0.sense.rawValue) \($0.value)" } ?? ""
        return ["  count: \(it.title)\(goal) is \(it.value ?? 0), \(it.of?.text ?? "-")"]
            + it.parts.map { "    of those \($0.value): \($0.words)" }
    }

    private static func milestone(_ it: PlanDraft.Milestone) -> String {
        let breadth = it.breadth.map { " over \($0.sense.rawValue) \($0.value) \($0.unit)" } ?? ""
        let by = it.by?.text ?? it.byWords ?? "-"
        return "    milestone: \(it.sense.rawValue) \(it.value) \(it.unit ?? "-") by \(by)\(breadth)"
    }

    private static func update(_ it: PlanDraft.Update) -> [String] {
        var lines = ["  update \(it.period?.text ?? "-")\(it.asOf.map { " as of \($0)" } ?? "")"]
        if let action = it.action { lines[0] += " on action \(action)" }
        lines += it.evidence.map { "    evidence: \($0)" }
        if let words = it.gradeWords {
            lines.append("    grade: \(it.gradeNumber.map(String.init) ?? "-") \(words) (\(it.tone?.rawValue ?? "-"))")
        }
        return lines + it.explanation.map { "    explanation: \($0)" } + it.impact.map { "    impact: \($0)" }
    }

    private static func footnote(_ it: PlanDraft.Footnote) -> [String] {
        ["footnote \(it.number) (\(it.kind.rawValue)): \(it.text)"]
            + it.anchors.map {
                "  on \($0.place.rawValue) of \($0.recommendation)\($0.action.map { " action \($0)" } ?? ""): \($0.term)"
            } + it.lineage.map { "  earlier: \($0.title), \($0.year.text), \($0.recommendation ?? "-")" }
            + it.links.map { "  link: \($0.text) \($0.address)" }
    }
}
