import Values

extension PlanDraft {
    struct Footnote: Sendable, Equatable {
        var number: Int
        var kind: PlanFile.Footnote.Kind
        var text: String
        var anchors: [Anchor] = []
        var links: [Link] = []
        /// The earlier reviews that it names.
        var lineage: [Lineage] = []
        var lines: SourceLines
    }

    /// Where a footnote hangs.
    struct Anchor: Sendable, Equatable {
        enum Place: String, Sendable { case recommendation, action, lead, status, update }
        var recommendation: String
        /// Counted from 0.
        var action: Int?
        var place: Place
        /// The words it hangs on.
        var term: String
    }

    struct Link: Sendable, Equatable {
        var text: String, address: String
    }

    struct Lineage: Sendable, Equatable {
        var title: String, year: ApproximateDay
        var recommendation: String?
    }
}
