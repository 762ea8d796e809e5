import PlanReader
import Postgres

/// What scrutiny recommended, under the number it was printed with.
package struct Recommendation: Sendable {
    package typealias ID = Postgres.ID<Recommendation>

    /// What it does (004.11).
    package typealias Kind = PlanFile.Recommendation.Kind

    /// What the executive answered.
    package typealias Response = PlanFile.Recommendation.Response

    /// Open, or why it is no longer reported on (001.04, 004.10).
    package typealias State = PlanFile.Recommendation.State

    package let id: ID
    package let planID: Plan.ID
    package let version: Int
    package let position: Int
    /// As printed: "7", "7a".
    package let number: String
    package let words: String
    package let kind: Kind
    package let response: Response
    package let responseWords: String
    package let responseOn: Day?
    package let state: State
    package let stateWords: String
    /// The latest grade, kept with the record; its tone is kept beside it.
    package let assessmentID: Assessment.ID?
    package let assessmentWords: String?
    package let tone: Tone
    package let assessedOn, lastUpdateOn, nextDueOn: Day?
    /// Nil where it is no longer reported on and was not signed off.
    package let stand: Stand?

    func isOverdue(on today: Day) -> Bool { nextDueOn.map { $0 < today } ?? false }

    /// The grade in the council's words; "Not assessed" when there is none.
    var tag: Tag { Tag(tone: tone.look, text: assessmentWords ?? "Not assessed") }

    /// For telling whether two numbers are the same: "7A" is "7a".
    package static func key(_ number: String) -> String { folded(number) }
}

extension Recommendation: RowDecodable {
    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        version = try row["version"]
        position = try row["position"]
        number = try row["number"]
        words = try row["words"]
        kind = try row["kind"]
        response = try row["response"]
        responseWords = try row["response_words"]
        responseOn = try row["response_on"]
        state = try row["state"]
        stateWords = try row["state_words"]
        assessmentID = try row["assessment_id"]
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        assessedOn = try row["assessed_on"]
        lastUpdateOn = try row["last_update_on"]
        nextDueOn = try row["next_due_on"]
        stand = try Stand(row)
    }

    static let columns: SQL = """
        r.id, r.plan_id, r.version, r.position, r.number, r.words, r.kind, r.response, r.response_words, r.response_on, r.state,
        r.state_words, r.assessment_id, s.words AS assessment_words, r.tone, r.assessed_on, r.last_update_on, r.next_due_on,
        \(Stand.columns())
        """
    static let tables: SQL = """
        recommendations r LEFT JOIN assessments s ON s.tenant_id = r.tenant_id AND s.id = r.assessment_id \(Stand.join())
        """

    package static func find(_ id: ID, of plan: Plan.ID) -> Query<Recommendation?> {
        .first("SELECT \(columns) FROM \(tables) WHERE r.plan_id = \(plan) AND r.id = \(id)")
    }

    /// In the order of the paper.
    package static func all(of plan: Plan.ID) -> Query<[Recommendation]> {
        .list("SELECT \(columns) FROM \(tables) WHERE r.plan_id = \(plan) ORDER BY r.position, r.id")
    }
}

extension Recommendation.Kind: Choice {
    var label: String {
        switch self {
        case .asks: "Asks for action"
        case .notes: "Notes"
        case .commends: "Commends"
        case .invitesUpdate: "Invites an update"
        }
    }
}

extension Recommendation.Response: Choice {
    var label: String {
        switch self {
        case .none: "No response recorded"
        case .accepted: "Accepted"
        case .acceptedInPart: "Accepted in part"
        case .notAccepted: "Not accepted"
        }
    }
}

extension Recommendation.State: Choice {
    var label: String {
        switch self {
        case .open: "Open"
        case .signedOff: "Signed off"
        case .absorbed: "Absorbed into another"
        case .withdrawn: "Withdrawn"
        case .reportedElsewhere: "Reported elsewhere"
        }
    }
}
