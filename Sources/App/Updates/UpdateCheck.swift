import Mustache

/// What is about to be submitted: each row with its grade before and after and the first words that members will read.
struct UpdateCheck: View {
    static let template = "updates/check"
    let head: PageHead
    let clash: Conflict?
    let checks: Checks?
    let nothing: EmptyState?
    let drafts: Drafts?

    /// What goes, in its form.
    struct Checks: Sendable {
        let action, period, some, caption, gradeHead: String
        let rows: [Row]
        let save: SaveRow
    }

    /// One of them.
    struct Row: Sendable {
        let name, link, leads, words: String
        let was, becomes: Grade
        let isSame: Bool
        let also: [String]
        let doubt: String?
        /// The update as it is shown, and what its author then has read.
        let value, confirmedName, confirmed: String
    }

    /// A grade in the council's words.
    struct Grade: Sendable { let tags: [Tag] }

    /// What stays behind.
    struct Drafts: Sendable {
        let heading: String
        let lines: [Draft]
    }

    /// One of them, with what it needs.
    struct Draft: Sendable { let name, link, needs: String }

    init(_ check: GridCheck, of plan: Plan, _ ask: GridAsk, clash: Conflict?, for visit: Visit) {
        let count = check.ready.count, path = ask.path(plan.id), period = ask.period
        head = PageHead(
            kicker: plan.title,
            heading: count == 0
                ? "Nothing to submit" : "Check \(counted(count, "update", "updates")) before you submit",
            lead: count == 0 ? nil : "For \(period.monthText). Members can read them at once.")
        self.clash = clash
        checks =
            check.ready.isEmpty
            ? nil
            : Checks(
                action: visit.link(Paths.updates(plan.id) + "/submission"), period: ask.month, some: ask.rows,
                caption: "Updates that will be submitted", gradeHead: check.ready[0].row.subject.labels(.assessment),
                rows: check.ready.map { Row($0, visit.link(path), today: visit.today) },
                save: SaveRow(
                    label: "Submit \(counted(count, "update", "updates"))",
                    cancel: Link(label: "Change something first", link: visit.link(path))))
        nothing =
            check.ready.isEmpty
            ? EmptyState(
                heading: "Nothing is ready to submit",
                text: "An update is ready once it says all that its assessment asks for.",
                next: Link(label: "Go to the updates for \(period.monthText)", link: visit.link(path))) : nil
        let lines =
            check.waiting.map { Draft($0.row, $0.needs.list.map(\.text).joined(separator: ". "), visit.link(path)) }
            + check.blank.map { Draft($0, "Nothing is written yet", visit.link(path)) }
        drafts =
            lines.isEmpty ? nil : Drafts(heading: "Not submitted: \(counted(lines.count, "row", "rows"))", lines: lines)
    }
}

extension UpdateCheck.Draft {
    init(_ row: GridRow, _ needs: String, _ path: String) {
        self.init(name: row.name, link: path + "#\(row.anchor)", needs: needs)
    }
}

extension UpdateCheck.Row {
    init(_ it: GridCheck.Ready, _ path: String, today: Day) {
        let (subject, update) = (it.row.subject, it.update)
        name = it.row.name
        link = path + "#\(it.row.anchor)"
        leads = it.row.leads
        words = Excerpt.opening(update.evidence, upTo: 160)
        was = UpdateCheck.Grade(tags: [it.row.was.map { Tag(tone: $0.tone.look, text: $0.words) } ?? .notAssessed])
        becomes = UpdateCheck.Grade(tags: update.assessmentWords.map { [Tag(tone: update.tone.look, text: $0)] } ?? [])
        isSame = update.assessmentID == nil || update.assessmentID == it.row.was?.id
        also = Self.also(update, subject, today)
        doubt = it.disagreement.isEmpty ? nil : it.disagreement
        (value, confirmedName, confirmed) = (it.value, it.confirmedName, it.disagreement)
    }

    private static func also(_ update: Update, _ subject: UpdateSubject, _ today: Day) -> [String] {
        var also: [String] = []
        if let new = update.newDueOn {
            let old = subject.due(before: update.period, about: update.actionID)
            also.append("New date \(new.longText)" + (old.map { ", instead of \($0.text)" } ?? ""))
        }
        if !update.slipReason.isEmpty { also.append("Reason: \(update.slipReason)") }
        if !update.explanation.isEmpty { also.append(Excerpt.opening(update.explanation, upTo: 120)) }
        if update.isContext { also.append("No progress to report this time") }
        let owed = subject.owed.count { $0.day <= today && !update.answers.contains($0) }
        also += update.answers.map { "Answers \(subject.actions.text(of: $0))" }
        if owed > 0 { also.append("\(counted(owed, "report stays", "reports stay").sentenceCase) owed: not ticked") }
        return also
    }
}
