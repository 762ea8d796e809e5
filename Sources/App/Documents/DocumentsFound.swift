import Postgres

extension FoundKind {
    static let documents = FoundKind(
        name: "documents", label: "Documents", rank: 50,
        rows: { wanted in
            """
            SELECT x.id, x.plan_id, x.recommendation_id, coalesce(x.update_id::text, '') AS part, x.title,
                   coalesce('Recommendation ' || r.number || ' · ', '') || p.title AS place,
                   coalesce(nullif(x.file_name, ''), x.address) AS words, app.fold(x.title) = \(wanted.key) AS is_exact,
                   coalesce(u.state, p.state) = 'draft' AS is_draft, u.period_on AS on_day, x.find_words
              FROM documents x JOIN plans p ON p.tenant_id = x.tenant_id AND p.id = x.plan_id
              LEFT JOIN recommendations r ON r.tenant_id = x.tenant_id AND r.id = x.recommendation_id
              LEFT JOIN updates u ON u.tenant_id = x.tenant_id AND u.id = x.update_id
             WHERE u.state IS DISTINCT FROM 'superseded'
            """
        },
        path: { found, _ in found.recommendationID == nil ? found.planPath : found.path(ofUpdate: Update.ID(found.part))
        })
}
