/// The pledges as a block of a paper: their words, how they stand and what is told of each count, never more than members may read.
enum PaperPledges {
    typealias Block = PaperDocument.Block
    typealias Cell = PaperDocument.Cell

    static func blocks(_ pledges: [Pledge], on day: Day) -> [Block] {
        if pledges.isEmpty { return [.plain("No pledge that members can read runs on \(day.longText).")] }
        let days = Set(pledges.compactMap { $0.told?.asOf }).sorted().map(\.longText).listed
        let rule =
            "\(days.isEmpty ? "" : "As at \(days). ")Numbers are to the nearest five; five or fewer are not told apart."
        return [
            .table(
                .init(
                    caption: "Pledges", widths: [38, 34, 28], heads: ["Pledge", "How it stands", "Counted"],
                    rows: pledges.map { row($0, on: day) })),
            .plain(rule),
        ]
    }

    private static func row(_ pledge: Pledge, on day: Day) -> [Cell] {
        let name = Block.paragraph(runs: [.init(text: pledge.name, look: .strong)])
        let counts: [Block] =
            pledge.told.map { told in
                PledgeCount.allCases.map { .plain("\($0.label): \(told.words($0))") }
            } ?? [.plain("No figures yet")]
        return [
            Cell(blocks: [name] + PaperText.blocks(pledge.words) + [.plain(pledge.periodWords)], isHead: true),
            Cell(blocks: [.plain(PledgeFinding(pledge: pledge, day: day).words)] + PaperText.blocks(pledge.why)),
            Cell(blocks: counts),
        ]
    }
}
