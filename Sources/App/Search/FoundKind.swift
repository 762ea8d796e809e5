import HTTP
import Postgres

/// One kind of thing that can be found. A new one is a value here, in the list of all, and one line in a migration:
/// `SELECT app.register('meetings', find => …)`. Who may see a row finds it; its table's policies say who.
struct FoundKind: Sendable {
    /// In the address.
    let name: String
    /// "Updates", as a filter.
    let label: String
    /// Rows of: id, plan_id, recommendation_id, part (a number or an anchor for the link), title, place (where it belongs),
    /// words, is_exact, is_draft, on_day, and find_words.
    let rows: @Sendable (SearchWords) -> SQL
    /// Its address under the council; nil when the person has no page of it.
    let path: @Sendable (Found, Visit) -> String?

    /// In the order in which they are shown.
    static let all = [
        plans, recommendations, actions, updates, documents, meetings, agendaItems, questions, footnotes, glossary,
        leads,
    ]
}

/// Something that was found.
struct Found: Sendable, RowDecodable {
    let kind: String
    let id: Int64
    let planID: Plan.ID?
    let recommendationID: Recommendation.ID?
    let part, title, place, words: String
    let isDraft: Bool

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
        part = try row["part"]
        title = try row["title"]
        place = try row["place"]
        words = try row["words"]
        isDraft = try row["is_draft"]
    }

    fileprivate var recommendationPath: String? {
        guard let planID, let recommendationID else { return nil }
        return Paths.recommendation(recommendationID, planID)
    }

    fileprivate func path(ofUpdate id: Update.ID?) -> String? {
        guard let planID, let recommendationID, let id else { return nil }
        return Paths.update(id, recommendationID, planID)
    }
}

extension FoundKind {
    static let plans = FoundKind(
        name: "plans", label: "Action plans",
        rows: { wanted in
            """
            SELECT p.id, p.id AS plan_id, NULL::bigint AS recommendation_id, '' AS part, p.title, p.body AS place,
                   concat_ws(' · ', nullif(p.reference, ''), nullif(p.introduction, ''), nullif(p.origin, ''),
                       nullif(p.target_groups, ''), nullif(p.portfolio, ''), nullif(p.superseded_by, '')) AS words,
                   p.title_key = \(wanted.key) OR app.fold(p.reference) = \(wanted.key) AS is_exact, p.state = 'draft' AS is_draft,
                   coalesce(p.last_update_on, p.agreed_on) AS on_day, p.find_words
              FROM plans p
            """
        }, path: { found, _ in found.planID.map(Paths.plan) })

    /// Tables `r` of a recommendation's parts stand beside it and its plan `p`.
    private static let ofRecommendation: SQL = """
        JOIN recommendations r ON r.tenant_id = x.tenant_id AND r.plan_id = x.plan_id AND r.id = x.recommendation_id
          JOIN plans p ON p.tenant_id = x.tenant_id AND p.id = x.plan_id
        """
    private static let place: SQL = "'Recommendation ' || r.number || ' · ' || p.title AS place"

    static let recommendations = FoundKind(
        name: "recommendations", label: "Recommendations",
        rows: { wanted in
            """
            SELECT r.id, r.plan_id, r.id AS recommendation_id, '' AS part, 'Recommendation ' || r.number AS title, p.title AS place,
                   concat_ws(E'\\n', nullif(r.words, ''), nullif(r.response_words, ''), nullif(r.state_words, '')) AS words,
                   r.number_key = \(wanted.number) AS is_exact, p.state = 'draft' AS is_draft, r.last_update_on AS on_day, r.find_words
              FROM recommendations r JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
            """
        }, path: { found, _ in found.recommendationPath })

