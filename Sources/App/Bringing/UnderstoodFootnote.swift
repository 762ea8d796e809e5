extension UnderstoodPlan {
    struct Footnote: Sendable, Equatable, Codable {
        enum Kind: String, Sendable, Codable { case abbreviation, definition, caveat, lineage, note }

        var number: Int
        var kind: Kind
        var text: String
        var anchors: [Anchor] = []
        var links: [Link] = []
        /// The earlier reviews that it names.
        var lineage: [Lineage] = []
        var lines: SourceLines
    }

    /// Where a footnote hangs.
    struct Anchor: Sendable, Equatable, Codable {
        enum Place: String, Sendable, Codable { case recommendation, action, lead, status, update }
        var recommendation: String
        /// Counted from 0.
        var action: Int?
        var place: Place
        /// The words it hangs on.
        var term: String
    }

    struct Link: Sendable, Equatable, Codable {
        var text: String, address: String
    }

    struct Lineage: Sendable, Equatable, Codable {
        var title: String, year: ApproximateDay
        var recommendation: String?
    }
}
