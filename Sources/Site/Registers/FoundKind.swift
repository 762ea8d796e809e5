import Postgres

/// One kind of thing that can be found. Who may see a row finds it; its table's policies say who.
struct FoundKind: Sendable {
    /// In the address.
    let name: String
    /// "Updates", as a filter.
    let label: String
    /// Where its kind stands among the others.
    var rank = 100
    /// Rows of: id, plan_id, recommendation_id, part (a number or an anchor for the link), title, place (where it belongs),
    /// words, is_exact, is_draft, on_day, and find_words.
    let rows: @Sendable (SearchWords) -> SQL
    /// The table of what is found, where it is entered who saw it.
    var watched: String?
    /// Its address under the council; nil when the person has no page of it.
    let path: @Sendable (Found, Visit) -> String?
}

/// Something that was found.
struct Found: Sendable, RowDecodable {
    let kind: String
    let id: Int64
    let planID: Int64?
    let recommendationID: Int64?
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
}
