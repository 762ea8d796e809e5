import Postgres

extension FoundKind {
    static let documents = FoundKind(
        name: "documents", label: "Documents", rank: 50,
        rows: { wanted in
            """
            SELECT x.id, x.plan_id, x.recommendation_id, x.update_id::text AS part, x.title, \(placeInPlan),
                   coalesce(nullif(x.file_name, ''), x.address) AS words, app.fold(x.title) = \(wanted.key) AS is_exact,
                   u.state = 'draft' AS is_draft, u.period_on AS on_day, x.find_words
              FROM documents x \(ofRecommendation)
              JOIN updates u ON u.tenant_id = x.tenant_id AND u.id = x.update_id AND u.state <> 'superseded'
            """
        }, path: { found, _ in found.path(ofUpdate: Update.ID(found.part)) })
}
