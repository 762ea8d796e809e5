/// Other ways to read a paper in which no table with headings was found.
extension PlanReader {
    /// The paper as it was before anything of it was read.
    private func afresh(_ noteLines: Set<Int>) -> PlanReader {
        var afresh = self
        (afresh.plan.introduction, afresh.plan.otherFacts, afresh.plan.sections) = ([], [], [])
        (afresh.plan.notUnderstood, afresh.plan.doubts, afresh.plan.form) = ([], [], nil)
        (afresh.isBeforeRecommendations, afresh.isInSection, afresh.field) = (true, false, nil)
        (afresh.plan.tables, afresh.columns) = ([], nil)
        afresh.forgetParts()
        afresh.uses = furniture.uses
        for line in noteLines { afresh.uses[line] = .footnote }
        return afresh
    }

    /// Reads it once more as a report without a table; nothing is kept when that finds no recommendation either.
    mutating func readReport(_ blocks: [Block], _ noteLines: Set<Int>) throws(SourceText.Failure) {
        var report = afresh(noteLines)
        try ReportReader.read(blocks, into: &report)
        if !report.draft.recommendations.isEmpty { return self = report }
        guard plan.title.folded.contains("recommendation") else { return }
        var list = afresh(noteLines)
        try ReportReader.read(blocks, isList: true, into: &list)
        if list.draft.recommendations.count > 1 { self = list }
    }

    /// Reads it once more as a table whose headings were lost.
    mutating func readWithoutHeadings(_ blocks: [Block], _ noteLines: Set<Int>) throws(SourceText.Failure) {
        guard let guess = ColumnGuess(blocks) else { return }
        var table = afresh(noteLines)
        table.doubt(guess.lines, "", "Is it read rightly? No headings stand over this table: \(guess.words)")
        for block in blocks {
            if block.lines == guess.lines { table.begin(TableHead(guess, answers)) }
            try table.read(block)
        }
        if !table.draft.recommendations.isEmpty { self = table }
    }
}
