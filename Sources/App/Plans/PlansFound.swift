import HTTP
import Postgres

/// What of action plans can be found by its words.
extension FoundKind {
    static let plans = FoundKind(
        name: "plans", label: "Action plans", rank: 10,
        rows: { wanted in
            """
            SELECT p.id, p.id AS plan_id, NULL::bigint AS recommendation_id, '' AS part, p.title, p.body AS place,
                   concat_ws(' · ', nullif(p.reference, ''), nullif(p.introduction, ''), nullif(p.origin, ''),
                       nullif(p.target_groups, ''), nullif(p.portfolio, ''), nullif(p.superseded_by, '')) AS words,
                   p.title_key = \(wanted.key) OR app.fold(p.reference) = \(wanted.key) AS is_exact, p.state = 'draft' AS is_draft,
                   coalesce(p.last_update_on, p.agreed_on) AS on_day, p.find_words
              FROM plans p
            """
        }, path: { found, _ in found.planPath })

    /// Tables `r` of a recommendation's parts stand beside it and its plan `p`.
    static let ofRecommendation: SQL = """
        JOIN recommendations r ON r.tenant_id = x.tenant_id AND r.plan_id = x.plan_id AND r.id = x.recommendation_id
          JOIN plans p ON p.tenant_id = x.tenant_id AND p.id = x.plan_id
        """
    static let placeInPlan: SQL = "'Recommendation ' || r.number || ' · ' || p.title AS place"

    static let recommendations = FoundKind(
        name: "recommendations", label: "Recommendations", rank: 20,
        rows: { wanted in
            """
            SELECT r.id, r.plan_id, r.id AS recommendation_id, '' AS part, 'Recommendation ' || r.number AS title, p.title AS place,
                   concat_ws(E'\\n', nullif(r.words, ''), nullif(r.response_words, ''), nullif(r.state_words, ''),
                             nullif(r.other_words, '')) AS words,
                   r.number_key = \(wanted.number) AS is_exact, p.state = 'draft' AS is_draft, r.last_update_on AS on_day, r.find_words
              FROM recommendations r JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
            """
        }, path: { found, _ in found.recommendationPath })

    static let actions = FoundKind(
        name: "actions", label: "Actions", rank: 30,
        rows: { wanted in
            """
            SELECT x.id, x.plan_id, x.recommendation_id, '#action-' || x.id AS part,
                   coalesce(nullif(x.workstream, ''), 'Action ' || x.position) AS title, \(placeInPlan),
                   concat_ws(E'\\n', x.words, nullif(x.success_measure, ''), nullif(x.due_words, ''), nullif(x.report_words, '')) AS words,
                   app.fold(x.workstream) = \(wanted.key) AS is_exact, p.state = 'draft' AS is_draft, x.due_on AS on_day, x.find_words
              FROM actions x \(ofRecommendation)
            """
        }, path: { found, _ in found.recommendationPath.map { $0 + found.part } })

    static let footnotes = FoundKind(
        name: "notes", label: "Notes", rank: 90,
        rows: { _ in
            """
            SELECT x.id, x.plan_id, NULL::bigint AS recommendation_id, '#note-' || x.number AS part, 'Note ' || x.number AS title,
                   p.title AS place, concat_ws(E'\\n', nullif(x.term, ''), x.words) AS words, false AS is_exact,
                   p.state = 'draft' AS is_draft, NULL::date AS on_day, x.find_words
              FROM footnotes x JOIN plans p ON p.tenant_id = x.tenant_id AND p.id = x.plan_id
            """
        }, path: { found, _ in found.planPath.map { $0 + found.part } })
}

extension Found {
    var recommendationPath: String? {
        guard let planID, let recommendationID else { return nil }
        return Paths.recommendation(ID(recommendationID), ID(planID))
    }
    var planPath: String? { planID.map { Paths.plan(ID($0)) } }
}
