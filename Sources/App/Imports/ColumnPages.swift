import HTTP
import PlanReader
import Postgres
import Values

/// “Which column is what?”: what the headings of a paper were taken for and what its words of status count as, to be said otherwise; then it
/// is read again. What is said of a heading is remembered for the council.
enum ColumnPages {
    static let routes: [Route] = [
        .get("/imports/:import/columns", .importPlans, show),
        .post("/imports/:import/columns", .importPlans, upTo: 256 * 1024, fields: 2_000, lane: .slow, save),
    ]

    static func path(_ id: PendingImport.ID) -> String { Paths.imports + "/\(id)/columns" }

    private static func show(_ visit: Visit) throws -> Response {
        let pending = try ImportPages.pending(visit)
        return try sheet(pending, visit).page(visit, fields(pending))
    }

    private static func sheet(_ pending: PendingImport, _ visit: Visit) throws -> RecordForm {
        let content = pending.content, unsure = content.questions.count(where: \.heading.isUnsure)
        let vocabulary = try Vocabulary(in: visit.db)
        let lead =
            content.isUnread
            ? "Waymark found a table in line \(content.tables.first?.lines.first ?? 1) of this paper, but no heading that says what was recommended. Choose “Recommendation” for the column that does, and “Action” for what is done about it. What you say here is remembered for the next paper."
            : (unsure == 0
                ? "Every heading was known. Change what was taken wrongly, then read the paper again."
                : "\(counted(unsure, "heading is", "headings are").sentenceCase) guessed or not known. What you say here is remembered for the next paper.")
                + " Reading it again replaces what you changed in the review."
        return RecordForm(
            kicker: pending.name.isEmpty ? "Pasted" : pending.name, heading: "Which column is what?",
            lead: lead, path: path(pending.id),
            back: content.isUnread
                ? Link(label: "Import a plan", link: Paths.imports)
                : Link(label: "Check what was read", link: ImportPages.review(pending.id)),
            save: content.isUnread ? "Read the paper" : "Read the paper again"
        ) { form in
            [
                FormPart(
                    heading: "Columns", questions: content.questions.map { $0.question(form) }),
                FormPart(
                    heading: "Status words",
                    hint:
                        "What each counts as where your council has no such word yet. A word that it has keeps what Settings say of it.",
                    questions: content.statusWords.enumerated().compactMap { index, word in
                        vocabulary.has([word.words]) ? nil : .select(select(word, index, form))
                    }),
                FormPart(questions: content.asksForMonth ? [month(form)] : []),
            ].filter { !$0.questions.isEmpty }
        }
    }

    private static func select(_ word: ReadStatus, _ index: Int, _ form: FormBuilder) -> SelectField {
        form.select(
            "word_\(index)", "“\(word.words)”", Tone.options,
            hint: "\(counted(word.count, "time", "times").sentenceCase) in the paper.")
    }

    private static func month(_ form: FormBuilder) -> Question {
        .text(
            form.text(
                "month", "Month of the progress", hint: "The paper gives none. For example, September 2026.",
                optional: true, width: "20"))
    }

    private static func fields(_ pending: PendingImport) -> Fields {
        var fields = Fields()
        fields["version"] = String(pending.version)
        for question in pending.content.questions { fields[question.name] = question.heading.column.rawValue }
        for (index, word) in pending.content.statusWords.enumerated() { fields["word_\(index)"] = word.tone.rawValue }
        fields["month"] = pending.content.answers.month?.text ?? ""
        return fields
    }

