import Postgres

extension SearchWords {
    /// What matches, by kind and number; the words of the council are read once for the counts and the page together.
    func matches(of kind: FoundKind?, among kinds: [FoundKind], offset: Int) -> Query<Matches?> {
        let conditions: [SQL] = needles.map { "strpos(k.find_words, \($0)) > 0" }
        let parts: [SQL] = kinds.enumerated().map { place, kind in
            """
            SELECT \(kind.name)::text AS kind, \(place) AS kind_place, k.id, k.is_exact, k.on_day
              FROM (\(kind.rows(self))) AS k WHERE \(SQL.join(conditions, " AND "))
            """
        }
        // What was asked for by its very name or number, then by kind, the newest first.
        return .first(
            """
            WITH found AS MATERIALIZED (\(SQL.join(parts, " UNION ALL ")))
            SELECT ARRAY(SELECT kind || ' ' || count(*) FROM found GROUP BY kind) AS counts,
                   ARRAY(SELECT kind || ' ' || id FROM found WHERE kind = coalesce(\(kind?.name)::text, kind)
                          ORDER BY is_exact DESC, kind_place, on_day DESC NULLS LAST, id DESC
                          LIMIT \(Paging.size) OFFSET \(offset)) AS hits
            """)
    }

    /// These, in their order, with what is shown of them.
    func found(_ hits: [Match], among kinds: [FoundKind], in db: Transaction) throws -> [Found] {
        if hits.isEmpty { return [] }
        let parts: [SQL] = kinds.compactMap { kind in
            let ids = hits.filter { $0.kind == kind.name }.map(\.number)
            guard !ids.isEmpty else { return nil }
            return """
                SELECT \(kind.name)::text AS kind, k.id, k.plan_id, k.recommendation_id, k.part, k.title, k.place,
                       left(k.words, 20000) AS words, k.is_draft FROM (\(kind.rows(self))) AS k WHERE k.id = ANY (\(ids))
                """
        }
        let found: [Found] = try db.list(SQL.join(parts, " UNION ALL "))
        return hits.compactMap { hit in found.first { $0.kind == hit.kind && $0.id == hit.number } }
    }

    /// A kind with a number: of one thing, or how many there are.
    struct Match {
        let kind: String
        let number: Int64

        init(_ text: String) {
            let parts = text.split(separator: " ")
            (kind, number) = (String(parts[0]), Int64(parts[1]) ?? 0)
        }
    }

    /// How many of each kind there are, and one page of them.
    struct Matches: RowDecodable {
        let counts, hits: [Match]

        init(row: Row) throws(PostgresError) {
            let (counts, hits): ([String], [String]) = (try row["counts"], try row["hits"])
            (self.counts, self.hits) = (counts.map(Match.init), hits.map(Match.init))
        }

        /// Of one kind, or of all.
        func count(_ kind: FoundKind? = nil) -> Int {
            Int(counts.filter { kind == nil || $0.kind == kind?.name }.reduce(0) { $0 + $1.number })
        }
    }
}
