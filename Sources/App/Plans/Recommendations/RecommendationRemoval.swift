import Postgres

extension Recommendation {
    /// What hangs on a recommendation.
    struct Contents: RowDecodable {
        let actions, measures, footnotes, links, requests, drafts, submitted: Int

        init(row: Row) throws(PostgresError) {
            actions = try row["actions"]
            measures = try row["measures"]
            footnotes = try row["footnotes"]
            links = try row["links"]
            requests = try row["requests"]
            drafts = try row["drafts"]
            submitted = try row["submitted"]
        }

        static func of(_ id: ID, in plan: Plan.ID) -> Query<Contents?> {
            .first(
                """
                SELECT (SELECT count(*) FROM actions WHERE plan_id = \(plan) AND recommendation_id = \(id)) AS actions,
                       (SELECT count(*) FROM measures WHERE plan_id = \(plan) AND recommendation_id = \(id)) AS measures,
                       (SELECT count(*) FROM footnotes WHERE plan_id = \(plan) AND recommendation_id = \(id)) AS footnotes,
                       (SELECT count(*) FROM recommendation_links
                         WHERE (plan_id = \(plan) AND recommendation_id = \(id)) OR other_id = \(id)) AS links,
                       (SELECT count(*) FROM update_requests WHERE plan_id = \(plan) AND recommendation_id = \(id)) AS requests,
                       count(*) FILTER (WHERE state = 'draft') AS drafts, count(*) FILTER (WHERE state <> 'draft') AS submitted
                  FROM updates WHERE plan_id = \(plan) AND recommendation_id = \(id)
                """)
        }

        var things: [String] {
            [
                countedIfAny(actions, "action", "actions"),
                countedIfAny(measures, "measure, with its readings", "measures, with their readings"),
                countedIfAny(footnotes, "footnote", "footnotes"),
                countedIfAny(links, "link from or to another recommendation", "links from or to other recommendations"),
                countedIfAny(requests, "record that an update was asked for", "records that an update was asked for"),
                countedIfAny(drafts, "draft update", "draft updates"),
            ].compactMap(\.self)
        }
    }

    static let removal: @Sendable (Recommendation, Home, Visit) throws -> RemovalTerms = { it, home, visit in
        let contents = try visit.db(Contents.of(it.id, in: it.planID))
        let refusal =
            contents?.submitted ?? 0 == 0
            ? nil
            : "\(it.name) has submitted updates, which are kept. Edit it and choose another state, such as withdrawn, with the reason."
        return RemovalTerms(
            things: ["\(it.name), with its words and the response"] + (contents?.things ?? []), refusal: refusal,
            instead: Link(label: "Edit \(it.mention)", link: Paths.recommendation(it.id, it.planID) + "/edit"))
    }
}
