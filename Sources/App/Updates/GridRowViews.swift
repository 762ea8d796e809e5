import Mustache
import Values

extension UpdateGrid.Group {
    static func all(_ rows: [GridRow], _ saving: GridSaving, for visit: Visit) -> [Self] {
        var groups: [[GridRow]] = []
        for row in rows {
            if groups.last?.first?.place.recommendationID == row.place.recommendationID {
                groups[groups.count - 1].append(row)
            } else {
                groups.append([row])
            }
        }
        let first = rows.first(where: \.isOpen)?.place
        return groups.map { own in
            Self(
                own[0].subject,
                own.map { UpdateGrid.Row($0, saving.left[$0.place], isFirst: $0.place == first, visit) },
                GridReading.all(own).map { $0.box(saving.leftReadings[$0.measure.id], today: visit.today) },
                isOpen: own.contains(where: \.isOpen), visit)
        }
    }

    private init(
        _ subject: UpdateSubject, _ rows: [UpdateGrid.Row], _ readings: [UpdateGrid.ReadingBox], isOpen: Bool,
        _ visit: Visit
    ) {
        let recommendation = subject.recommendation
        anchor = "recommendation-\(recommendation.id)"
        (name, link) = (subject.name, visit.link(subject.path))
        line = Excerpt.line(recommendation.words, upTo: 160)
        words = line == TextMarks.plain(recommendation.words) ? nil : subject.prose.html(recommendation.words)
        due = recommendation.nextDueOn.map { Late($0, on: visit.today) }
        numbers = isOpen ? Numbers(subject, on: visit.today, isLinked: false, for: visit) : nil
        (self.rows, self.readings) = (rows, readings)
    }
}

extension UpdateGrid.TakesBack {
    init?(_ rows: [GridRow]) {
        let times = rows.compactMap { $0.kept?.revocableUntil }
        guard let until = times.min() else { return nil }
        let what = counted(times.count, "update that nobody else has opened", "updates that nobody else has opened")
        words = "You can take back \(what), until \(until)."
    }
}

extension UpdateGrid.Row {
    init(_ row: GridRow, _ left: GridRowLeft?, isFirst: Bool, _ visit: Visit) {
        let subject = row.subject
        (anchor, leads, self.isFirst) = (row.anchor, row.leads, isFirst)
        heading = row.action.map { $0.label ?? $0.name } ?? "The whole recommendation"
        within = ", \(subject.name)"
        line = row.action.map { Excerpt.opening($0.words, upTo: 160) } ?? ""
        tags = row.isOpen ? [] : row.kept?.tags ?? []
        last = row.last.map { UpdateGrid.Last($0, subject, visit) }
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
            UpdateGrid.TakeBack(value: "back-\(row.place.text)", about: ", \(row.name)", until: $0)
        }
    }
}

extension UpdateGrid.Entry {
    init(_ row: GridRow, _ left: GridRowLeft?, for visit: Visit) {
        let typed = left?.typed ?? row.begun
        let form = FormBuilder(typed, left?.mistakes, prefix: row.prefix)
        (id, prefix, about) = (row.place.text, row.prefix, ", \(row.name)")
        (version, was) = (row.version, GridRow.mark(row.begun))
        standing = row.was.map { UpdateGrid.Standing(tags: [Tag(tone: $0.tone.look, text: $0.words)]) }
        evidence = UpdateGrid.SheetWords(
            id: row.prefix + "evidence", name: row.prefix + "evidence", label: row.subject.labels(.evidence),
            value: typed["evidence"], error: form.mistakes["evidence"])
        var explanation = form.area("explanation", "Explanation", hint: "No names of young people.", rows: 2)
        isExplained = !typed["explanation"].isEmpty || form.mistakes["explanation"] != nil
        var impact = form.area("impact", row.subject.labels(.impact), optional: true, rows: 2)
        grade = UpdateGrid.GradeSelect(form, row.subject)
        var newDue = form.day("new_due", "New due date", hint: "For example, 27 3 \(visit.today.year + 1)")
        var slipReason = form.select(
            "slip_reason", "Reason why it slipped",
            [("", "Choose a reason")] + row.subject.reasons(with: typed["slip_reason"]).map { ($0, $0) })
        var asOf = form.day("as_of", "Evidence date", hint: "Date of the figures.", optional: true)
        (explanation.about, impact.about, newDue.about, slipReason.about, asOf.about) = (
            about, about, about, about, about
        )
        (self.explanation, self.impact, self.newDue, self.slipReason, self.asOf) = (
            explanation, impact, newDue, slipReason, asOf
        )
        contextOnly = form.checkboxes(
            "is_context", "Progress", [("1", "No progress to report this time")], optional: true)
        let options = row.subject.answersField(form, draft: row.kept, of: row.action?.id)?.options ?? []
        (answers, manyAnswers) =
            options.count <= 2
            ? (options, nil) : ([], UpdateGrid.Answers(options, isWrong: form.mistakes["answers"] != nil))
        answersMistake = form.mistakes["answers"].map { [prefix] text in
            UpdateGrid.AnswersMistake(id: prefix + (options.isEmpty ? "answers" : "answers-error"), text: text)
        }
        doubt = Self.doubt(row, typed, visit.today)
        carries = row.last?.evidence.isEmpty == false
        hasMoreWrong =
            ["as_of", "impact"].contains { form.mistakes[$0] != nil } || !typed["impact"].isEmpty
        let asked = row.kept.map { row.subject.readiness(of: $0, today: visit.today).needs.list } ?? []
        ready = row.kept != nil && asked.isEmpty ? Tag(tone: "good", text: "Ready") : nil
        needs = asked.isEmpty ? nil : asked.map(\.text).joined(separator: ". ")
        let author = row.kept?.authorName.map { ", begun by \($0)" } ?? ""
        savedLine = row.kept.map { "Draft saved at \($0.changedAt)\(author)" } ?? ""
        parts = row.kept?.parts(row.subject.prose, row.subject.labels) ?? []
    }

    /// Nil while the grade agrees with the facts, or nothing can be told yet.
    private static func doubt(_ row: GridRow, _ typed: Fields, _ today: Day) -> String? {
        let form = try? UpdateForm(typed, in: row.subject, correcting: nil, today: today)
        guard row.kept != nil || !row.isBlank(typed) else { return nil }
        return form.map { $0.disagreement(in: row.subject, today: today) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension UpdateGrid.Heads {
    init(_ labels: ColumnLabels) { (status, words) = (labels(.assessment), labels(.evidence)) }
}

extension UpdateGrid.Answers {
    fileprivate init(_ options: [ChoiceOption], isWrong: Bool) {
        self.options = options
        heading = "Answers a report that is owed (\(options.count))"
        isOpen = isWrong || options.contains(where: \.isChecked)
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
                    value: "\($0.id)", text: $0.words,
                    asks: $0.needsNewDate ? "date words" : $0.needsWords ? "words" : "",
                    isSelected: chosen == "\($0.id)")
            }
    }
}
