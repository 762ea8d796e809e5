import Mustache
import Postgres

/// The form of an update, with what was said last time and what the numbers say now beside it.
struct UpdateEntry: View {
    static let template = "updates/entry"
    let problems: ErrorSummary?
    let kicker, heading, action: String
    let words: Markup
    /// Of the draft that is changed; empty for something new.
    let draftVersion: String
    var confirmed = ""
    var warning: Warning?
    var conflict: Conflict?
    /// The update that already has this month.
    var rival: Link?
    let correction: Warning?
    let period: PeriodFields?
    let about: SelectField?
    let evidence, explanation, impact: TextArea
    let grades: GradeField?
    let contextOnly: CheckboxField
    let answers: CheckboxField?
    let newDue, asOf: DayField
    let slipReason: SelectField
    let attached: DocumentLines?
    let files: FileField
    let linkAddress, linkTitle: TextField
    var save: SaveRow
    let lastTime: LastTime?
    let counts: Numbers?

    /// Month and year.
    struct PeriodFields: Sendable {
        let month: SelectField
        let year: TextField
    }

    /// The council's own words, each with what it asks for.
    struct GradeField: Sendable {
        let label: String
        let error: String?
        let options: [GradeOption]
        let hasError: Bool
    }

    /// One of them; `asks` names the fields that it shows.
    struct GradeOption: Sendable {
        let id, value, text, asks: String
        let hint: String?
        let isChecked: Bool
    }

    /// The update before this one.
    struct LastTime: Sendable {
        let heading, link, who: String
        let tags: [Tag]
        let parts: [TimelinePart]
    }

    init(_ form: FormBuilder, _ subject: UpdateSubject, draft: Update?, for visit: Visit) {
        let isCorrection = draft?.correctsID != nil
        let path = draft.map { subject.path(of: $0.id) + "/edit" } ?? subject.updatesPath
        problems = form.problems
        kicker = subject.kicker
        heading = isCorrection ? "Correct an update" : draft == nil ? "Record an update" : "Change a draft update"
        words = subject.prose.html(subject.recommendation.words)
        action = visit.link(path)
        draftVersion = form.fields["version"]
        correction = draft.flatMap { Self.correction($0, in: subject) }
        period = isCorrection ? nil : Self.period(form)
        about = isCorrection || subject.actions.isEmpty ? nil : Self.about(form, subject)
        evidence = form.area(
            "evidence", subject.labels(.evidence),
            hint: "What happened, with numbers and what they count. No names of young people.", rows: 8, limit: 20_000)
        grades = Self.grades(form, subject)
        explanation = form.area(
            "explanation", "Explanation", hint: Self.explanationHint(subject), rows: 4, limit: 20_000)
        newDue = form.day(
            "new_due", "New due date", hint: "When it is now expected. For example, 27 3 \(visit.today.year + 1)")
        slipReason = form.select(
            "slip_reason", "Reason why it slipped",
            [("", "Choose a reason")] + subject.reasons(with: form.fields["slip_reason"]).map { ($0, $0) },
            hint: "Say more in the explanation.")
        impact = form.area(
            "impact", subject.labels(.impact),
            hint: "What is different for young people because of it. No names of young people.", optional: true,
            rows: 4, limit: 20_000)
        attached = DocumentLines(subject.documents(of: draft?.id), for: visit)
        files = Self.files(form, wereSent: !visit.files.isEmpty)
        linkAddress = form.text(
            "link_address", "Link", hint: "Such as the minutes on the council’s own site.",
            optional: true, type: "url")
        linkTitle = form.text("link_title", "Link text", optional: true)
        asOf = form.day("as_of", "Evidence date", hint: "Date of the figures.", optional: true)
        contextOnly = form.checkboxes(
            "is_context", "Progress", [("1", "No progress to report this time")], optional: true)
        answers = subject.answersField(form, draft: draft)
        save = SaveRow(
            label: "Submit update", second: SaveSecond(label: "Save as draft", name: "draft", value: "1"),
            cancel: Link(label: "Cancel", link: visit.link(draft.map { subject.path(of: $0.id) } ?? subject.path)),
            savedLine: draft.map { "Draft saved at \($0.changedAt)" })
        let corrected = draft.flatMap { draft in subject.updates.first { $0.id == draft.correctsID } }
        lastTime = (corrected ?? subject.last(before: draft?.period, about: ID(form.fields["about"]))).map {
            LastTime($0, isCorrected: corrected != nil, subject, visit)
        }
        counts = Numbers(subject, on: draft?.day(visit.today) ?? visit.today, for: visit)
    }

    /// The grade disagrees with its dates or counts: says so, and asks whether it stands.
    mutating func ask(about disagreement: String) {
        guard !disagreement.isEmpty else { return }
        confirmed = disagreement
        warning = Warning(
            tone: "caution", heading: "Check the assessment before you submit",
            text: disagreement
                + " You can change the assessment, or submit it as it is: these sentences then stand beside it.")
        save.label = "Submit it as it is"
    }

    private static func correction(_ draft: Update, in subject: UpdateSubject) -> Warning? {
        guard draft.correctsID != nil else { return nil }
        return Warning(
            tone: "flag", heading: "A correction of the update for \(draft.period.monthText)",
            text:
                "\(subject.about(draft.actionID)). Reason: \(draft.correctionReason) When you submit it, it takes the place of the earlier version, which stays visible."
        )
    }

