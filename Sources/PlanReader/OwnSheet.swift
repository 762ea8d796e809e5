import Formats
import Values

/// A file of actions or updates that Waymark itself wrote for a spreadsheet, on its way back: its columns in any order, some
/// left out, saved with commas or semicolons, or pasted out of the spreadsheet.
struct OwnSheet {
    /// Heads that no paper has; a table with three of them, and with the words of the recommendation, is one of ours.
    private static let marks: Set = [
        "words", "why", "stands at", "graded on", "next due", "last update", "due in words", "action grade",
        "report to scrutiny", "first report", "months between reports", "next report", "recordable",
        "why not recordable",
        "grade and record disagree", "version", "context only", "no progress to report", "new date", "new due date",
        "reason for the slip",
        "reason why it slipped", "evidence date", "answers reports",
        "reason for the correction", "submitted by", "agreed by members", "agreed on", "agreed at",
    ]
    /// Heads of ours that papers have too, in another meaning.
    private static let names: Set = ["plan", "state", "grade", "update", "as of", "submitted", "minute", "explanation"]

    /// Far more than any file of ours has; each cell is looked for among them.
    private static let mostColumns = 100

    /// As they are printed.
    private let printed: [String]
    private let heads: [String]
    /// What the columns hold whose names are the council's.
    private let columns: [Column?]
    private let header: SourceLines
    private let rows: [Row]
    private let fingerprint: String

    private struct Row {
        let cells: [String]
        let lines: SourceLines
    }

