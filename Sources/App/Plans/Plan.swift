import PlanReader
import Postgres

/// An action plan: what scrutiny recommended, and what the council does about it.
package struct Plan: Record {
    package typealias ID = Postgres.ID<Plan>

    /// Where a plan is in its life (004.16).
    package typealias State = PlanFile.State

    package var id = ID(0), version = 0
    package var title = "", reference = "", body = "", origin = "", portfolio = "", linkOfficers = ""
    package var targetGroups = "", introduction = ""
    /// When the action plan was agreed, a day or only a month (001.01).
    package var agreed: ApproximateDay?
    package var targetOn: Day?
    package var state = State.draft
    package var supersededBy = ""
    package var openCount = 0, closedCount = 0
    package var nextDueOn: Day?, lastUpdateOn: Day?
    /// When members were shown it first.
    package var publishedOn: Day?
    /// For its form alone.
    var decisions: [Decision] = []

    var name: String { title }
    var mention: String { "this plan" }

    func isOverdue(on today: Day) -> Bool { nextDueOn.map { $0 < today } ?? false }

    package init() {}

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        title = try row["title"]
        reference = try row["reference"]
        body = try row["body"]
        origin = try row["origin"]
        portfolio = try row["portfolio"]
        linkOfficers = try row["link_officers"]
        targetGroups = try row["target_groups"]
        introduction = try row["introduction"]
        let agreedOn: Day? = try row["agreed_on"]
        let precision: ApproximateDay.Precision = try row["agreed_precision"]
        agreed = agreedOn.map { ApproximateDay($0, precision) }
        targetOn = try row["target_on"]
        state = try row["state"]
        supersededBy = try row["superseded_by"]
        openCount = try row["open_count"]
        closedCount = try row["closed_count"]
        nextDueOn = try row["next_due_on"]
        lastUpdateOn = try row["last_update_on"]
        publishedOn = try row["published_on"]
    }

    static let table: StaticString = "plans"
    static let words = RecordWords(one: "plan", many: "plans")
    /// What is due next comes first.
    static let order: SQL = "x.next_due_on NULLS LAST, \(SQL.byName(key: "x.title_key")), x.id"
    static let select: SQL = "SELECT \(columns) FROM plans AS x"
    static let columns: SQL = """
        id, version, title, reference, body, origin, portfolio, link_officers, target_groups, introduction, agreed_on,
        agreed_precision, target_on, state, superseded_by, open_count, closed_count, next_due_on, last_update_on,
        published_on
        """

    /// Every plan, to choose from.
    static var choices: Query<[NamedChoice]> {
        .list("SELECT id, title AS name FROM plans ORDER BY \(SQL.byName(key: "title_key")), id")
    }

    package static func find(_ id: ID) -> Query<Plan?> { .first("\(select) WHERE x.id = \(id)") }
}

extension Plan.State: Choice {
    var label: String {
        switch self {
        case .draft: "Draft"
        case .agreed: "Agreed"
        case .monitoring: "In monitoring"
        case .signedOff: "Signed off"
        case .superseded: "Superseded"
        }
    }

    /// Whether updates are recorded.
    var isFollowed: Bool { self == .agreed || self == .monitoring }

    var tag: Tag {
        switch self {
        case .draft, .superseded: Tag(tone: "idle", text: label)
        case .agreed, .monitoring: Tag(tone: "steady", text: label)
        case .signedOff: Tag(tone: "good", text: label)
        }
    }
}

extension Plan {
    /// What a plan’s file says of the plan itself, without what hangs on it.
    package init(_ file: PlanFile) {
        self.init()
        (title, reference, body, origin) = (file.title, file.reference, file.body, file.origin)
        (agreed, targetOn, state, supersededBy) = (file.agreed, file.targetOn, file.state, file.supersededBy)
        decisions = file.decisions.map { Decision($0.body, on: $0.on, $0.words) }
        for (plan, kept) in Self.inFile { self[keyPath: plan] = file[keyPath: kept] }
    }

    /// The same into a file; what hangs on the plan stays as it is there.
    package func write(to file: inout PlanFile) {
        (file.title, file.reference, file.body, file.origin) = (title, reference, body, origin)
        (file.agreed, file.targetOn, file.state, file.supersededBy) = (agreed, targetOn, state, supersededBy)
        file.decisions = decisions.map { .init(body: $0.body, on: $0.day, words: $0.words) }
        for (plan, kept) in Self.inFile { file[keyPath: kept] = self[keyPath: plan] }
    }

    private static var inFile: [(WritableKeyPath<Plan, String>, WritableKeyPath<PlanFile, String>)] {
        [
            (\.portfolio, \.portfolio), (\.linkOfficers, \.linkOfficers), (\.targetGroups, \.targetGroups),
            (\.introduction, \.introduction),
        ]
    }
}