    private static func files(_ form: FormBuilder, wereSent: Bool) -> FileField {
        let again = wereSent ? "Choose the files again: a browser does not keep them when a form comes back" : nil
        return FileField(
            id: "files", name: "files", label: "Add files",
            hint:
                "Minutes, reports, data: PDF, Word, Excel, PowerPoint, OpenDocument, pictures, CSV or text; up to 10 megabytes each and 20 together. No names of young people.",
            error: form.mistakes["files"] ?? again, isOptional: true,
            accept: Document.Kind.allCases.filter { $0 != .link }.flatMap(\.endings).map { "." + $0 }.joined(
                separator: ","),
            isMultiple: true)
    }

    private static func period(_ form: FormBuilder) -> PeriodFields {
        let months = Day.monthNames.enumerated().map { (value: String($0.offset + 1), text: $0.element) }
        return PeriodFields(
            month: form.select("period_month", "Month", months),
            year: form.text("period_year", "Year", width: "4", inputMode: "numeric"))
    }

    private static func about(_ form: FormBuilder, _ subject: UpdateSubject) -> SelectField {
        let actions = subject.actions.map { action in
            (value: "\(action.id)", text: Excerpt.line(subject.about(action.id), upTo: 80))
        }
        return form.select("about", "What it is about", [(value: "", text: "The whole recommendation")] + actions)
    }

    private static func grades(_ form: FormBuilder, _ subject: UpdateSubject) -> GradeField? {
        let offered = Assessment.offered(subject.assessments, besides: form.fields["assessment"])
        if offered.isEmpty { return nil }
        let options = offered.enumerated().map { index, assessment in
            GradeOption(
                id: index == 0 ? "assessment" : "assessment-\(index + 1)", value: "\(assessment.id)",
                text: assessment.words,
                asks: assessment.needsNewDate ? "date" : "", hint: hint(assessment),
                isChecked: form.fields["assessment"] == "\(assessment.id)")
        }
        return GradeField(
            label: subject.labels(.assessment), error: form.mistakes["assessment"], options: options,
            hasError: form.mistakes["assessment"] != nil)
    }

    private static func hint(_ assessment: Assessment) -> String? {
        if assessment.needsNewDate { return "Asks for a new date, a reason and an explanation." }
        if assessment.needsWords { return "Asks for an explanation." }
        switch assessment.tone {
        case .achieved: return "You propose it; members confirm it at a meeting."
        case .onTrack: return "Only while its date has not passed."
        default: return nil
        }
    }

    static func explanationHint(_ subject: UpdateSubject) -> String {
        let asking = subject.assessments.filter { !$0.isRetired && ($0.needsWords || $0.needsNewDate) }.map {
            "“\($0.words)”"
        }
        let needed =
            asking.isEmpty ? "Not always needed. " : "Needed for \(asking.listed), else only if there is more to say. "
        return needed + "No names of young people."
    }

    /// Theirs and mine, field by field.
    static func conflict(
        _ theirs: Update, _ mine: Fields, _ subject: UpdateSubject, by last: LastSave?, for visit: Visit
    ) -> Conflict {
        let kept = UpdateForm.fields(of: theirs, today: visit.today)
        func row(_ label: String, _ text: (Fields) -> String) -> ConflictRow {
            let (a, b) = (text(kept), text(mine))
            return ConflictRow(
                label: label, theirs: a.isEmpty ? "Nothing" : a, mine: b.isEmpty ? "Nothing" : b, isDifferent: a != b)
        }
        func day(_ name: String) -> (Fields) -> String {
            { fields in
                [fields[name + "_day"], fields[name + "_month"], fields[name + "_year"]].filter { !$0.isEmpty }.joined(
                    separator: " ")
            }
        }
        func grade(_ fields: Fields) -> String {
            subject.assessments.first { "\($0.id)" == fields["assessment"] }?.words ?? ""
        }
        let isFrozen = theirs.state != .draft
        let who = Conflict.who(last, visit)
        return Conflict(
            heading: isFrozen
                ? "\(who) submitted this draft while you were typing"
                : "\(who) changed this draft while you were typing",
            text: isFrozen
                ? "It can no longer be changed. What you typed is still in the form below: copy what is missing, open the update and record a correction."
                : "What you typed is still in the form below. Put in what you want to keep of the other version, then save again.",
            versions: ConflictVersions(
                theirHead: last.map { "Saved by \($0.name) at \($0.at)" } ?? "Saved at \(theirs.changedAt)",
                myHead: "What you typed",
                rows: [
                    row(subject.labels(.evidence)) { $0["evidence"] }, row(subject.labels(.assessment), grade),
                    row("Explanation") { $0["explanation"] },
                    row("New due date", day("new_due")), row("Reason why it slipped") { $0["slip_reason"] },
                    row(subject.labels(.impact)) { $0["impact"] }, row("Evidence date", day("as_of")),
                    row("Also answers") {
                        $0.all("answers").compactMap { OwedReport($0) }.map(subject.actions.text).joined(
                            separator: "\n")
                    },
                ]))
    }
}
