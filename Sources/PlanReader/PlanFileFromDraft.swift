import Values

extension PlanFile {
    /// What was read of a paper, as a plan: every word in its place.
    init(_ draft: PlanDraft, today: Day) {
        self.init(title: draft.reviewName.flatMap { $0.isEmpty ? nil : $0 } ?? draft.title)
        reference = draft.reference.cut(to: PlanLimit.reference.most)
        introduction = draft.introduction.map(\.text).joined(separator: "\n\n")
        addHead(of: draft)
        agreed = draft.agreed
        fingerprint = draft.fingerprint.isEmpty ? nil : draft.fingerprint
        let caveats = Caveats(draft.footnotes)
        recommendations = draft.recommendations.map { Recommendation($0, of: draft, caveats: caveats, today: today) }
        footnotes = draft.footnotes.map(Footnote.init)
        glossary = draft.glossary.map { Abbreviation(short: $0.short, long: $0.long, lines: [$0.lines]) }
        words = draft.statusMeanings
        grades = draft.gradings.map { ["\($0.number) \($0.words)", $0.words] }
        addLineage(of: draft)
        nameAllPieces()
        addGaps(of: draft)
        nameAllPieces()
    }

    private mutating func addLineage(of draft: PlanDraft) {
        let places = Dictionary(recommendations.indices.map { (recommendations[$0].number, $0) }) { first, _ in first }
        for note in draft.footnotes {
            guard let number = note.anchors.first?.recommendation,
                let index = places[number]
            else { continue }
            for earlier in note.lineage {
                let place = earlier.recommendation.map { ", recommendation \($0)" } ?? ""
                let words = "\(earlier.title) \(earlier.year.text)\(place)"
                recommendations[index].links.append(Link(kind: .earlierReview, words: words))
            }
        }
    }

    /// Numbers that are rolled together with others stay in their places, with the paper's own reason.
    private mutating func addGaps(of draft: PlanDraft) {
        guard let gaps = draft.gaps else { return }
        for number in gaps.numbers {
            let next = recommendations.firstIndex { (Int($0.number) ?? 0) > (Int(number) ?? 0) }
            let gap = Recommendation(number: number, state: .absorbed, stateWords: gaps.words, lines: [gaps.lines])
            recommendations.insert(gap, at: next ?? recommendations.endIndex)
        }
    }

    /// Paragraphs with blank lines between them; the items of a list stand one below the other.
    static func text(_ paragraphs: [String]) -> String {
        var text = ""
        for paragraph in paragraphs where !paragraph.isEmpty {
            if !text.isEmpty { text += gap(before: paragraph) }
            text += paragraph
        }
        return text
    }

    static func gap(before paragraph: String) -> String { paragraph.hasPrefix("• ") ? "\n" : "\n\n" }
}

/// The notes that say what cannot be recorded, by number.
private struct Caveats {
    private let byNumber: [Int: (place: Int, text: String)]

    init(_ notes: [PlanDraft.Footnote]) {
        let caveats = notes.enumerated().filter { $1.kind == .caveat }
        byNumber = Dictionary(caveats.map { ($1.number, ($0, $1.text)) }) { first, _ in first }
    }

    /// Of several the one that the paper has first.
    func first(of numbers: [Int]) -> String? {
        numbers.compactMap { byNumber[$0] }.min { $0.place < $1.place }?.text
    }
}

