/// What stands above a table, and in it above its rows.
extension PlanReader {
    /// From here on rows belong to another part; where it stands, unless that is kept anyway.
    mutating func stand(under part: String, _ lines: SourceLines? = nil) {
        leaveWaiting()
        (self.part, theme) = (part, nil)
        waiting.part = lines.map { .init(text: part, lines: $0) }
    }

    /// From here on rows belong to another theme of their part, or to none.
    mutating func stand(underTheme theme: String?, _ lines: SourceLines? = nil) {
        if let above = waiting.theme { leave(above.lines, above.text, because: "Nothing stands below it") }
        self.theme = theme
        waiting.theme = theme.flatMap { theme in lines.map { .init(text: theme, lines: $0) } }
    }

    /// A recommendation that says what it stands under.
    mutating func beginBelow(_ recommendation: CellDraft.Recommendation) {
        for above in [waiting.part, waiting.theme].compactMap(\.self) { use(above.lines, as: .introduction) }
        waiting = (nil, nil)
        var recommendation = recommendation
        (recommendation.part, recommendation.theme) = (part, recommendation.isHolder ? nil : theme)
        draft.add(recommendation)
    }

    mutating func forgetParts() { (part, theme, waiting) = (nil, nil, (nil, nil)) }

    mutating func leaveWaiting() {
        for above in [waiting.part, waiting.theme].compactMap(\.self) {
            leave(above.lines, above.text, because: "Nothing stands below it")
        }
        waiting = (nil, nil)
    }
}
