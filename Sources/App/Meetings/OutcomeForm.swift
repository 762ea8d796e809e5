/// What members decided at one meeting, item by item.
struct OutcomeForm {
    /// By item; those of which nothing is recorded are not here.
    let resolutions: [(item: MeetingItem, resolution: Resolution)]

    init(_ fields: Fields, of items: [MeetingItem]) throws(Mistakes) {
        var check = Check(fields)
        let common = check.text("minute", upTo: 60, "The minute")
        var resolutions: [(item: MeetingItem, resolution: Resolution)] = []
        for item in items {
            if let resolution = Self.resolution(of: item, &check, common) { resolutions.append((item, resolution)) }
        }
        self.resolutions = resolutions
        Self.askForMinutes(of: resolutions, &check)
        if resolutions.isEmpty, check.mistakes.isEmpty, let first = items.first {
            check.mistake(Self.name(first, "outcome"), "Record the outcome of at least one item")
        }
        try check.finish()
    }

    private static func resolution(of item: MeetingItem, _ check: inout Check, _ common: String) -> Resolution? {
        let fields = check.fields, field = name(item, "outcome")
        guard let outcome = MeetingItem.Outcome(rawValue: fields[field]), choices(of: item).contains(outcome) else {
            if !fields[field].isEmpty { check.mistake(field, "Choose one of the outcomes") }
            return nil
        }
        let own = check.text(name(item, "minute"), upTo: 60, "The minute")
        let minute = own.isEmpty ? common : own
        let words = check.text(name(item, "words"), upTo: 4_000, "The words of the decision")
        guard outcome != .none else { return nil }
        if outcome == .notConfirmed, words.isEmpty {
            check.mistake(name(item, "words"), "Enter what members said instead of confirming it")
        }
        return Resolution(
            outcome, words: words, minute: minute,
            leavesMonitoring: item.mayLeave && !fields[name(item, "leaves")].isEmpty)
    }

    /// At the shared field where none has a minute, else at each item that has none.
    private static func askForMinutes(
        of resolutions: [(item: MeetingItem, resolution: Resolution)], _ check: inout Check
    ) {
        let deciding = resolutions.filter { $0.resolution.isOfAssessment }
        let bare = deciding.filter { $0.resolution.minute.isEmpty }
        if bare.count > 1, bare.count == deciding.count {
            check.mistake("minute", "Enter the number of the minute, here for all items or below for each")
        } else {
            for (item, _) in bare {
                check.mistake(name(item, "minute"), "Enter the number of the minute, here or for all at the top")
            }
        }
    }

    static func name(_ item: MeetingItem, _ part: String) -> String { "item_\(item.id)_\(part)" }

    /// Only an update that waits for members is confirmed or not.
    static func choices(of item: MeetingItem) -> [MeetingItem.Outcome] {
        item.updateState == .submitted
            ? [.none, .confirmed, .notConfirmed, .noted, .deferred] : [.none, .noted, .deferred]
    }

    static func fields(_ meeting: Meeting, _ items: [MeetingItem]) -> Fields {
        var fields = Fields()
        fields["version"] = String(meeting.version)
        for item in items {
            fields[name(item, "outcome")] = item.outcome.rawValue
            fields[name(item, "minute")] = item.minute
            fields[name(item, "words")] = item.outcomeWords
        }
        return fields
    }

    static func parts(_ form: FormBuilder, _ items: [MeetingItem]) -> [FormPart] {
        [
            FormPart(questions: [
                .text(
                    form.text(
                        "minute", "Minute of all these items",
                        hint:
                            "Needed where members confirmed an assessment or did not. Where an item has its own, enter it there.",
                        width: "20"))
            ]),
            FormPart(
                rows: items.enumerated().map {
                    FormRow(legend: "Item \($0 + 1)", detail: $1.words, questions: questions(form, $1))
                }),
        ]
    }

    private static func questions(_ form: FormBuilder, _ item: MeetingItem) -> [Question] {
        var questions: [Question] = [
            .radios(
                form.radios(
                    name(item, "outcome"), "What did members decide?",
                    choices(of: item).map { ($0.rawValue, label($0, item)) }, hint: hint(item)))
        ]
        if item.mayLeave, item.updateState == .submitted {
            questions.append(
                .checkboxes(
                    form.checkboxes(
                        name(item, "leaves"), "If they confirmed it",
                        [("1", "Close recommendation \(item.number ?? "")")],
                        optional: true)))
        }
        questions.append(
            .text(form.text(name(item, "minute"), "Minute number, if different", optional: true, width: "20")))
        questions.append(
            .area(
                form.area(
                    name(item, "words"), "Decision text", hint: "Needed where members did not confirm it.",
                    rows: 2, limit: 4_000)))
        return questions
    }

    private static func label(_ outcome: MeetingItem.Outcome, _ item: MeetingItem) -> String {
        switch outcome {
        case .confirmed: item.assessmentWords.map { "Confirmed the assessment “\($0)”" } ?? "Agreed the update"
        case .notConfirmed: item.assessmentWords.map { "Did not confirm “\($0)”" } ?? "Did not agree the update"
        case .none, .noted, .deferred: outcome.label
        }
    }

    private static func hint(_ item: MeetingItem) -> String? {
        if item.updateID != nil, item.updateState == .agreed { return "Members agreed this update already." }
        return item.disagreement.isEmpty ? nil : "To note: \(item.disagreement)"
    }
}
