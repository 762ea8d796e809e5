import PlanReader
import Postgres

/// What may be typed about an action.
struct ActionForm {
    let workstream, words, successMeasure, dueWords, reportWords, recordabilityWords: String
    /// Names, in the order of the paper.
    let leads: [String]
    let due: ApproximateDay?
    let assessment: Assessment.ID?
    let reportDuty: Action.ReportDuty
    let report: ApproximateDay?
    let reportEveryMonths: Int?
    let reportMeeting: Meeting.ID?
    let recordability: Action.Recordability

    init(_ fields: Fields, meetings: [Meeting]) throws(Mistakes) {
        var check = Check(fields)
        workstream = check.text("workstream", upTo: PlanLimit.workstream.most, "The workstream")
        words = check.text(
            "words", PlanLimit.action.range, or: "Enter the words of the action, in up to 10,000 characters")
        leads = Self.names(fields["leads"])
        if leads.count > 40 || leads.contains(where: { $0.unicodeScalars.count > 200 }) {
            check.mistake("leads", "Enter up to 40 leads, one a line, each in up to 200 characters")
        }
        successMeasure = check.text("success_measure", upTo: PlanLimit.successMeasure.most, "The success measure")
        due = check.approximateDay("due", or: "Enter a real day or month, such as 27 3 2026")
        dueWords = check.text("due_words", upTo: PlanLimit.dueWords.most, "The due date in words")
        assessment = check.id("assessment", or: "Choose one of the council’s words")
        let duty: Action.ReportDuty? = check.choice("report_duty", or: "Choose whether a report is owed")
        switch duty {
        case .once:
            report = check.approximateDay("once_on", or: "Enter a real day or month, such as 27 3 2026")
            reportEveryMonths = nil
        case .recurring:
            reportEveryMonths = check.whole("every_months", 1...60, or: "Enter a number of months from 1 to 60")
            if reportEveryMonths == nil {
                check.mistake("every_months", "Enter after how many months a report is owed again")
            }
            report = check.approximateDay("recurring_from", or: "Enter a real day or month, such as 27 3 2026")
            if report == nil { check.mistake("recurring_from", "Enter from when; the month and year are enough") }
        case .some(.none), nil: (report, reportEveryMonths) = (nil, nil)
        }
        reportMeeting = meetings.first { duty == .once && $0.id.description == fields["once_meeting"] }?.id
        if duty == .once, reportMeeting == nil, !fields["once_meeting"].isEmpty {
            check.mistake("once_meeting", "Choose a meeting from the list, or none")
        }
        reportWords = check.text("report_words", upTo: PlanLimit.reportWords.most, "The words as printed")
        let recordability: Action.Recordability? = check.choice("recordability", or: "Choose whether it can be counted")
        recordabilityWords = check.text("recordability_words", upTo: PlanLimit.recordability.most, "The caveat")
        (self.reportDuty, self.recordability) = (duty ?? .none, recordability ?? .counted)
        try check.finish()
    }

    /// One a line, each once.
    private static func names(_ text: String) -> [String] {
        var names: [String] = []
        for line in text.split(separator: "\n") {
            let name = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !name.isEmpty, !names.contains(where: { folded($0) == folded(name) }) { names.append(name) }
        }
        return names
    }

    /// An action as its form begins.
    static func fields(_ action: Action) -> Fields {
        var fields = Fields()
        fields["version"] = String(action.version)
        fields["workstream"] = action.workstream
        fields["words"] = action.words
        fields["leads"] = action.leads.joined(separator: "\n")
        fields["success_measure"] = action.successMeasure
        fields.set("due", action.due)
        fields["due_words"] = action.dueWords
        fields["assessment"] = action.assessmentID?.description ?? ""
        fields["report_duty"] = action.reportDuty.rawValue
        fields["report_words"] = action.reportWords
        fields.set(action.reportDuty == .recurring ? "recurring_from" : "once_on", action.report)
        fields["once_meeting"] = action.reportMeetingID?.description ?? ""
        fields["every_months"] = action.reportEveryMonths?.description ?? ""
        fields["recordability"] = action.recordability.rawValue
        fields["recordability_words"] = action.recordabilityWords
        return fields
    }

