import PlanReader
import Postgres

/// A note that hangs on a term, a status or an action and follows it everywhere (000.12).
package struct Footnote: Record {
    package typealias ID = Postgres.ID<Footnote>
    package typealias Kind = PlanFile.Footnote.Kind

    /// What the marker stands behind.
    package typealias Place = PlanFile.Footnote.Place

    package var id = ID(0), version = 0
    package var recommendationID: Recommendation.ID?
    package var actionID: Action.ID?
    package var number = 0
    package var words = ""
    package var kind = Kind.note, hangsOn = Place.words
    /// The words in the text that the marker follows; empty puts it at the end.
    package var term = ""
    /// The recommendation or action that it belongs to, in words.
    var targetLabel = ""

    package init() {}

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        recommendationID = try row["recommendation_id"]
        actionID = try row["action_id"]
        number = try row["number"]
        words = try row["words"]
        kind = try row["kind"]
        hangsOn = try row["hangs_on"]
        term = try row["term"]
        targetLabel = try row["target_label"]
    }

    var name: String { "Footnote \(number)" }
    var mention: String { "footnote \(number)" }

    /// What it hangs on, in words.
    var place: String {
        let place = hangsOn == .plan ? "The plan" : (hangsOn == .status ? "The status of " : "") + targetLabel
        return term.isEmpty ? place : "\(place), behind “\(term)”"
    }

    static let table: StaticString = "footnotes"
    static let words = RecordWords(one: "footnote", many: "footnotes")
    static let select: SQL = """
        SELECT x.id, x.version, x.recommendation_id, x.action_id, x.number, x.words, x.kind, x.hangs_on, x.term,
               coalesce('Recommendation ' || r.number || coalesce(', action: ' || coalesce(nullif(a.workstream, '') || ': ', '')
                   || left(a.words, 50) || CASE WHEN length(a.words) > 50 THEN '…' ELSE '' END, ''), 'The plan as a whole') AS target_label
          FROM footnotes x
          LEFT JOIN recommendations r ON r.tenant_id = x.tenant_id AND r.plan_id = x.plan_id AND r.id = x.recommendation_id
          LEFT JOIN actions a ON a.tenant_id = x.tenant_id AND a.plan_id = x.plan_id AND a.id = x.action_id
        """
    static let order: SQL = "x.number"

    package static func all(of plan: Plan.ID) -> Query<[Footnote]> {
        .list("\(select) WHERE x.plan_id = \(plan) ORDER BY \(order)")
    }
}

extension Footnote.Kind: Choice {
    package var label: String {
        switch self {
        case .abbreviation: "An abbreviation"
        case .definition: "A definition"
        case .caveat: "A caveat"
        case .lineage: "Where it comes from"
        case .note: "A note"
        }
    }
}

extension Footnote.Place: Choice {
    package var label: String {
        switch self {
        case .plan: "The plan as a whole"
        case .words: "Words in the text"
        case .action: "An action as a whole"
        case .status: "A status"
        }
    }
}
