import Postgres

/// A note that hangs on a term, a status or an action and follows it everywhere (000.12).
package struct Footnote: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<Footnote>
    package enum Kind: String, SQLValue, CaseIterable { case abbreviation, definition, caveat, lineage, note }
    /// What the marker stands behind.
    package enum Place: String, SQLValue, CaseIterable { case plan, words, action, status }

    package let id: ID
    package let recommendationID: Recommendation.ID?
    package let actionID: Action.ID?
    package let number: Int
    package let words: String
    package let kind: Kind
    package let hangsOn: Place
    /// The words in the text that the marker follows; empty puts it at the end.
    package let term: String

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        recommendationID = try row["recommendation_id"]
        actionID = try row["action_id"]
        number = try row["number"]
        words = try row["words"]
        kind = try row["kind"]
        hangsOn = try row["hangs_on"]
        term = try row["term"]
    }

    package static func all(of plan: Plan.ID) -> Query<[Footnote]> {
        .list(
            """
            SELECT id, recommendation_id, action_id, number, words, kind, hangs_on, term FROM footnotes
             WHERE plan_id = \(plan) ORDER BY number
            """)
    }
}

/// What an abbreviation stands for in one council.
package struct GlossaryEntry: Sendable, RowDecodable {
    package typealias ID = Postgres.ID<GlossaryEntry>
    package let id: ID
    package let abbreviation, expansion: String

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        abbreviation = try row["abbreviation"]
        expansion = try row["expansion"]
    }

    package static var all: Query<[GlossaryEntry]> {
        .list("SELECT id, abbreviation, expansion FROM glossary ORDER BY abbreviation")
    }
}