    /// A new one: nothing owed, and counted.
    static var newFields: Fields {
        var fields = Fields()
        fields["report_duty"] = Action.ReportDuty.none.rawValue
        fields["recordability"] = Action.Recordability.counted.rawValue
        return fields
    }

    static func parts(_ form: FormBuilder, leads: [Lead], assessments: [Assessment], meetings: [Meeting]) -> [FormPart]
    {
        [
            FormPart(questions: [
                .text(
                    form.text(
                        "workstream", "Workstream", hint: "The label as printed, such as HR or Procurement.",
                        optional: true, width: "20")),
                .area(form.area("words", "Action", rows: 6, limit: PlanLimit.action.most)),
                .area(
                    form.area(
                        "leads", "Leads",
                        hint: "Posts, teams or boards, one a line, not people’s names. \(known(leads))", optional: true,
                        rows: max(3, form.fields["leads"].split(separator: "\n").count + 1))),
                .area(
                    form.area(
                        "success_measure", "Agreed success measure", optional: true, rows: 3,
                        limit: PlanLimit.successMeasure.most)),
                .day(form.day("due", "Due", hint: FormBuilder.approximately, optional: true)),
                .text(
                    form.text(
                        "due_words", "Due, in words",
                        hint: "As printed, when it says more than a date: “By the end of the pilot”.", optional: true)),
                .select(
                    form.select(
                        "assessment", "Achievement, in the council’s words",
                        [("", "Not assessed")]
                            + Assessment.offered(assessments, besides: form.fields["assessment"]).map {
                                ($0.id.description, $0.words)
                            })),
            ]),
            FormPart(
                heading: "Report to scrutiny",
                questions: [
                    .branch(
                        form.branch(
                            "report_duty", "Is a report owed?",
                            [
                                ("none", "No", []),
                                (
                                    "once", "Once",
                                    [
                                        InnerQuestion.select(
                                            form.select(
                                                "once_meeting", "To which meeting?",
                                                [("", "No meeting is named")]
                                                    + meetings.map { ($0.id.description, $0.name) },
                                                hint: "Its day then counts, also when it moves.")),
                                        InnerQuestion.day(
                                            form.day(
                                                "once_on", "By",
                                                hint:
                                                    "Where no meeting is named. Empty: with the next update. The month and year are enough.",
                                                optional: true)),
                                    ]
                                ),
                                (
                                    "recurring", "Repeats",
                                    [
                                        InnerQuestion.text(
                                            form.text(
                                                "every_months", "After how many months",
                                                hint: "12 for annually, 6 for six-monthly, 3 for quarterly.",
                                                width: "2", inputMode: "numeric")),
                                        InnerQuestion.day(
                                            form.day("recurring_from", "From", hint: FormBuilder.approximately)),
                                    ]
                                ),
                            ])),
                    .text(
                        form.text(
                            "report_words", "As printed",
                            hint: "Such as “Report back to Scrutiny annually from March 2018”.", optional: true)),
                ]),
            FormPart(
                heading: "Can it be counted?",
                questions: [
                    .radios(
                        form.radios(
                            "recordability", "Its numbers",
                            [
                                ("counted", "Can be counted"), ("estimated", "Can be estimated"),
                                ("cannot", "Cannot be recorded"),
                            ], hint: "What cannot be recorded is never shown as zero.")),
                    .area(
                        form.area(
                            "recordability_words", "Why, or with what caveat", optional: true, rows: 2,
                            limit: PlanLimit.recordability.most)),
                ]),
        ]
    }

    private static func known(_ leads: [Lead]) -> String {
        guard !leads.isEmpty else { return "A new name makes the lead." }
        let names = leads.prefix(30).map(\.name).joined(separator: "; ")
        return "A new name makes the lead. Known here: \(names)\(leads.count > 30 ? "; …" : "")."
    }
}
