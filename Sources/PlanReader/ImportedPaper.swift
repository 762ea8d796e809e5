import Formats
import Foundation
import Values

/// A paper as it was imported, line by line, and the plan that was understood of it.
package struct ImportedPaper: Sendable {
    package let lines: [Substring]
    package internal(set) var plan: PlanFile
    package private(set) var notUnderstood: [PlanDraft.Leftover] = []
    /// Of a workbook.
    private(set) var sheets: [OfficePaper.Sheet] = []
    package internal(set) var doubts: [PlanDraft.Doubt] = []
    /// What to do instead, where nothing could be read.
    package private(set) var advice: String?
    /// What was seen of it, where it comes to no plan: a sentence without its stop.
    package private(set) var seen: String?
    /// Its tables, with what each column was taken for.
    package private(set) var tables: [ReadTable] = []
    /// Its words of status, with what each counts as.
    package private(set) var statusWords: [ReadStatus] = []

    /// A plan or a file of its actions or updates that Waymark itself wrote, or a council's paper.
    /// With answers, as somebody said that it is to be read.
    package static func read(
        _ bytes: [UInt8], named name: String, today: Day, answers: ReadingAnswers = .init()
    ) throws(SourceText.Failure) -> ImportedPaper {
        let source = try SourceText(bytes)
        if let plan = try PlanFile.read(bytes) {
            return ImportedPaper(lines: source.lines, plan: plan, doubts: plan.endings)
        }
        var paper: ImportedPaper
        if let sheet = OwnSheet(source) {
            paper = sheet.paper(source)
        } else {
            let draft = try PlanReader.read(source, answers)
            paper = ImportedPaper(
                lines: source.lines, plan: PlanFile(draft, today: today), notUnderstood: draft.notUnderstood,
                doubts: draft.doubts)
            (paper.advice, paper.seen) = (draft.advice, draft.seen)
            (paper.tables, paper.statusWords) = (draft.tables, draft.statusWords)
            paper.askForMonths(draft, today)
            paper.divide(draft)
        }
        paper.name(source.sheets)
        if paper.plan.title.isEmpty { paper.plan.title = title(from: name) }
        paper.number()
        return paper
    }

    init(
        lines: [Substring], plan: PlanFile, notUnderstood: [PlanDraft.Leftover] = [], doubts: [PlanDraft.Doubt] = []
    ) {
        (self.lines, self.plan, self.notUnderstood, self.doubts) = (lines, plan, notUnderstood, doubts)
    }

    /// Which sheets were read, where there are several.
    private mutating func name(_ sheets: [OfficePaper.Sheet]) {
        self.sheets = sheets
        guard let second = sheets.dropFirst().first else { return }
        let question = "Does all of it belong to the plan? \(sheets.count) sheets were read in this order: \(names)"
        doubts.append(.init(lines: SourceLines(second.line), text: "", question: question))
    }

    /// It has a table, and only its columns must be named before it comes to a plan.
    package var asksOnlyForColumns: Bool { plan.recommendations.isEmpty && advice == nil && !tables.isEmpty }

    /// About the whole of it.
    package mutating func ask(_ question: String) {
        doubts.insert(.init(lines: SourceLines(1), text: "", question: question), at: 0)
    }

    /// How much was looked at: "the 40 lines of this paper".
    package var extent: String {
        if sheets.isEmpty {
            return lines.count == 1
                ? "the one line of this paper" : "the \(lines.count.formatted()) lines of this paper"
        }
        return sheets.count == 1 ? "the sheet “\(sheets[0].name)”" : "the \(sheets.count) sheets: \(names)"
    }

    private var names: String { sheets.prefix(20).map { "“\($0.name.cut(to: 80))”" }.joined(separator: ", ") }

    /// Progress of no month that the paper names is asked about: this one's is offered.
    private mutating func askForMonths(_ draft: PlanDraft, _ today: Day) {
        let updates = draft.recommendations.flatMap(\.updates).filter { $0.period == nil && $0.asOf == nil }
        guard let first = updates.first else { return }
        doubts.append(
            .init(
                lines: first.lines.first ?? SourceLines(1), text: "",
                question: "\(PlanDraft.Doubt.ofMonth) The paper does not say: without an answer it is kept as words",
                kind: .month,
                taken: ApproximateDay(today, .month).day.isoText))
    }

    /// Recommendations without a number take the place that they stand at, and a remark says so.
    private mutating func number() {
        var taken = Set(plan.recommendations.map { folded($0.number) }), given: [String] = []
        var first: SourceLines?, place = "", next = 1
        for index in plan.recommendations.indices where plan.recommendations[index].number.isEmpty {
            next = max(next, index + 1)
            while !taken.insert(String(next)).inserted { next += 1 }
            plan.recommendations[index].number = String(next)
            first = first ?? plan.recommendations[index].lines.first
            place = plan.recommendations[index].key
            given.append(String(next))
        }
        guard !given.isEmpty else { return }
        doubts.removeAll { $0.question == PlanDraft.Doubt.withoutNumber }
        let them =
            given.count == 1
            ? "this recommendation: it became \(given[0])" : "these: they became \(given.joined(separator: ", "))"
        doubts.insert(
            .init(
                lines: first ?? SourceLines(1), text: "", question: "No number is printed for \(them)",
                kind: given.count == 1 ? .number : .look, place: given.count == 1 ? place : "",
                taken: given[0]), at: 0)
    }

    private static func title(from name: String) -> String {
        let file = name.split(separator: "/").last ?? ""
        let stem = file.split(separator: ".").first.map(String.init) ?? ""
        return stem.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
    }
}

extension PlanDraft {
    /// Each word once, with what it counts as.
    fileprivate var statusWords: [ReadStatus] {
        var words: [ReadStatus] = [], places: [String: Int] = [:]
        for status in recommendations.flatMap(\.actions).map(\.status) where !status.words.isEmpty {
            guard let printed = status.achievement ?? (status.duty.duty == .none ? status.words : nil) else { continue }
            let word = printed.folded
            if let place = places[word] {
                words[place].count += 1
            } else if words.count < 200 {
                places[word] = words.count
                let sureness: ReadTable.Heading.Sureness =
                    tones[word] != nil
                    ? .answered
                    : StatusKey.tone(of: printed, in: key) != nil || Achievement.isWhole(printed)
                        ? .known
                        : status.tone == nil ? .unknown : .guessed
                words.append(
                    .init(
                        words: printed.cut(to: PlanLimit.status.most), key: word, tone: status.tone ?? .notAssessed,
                        sureness: sureness, count: 1))
            }
        }
        return words
    }
}

extension PlanDraft.Doubt {
    /// How the question begins about progress of no month that the paper names.
    package static let ofMonth = "Of which month is the progress?"
    static let withoutNumber = "Which number does this recommendation bear? None is printed"
}

extension PlanFile {
    /// That it was done with where it comes from; here it is a draft like any other.
    fileprivate var endings: [PlanDraft.Doubt] {
        let end: String
        switch state {
        case .signedOff: end = "signed off"
        case .superseded: end = "superseded" + (supersededBy.isEmpty ? "" : " by “\(supersededBy)”")
        case .draft, .agreed, .monitoring: return []
        }
        let question =
            "Is it still to be followed up? It was \(end) where it comes from, and comes in as a draft: say so again once it is published"
        return [.init(lines: SourceLines(1), text: title, question: question)]
    }
}
