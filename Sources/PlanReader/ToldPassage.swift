import Values

/// What a cell that reaches over the rest of its row, or a paragraph below a recommendation, tells of the recommendation as a whole:
/// where it stands, what was reported of which month, that it is no longer followed.
struct ToldPassage {
    private struct Report {
        var period: ApproximateDay, part = ""
        var grade: String?
        var paragraphs: [CellText] = []
    }

    private var reports: [Report] = []
    private var kept: [String] = []
    private var state: (is: PlanFile.Recommendation.State, words: [String])?

    /// Nil where it opens with none of these.
    init?(_ source: String, _ habits: CellHabits) {
        for paragraph in ToldPassage.paragraphs(source) {
            let (bold, rest) = ToldPassage.opening(paragraph), text = CellTextReader.read(rest, habits)
            if bold.isEmpty, text.isEmpty { continue }
            let name = bold.trimmedOfStops.folded
            if let state = PlanFile.Recommendation.State.allCases.first(where: { $0.label.folded == name }),
                state != .open
            {
                self.state = (state, text.paragraphs)
            } else if name == "stands at" {
                kept.append("\(bold.trimmedOfStops): \(text.joined)")
            } else if name == "assessed before" {
                takeEarlier(text.joined)
            } else if let report = ToldPassage.report(bold, text) {
                reports.append(report)
            } else if let last = reports.indices.last {
                reports[last].paragraphs.append(CellTextReader.read(paragraph, habits))
            } else if state != nil {
                state?.words += CellTextReader.read(paragraph, habits).paragraphs
            } else {
                return nil
            }
        }
        if reports.isEmpty, kept.isEmpty, state == nil { return nil }
    }

    /// "October 2017, Housing: Met." in bold letters, or "October 2017:" without, and what follows.
    private static func report(_ bold: String, _ text: CellText) -> Report? {
        if let colon = bold.firstIndex(of: ":") {
            guard var report = head(bold[..<colon]) else { return nil }
            let grade = bold[bold.index(after: colon)...].trimmed.trimmedOfStops
            if 1...PlanLimit.status.most ~= grade.unicodeScalars.count { report.grade = grade }
            report.paragraphs = [text]
            return report
        }
        guard bold.isEmpty, let first = text.paragraphs.first, let colon = first.prefix(60).firstIndex(of: ":"),
            var report = head(first[..<colon])
        else { return nil }
        var rest = text, words = first[first.index(after: colon)...].trimmed
        if let stop = words.prefix(60).firstRange(of: ". ") ?? (words.hasSuffix(".") ? words.firstRange(of: ".") : nil),
            Achievement.isWhole(String(words[..<stop.lowerBound]))
        {
            report.grade = String(words[..<stop.lowerBound])
            words = words[stop.upperBound...].trimmed
        }
        if words.isEmpty { rest.paragraphs.removeFirst() } else { rest.paragraphs[0] = words }
        rest.markers = []
        report.paragraphs = [rest]
        return report
    }

    private static func head(_ words: Substring) -> Report? {
        guard words.utf8.count <= 200 else { return nil }
        let pieces = words.split(separator: ",", maxSplits: 1).map(\.trimmed)
        guard let first = pieces.first, let period = ApproximateDay.read(first), period.precision == .month else {
            return nil
        }
        return Report(period: period, part: pieces.count > 1 ? pieces[1] : "")
    }

    /// "September 2022, On track; February 2023, Housing, Slipped."
    private mutating func takeEarlier(_ words: String) {
        var earlier: [Report] = []
        for piece in words.prefix(4_000).split(separator: ";") {
            guard let comma = piece.lastIndex(of: ","), var report = ToldPassage.head(piece[..<comma]) else { continue }
            report.grade = piece[piece.index(after: comma)...].trimmed.trimmedOfStops.cut(to: PlanLimit.status.most)
            earlier.append(report)
        }
        reports = earlier + reports
    }

    func add(to recommendation: inout CellDraft.Recommendation, _ lines: SourceLines) {
        recommendation.keep(kept)
        if let state { (recommendation.state, recommendation.stateWords) = (state.is, state.words) }
        for report in reports {
            var update = CellDraft.Update(
                action: ToldPassage.place(of: report.part, in: recommendation), period: report.period)
            update.part = report.part
            update.grade = report.grade
            for paragraph in report.paragraphs { update.goOn(with: paragraph, lines) }
            if update.evidence.lines.isEmpty { update.evidence.lines = [lines] }
            recommendation.updates.append(update)
        }
    }

    /// Which action is meant: by its workstream, or its place.
    static func place(of part: String, in recommendation: CellDraft.Recommendation) -> Int? {
        if part.isEmpty { return nil }
        let words = part.folded.words
        if words.count == 2, words[0] == "action", let number = Int(words[1]),
            recommendation.actions.indices.contains(number - 1)
        {
            return number - 1
        }
        return recommendation.actions.firstIndex { $0.workstream.text.joined.folded == part.folded }
    }

