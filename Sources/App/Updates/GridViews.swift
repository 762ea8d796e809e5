import Mustache

/// The grid of a plan's updates for one month.
struct UpdateGrid: View {
    static let template = "updates/grid"
    let problems: ErrorSummary?
    let head: PageHead
    /// What was done with the rows that were all right.
    let outcome: Warning?
    let choice: PeriodChoice
    let grid: Rows?
    let nothing: EmptyState?
    let rest: String?

    /// The month, chosen by itself.
    struct PeriodChoice: Sendable {
        let action: String
        let month: SelectField
    }

    /// The rows in their form.
    struct Rows: Sendable {
        let action, period: String
        let rows: [Row]
        /// Whether there is still something to write.
        let isOpen: Bool
        /// Where several can be taken back at once.
        let takesAllBack: Bool
    }

    /// One recommendation.
    struct Row: Sendable {
        let anchor, name, link, line, leads: String
        /// The whole text, where the line is not all of it.
        let words: Markup?
        let tags: [Tag]
        let due: Late?
        let last: Last?
        let numbers: Numbers?
        let conflict: Conflict?
        let entry: Entry?
        let done: Done?
    }

    /// What was said last time.
    struct Last: Sendable {
        let heading, link, line: String
        let tags: [Tag]
        let parts: [TimelinePart]
    }

    /// What is written now.
    struct Entry: Sendable {
        let id, prefix, number, version, was: String
        let evidence, explanation, impact: TextArea
        let grade: GradeSelect?
        let newDue, asOf: DayField
        let slipReason: SelectField
        let contextOnly: CheckboxField
        let answers: CheckboxField?
        /// Where the grade disagrees with the record.
        let doubt: String?
        /// "Copy last update", where there was one.
        let carries: Bool
        let hasMoreWrong: Bool
        let savedLine: String
        /// What is kept of it, for paper.
        let parts: [TimelinePart]
    }

    /// The council's words; `asks` shows the new date and the reason.
    struct GradeSelect: Sendable {
        let id, name, label: String
        let error: String?
        let options: [GradeOption]
    }

    /// One of them.
    struct GradeOption: Sendable {
        let value, text, asks: String
        let isSelected: Bool
    }

    /// Submitted already.
    struct Done: Sendable {
        let line, link: String
        let parts: [TimelinePart]
        let takeBack: TakeBack?
    }

    /// What the button says while nobody else has opened it.
    struct TakeBack: Sendable { let value, number, until: String }

    init(_ all: PlanSubjects, _ rows: [GridRow], _ period: Day, _ saving: GridSaving, for visit: Visit) {
        let mistakes = rows.flatMap { row in saving.left[row.id].map { Self.mistakes($0, row) } ?? [] }
        problems = mistakes.isEmpty ? nil : ErrorSummary(mistakes: mistakes)
        head = Self.head(all, rows, period)
        outcome = saving.left.isEmpty ? nil : Self.outcome(saving)
        choice = Self.choice(all, period, visit)
        let path = visit.link(Paths.updates(all.plan.id))
        grid =
            rows.isEmpty
            ? nil
            : Rows(
                action: path, period: String(period.isoText.prefix(7)),
                rows: rows.map { Row($0, saving.left[$0.id], for: visit) }, isOpen: rows.contains(where: \.isOpen),
                takesAllBack: rows.count { $0.kept?.revocableUntil != nil } > 1)
        nothing =
            rows.isEmpty
            ? EmptyState(
                heading: "Nothing is outstanding", text: "Every recommendation that you write for has been closed.")
            : nil
        rest = Self.rest(all, shown: rows.count)
    }

    private static func mistakes(_ left: GridRowLeft, _ row: GridRow) -> [Mistake] {
        if left.isStale {
            return [
                Mistake(field: row.anchor, text: "\(row.subject.name): somebody else saved it while you were typing")
            ]
        }
        return left.mistakes.list.map {
            Mistake(field: row.prefix + $0.field, text: "\(row.subject.name): \($0.text)")
        }
    }

    private static func head(_ all: PlanSubjects, _ rows: [GridRow], _ period: Day) -> PageHead {
        let submitted = rows.count { $0.kept?.isCurrent ?? false }, drafts = rows.count { $0.isOpen && $0.kept != nil }
        return PageHead(
            kicker: all.plan.title, heading: "Updates for \(period.monthText)",
            lead: "\(submitted) of \(rows.count) submitted, \(drafts) in draft. No names of young people.")
    }

    private static func outcome(_ saving: GridSaving) -> Warning {
        let left = counted(saving.left.count, "row needs", "rows need") + " another look."
        return Warning(
            tone: saving.done == nil ? "caution" : "good", heading: saving.done ?? "Nothing was saved",
            text: [saving.refusal, left.sentenceCase, "What was typed there is still there."].compactMap(\.self)
                .joined(separator: " "))
    }

    private static func choice(_ all: PlanSubjects, _ period: Day, _ visit: Visit) -> PeriodChoice {
        let this = ApproximateDay(visit.today, .month).day
        var months = Set((-24...3).map { this.adding(months: $0) }).union(
            all.writable.flatMap { $0.updates.map(\.period) })
        months.insert(period)
        return PeriodChoice(
            action: visit.link(Paths.updates(all.plan.id)),
            month: SelectField(
                id: "period", name: "period", label: "Month",
                options: months.sorted(by: >).map {
                    SelectOption(
                        value: String($0.isoText.prefix(7)), text: $0.monthText, isSelected: $0 == period)
                }))
    }

    private static func rest(_ all: PlanSubjects, shown: Int) -> String? {
        let later = all.writable.count - shown
        let sentences = [
            later > 0 ? "\(later) more follow here as soon as some of these are submitted." : nil,
            all.others > 0
                ? "\(counted(all.others, "recommendation is", "recommendations are").sentenceCase) led by other teams."
                : nil,
        ].compactMap(\.self)
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}
