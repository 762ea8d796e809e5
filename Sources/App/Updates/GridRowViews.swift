import Mustache
import Values

extension UpdateGrid.Row {
    init(_ row: GridRow, _ left: GridRowLeft?, for visit: Visit) {
        let (subject, recommendation) = (row.subject, row.subject.recommendation)
        anchor = row.anchor
        name = subject.name
        link = visit.link(subject.path)
        line = Excerpt.line(recommendation.words, upTo: 160)
        words =
            line == TextMarks.plain(recommendation.words) ? nil : subject.prose.html(recommendation.words)
        leads = subject.leads.isEmpty ? "Nobody named" : subject.leads.joined(separator: ", ")
        due = recommendation.nextDueOn.map { Late($0, on: visit.today) }
        tags = row.isOpen ? (row.kept == nil ? [] : [Tag(tone: "idle", text: "Draft")]) : row.kept?.tags ?? []
        last = row.last.map { UpdateGrid.Last($0, subject, visit) }
        numbers =
            row.isOpen
            ? Numbers(subject, on: row.kept?.day(visit.today) ?? visit.today, isLinked: false, for: visit) : nil
        conflict =
            left?.isStale == true
            ? row.kept.map { UpdateEntry.conflict($0, left?.typed ?? row.begun, subject, by: left?.last, for: visit) }
            : nil
        entry = row.isOpen ? UpdateGrid.Entry(row, left, for: visit) : nil
        done = row.isOpen ? nil : row.kept.map { UpdateGrid.Done($0, subject, row, visit) }
    }
}

extension UpdateGrid.Last {
    init(_ update: Update, _ subject: UpdateSubject, _ visit: Visit) {
        heading = "Last time: \(update.period.monthText)"
        link = visit.link(subject.path(of: update.id))
        line = Excerpt.line(update.evidence, upTo: 180)
        tags =
            (update.assessmentWords.map { [Tag(tone: update.tone.look, text: $0)] } ?? [])
            + (update.disagreement.isEmpty ? [] : [.disagreement])
        parts = update.parts(subject.prose, subject.labels)
    }
}

extension UpdateGrid.Done {
    init(_ update: Update, _ subject: UpdateSubject, _ row: GridRow, _ visit: Visit) {
        link = visit.link(subject.path(of: update.id))
        let by = update.submittedByName.map { " by \($0)" } ?? ""
        line =
            update.state == .draft
            ? "A correction is in draft: it is changed on its own page."
            : "Submitted \(update.submittedAt ?? "")\(by)."
                + (update.revocableUntil == nil ? " To change it, record a correction." : "")
        parts = update.parts(subject.prose, subject.labels)
        takeBack = update.revocableUntil.map {
            UpdateGrid.TakeBack(value: "back-\(row.id)", number: subject.recommendation.number, until: $0)
        }
    }
}

extension UpdateGrid.Entry {
    init(_ row: GridRow, _ left: GridRowLeft?, for visit: Visit) {
        let typed = left?.typed ?? row.begun
        let form = FormBuilder(typed, left?.mistakes, prefix: row.prefix)
        (id, prefix, number) = ("\(row.id)", row.prefix, row.subject.recommendation.number)
        (version, was) = (row.version, GridRow.mark(row.begun))
        evidence = form.area("evidence", row.subject.labels(.evidence))
        explanation = form.area(
            "explanation", "Explanation", hint: UpdateEntry.explanationHint(row.subject), rows: 2)
        impact = form.area("impact", row.subject.labels(.impact), optional: true, rows: 2)
        grade = UpdateGrid.GradeSelect(form, row.subject)
        newDue = form.day("new_due", "New due date", hint: "For example, 27 3 \(visit.today.year + 1)")
        slipReason = form.select(
            "slip_reason", "Reason why it slipped",
            [("", "Choose a reason")] + row.subject.reasons(with: typed["slip_reason"]).map { ($0, $0) })
        asOf = form.day("as_of", "Evidence date", hint: "Date of the figures.", optional: true)
        contextOnly = form.checkboxes(
            "is_context", "Progress", [("1", "No progress to report this time")], optional: true)
        answers = row.subject.answersField(form, draft: row.kept)
        doubt = Self.doubt(row, typed, visit.today)
        carries = row.last?.evidence.isEmpty == false
        hasMoreWrong = form.mistakes["as_of"] != nil || form.mistakes["is_context"] != nil
        savedLine =
            row.kept.map { "Draft saved at \($0.changedAt)" + ($0.authorName.map { ", begun by \($0)" } ?? "") } ?? ""
        parts = row.kept?.parts(row.subject.prose, row.subject.labels) ?? []
    }

    /// Nil while the grade agrees with the facts, or nothing can be told yet.
    private static func doubt(_ row: GridRow, _ typed: Fields, _ today: Day) -> String? {
        let form = try? UpdateForm(typed, in: row.subject, correcting: nil, today: today)
        return form.map { $0.disagreement(in: row.subject, today: today) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension UpdateGrid.GradeSelect {
    init?(_ form: FormBuilder, _ subject: UpdateSubject) {
        let chosen = form.fields["assessment"], offered = Assessment.offered(subject.assessments, besides: chosen)
        if offered.isEmpty { return nil }
        label = subject.labels(.assessment)
        (id, name, error) = (form.prefix + "assessment", form.prefix + "assessment", form.mistakes["assessment"])
        options =
            [UpdateGrid.GradeOption(value: "", text: "Choose", asks: "", isSelected: chosen.isEmpty)]
            + offered.map {
                UpdateGrid.GradeOption(
                    value: "\($0.id)", text: $0.words, asks: $0.needsNewDate ? "date" : "",
                    isSelected: chosen == "\($0.id)")
            }
    }
}