extension PlanFile.Recommendation {
    fileprivate init(_ it: PlanDraft.Recommendation, of draft: PlanDraft, caveats: Caveats, today: Day) {
        self.init(number: it.number, words: PlanFile.text(it.paragraphs), kind: it.kind, lines: it.lines)
        let answer = PlanFile.text(it.response)
        if !answer.isEmpty { (response, responseWords) = ResponseReader.read(answer) ?? (.none, answer) }
        if response != .none { responseOn = it.responseOn }
        (state, stateWords) = (it.state, PlanFile.text(it.stateWords).cut(to: PlanLimit.stateWords.most))
        let above = draft.hasParts ? [it.part, it.theme] : [it.theme]
        otherWords = (above.compactMap(\.self) + it.kept).joined(separator: "\n").cut(to: PlanLimit.otherWords.most)
        // A report that falls due again and again is counted from somewhere: what the paper says, else what it is likeliest to mean.
        let start = draft.agreed ?? it.updates.compactMap(\.period).min() ?? ApproximateDay(today, .month)
        actions = it.actions.map { .init($0, caveats: caveats, start: start) }
        if actions.isEmpty, it.duty.duty == .recurring {
            actions = [.init(words: "Report to scrutiny")]
            actions[0].set(it.duty, start: start)
        }
        measures = it.actions.flatMap(PlanFile.measures) + it.counts.map { .init($0, today: today) }
        updates = Self.updates(it, gradings: draft.gradings, today: today)
        links = it.seeAlso.map { .init(number: $0) }
    }
}

extension PlanDraft {
    /// Whether recommendations stand below more than one heading of a table.
    var hasParts: Bool { Set(recommendations.map(\.part)).count > 1 }

    /// The words of status of which the paper's own key, or somebody, says what they count as.
    fileprivate var statusMeanings: [PlanFile.Word] {
        var seen: Set<String> = [], words: [PlanFile.Word] = []
        let actions = recommendations.flatMap(\.actions)
        for action in actions {
            guard let printed = action.status.achievement, let tone = action.status.tone,
                tones[printed.folded] != nil || StatusKey.tone(of: printed, in: key) != nil,
                seen.insert(printed.folded).inserted
            else { continue }
            words.append(.init(words: printed, tone: tone))
        }
        return words
    }
}

extension PlanFile.Action {
    fileprivate init(_ it: PlanDraft.Action, caveats: Caveats, start: ApproximateDay) {
        let labels = it.workstreams
        let isOne = labels.count == 1 && it.paragraphs.first?.workstream != nil
        self.init(
            workstream: labels.joined(separator: ", "),
            words: PlanFile.text(it.paragraphs.map { isOne ? $0.text : $0.labelled }),
            leads: it.leads.map { .init(name: $0.name, kind: $0.kind) }, successMeasure: PlanFile.text(it.measure),
            dueWords: it.due?.words ?? "", due: it.due?.day)
        lines = it.lines
        if let achieved = it.status.achievement {
            achievement = [achieved]
        } else if it.status.duty.duty == .none, 1...PlanLimit.status.most ~= it.status.words.unicodeScalars.count {
            achievement = [it.status.words]
        }
        set(it.status.duty, start: start)
        recordability = it.status.recordability
        if recordability == .cannot {
            recordabilityWords = caveats.first(of: it.footnotes) ?? ""
        }
    }

    fileprivate mutating func set(_ report: PlanDraft.Report, start: ApproximateDay) {
        (reportDuty, reportWords, everyMonths) = (report.duty, report.words, report.everyMonths)
        self.report = report.duty == .recurring ? report.by ?? start : report.by
    }
}

extension PlanDraft.Paragraph {
    fileprivate var labelled: String { workstream.map { "\($0) – \(text)" } ?? text }
}

extension PlanFile.Footnote {
    fileprivate init(_ it: PlanDraft.Footnote) {
        self.init(number: it.number, words: it.text, kind: it.kind, lines: [it.lines])
        guard let anchor = it.anchors.first else { return }
        (recommendation, action) = (anchor.recommendation, anchor.action)
        switch anchor.place {
        case .recommendation, .update: hangsOn = .words
        case .status: hangsOn = .status
        case .lead: hangsOn = .action
        case .action: hangsOn = it.kind == .caveat || anchor.term.isEmpty ? .action : .words
        }
        if hangsOn == .words { term = anchor.term }
    }
}
