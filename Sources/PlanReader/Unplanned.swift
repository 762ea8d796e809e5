import Values

/// What a paper holds that comes to no plan: tables of which nobody knows the columns yet, and in words what was seen of it.
struct Unplanned {
    /// Which can be read once somebody says what their columns hold.
    private(set) var heads: [TableHead] = []
    /// "Line 7 looks most like headings, …": without a stop at its end.
    private(set) var seen = ""

    init(_ blocks: [Block], known: [TableHead], _ answers: ReadingAnswers) {
        heads = known.filter { $0.isOfPlan }
        var at = 0
        while at < blocks.count {
            guard let cells = Unplanned.cells(blocks[at]) else {
                at += 1
                continue
            }
            let end = blocks[at...].firstIndex { Unplanned.cells($0) == nil } ?? blocks.count
            let lines = blocks[at].lines.first...(blocks[at..<end].last ?? blocks[at]).lines.last
            if heads.count < 20, !known.contains(where: { lines.contains($0.lines.first) }) {
                let head = TableHead(
                    cells, blocks[at].lines, blocks[at..<end].dropFirst().compactMap(Unplanned.cells), answers)
                if head.isLikely { heads.append(head) }
            }
            at = end
        }
        heads.sort { $0.lines.first < $1.lines.first }
        seen = words(blocks)
    }

    private static func cells(_ block: Block) -> [String]? {
        if case .row(let cells) = block.content { cells } else { nil }
    }

    private func words(_ blocks: [Block]) -> String {
        if let head = heads.first {
            let names = head.headings.map(\.words).filter { !$0.isEmpty }.prefix(8).map { "“\($0.cut(to: 60))”" }
            return
                "Line \(head.lines.first) looks most like headings, \(names.joined(separator: ", ")), and none of them says what was recommended"
        }
        if let (line, label) = Unplanned.label(blocks) {
            return "Line \(line) is labelled “\(label.cut(to: 60))”, but no line is labelled “Recommendation”"
        }
        if let row = blocks.first(where: { Unplanned.cells($0) != nil && $0.cellCount > 1 }) {
            return "A table begins in line \(row.lines.first), but no line of it looks like headings"
        }
        let numbered = blocks.filter { block in
            guard case .paragraph(let source) = block.content else { return false }
            return ReportItem(CellTextReader.read(source.prefix(400))).number != nil
        }
        if let first = numbered.first, let last = numbered.last, numbered.count > 1 {
            return
                "Lines \(first.lines.first) to \(last.lines.first) have numbers, but nothing above them says that they are recommendations"
        }
        return "It has no table, no numbered list and no line that is labelled “Recommendation”"
    }

    /// The first line with the name of a part of a plan.
    private static func label(_ blocks: [Block]) -> (line: Int, label: String)? {
        for block in blocks {
            let text: Substring
            switch block.content {
            case .row(let cells): text = cells.first?.prefix(120) ?? ""
            case .paragraph(let source): text = source.prefix(120)
            }
            let line = CellTextReader.read(text).joined
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = String(line[..<colon]).trimmed
            if let label = Label(name), label.column != .recommendation { return (block.lines.first, name) }
        }
        return nil
    }
}

extension TableHead {
    /// Whether more than one of its columns is known to be of a plan.
    fileprivate var isOfPlan: Bool {
        headings.count { $0.label != nil && $0.label?.column != .kept && $0.sureness != .guessed } > 1 && hasWords
    }

    /// Whether its cells are as headings are, and what stands below them is told in words.
    fileprivate var isLikely: Bool {
        let names = headings.map(\.words).filter { !$0.isEmpty }
        guard names.count > 1, Set(names).count == names.count,
            names.allSatisfy({ $0.count <= 60 && !".:;".contains($0.last ?? " ") && $0.contains(where: \.isLetter) })
        else { return false }
        return hasWords && (names.count > 2 || rowCount > 1 && longest > 40)
    }

    private var hasWords: Bool { rowCount > 0 && longest > 20 }
}

extension PlanReader {
    /// Says what was seen, and keeps the tables to ask what their columns hold.
    mutating func lookOnce(_ blocks: [Block]) {
        askAboutColumns(blocks)
        let unplanned = Unplanned(blocks, known: Array(heads.values), answers)
        plan.seen = unplanned.seen
        plan.tables = unplanned.heads.map(\.table)
    }

    /// A line that begins with the names of several columns was a table once.
    private mutating func askAboutColumns(_ blocks: [Block]) {
        for case .paragraph(let source) in blocks.map(\.content) where source.utf8.count > 150 {
            let names = source.prefix(160).words.compactMap { $0.first?.isUppercase == true ? Column.read($0) : nil }
            if Set(names).count > 2 {
                plan.advice =
                    "The columns of a table have run into one another here, and nothing can part them again. Import the Word file or the web page that it was copied from, or make the plan by hand"
                return
            }
        }
    }

    /// Where nothing is introduced, nothing was understood.
    mutating func forgetIntroduction() {
        let passages =
            plan.introduction + plan.otherFacts.map { .init(text: "\($0.label) \($0.words)", lines: $0.lines) }
        let sections = plan.sections.map {
            PlanDraft.Passage(text: ([$0.heading] + $0.paragraphs).joined(separator: " "), lines: $0.lines)
        }
        (plan.introduction, plan.otherFacts, plan.sections) = ([], [], [])
        for passage in passages + sections {
            for line in passage.lines.first...passage.lines.last { uses[line] = nil }
            leave(passage.lines, passage.text, because: "No recommendation was found in this paper")
        }
    }
}