    /// Nil for anything else.
    init?(_ source: SourceText) {
        guard let start = source.lines.prefix(5).firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }) else {
            return nil
        }
        let text = source.lines[start...].joined(separator: "\n")
        for separator in [",", ";", "\t", OwnSheet.cell] where source.lines[start].contains(separator) {
            var rows = OwnSheet.rows(text, separator, from: start)
            let printed = rows.isEmpty ? [] : rows.removeFirst().cells, heads = printed.map(\.folded)
            guard heads.count <= OwnSheet.mostColumns, heads.contains("words"),
                Set(heads).intersection(OwnSheet.marks).count > 2
            else { continue }
            (self.printed, self.heads, self.rows, header) = (printed, heads, rows, SourceLines(start + 1))
            columns = zip(printed, heads).map { printed, head in
                OwnSheet.marks.union(OwnSheet.names).contains(head) ? nil : Column.read(printed)
            }
            fingerprint = Fingerprint.of(source)
            return
        }
        return nil
    }

    /// What begins a cell where the file was a workbook, or was copied out of one.
    private static let cell = "<td"

    private static func rows(_ text: String, _ separator: String, from start: Int) -> [Row] {
        guard separator != cell else {
            return HTMLRows.read(text).compactMap { block in
                guard case .row(let cells) = block.content else { return nil }
                let lines = SourceLines(start + block.lines.first, start + block.lines.last)
                return Row(cells: cells.map { Entity.decoded($0.replacing("<br>", with: "\n")[...]) }, lines: lines)
            }
        }
        var rows: [Row] = [], reader = CSVReader(separator: separator.utf8.first ?? 0, longest: .max)
        func add(_ record: CSVReader.Record) {
            let cells = (0..<record.count).map { Spreadsheet.unguarded((record.text($0) ?? "").trimmed) }
            guard cells.contains(where: { !$0.isEmpty }) else { return }
            rows.append(Row(cells: cells, lines: SourceLines(start + record.firstLine, start + record.lastLine)))
        }
        // Nothing is too long for a reader without a bound.
        try? reader.read(Array(text.utf8), each: add)
        reader.finish(each: add)
        return rows
    }

    /// The columns that were asked for, while rows are read.
    private final class Used { var columns: Set<Int> = [] }

    /// Where in the plan each recommendation stands, and in it each action, while rows are read.
    private struct Places {
        /// Its number; without one its words.
        struct Key: Hashable { let number, words: String }
        struct Part: Hashable {
            let recommendation: Int
            let words: String
        }

        var recommendations: [Key: Int] = [:]
        var actions: [Part: Int] = [:]
    }

    /// One row with its cells by their heads.
    private struct Cells {
        let heads: [String]
        let columns: [Column?]
        let row: Row
        let used: Used

        subscript(_ name: String) -> String { heads.firstIndex(of: name).map(at) ?? "" }

        /// By its head, or by the one that it had before.
        subscript(_ name: String, before: String) -> String { heads.contains(name) ? self[name] : self[before] }

        /// By what a council may call the column.
        subscript(_ column: Column) -> String { columns.firstIndex(of: column).map(at) ?? "" }

        private func at(_ index: Int) -> String {
            used.columns.insert(index)
            return index < row.cells.count ? row.cells[index] : ""
        }
    }

    func paper(_ source: SourceText) -> ImportedPaper {
        let used = Used()
        var plan = PlanFile(title: ""), places = Places()
        plan.fingerprint = fingerprint
        var doubts: [PlanDraft.Doubt] = [], updates: [Int: [(edition: Int, update: PlanFile.Update)]] = [:]
        for row in rows {
            let cells = Cells(heads: heads, columns: columns, row: row, used: used), title = cells["plan"]
            if plan.title.isEmpty { plan.title = title }
            let index = recommendation(cells, in: &plan, &places)
            if isOfUpdates {
                let action = action(cells[.action], of: index, in: &plan, &places)
                if let update = update(cells, about: action, &doubts) {
                    updates[index, default: []].append((Int(cells["version"]) ?? 1, update))
                }
            } else {
                addAction(cells, to: &plan.recommendations[index], &doubts)
            }
        }
        for (index, own) in updates {
            let inOrder = own.sorted { ($0.update.period, $0.edition) < ($1.update.period, $1.edition) }
            plan.recommendations[index].updates = inOrder.map(\.update)
        }
        let left = heads.indices.filter { !used.columns.contains($0) && !heads[$0].isEmpty }
        if !left.isEmpty, !rows.isEmpty {
            let names = left.map { "“\(printed[$0])”" }.joined(separator: ", ")
            doubts.append(.init(lines: header, text: names, question: "These columns do not come in"))
        }
        return ImportedPaper(lines: source.lines, plan: plan, doubts: doubts)
    }

    /// Updates have a month each.
    private var isOfUpdates: Bool { !Set(heads).isDisjoint(with: ["update", "context only", "no progress to report"]) }

    private func recommendation(_ cells: Cells, in plan: inout PlanFile, _ places: inout Places) -> Int {
        let number = cells[.recommendation], words = cells["words"]
        let key = Places.Key(number: number.folded, words: number.isEmpty ? words : "")
        if let known = places.recommendations[key] { return known }
        places.recommendations[key] = plan.recommendations.count
        let state = PlanFile.Recommendation.State.allCases.first { $0.label.folded == cells["state"].folded }
        plan.recommendations.append(
            .init(
                number: number, words: words, state: isOfUpdates ? .open : state ?? .open,
                stateWords: isOfUpdates ? "" : cells["why"], lines: [cells.row.lines]))
        return plan.recommendations.count - 1
    }

    private func addAction(
        _ cells: Cells, to recommendation: inout PlanFile.Recommendation, _ doubts: inout [PlanDraft.Doubt]
    ) {
        var action = PlanFile.Action(workstream: cells["workstream"], words: cells[.action])
        action.leads = cells[.lead].split(separator: ";").map { .init(name: $0.trimmed) }
        action.successMeasure = cells[.measure]
        (action.due, action.dueWords) = (day(cells[.due], cells, &doubts), cells["due in words"])
        action.achievement = [cells["action grade"]].filter { !$0.isEmpty }
        action.reportWords = cells["report to scrutiny"]
        action.report = day(cells["first report"], cells, &doubts)
        action.everyMonths = Int(cells["months between reports"])
        action.reportDuty = action.everyMonths != nil ? .recurring : action.reportWords.isEmpty ? .none : .once
        let recordable = cells["recordable"].folded
        action.recordability =
            PlanFile.Action.Recordability.allCases.first { $0.label.folded == recordable } ?? .counted
        action.recordabilityWords = cells["why not recordable"]
        action.lines = [cells.row.lines]
        if !action.words.isEmpty { recommendation.actions.append(action) }
    }

    /// The action that an update is about, made where the file names it first; nil for the recommendation as a whole.
    private func action(
        _ words: String, of recommendation: Int, in plan: inout PlanFile, _ places: inout Places
    ) -> Int? {
        guard !words.isEmpty else { return nil }
        let key = Places.Part(recommendation: recommendation, words: words)
        if let known = places.actions[key] { return known }
        plan.recommendations[recommendation].actions.append(.init(words: words))
        let place = plan.recommendations[recommendation].actions.count - 1
        places.actions[key] = place
        return place
    }

    /// Nil where it has no month that can be read.
    private func update(_ cells: Cells, about action: Int?, _ doubts: inout [PlanDraft.Doubt]) -> PlanFile.Update? {
        let month = cells["update"]
        let state = PlanFile.Update.State.labelled(cells["state"]) ?? .submitted
        guard let period = ApproximateDay.read(written: month), period.precision != .year else {
            let text = month.isEmpty ? cells[.evidence] : month
            if !text.isEmpty {
                let question = "Of which month is this update? It is left out"
                doubts.append(.init(lines: cells.row.lines, text: text, question: question))
            }
            return nil
        }
        return .init(
            action: action, period: ApproximateDay.month(of: period.day).day, state: state, evidence: cells[.evidence],
            grade: [cells["grade"]].filter { !$0.isEmpty }, explanation: cells[.assessment] + cells["explanation"],
            impact: cells[.impact], asOf: day(cells["evidence date", "as of"], cells, &doubts)?.day,
            isContext: cells["no progress to report", "context only"].folded == "yes",
            newDueOn: day(cells["new due date", "new date"], cells, &doubts)?.day,
            slipReason: cells["reason why it slipped", "reason for the slip"],
            agreedOn: day(cells["agreed on", "agreed by members"], cells, &doubts)?.day,
            agreedAt: cells["agreed at"], minute: cells["minute"], correctionReason: cells["reason for the correction"],
            disagreement: cells["grade and record disagree"], told: day(cells["submitted"], cells, &doubts)?.day,
            lines: [cells.row.lines])
    }

    /// What is no date is pointed out.
    private func day(_ text: String, _ cells: Cells, _ doubts: inout [PlanDraft.Doubt]) -> ApproximateDay? {
        if text.isEmpty { return nil }
        let day = ApproximateDay.read(written: text)
        if day == nil {
            doubts.append(
                .init(
                    lines: cells.row.lines, text: text,
                    question: "Which day is this? It is no date that Waymark can read"))
        }
        return day
    }
}
