import Mustache
import PlanReader

/// What was read of a paper, every piece of it open to correction, beside the paper.
struct ReviewPage: View {
    static let template = "imports/review"
    let problems: ErrorSummary?
    let warning: Warning?
    let already: AlreadyThere?
    let head: PageHead
    let unclear, doubts: RemarkList?
    let newWords: Warning?
    let saveAction, discardAction: String
    let draftVersion: Int
    let subject, agreed, officers, portfolio: TextField
    let opening: TextArea
    let recommendations: [ReviewedRecommendation]
    let notes: NoteList?
    let kept: SectionList?
    let abbreviations: AbbreviationList?
    /// Whether days of years far from today are right.
    let sure: CheckboxField?
    let save: SaveRow
    let sourceName: String
    let lines: [SourceLine]

    /// What was not understood, or may be meant another way.
    struct RemarkList: Sendable { let heading: String, remarks: [Remark] }
    struct Remark: Sendable { let words, why: String, places: [Link] }
    struct SourceLine: Sendable { let number: Int, text: String, isUnclear: Bool }
    struct SectionList: Sendable { let count: String, sections: [ReviewedSection] }
    struct NoteList: Sendable { let notes: [ReviewedNote] }
    struct AbbreviationList: Sendable { let entries: [ReviewedAbbreviation] }

    init(
        _ form: FormBuilder, _ pending: PendingImport, unlikely: [String], vocabulary: Vocabulary,
        already: AlreadyThere?,
        isStale: Bool, for visit: Visit
    ) {
        let content = pending.content, plan = content.plan
        problems = form.problems
        self.already = already
        warning = isStale ? Self.staleWarning(pending) : nil
        head = PageHead(
            kicker: pending.name.isEmpty ? "Pasted" : pending.name, heading: "Check what was read",
            lead: "\(plan.summary). Correct what is wrong; nothing is in your action plans until you import it.",
            actions: content.tables.isEmpty && content.statusWords.isEmpty
                ? [] : [PageAction(label: "Which column is what?", link: visit.link(ColumnPages.path(pending.id)))])
        unclear = Self.remarks(
            "Not understood (\(content.notUnderstood.count))", content.notUnderstood.map { ($0.text, $0.why, $0.lines) }
        )
        doubts = Self.remarks(
            content.doubts.count == 1 ? "Check this point" : "Check these \(content.doubts.count) points",
            content.doubts.map { ($0.text, $0.question, $0.lines) })
        newWords = Self.newWords(plan, vocabulary)
        saveAction = visit.link(ImportPages.review(pending.id))
        discardAction = visit.link(ImportPages.removal(pending.id))
        draftVersion = pending.version
        subject = form.text("title", "Title")
        agreed = form.text(
            "agreed", "Action plan agreed", hint: "For example, 27 March 2026 or March 2026.", optional: true,
            width: "20")
        officers = form.text("link_officers", "Link officers", optional: true)
        portfolio = form.text("portfolio", "Portfolio", optional: true)
        opening = form.area("introduction", "Introduction", optional: true, rows: 4)
        recommendations = plan.recommendations.enumerated().map { ReviewedRecommendation($1, at: "r\($0)", form) }
        let notes = plan.footnotes.enumerated().map { ReviewedNote($1, at: "n\($0)", form) }
        self.notes = notes.isEmpty ? nil : NoteList(notes: notes)
        let sections = plan.sections.enumerated().map { ReviewedSection($1, at: "s\($0)", form) }
        kept = sections.isEmpty ? nil : SectionList(count: String(sections.count), sections: sections)
        let entries = plan.glossary.enumerated().map { ReviewedAbbreviation($1, at: "g\($0)", form) }
        abbreviations = entries.isEmpty ? nil : AbbreviationList(entries: entries)
        sure =
            unlikely.isEmpty
            ? nil
            : form.checkboxes("sure", "These years are far from today", unlikely.map { ($0, "\($0) is right") })
        save = SaveRow(
            label: "Import this plan", second: SaveSecond(label: "Save for later", name: "step", value: "keep"),
            cancel: Link(label: "Discard changes", link: visit.link(Paths.imports)),
            savedLine: "Last saved \(pending.changedAt)")
        sourceName = pending.name.isEmpty ? "The paper as it was pasted" : pending.name
        let unclearLines = Set(content.notUnderstood.flatMap { Array($0.lines.first...$0.lines.last) })
        lines = pending.source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
            index, text in
            SourceLine(number: index + 1, text: SourceText.shown(text), isUnclear: unclearLines.contains(index + 1))
        }
        .filter { !$0.text.isEmpty }
    }

    private static func staleWarning(_ pending: PendingImport) -> Warning {
        Warning(
            tone: "caution", heading: "You changed this plan in another window",
            text:
                "That was on \(pending.changedAt). What you typed here is below: send it again to put it in place of what you typed there."
        )
    }

    private static func remarks(_ heading: String, _ remarks: [(words: String, why: String, lines: SourceLines)])
        -> RemarkList?
    {
        guard !remarks.isEmpty else { return nil }
        return RemarkList(
            heading: heading,
            remarks: remarks.map { Remark(words: shortened($0.words), why: $0.why, places: places([$0.lines])) })
    }

    /// The whole of it stands in the paper, at the line that the remark leads to.
    private static func shortened(_ words: String) -> String { words.count > 160 ? words.prefix(150) + " …" : words }

    /// Status words that the council will have from this plan on.
    private static func newWords(_ plan: PlanFile, _ vocabulary: Vocabulary) -> Warning? {
        var words: [String] = [], seen: Set<String> = []
        let kept = plan.kept.recommendations
        for candidates in plan.grades + kept.flatMap({ $0.actions.map(\.achievement) + $0.updates.map(\.grade) }) {
            guard let first = candidates.first, !vocabulary.has(candidates) else { continue }
            if seen.insert(Assessment.key(first)).inserted { words.append(first) }
        }
        guard !words.isEmpty else { return nil }
        return Warning(
            tone: "flag", heading: "New status words",
            text:
                "\(words.joined(separator: ", ")). They are added to your status words when the plan is imported."
        )
    }

    /// Links to the lines of the paper.
    static func places(_ lines: [SourceLines]) -> [Link] {
        lines.map { lines in
            Link(
                label: lines.first == lines.last ? "line \(lines.first)" : "lines \(lines.first) to \(lines.last)",
                link: "#line-\(lines.first)")
        }
    }
}

extension PlanFile {
    /// "Seven recommendations, 11 actions and no updates were read"
    var summary: String {
        let actions = recommendations.reduce(0) { $0 + $1.actions.count }
        let updates = recommendations.reduce(0) { $0 + $1.updates.count }
        return "\(Self.counts(recommendations.count, actions, updates)) were read"
    }
}

extension Plan {
    /// What of a plan itself the page asks, beside the day on which it was agreed.
    static let reviewed = fields.filter { ["title", "link_officers", "portfolio", "introduction"].contains($0.name) }
}
