import Postgres

/// What a council calls the columns and headings of its papers, or a plan's paper where it has words of its own
/// (000.04, 001.05, 001.08).
struct ColumnLabels: Sendable {
    /// What is called something.
    enum Term: String, CaseIterable {
        case recommendation, actions, leads, due, status, successMeasure = "success_measure", evidence, assessment,
            impact

        /// What it is called where nobody said otherwise.
        var usual: String {
            switch self {
            case .recommendation: "Recommendation"
            case .actions: "Actions"
            case .leads: "Lead"
            case .due: "Due"
            case .status: "Status"
            case .successMeasure: "Measure of success"
            case .evidence: "Evidence of progress"
            case .assessment: "Assessment of progress"
            case .impact: "Evidence of impact"
            }
        }
    }

    private var own: [Term: String] = [:]

    init() {}

    /// The council's row and the plan's, whose words go first.
    init(_ rows: [LabelRow]) {
        for row in rows.sorted(by: { ($0.planID != nil ? 1 : 0) < ($1.planID != nil ? 1 : 0) }) {
            for (term, words) in zip(Term.allCases, row.words) where !words.isEmpty { own[term] = words }
        }
    }

    /// The council's or the plan's word, or what stands there otherwise.
    func callAsFunction(_ term: Term, or usual: String? = nil) -> String { own[term] ?? usual ?? term.usual }

    /// One column that holds both.
    var recommendationAndActions: String {
        own[.recommendation] == nil && own[.actions] == nil
            ? "Recommendation and actions" : "\(self(.recommendation)) · \(self(.actions))"
    }

    /// What `init` makes the labels of: the council's row, and with a plan that plan's.
    static func of(_ plan: Plan.ID? = nil) -> Query<[LabelRow]> {
        .list("\(LabelRow.select) WHERE plan_id IS NULL OR plan_id = \(plan)")
    }
}

/// The labels of a council or of one plan as they are kept, in the order of the terms; an empty one is the usual.
struct LabelRow: RowDecodable, Sendable {
    let id: ID<LabelRow>
    let planID: Plan.ID?
    let version: Int
    let words: [String]

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        version = try row["version"]
        words = try row["words"]
    }

    static let select: SQL = """
        SELECT id, plan_id, version,
               ARRAY[recommendation, actions, leads, due, status, success_measure, evidence, assessment, impact] AS words
          FROM column_labels
        """

    static func kept(for plan: Plan.ID?) -> Query<LabelRow?> {
        .first("\(select) WHERE plan_id IS NOT DISTINCT FROM \(plan)")
    }

    /// False when somebody saved in between; version 0 is none yet.
    static func save(_ words: [ColumnLabels.Term: String], for plan: Plan.ID?, version: Int, in db: Transaction)
        throws(PostgresError) -> Bool
    {
        func its(_ term: ColumnLabels.Term) -> String { words[term] ?? "" }
        let changed =
            version == 0
            ? try db.run(
                """
                INSERT INTO column_labels (plan_id, recommendation, actions, leads, due, status, success_measure, evidence,
                                           assessment, impact)
                VALUES (\(plan), \(its(.recommendation)), \(its(.actions)), \(its(.leads)), \(its(.due)), \(its(.status)),
                        \(its(.successMeasure)), \(its(.evidence)), \(its(.assessment)), \(its(.impact)))
                ON CONFLICT DO NOTHING
                """)
            : try db.run(
                """
                UPDATE column_labels SET recommendation = \(its(.recommendation)), actions = \(its(.actions)), leads = \(its(.leads)),
                       due = \(its(.due)), status = \(its(.status)), success_measure = \(its(.successMeasure)),
                       evidence = \(its(.evidence)), assessment = \(its(.assessment)), impact = \(its(.impact)),
                       version = version + 1
                 WHERE plan_id IS NOT DISTINCT FROM \(plan) AND version = \(version)
                """)
        return changed == 1
    }
}
