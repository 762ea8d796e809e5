import Mustache
import PlanReader

/// What was read of a paper, every piece of it open to correction, beside the paper.
struct ReviewPage: View {
    static let template = "imports/review"
    let problems: ErrorSummary?
    let warning: Warning?
    let already: AlreadyThere?
    let head: PageHead
    /// The last step that changed the pieces, to be taken back.
    let undo: String?
    let doubts: DoubtList?
    let leftovers: LeftoverList?
    let newWords: Warning?
    let saveAction, discardAction: String
    let draftVersion, shape: Int
    let subject, committee, agreed, officers, portfolio: TextField
    let opening: TextArea
    let recommendations: [ReviewedRecommendation]
    let notes: NoteList?
    let kept: SectionList?
    let abbreviations: AbbreviationList?
    /// Whether days of years far from today are right.
    let sure: CheckboxField?
    /// Whether it is saved with what is open.
    let anyway: CheckboxField?
    let open: OpenQuestions?
    let save: SaveRow
    let sourceName: String
    let lines: [SourceLine]

    /// Points that may be meant another way, those without an answer first.
    struct DoubtList: Sendable { let heading: String, open, answered: [ReviewedDoubt] }
    struct LeftoverList: Sendable { let heading: String, rest: String?, leftovers: [ReviewedLeftover] }
    struct SourceLine: Sendable { let number: Int, text: String, isUnclear: Bool }
    struct SectionList: Sendable { let count: String, sections: [ReviewedSection] }
    struct NoteList: Sendable { let notes: [ReviewedNote] }
    struct AbbreviationList: Sendable { let entries: [ReviewedAbbreviation] }
    /// How many questions have no answer yet, as a script counts on.
    struct OpenQuestions: Sendable { let words: String }

    /// What the page says besides the plan.
    struct State {
        var already: AlreadyThere?
        var warning: Warning?
        /// The piece to look at now.
        var open = ""
        /// What is asked before it is saved with open ends.
        var anyway: String?
    }

    init(
        _ form: FormBuilder, _ pending: PendingImport, unlikely: [String], vocabulary: Vocabulary, _ state: State,
        for visit: Visit
    ) {
        let content = pending.content, plan = content.plan
        problems = form.problems
        (already, warning) = (state.already, state.warning)
        head = PageHead(
            kicker: pending.name.isEmpty ? "Pasted" : pending.name, heading: "Check what was read",
            lead: "\(plan.summary). Correct what is wrong; nothing is in your action plans until you import it.",
            actions: content.tables.isEmpty && content.statusWords.isEmpty
                ? [] : [PageAction(label: "Which column is what?", link: visit.link(ColumnPages.path(pending.id)))])
        undo = pending.canTakeBack ? content.lastStep : nil
        doubts = Self.doubts(content, form)
        leftovers = Self.leftovers(content, form)
        newWords = Self.newWords(plan, vocabulary)
        saveAction = visit.link(ImportPages.review(pending.id))
        discardAction = visit.link(ImportPages.removal(pending.id))
        (draftVersion, shape) = (pending.version, content.shape)
        subject = form.text("title", "Title")
        committee = form.text(
            "body", "Who made it", hint: "The panel, select committee, task group or working party.", optional: true)
        agreed = form.text(
            "agreed", "Action plan agreed", hint: "For example, 27 March 2026 or March 2026.", optional: true,
            width: "20")
        officers = form.text("link_officers", "Link officers", optional: true)
        portfolio = form.text("portfolio", "Portfolio", optional: true)
        opening = form.area("introduction", "Introduction", optional: true, rows: 4)
        recommendations = ReviewedRecommendation.all(of: content, open: state.open, form)
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
        anyway = state.anyway.map { form.checkboxes("anyway", "Import it as it is?", [("yes", $0)]) }
        open = doubts.map { OpenQuestions(words: content.openQuestions($0.open.count)) }
        save = SaveRow(
            label: content.isSeveral ? "Import these plans" : "Import this plan",
            second: SaveSecond(label: "Save for later", name: "step", value: "keep"),
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

    private static func doubts(_ content: PendingImport.Content, _ form: FormBuilder) -> DoubtList? {
        guard !content.doubts.isEmpty else { return nil }
        let all = content.doubts.enumerated().map { ReviewedDoubt($1, at: "d\($0)", of: content.plan, form) }
        return DoubtList(
            heading: all.count == 1 ? "Check this point" : "Check these \(all.count) points",
            open: all.filter { $0.answer == nil }, answered: all.filter { $0.answer != nil })
    }

    private static func leftovers(_ content: PendingImport.Content, _ form: FormBuilder) -> LeftoverList? {
        let all = content.notUnderstood.enumerated().filter { $1.fate != .placed }
        guard !all.isEmpty else { return nil }
        let most = PendingImport.Content.mostLeftovers, rest = all.count { $0.offset >= most }
        return LeftoverList(
            heading: "Not understood (\(all.count))",
            rest: countedIfAny(rest, "more line is", "more lines are").map { "\($0.sentenceCase) kept as text." },
            leftovers: all.filter { $0.offset < most }.map { ReviewedLeftover($1, at: $0, of: content.plan, form) })
    }

    /// The whole of it stands in the paper, at the line that the remark leads to.
    static func shortened(_ words: String) -> String { words.count > 160 ? words.prefix(150) + " …" : words }

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

extension PendingImport.Content {
    /// "Three questions left"
    func openQuestions(_ count: Int) -> String {
        count == 0 ? "All questions are answered" : "\(counted(count, "question", "questions").sentenceCase) left"
    }

    /// Whether it is saved as a plan for each review in it.
    var isSeveral: Bool { doubts.contains { $0.kind == .parts && $0.isRight == true } }
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
    static let reviewed = fields.filter {
        ["title", "body", "link_officers", "portfolio", "introduction"].contains($0.name)
    }
}
