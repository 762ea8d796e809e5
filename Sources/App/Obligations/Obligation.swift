import Postgres

/// What firms owe the council in return for a consent or a contract (domain.md section 4; 002.31, 004.17 to 004.20).
struct Obligation: Record {
    enum Source: String, Choice {
        case section106 = "section_106", planningCondition = "planning_condition", socialValue = "social_value", cil,
            developmentAgreement = "development_agreement", voluntaryAgreement = "voluntary_agreement"

        var label: String {
            switch self {
            case .section106: "Section 106 agreement"
            case .socialValue: "Social value clause"
            case .cil: "Community infrastructure levy"
            case .planningCondition, .developmentAgreement, .voluntaryAgreement:
                rawValue.replacing("_", with: " ").sentenceCase
            }
        }
    }

    var id = ID<Obligation>(0), version = 0
    var reference = "", title = "", terms = "", regime = "", lead = "", nextStep = ""
    var source = Source.socialValue
    var agreed: Day?, ends: Day?, nextStepOn: Day?, discharged: Day?
    /// What the contract or the development is worth, if it is known.
    var value: Money?, isYearly = false
    /// So much under what is due still counts as on course.
    var allowedPercent = 10
    /// How many of its promises stand so, as the row was read.
    var standing: [PromiseState: Int] = [:]
    var firms: [String] = []

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        reference = try row["reference"]
        title = try row["name"]
        source = try row["source"]
        agreed = try row["agreed_on"]
        ends = try row["ends_on"]
        value = (try row["value"] as Int?).map(Money.init(pence:))
        isYearly = try row["is_yearly"]
        terms = try row["terms"]
        regime = try row["regime"]
        allowedPercent = try row["allowed_percent"]
        lead = try row["lead"]
        nextStep = try row["next_step"]
        nextStepOn = try row["next_step_on"]
        discharged = try row["discharged_on"]
        firms = try row["firms"]
        let states: [String] = try row["states"]
        standing = Dictionary(grouping: states.compactMap(PromiseState.init)) { $0 }.mapValues(\.count)
    }

    var name: String { "\(reference), \(title)" }
    var mention: String { "this obligation" }
    var isOpen: Bool { discharged == nil }

    static let table: StaticString = "obligations"
    static let words = RecordWords(one: "obligation", many: "obligations")
    /// What is open first, the next step first.
    static let order: SQL =
        "x.discharged_on IS NOT NULL, x.next_step_on NULLS LAST, \(SQL.byName(key: "x.reference_key")), x.id"
    static let select: SQL = """
        SELECT \(ownColumns), x.discharged_on,
               ARRAY(SELECT c.name FROM counterparties c WHERE c.tenant_id = x.tenant_id AND c.obligation_id = x.id ORDER BY c.id) AS firms,
               ARRAY(SELECT s.state FROM promises p CROSS JOIN LATERAL app.promise_standing(p.id) AS s
                      WHERE p.tenant_id = x.tenant_id AND p.obligation_id = x.id) AS states
          FROM obligations AS x
        """
}

/// How a promise stands: said by `app.promise_standing` alone.
enum PromiseState: String, Choice, SQLValue {
    case behind, toConfirm = "to_confirm", onCourse = "on_course", notDue = "not_due", noDay = "no_day",
        noParts = "no_parts", delivered, words

    var label: String {
        switch self {
        case .notDue: "Not due yet"
        case .noDay: "No day set"
        case .noParts: "No parts set"
        case .words: "Cannot be counted"
        case .behind, .toConfirm, .onCourse, .delivered: rawValue.replacing("_", with: " ").sentenceCase
        }
    }

    var tone: String {
        switch self {
        case .behind: "stop"
        case .toConfirm, .noDay, .noParts: "caution"
        case .onCourse: "steady"
        case .delivered: "good"
        case .notDue, .words: "idle"
        }
    }

    var tag: Tag { Tag(tone: tone, text: label) }
}

extension Obligation {
    /// As a whole: what most needs somebody first.
    var tag: Tag {
        if discharged != nil { return Tag(tone: "good", text: "Discharged") }
        if let behind = standing[.behind] {
            return Tag(tone: "stop", text: behind == 1 ? "1 promise behind" : "\(behind.formatted()) promises behind")
        }
        let first: [PromiseState] = [.toConfirm, .noDay, .noParts, .onCourse, .notDue, .delivered, .words]
        return first.first { standing[$0] != nil }?.tag ?? Tag(tone: "idle", text: "No promises yet")
    }

    /// "£860,000 a year"
    var valueWords: String {
        value.map { Quantity(value: $0.pounds, unit: .gbp).text + (isYearly ? " a year" : "") } ?? ""
    }
}

extension Paths {
    static let obligations = "/obligations"

    static func obligation(_ id: ID<Obligation>) -> String { obligations + "/\(id)" }
}