    private static func save(_ visit: Visit) throws -> Response {
        let pending = try ImportPages.pending(visit)
        let sheet = try sheet(pending, visit)
        var check = Check(visit.form)
        let answers = answers(pending.content, &check)
        do { try check.finish() } catch { return try sheet.page(visit, visit.form, error) }
        guard visit.version == pending.version else {
            return try sheet.stale(visit, theirs: fields(pending), by: nil)
        }
        // What it would come to is said at the first column.
        func refused(_ sentence: String) throws -> Response {
            let mistake = Mistakes(
                pending.content.questions.first?.name ?? "month", "Read so, it comes to no plan. \(sentence)")
            return try sheet.page(visit, visit.form, mistake)
        }
        let paper: ImportedPaper
        do {
            paper = try PaperFile.readAgain(
                pending.source, of: try PendingImport.file(of: pending.id, in: visit.db)?.bytes, named: pending.name,
                today: visit.today, answers: answers)
        } catch let unreadable as PaperFile.Unreadable {
            return try refused(unreadable.sentence)
        }
        if paper.plan.recommendations.isEmpty {
            return try refused("Choose “Recommendation” for one column, or “Action” where it holds nothing but actions")
        }
        if let sentence = paper.advice ?? ImportPages.refusal(of: paper) {
            return try refused(sentence)
        }
        var content = PendingImport.Content(paper, answers: answers)
        content.plan.title = paper.plan.title.isEmpty ? pending.content.plan.title : paper.plan.title
        content.shape = pending.content.shape + 1
        try content.askForBody(paper, in: visit.db)
        guard
            try PendingImport.keep(content, of: pending.id, version: pending.version, before: .none, in: visit.db)
        else {
            return try sheet.stale(visit, theirs: fields(try ImportPages.pending(visit)), by: nil)
        }
        try KnownHeading.keep(
            pending.content.questions.compactMap { question in
                // A column without a heading is another in the next paper.
                question.heading.words.isEmpty
                    ? nil : answers.columns[question.heading.key].map { KnownHeading(question.heading.words, $0) }
            },
            in: visit.db)
        return visit.redirect(
            to: ImportPages.review(pending.id), saying: "\(content.plan.summary).", heading: "Read again")
    }

    private static func answers(_ content: PendingImport.Content, _ check: inout Check) -> ReadingAnswers {
        var answers = ReadingAnswers()
        for question in content.questions {
            let column = Column(rawValue: check.fields[question.name])
            let heading = question.heading
            if let column, Column.inTables.contains(column) {
                // What was read so anyway is no answer: the same heading may mean something else in another table.
                if column != heading.column || heading.isUnsure || heading.sureness == .answered {
                    answers.columns[heading.key] = column
                }
            } else {
                check.mistake(question.name, "Choose what this column holds")
            }
        }
        for (index, word) in content.statusWords.enumerated() where check.fields.has("word_\(index)") {
            if let tone = Tone(rawValue: check.fields["word_\(index)"]) {
                answers.tones[word.key] = tone
            } else {
                check.mistake("word_\(index)", "Choose what “\(word.words)” counts as")
            }
        }
        let month = check.fields["month"]
        if !month.isEmpty {
            answers.month = ApproximateDay.read(month)
            if answers.month == nil { check.mistake("month", "Enter a month and its year, like September 2026") }
        }
        return answers
    }
}

extension PendingImport.Content {
    /// A heading of the paper, asked about once wherever it stands.
    struct Question {
        let name: String
        let heading: ReadTable.Heading
        /// Its place in its table, from 1.
        let place: Int

        func question(_ form: FormBuilder) -> App.Question {
            let label = heading.words.isEmpty ? "Column \(place), without a heading" : "“\(heading.words)”"
            let below = heading.examples.prefix(3).map { "“\($0.cut(to: 60))”" }
            let hint =
                heading.sureness.words + (below.isEmpty ? "" : " First below it: \(below.joined(separator: ", "))")
            return .select(form.select(name, label, Column.inTables.map { ($0.rawValue, $0.label) }, hint: hint))
        }
    }

    var questions: [Question] {
        var seen: Set<String> = [], all: [Question] = []
        for heading in tables.flatMap({ $0.headings.enumerated() }) where seen.insert(heading.element.key).inserted {
            all.append(Question(name: "column_\(all.count)", heading: heading.element, place: heading.offset + 1))
        }
        return Array(all.prefix(200))
    }

    /// No plan was read yet: its columns must be named first.
    var isUnread: Bool { plan.recommendations.isEmpty }

    /// Whether it should be asked before the plan is reviewed.
    var asksAboutColumns: Bool { questions.contains(where: \.heading.isUnsure) }

    /// Whether progress came in as of the month in which it was read.
    var asksForMonth: Bool {
        answers.month != nil || doubts.contains { $0.question.hasPrefix(PlanDraft.Doubt.ofMonth) }
    }
}

extension ReadTable.Heading.Sureness {
    /// How it is known, as a person reads it.
    fileprivate var words: String {
        switch self {
        case .answered: "As your council said."
        case .known: "Known by its name."
        case .likely: "Likely, by its words."
        case .guessed: "A guess, by what stands below it."
        case .unknown: "Not known."
        }
    }
}
