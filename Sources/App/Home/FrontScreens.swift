import Mustache

/// Three pages of Waymark in small, made of their own pieces, with the rows of a council that nobody lives in.
struct FrontScreens: Sendable {
    let council = "Ashdown Borough Council, made up"
    let grades: Markup?
    let slip: SlipLine
    let due: Table
    let stages: [StageLine]

    /// A date that moved.
    struct SlipLine: Sendable { let name, from, to, reason: String }

    /// A stage of the pathway with some of its kinds of place.
    struct StageLine: Sendable {
        let label, detail: String
        let style: String
        let kinds: [KindLine]
    }

    /// One of them.
    struct KindLine: Sendable { let label, word, style: String }

    init() {
        grades =
            ToneBars(
                id: "front-grades", caption: "", subtitle: "", unit: "recommendations",
                bars: [
                    .init(words: "Met", tone: .achieved, count: 3),
                    .init(words: "Part met", tone: .achievedInPart, count: 2),
                    .init(words: "Slipped", tone: .slipped, count: 1),
                    .init(words: "Not met", tone: .notAchieved, count: 1),
                ]
            ).figure.svg
        slip = SlipLine(
            name: "Work experience in every service", from: "30 September", to: "28 January",
            reason: "Two host teams moved building; places are agreed from January.")
        due = Self.due
        stages = Self.stages
    }

    private static let due = Table(
        caption: "What is due", isCaptionShown: true,
        heads: ["Recommendation", "Lead", "Last status", "Due"].map { SortHead(label: $0) },
        rows: [
            row("Apprenticeships for care leavers", "Human Resources", "12 days late", true, "steady", "On track"),
            row(
                "Work experience in every service", "Chief Executive’s office", "28 January", false, "caution",
                "Slipped"),
            row("One web page for families", "SEND team", "14 March", false, "part", "Part met"),
        ])

    private static func row(
        _ name: String, _ lead: String, _ due: String, _ isLate: Bool, _ tone: String, _ word: String
    ) -> ListRow {
        ListRow(
            name: name,
            cells: [
                ListCell("Lead", lead), ListCell(label: "Last status", tags: [Tag(tone: tone, text: word)]),
                ListCell(label: "Due", text: isLate ? nil : due, late: isLate ? due : nil),
            ])
    }

    private static let stages: [StageLine] = PathwayStage.allCases.map { stage in
        StageLine(
            label: stage.label, detail: stage.pay, style: stage.rawValue.replacing("_", with: "-"),
            kinds: stage.kinds.prefix(2).map { kind in
                switch kind {
                case .groupVoluntary: KindLine(label: kind.label, word: "Full", style: "full")
                case .groupEnterprise: KindLine(label: kind.label, word: "Gap", style: "gap")
                case .supportedInternship: KindLine(label: kind.label, word: "Planned for September", style: "planned")
                case .apprenticeship: KindLine(label: kind.label, word: "Pilot", style: "pilot")
                default: KindLine(label: kind.label, word: "Current", style: "open")
                }
            })
    }
}
