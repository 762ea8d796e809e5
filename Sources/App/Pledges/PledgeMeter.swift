import Mustache

/// What is told of a pledge, drawn as a bar against its target, with the six counts as its table (design-language.md section 7).
enum PledgeMeter {
    /// Nil before anything is told.
    static func figure(_ pledge: Pledge, linked: Bool = true, for visit: Visit) -> Figure? {
        guard let told = pledge.told, let finding = PledgeFinding(pledge: pledge, day: visit.today).told else {
            return nil
        }
        let id = "pledge-\(pledge.id)", reached = PledgeTold.words(told.reached)
        let rows = PledgeCount.allCases.map { count in
            DataRow(
                head: count.label,
                cells: [DataCell(text: told.words(count), isNumber: true), DataCell(text: count.unit)])
        }
        return Figure(
            id: id, caption: finding,
            subtitle: "\(pledge.name). As at \(told.asOf.longText), to the nearest five.",
            svg: ToneMark.drawing(
                id, name: "\(pledge.measure.label): \(reached), target \(pledge.targetWords)", width: 400, height: 76,
                drawing(pledge, told, reached)),
            table: DataTable(
                caption: "\(pledge.name), as at \(told.asOf.longText)",
                heads: [
                    DataHead(label: "Count"), DataHead(label: "Number", isNumber: true), DataHead(label: "Of what"),
                ],
                rows: rows),
            list: linked ? Link(label: "The whole pledge", link: visit.link(Paths.pledge(pledge.id))) : nil)
    }

    /// Five or fewer is a stub whose length says nothing.
    private static func drawing(_ pledge: Pledge, _ told: PledgeTold, _ reached: String) -> Markup {
        let room = 390, most = max(pledge.target, told.reached)
        let tick = 2 + room * pledge.target / most * 9 / 10
        let tone = PledgeState(pledge, told).tag.tone
        let bar: Markup =
            told.reached == 0
            ? "<rect x=\"3\" y=\"31\" width=\"24\" height=\"18\" fill=\"none\" stroke=\"var(--quiet)\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/>"
            : "<rect x=\"2\" y=\"30\" width=\"\(room * told.reached / most * 9 / 10)\" height=\"20\" fill=\"var(--\(tone))\"/>"
        return """
            <text x="2" y="18">\(pledge.measure.label): \(reached)</text>\
            <rect x="1" y="29" width="398" height="22" fill="none" stroke="var(--edge)"/>\(bar)\
            <path d="M\(tick) 24v32" stroke="var(--ink)" stroke-width="3"/>\
            <text x="\(min(tick, 394))" y="71" text-anchor="\(tick > 200 ? "end" : "start")">target \(pledge.targetWords)</text>
            """
    }
}