    /// A name in bold letters on a line of its own above the words of an action, where no other stands so, and what follows it.
    static func labelled(_ source: String) -> (label: String, rest: String)? {
        let lines = paragraphs(source).filter { !$0.trimmed.isEmpty }
        guard lines.count > 1, let first = lines.first else { return nil }
        let (bold, behind) = opening(first)
        guard 1...60 ~= bold.count, behind.trimmed.isEmpty,
            !bold.contains(where: { $0.isNumber || ".:;?!".contains($0) }),
            bold.words.count <= 6, lines.dropFirst().allSatisfy({ opening($0).bold.isEmpty })
        else { return nil }
        return (bold, lines.dropFirst().joined(separator: "<br>"))
    }

    private static func paragraphs(_ source: String) -> [String] {
        var pieces = [""]
        for token in MarkupScanner(source[...]) {
            switch token {
            case .text(let text): pieces[pieces.count - 1] += text
            case .tag(let name, _, let tag):
                if ["p", "div", "br"].contains(name) { pieces.append("") } else { pieces[pieces.count - 1] += tag }
            }
        }
        return pieces
    }

    /// The bold words with which it begins, and what follows them.
    private static func opening(_ paragraph: String) -> (bold: String, rest: String) {
        let text = paragraph.trimmed
        for (open, close) in [("<b>", "</b>"), ("<strong>", "</strong>"), ("**", "**")]
        where text.prefix(open.count).lowercased() == open {
            guard let end = text.dropFirst(open.count).prefix(400).firstRange(of: close) else { continue }
            let bold = text[text.index(text.startIndex, offsetBy: open.count)..<end.lowerBound]
            return (CellTextReader.read(bold).joined, String(text[end.upperBound...]))
        }
        return ("", paragraph)
    }
}

extension CellDraft.Update {
    /// With one more paragraph: what was decided about it, or more of what was done.
    mutating func goOn(with text: CellText, _ lines: SourceLines) {
        if text.paragraphs.count == 1, decided.take(text.joined) { return }
        evidence.append(text, lines)
    }
}

extension PlanReader {
    /// A cell that reaches over the rest of its row tells of the recommendation as a whole; false where it is read as any other.
    mutating func readAcross(_ cells: [String], from place: Int, _ lines: SourceLines) -> Bool {
        guard columns != nil, place > 0, place < cells.count else { return false }
        let before = cells[..<place], words = CellTextReader.read(cells[place].prefix(200)).joined
        let isNone = words.count <= 60 && words.folded.hasPrefix("no action"), told = ToldPassage(cells[place], habits)
        guard isNone || told != nil else { return false }
        if before.contains(where: { !$0.trimmed.isEmpty }) { readRow(Array(before), lines) }
        guard let current = draft.current else { return false }
        use(lines, as: .update)
        told?.add(to: &draft.recommendations[current], lines)
        // Why there is none is not lost.
        if told == nil, words.folded.words.count > 2 { draft.recommendations[current].keep([words]) }
        return true
    }

    /// Among recommendations that have a table each, one that has none: its number as a heading, its words, what became of it.
    mutating func readHeaded(_ source: String, _ lines: SourceLines) -> Bool {
        guard hasForms else { return false }
        if let heading = HeadingReader.strong(source), let label = Label(heading.text), label.number != nil {
            take(label, CellTextReader.read(heading.rest, habits), lines, named: heading.text)
            isHeaded = true
            return true
        }
        guard isHeaded, columns == nil, !isInSection, case .column(.recommendation) = field,
            let last = draft.recommendations.indices.last
        else { return false }
        if let told = ToldPassage(source, habits) {
            use(lines, as: .update)
            told.add(to: &draft.recommendations[last], lines)
        } else if let update = draft.recommendations[last].updates.indices.last {
            use(lines, as: .update)
            draft.recommendations[last].updates[update].goOn(with: CellTextReader.read(source, habits), lines)
        } else {
            guard HeadingReader.strong(source) == nil else { return false }
            LabelledLine.goOn(.recommendation, with: CellTextReader.read(source, habits), lines, in: &self)
        }
        return true
    }

    /// Below a heading a row with other cells, or with bold ones alone, is not of the table above it.
    func isOfAnotherTable(_ cells: [String]) -> Bool {
        guard let columns else { return false }
        let filled = cells.map(\.trimmed).filter { !$0.isEmpty }
        return cells.count != columns.count
            || filled.allSatisfy { $0.hasPrefix("<p><b>") && $0.hasSuffix("</b></p>") }
    }
}
