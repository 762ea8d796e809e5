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
    let whole: Link?

    /// The month, chosen by itself.
    struct PeriodChoice: Sendable {
        let action: String
        let some: String?
        let month: SelectField
    }

    /// The rows in their form.
    struct Rows: Sendable {
        let action, period, some: String
        let heads: Heads
        let groups: [Group]
        /// Whether there is still something to write.
        let isOpen: Bool
        /// What can be taken back at once.
        let takesBack: TakesBack?
    }

    /// What stands over the two columns that are written in.
    struct Heads: Sendable { let status, words: String }

    /// Updates that nobody else has opened yet.
    struct TakesBack: Sendable { let words: String }

    /// One recommendation with its rows.
    struct Group: Sendable {
        let anchor, name, link, line: String
        /// The whole text, where the line is not all of it.
        let words: Markup?
        let due: Late?
        let numbers: Numbers?
        let rows: [Row]
        let readings: [ReadingBox]
    }

    /// Where a number is typed that its evidence tells.
    struct ReadingBox: Sendable {
        let value: TextField
        let day: DayBox
    }

    /// One action, or the recommendation as a whole.
    struct Row: Sendable {
        let anchor, heading, within, line, leads: String
        /// Where a link to the sheet begins.
        let isFirst: Bool
        let tags: [Tag]
        let last: Last?
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
        let id, prefix, about, version, was: String
        /// The status that it begins with; nil where it has none.
        let standing: Standing?
        let evidence: SheetWords
        /// Shown though the grade does not ask for it, as something stands there.
        let isExplained: Bool
        let explanation, impact: TextArea
        let grade: GradeSelect?
        let newDue, asOf: DayField
        let slipReason: SelectField
        let contextOnly: CheckboxField
        /// The reports that it may say it answers, one or two.
        let answers: [ChoiceOption]
        let manyAnswers: Answers?
        let answersMistake: AnswersMistake?
        /// Where the grade disagrees with the record.
        let doubt: String?
        /// "Copy last update", where there was one.
        let carries: Bool
        let hasMoreWrong: Bool
        /// Of a draft: that it may go, or what it still needs.
        let ready: Tag?
        let needs: String?
        let savedLine: String
        /// What is kept of it, for paper.
        let parts: [TimelinePart]
    }

    /// What is wrong with the reports that it says it answers; where none is owed any more it stands in their place.
    struct AnswersMistake: Sendable { let id, text: String }

    /// "was Part met"
    struct Standing: Sendable { let tags: [Tag] }

    /// The evidence, whose label is the head of its column.
    struct SheetWords: Sendable {
        let id, name, label, value: String
        let error: String?
    }

    /// More of them, folded.
    struct Answers: Sendable {
        let heading: String
        let isOpen: Bool
        let options: [ChoiceOption]
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
    struct TakeBack: Sendable { let value, about, until: String }

    init(_ all: PlanSubjects, _ rows: [GridRow], _ ask: GridAsk, _ saving: GridSaving, for visit: Visit) {
        let mistakes =
            rows.flatMap { row in saving.left[row.place].map { Self.mistakes($0, row) } ?? [] }
            + GridReading.all(rows).flatMap { reading in
                (saving.leftReadings[reading.measure.id]?.mistakes.list ?? []).map {
                    Mistake(field: reading.prefix + $0.field, text: $0.text)
                }
            }
        problems = mistakes.isEmpty ? nil : ErrorSummary(mistakes: mistakes)
        head = Self.head(all, rows, ask.period)
        outcome = saving.isClean ? nil : Self.outcome(saving)
        choice = Self.choice(all, ask, visit)
        let path = visit.link(Paths.updates(all.plan.id))
        grid =
            rows.isEmpty
            ? nil
            : Rows(
                action: path, period: ask.month, some: ask.rows, heads: Heads(rows[0].subject.labels),
                groups: Group.all(rows, saving, for: visit),
                isOpen: rows.contains(where: \.isOpen), takesBack: TakesBack(rows))
        nothing =
            rows.isEmpty
            ? EmptyState(
                heading: ask.isOfSome && !all.writable.isEmpty
                    ? "None of these rows is open" : "Nothing is outstanding",
                text: ask.isOfSome && !all.writable.isEmpty
                    ? "None of the rows that were chosen is open here for you to write in."
                    : "Every recommendation that you write for has been closed.")
            : nil
        rest = Self.rest(all, shown: rows.count, ask, visit.today)
        whole =
            ask.isOfSome
            ? Link(label: "Show all rows of the plan", link: path + "?period=\(ask.month)") : nil
    }

    private static func mistakes(_ left: GridRowLeft, _ row: GridRow) -> [Mistake] {
        if left.isStale {
            return [
                Mistake(field: row.anchor, text: "\(row.name): somebody else saved it while you were typing")
            ]
        }
        return left.mistakes.list.map {
            Mistake(field: row.prefix + $0.field, text: "\(row.name): \($0.text)")
        }
    }

    private static func head(_ all: PlanSubjects, _ rows: [GridRow], _ period: Day) -> PageHead {
        let submitted = rows.count { $0.kept?.isCurrent ?? false }, drafts = rows.count { $0.isOpen && $0.kept != nil }
        return PageHead(
            kicker: all.plan.title, heading: "Updates for \(period.monthText)",
            lead: "\(submitted) of \(rows.count) submitted, \(drafts) in draft. "
                + "Tick a report only where the update gives it: the rest stay owed. No names of young people.")
    }

    private static func outcome(_ saving: GridSaving) -> Warning {
        let count = saving.left.count + saving.leftReadings.count
        let left = counted(count, "row needs", "rows need") + " another look."
        return Warning(
            tone: saving.done == nil ? "caution" : "good", heading: saving.done ?? "Nothing was saved",
            text: [saving.refusal, left.sentenceCase, "What was typed there is still there."].compactMap(\.self)
                .joined(separator: " "))
    }

    private static func choice(_ all: PlanSubjects, _ ask: GridAsk, _ visit: Visit) -> PeriodChoice {
        let period = ask.period
        let this = ApproximateDay(visit.today, .month).day
        var months = Set((-24...3).map { this.adding(months: $0) }).union(
            all.writable.flatMap { $0.updates.map(\.period) })
        months.insert(period)
        return PeriodChoice(
            action: visit.link(Paths.updates(all.plan.id)), some: ask.isOfSome ? ask.rows : nil,
            month: SelectField(
                id: "period", name: "period", label: "Month",
                options: months.sorted(by: >).map {
                    SelectOption(
                        value: String($0.isoText.prefix(7)), text: $0.monthText, isSelected: $0 == period)
                }))
    }

    private static func rest(_ all: PlanSubjects, shown: Int, _ ask: GridAsk, _ today: Day) -> String? {
        let later = ask.among(all.rows(ask.period, today: today)).count - shown
        let sentences = [
            later > 0 ? "\(later) more follow here as soon as some of these are submitted." : nil,
            all.others > 0
                ? "\(counted(all.others, "recommendation is", "recommendations are").sentenceCase) led by other teams."
                : nil,
        ].compactMap(\.self)
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}
