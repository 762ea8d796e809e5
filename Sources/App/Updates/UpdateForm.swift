import PlanReader
import Postgres

/// What may be typed into an update.
struct UpdateForm {
    let period: Day
    let actionID: Action.ID?
    let evidence, explanation, impact: String
    let assessmentID: Assessment.ID?
    let asOf, newDueOn: Day?
    let isContext: Bool
    let slipReason: String
    /// The reports that it answers, as its author says.
    let answers: [OwedReport]

    /// A correction keeps the period and subject of what it corrects.
    init(_ fields: Fields, in subject: UpdateSubject, correcting corrected: Update?, today: Day) throws(Mistakes) {
        var check = Check(fields)
        period = corrected?.period ?? Self.period(&check, today)
        actionID = corrected.map(\.actionID) ?? Self.action(&check, subject)
        evidence = check.text("evidence", upTo: PlanLimit.evidence.most, "Evidence of progress")
        assessmentID = Self.assessment(&check, subject, correcting: corrected)
        explanation = check.text("explanation", upTo: PlanLimit.explanation.most, "Explanation")
        newDueOn = check.day(
            "new_due", on: today, kept: corrected?.newDueOn,
            or: "New due date: enter a real date, like 27 3 \(today.year + 1)")
        slipReason = fields["slip_reason"]
        if !slipReason.isEmpty, slipReason != corrected?.slipReason, !subject.slipReasons.contains(slipReason) {
            check.mistake("slip_reason", "Choose a reason from the list")
        }
        impact = check.text("impact", upTo: PlanLimit.impact.most, "Evidence of impact")
        isContext = fields["is_context"] == "1"
        asOf = check.day(
            "as_of", on: today, kept: corrected?.asOf, or: "Evidence date: enter a real date, like 27 3 \(today.year)")
        if let asOf, asOf > today {
            check.mistake(
                "as_of", "Evidence date: enter today or an earlier day, as evidence cannot be from the future")
        }
        let said = fields.all("answers").map { OwedReport($0) }
        answers = said.compactMap { $0 }
        let known = Set(subject.owed).union(subject.updates.flatMap(\.answers))
        if said.contains(nil) || !answers.allSatisfy(known.contains) {
            check.mistake("answers", "Choose from the reports that are owed")
        }
        try check.finish()
    }

    private static func period(_ check: inout Check, _ today: Day) -> Day {
        let month = Int(check.fields["period_month"]) ?? 0
        let year = check.fields["period_year"]
        guard let period = Day.read(day: "1", month: String(month), year: year) else {
            check.mistake(
                "period_month", "Choose the month and enter the year that the update is for, like \(today.monthText)")
            return today
        }
        // A paper for the next meeting but one may be written now; the year after cannot.
        if period > today.adding(months: 3) {
            check.mistake("period_month", "Choose a month no later than \(today.adding(months: 3).monthText)")
        }
        if period.year < 1990 { check.mistake("period_month", "Choose a month since January 1990") }
        return period
    }

    private static func action(_ check: inout Check, _ subject: UpdateSubject) -> Action.ID? {
        let id: Action.ID? = check.id("about", or: "Choose what the update is about")
        if let id, !subject.actions.contains(where: { $0.id == id }) {
            check.mistake("about", "Choose what the update is about")
        }
        return id
    }

    /// A correction may keep a word that was retired since.
    private static func assessment(_ check: inout Check, _ subject: UpdateSubject, correcting corrected: Update?)
        -> Assessment.ID?
    {
        let id: Assessment.ID? = check.id("assessment", or: "Choose one of the council’s assessments")
        if let id, let chosen = subject.assessments.first(where: { $0.id == id }) {
            if chosen.isRetired, corrected?.assessmentID != id {
                check.mistake("assessment", "Choose another assessment: “\(chosen.words)” is no longer used")
            }
        } else if id != nil {
            check.mistake("assessment", "Choose one of the council’s assessments")
        }
        return id
    }

    /// What is missing before it may be submitted.
    func mistakes(in subject: UpdateSubject, today: Day) -> Mistakes {
        var mistakes = Mistakes()
        if evidence.isEmpty { mistakes.add("evidence", "Enter the evidence of progress") }
        if assessmentID == nil, !isContext, !subject.assessments.isEmpty {
            mistakes.add("assessment", "Choose an assessment, or tick that there is no progress to report")
        }
        let asked = rules(in: subject, today: today)?.mistakes(
            newDueOn: newDueOn, slipReason: slipReason, explanation: explanation)
        return mistakes.and(asked ?? Mistakes())
    }

    /// What its author reads of a grade that disagrees with its dates, numbers or actions.
    func disagreement(in subject: UpdateSubject, today: Day) -> String {
        GradeRules.joined(rules(in: subject, today: today)?.disagreements ?? [])
    }

    /// What of it is kept beside the grade, for everybody.
    func toldDisagreement(in subject: UpdateSubject, today: Day) -> String {
        GradeRules.joined(rules(in: subject, today: today)?.toldDisagreements ?? [])
    }

    func grade(in subject: UpdateSubject) -> Grade? {
        subject.assessments.first { $0.id == assessmentID }.map(Grade.init)
    }

    /// The day that the grade speaks of.
    func gradedOn(_ today: Day) -> Day { Update.day(asOf: asOf, period: period, today: today) }

    private func rules(in subject: UpdateSubject, today: Day) -> GradeRules? {
        grade(in: subject).map { subject.rules($0, period: period, about: actionID, on: gradedOn(today)) }
    }

    /// Where a form for something new begins.
    static func fields(about action: String, for period: Day? = nil, today: Day) -> Fields {
        let period = period ?? today
        var fields = Fields()
        fields["period_month"] = String(period.month)
        fields["period_year"] = String(period.year)
        fields["about"] = action
        if ApproximateDay(period, .month) == ApproximateDay(today, .month) { fields.set("as_of", today) }
        return fields
    }

    /// What a kept update holds, as its form would; a far year was confirmed when it was kept.
    static func fields(of update: Update, today: Day) -> Fields {
        var fields = Fields()
        fields["version"] = String(update.version)
        fields["period_month"] = String(update.period.month)
        fields["period_year"] = String(update.period.year)
        fields["about"] = update.actionID.map { "\($0)" } ?? ""
        fields["evidence"] = update.evidence
        fields["assessment"] = update.assessmentID.map { "\($0)" } ?? ""
        fields["explanation"] = update.explanation
        fields.set("new_due", update.newDueOn)
        fields["slip_reason"] = update.slipReason
        fields["impact"] = update.impact
        if update.isContext { fields["is_context"] = "1" }
        fields.set("as_of", update.asOf)
        fields.set("answers", update.answers.map(\.text))
        for (name, day) in [("new_due", update.newDueOn), ("as_of", update.asOf)] where day?.isFar(from: today) == true
        {
            fields[FormBuilder.sure(name)] = TypedDay(fields, name).text
        }
        return fields
    }
}
