import PlanReader
import Postgres

/// What scrutiny recommended, under the number it was printed with.
package struct Recommendation: Record {
    package typealias ID = Postgres.ID<Recommendation>

    /// What it does (004.11).
    package typealias Kind = PlanFile.Recommendation.Kind

    /// What the executive answered.
    package typealias Response = PlanFile.Recommendation.Response

    /// Open, or why it is no longer reported on (001.04, 004.10).
    package typealias State = PlanFile.Recommendation.State

    package var id = ID(0), version = 0
    package var planID = Plan.ID(0)
    package var position = 0
    /// As printed: "7", "7a".
    package var number = ""
    package var words = ""
    package var kind = Kind.asks
    package var response = Response.none
    package var responseWords = ""
    package var responseOn: Day?
    package var state = State.open
    package var stateWords = ""
    /// What else its paper says of it.
    package var otherWords = ""
    /// The latest grade, kept with the record; its tone is kept beside it.
    package var assessmentID: Assessment.ID?
    package var assessmentWords: String?
    package var tone = Tone.notAssessed
    package var assessedOn: Day?, lastUpdateOn: Day?, nextDueOn: Day?
    /// Nil where it is no longer reported on and was not signed off.
    package var stand: Stand?
    /// For its form alone: the one that it stands after, nil where it is first; and its links.
    var after: ID?
    var links: [LinkLine] = []

    package init() {}

    var name: String { "Recommendation \(number)" }
    var mention: String { "recommendation \(number)" }

    /// The grade in the council's words; "Not assessed" when there is none.
    var tag: Tag { Tag(tone: tone.look, text: assessmentWords ?? "Not assessed") }

    /// For telling whether two numbers are the same: "7A" is "7a".
    package static func key(_ number: String) -> String { folded(number) }

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
        otherWords = try row["other_words"]
        assessmentID = try row["assessment_id"]
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        assessedOn = try row["assessed_on"]
        lastUpdateOn = try row["last_update_on"]
        nextDueOn = try row["next_due_on"]
        stand = try Stand(row)
    }

    static let table: StaticString = "recommendations"
    static let words = RecordWords(one: "recommendation", many: "recommendations")
    static let order: SQL = "x.position, x.id"
    static let select: SQL = """
        SELECT x.id, x.plan_id, x.version, x.position, x.number, x.words, x.kind, x.response, x.response_words, x.response_on, x.state,
               x.state_words, x.other_words, x.assessment_id, s.words AS assessment_words, x.tone, x.assessed_on, x.last_update_on, x.next_due_on,
               \(Stand.columns(of: "x"))
          FROM recommendations AS x LEFT JOIN assessments s ON s.tenant_id = x.tenant_id AND s.id = x.assessment_id \(Stand.join(to: "x"))
        """

    package static func find(_ id: ID, of plan: Plan.ID) -> Query<Recommendation?> {
        .first("\(select) WHERE x.plan_id = \(plan) AND x.id = \(id)")
    }

    /// In the order of the paper.
    package static func all(of plan: Plan.ID) -> Query<[Recommendation]> {
        .list("\(select) WHERE x.plan_id = \(plan) ORDER BY \(order)")
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

extension Recommendation.State: Choice {}
