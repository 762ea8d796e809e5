import Postgres

/// A recommendation that members have not signed off, with what they watch it by.
struct Outstanding: Sendable, RowDecodable {
    let id: Recommendation.ID
    let planID: Plan.ID
    let planTitle, number, words: String
    /// When its plan was agreed; outstanding since then.
    let agreed: ApproximateDay?
    let assessmentWords: String?
    let tone: Tone
    let nextDueOn: Day?
    let stand: Stand?
    let leads: [String]

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        planTitle = try row["plan_title"]
        number = try row["number"]
        words = try row["words"]
        let agreedOn: Day? = try row["agreed_on"]
        let precision: ApproximateDay.Precision = try row["agreed_precision"]
        agreed = agreedOn.map { ApproximateDay($0, precision) }
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        nextDueOn = try row["next_due_on"]
        stand = try Stand(row)
        leads = try row["leads"]
    }

    var tag: Tag { Tag(tone: tone.look, text: assessmentWords ?? "Not assessed") }

    func isOverdue(on today: Day) -> Bool { nextDueOn.map { $0 < today } ?? false }
}

/// An update of an outstanding recommendation, as far as its grade and its slip go.
struct Report: Sendable, RowDecodable {
    let id: Update.ID
    let recommendationID: Recommendation.ID
    let period: Day
    let isOfAction: Bool
    let assessmentWords: String?
    let tone: Tone
    let explanation, slipReason, disagreement: String
    let newDueOn: Day?
    /// What members said who did not confirm it, while it waits for its correction.
    let refusal: String?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        recommendationID = try row["recommendation_id"]
        period = try row["period_on"]
        isOfAction = try row["is_of_action"]
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        explanation = try row["explanation"]
        slipReason = try row["slip_reason"]
        disagreement = try row["disagreement"]
        newDueOn = try row["new_due_on"]
        refusal = try row["refusal"]
    }
}

extension [Report] {
    /// The one that the grade of a recommendation comes from, where one of the whole does.
    var graded: Report? { first { !$0.isOfAction && $0.assessmentWords != nil } }

    /// What members said who did not confirm what a recommendation stands at: of the whole, or of its only action.
    func refusal(of stand: Stand?) -> String? { graded?.refusal ?? first { $0.id == stand?.updateID }?.refusal }
}

/// How many recommendations stand somewhere, and of how many of them an update is overdue.
struct StandingCount: Sendable, RowDecodable {
    let standing: Recommendation.Standing
    let count, outstanding, overdue: Int

    init(row: Row) throws(PostgresError) {
        standing = try row["standing"]
        count = try row["counted"]
        outstanding = try row["outstanding"]
        overdue = try row["overdue"]
    }
}

/// A plan that members watch.
struct WatchedPlan: Sendable, RowDecodable {
    let id: Plan.ID
    let title: String

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        title = try row["title"]
    }
}

/// An update submitted or agreed since a day, with the grade before it.
struct Movement: Sendable, RowDecodable {
    let id: Update.ID
    let planID: Plan.ID
    let recommendationID: Recommendation.ID
    let planTitle, number: String
    let period: Day
    let isOfAction, isAgreed, isCorrection: Bool
    /// Where it is agreed: a paper says so, and no meeting in Waymark records it.
    let isInPaper: Bool
    let happenedOn: Day
    let agreedAt, minute, disagreement: String
    let before, after: Tag?
    /// How many there are in all, and how many of them members agreed since the day.
    let total, agreedTotal: Int

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
        planTitle = try row["plan_title"]
        number = try row["number"]
        period = try row["period_on"]
        isOfAction = try row["is_of_action"]
        isAgreed = try row["is_agreed"]
        isInPaper = try row["is_in_paper"]
        isCorrection = try row["is_correction"]
        happenedOn = try row["happened_on"]
        agreedAt = try row["agreed_at"]
        minute = try row["minute"]
        disagreement = try row["disagreement"]
        before = Self.tag(try row["before_words"], try row["before_tone"])
        after = Self.tag(try row["after_words"], try row["after_tone"])
        total = try row["total"]
        agreedTotal = try row["agreed_total"]
    }

    private static func tag(_ words: String?, _ tone: Tone?) -> Tag? {
        words.map { Tag(tone: (tone ?? .notAssessed).look, text: $0) }
    }
}

/// A recommendation's grade at one update; no period when it has had none.
struct GradeAt: Sendable, RowDecodable {
    let recommendationID: Recommendation.ID
    let number, planTitle: String
    let period: Day?
    let words: String?
    let tone: Tone
    /// With its dates, numbers or actions.
    let disagrees: Bool

    init(row: Row) throws(PostgresError) {
        disagrees = try row["disagrees"]
        recommendationID = try row["id"]
        number = try row["number"]
        planTitle = try row["plan_title"]
        period = try row["period_on"]
        words = try row["words"]
        tone = try row["tone"]
    }
}
