import Postgres

extension FoundKind {
    static let updates = FoundKind(
        name: "updates", label: "Updates", rank: 40,
        rows: { _ in
            """
            SELECT x.id, x.plan_id, x.recommendation_id, '' AS part, 'Update for ' || to_char(x.period_on, 'FMMonth YYYY') AS title, \(placeInPlan),
                   concat_ws(E'\\n', nullif(x.evidence, ''), nullif(x.explanation, ''), nullif(x.impact, '')) AS words,
                   false AS is_exact, x.state = 'draft' AS is_draft, x.period_on AS on_day, x.find_words
              FROM updates x \(ofRecommendation) WHERE x.state <> 'superseded'
            """
        }, path: { found, _ in found.path(ofUpdate: Update.ID("\(found.id)")) })
}

extension Found {
    func path(ofUpdate id: Update.ID?) -> String? {
        guard let planID, let recommendationID, let id else { return nil }
        return Paths.update(id, ID(recommendationID), ID(planID))
    }
}
