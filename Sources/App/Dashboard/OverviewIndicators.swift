/// Indicators on the members’ overview: each in the sentence of its page.
struct OverviewIndicators: Sendable {
    let heading: String
    let lines: [Line]
    let all: Link

    /// One of them.
    struct Line: Sendable { let name, link, words: String }

    /// Nil where there is none.
    init?(_ indicators: [Indicator], for visit: Visit) {
        if indicators.isEmpty { return nil }
        heading = "Indicators"
        lines = indicators.map {
            Line(name: $0.name, link: visit.link(Paths.indicator($0.id)), words: $0.finding(on: visit.today))
        }
        all = Link(label: "All indicators", link: visit.link(Paths.indicators))
    }
}