    static let actions = FoundKind(
        name: "actions", label: "Actions",
        rows: { wanted in
            """
            SELECT x.id, x.plan_id, x.recommendation_id, '#action-' || x.id AS part,
                   coalesce(nullif(x.workstream, ''), 'Action ' || x.position) AS title, \(place),
                   concat_ws(E'\\n', x.words, nullif(x.success_measure, ''), nullif(x.due_words, ''), nullif(x.report_words, '')) AS words,
                   app.fold(x.workstream) = \(wanted.key) AS is_exact, p.state = 'draft' AS is_draft, x.due_on AS on_day, x.find_words
              FROM actions x \(ofRecommendation)
            """
        }, path: { found, _ in found.recommendationPath.map { $0 + found.part } })

    static let updates = FoundKind(
        name: "updates", label: "Updates",
        rows: { _ in
            """
            SELECT x.id, x.plan_id, x.recommendation_id, '' AS part, 'Update for ' || to_char(x.period_on, 'FMMonth YYYY') AS title, \(place),
                   concat_ws(E'\\n', nullif(x.evidence, ''), nullif(x.explanation, ''), nullif(x.impact, '')) AS words,
                   false AS is_exact, x.state = 'draft' AS is_draft, x.period_on AS on_day, x.find_words
              FROM updates x \(ofRecommendation) WHERE x.state <> 'superseded'
            """
        }, path: { found, _ in found.path(ofUpdate: Update.ID("\(found.id)")) })

    static let documents = FoundKind(
        name: "documents", label: "Documents",
        rows: { wanted in
            """
            SELECT x.id, x.plan_id, x.recommendation_id, x.update_id::text AS part, x.title, \(place),
                   coalesce(nullif(x.file_name, ''), x.address) AS words, app.fold(x.title) = \(wanted.key) AS is_exact,
                   u.state = 'draft' AS is_draft, u.period_on AS on_day, x.find_words
              FROM documents x \(ofRecommendation)
              JOIN updates u ON u.tenant_id = x.tenant_id AND u.id = x.update_id AND u.state <> 'superseded'
            """
        }, path: { found, _ in found.path(ofUpdate: Update.ID(found.part)) })

    static let footnotes = FoundKind(
        name: "notes", label: "Notes",
        rows: { _ in
            """
            SELECT x.id, x.plan_id, NULL::bigint AS recommendation_id, '#note-' || x.number AS part, 'Note ' || x.number AS title,
                   p.title AS place, concat_ws(E'\\n', nullif(x.term, ''), x.words) AS words, false AS is_exact,
                   p.state = 'draft' AS is_draft, NULL::date AS on_day, x.find_words
              FROM footnotes x JOIN plans p ON p.tenant_id = x.tenant_id AND p.id = x.plan_id
            """
        }, path: { found, _ in found.planID.map { Paths.plan($0) + found.part } })

    static let glossary = FoundKind(
        name: "glossary", label: "Glossary",
        rows: { wanted in
            """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, '' AS part, x.abbreviation AS title, '' AS place,
                   x.expansion AS words, app.fold(x.abbreviation) = \(wanted.key) AS is_exact, false AS is_draft, NULL::date AS on_day,
                   x.find_words
              FROM glossary x
            """
        }, path: { found, _ in Paths.glossary + "?" + Form([("q", found.title)]).encoded() })

    /// To what it owes, or for those who have no due list to a plan in which it leads.
    static let leads = FoundKind(
        name: "leads", label: "Teams and leads",
        rows: { wanted in
            """
            SELECT x.id, (SELECT max(a.plan_id) FROM action_leads a WHERE a.tenant_id = x.tenant_id AND a.lead_id = x.id) AS plan_id,
                   NULL::bigint AS recommendation_id, '' AS part, x.name AS title, '' AS place, '' AS words,
                   x.name_key = \(wanted.key) AS is_exact, false AS is_draft, NULL::date AS on_day, x.find_words
              FROM leads x
            """
        },
        path: { found, visit in
            visit.can(.seeDueList) ? Paths.due + "?lead=\(found.id)" : found.planID.map(Paths.plan)
        })
}
