import Postgres

/// A reason that an update may give when something has slipped.
struct SlipReason: Term {
    var id = ID<SlipReason>(0), version = 0
    var words = ""
    var isRetired = false
    var updateCount = 0

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        words = try row["words"]
        isRetired = try row["is_retired"]
        updateCount = try row["update_count"]
    }

    static let table: StaticString = "slip_reasons"
    static let words = RecordWords(one: "reason", many: "reasons", number: "slip_reason")
    static let select: SQL = """
        SELECT x.id, x.version, x.words, x.is_retired, coalesce(u.uses, 0) AS update_count
          FROM slip_reasons AS x
          LEFT JOIN (SELECT slip_reason, count(*) AS uses FROM updates GROUP BY slip_reason) u ON u.slip_reason = x.words
        """

    static let fields: [Field<SlipReason>] = [
        .text(
            \.words, "words", "words", "Reason", 1...60,
            hint: "Updates that were submitted keep the words they were submitted with.",
            or: "Enter the reason in up to 60 characters")
    ]

    static let unique: Unique<SlipReason>? = Unique("words", or: "Enter another reason: there is already one like this")
    {
        reason, _ in "x.words_key = \(folded(reason.words))"
    }

    var uses: String? { countedIfAny(updateCount, "update", "updates") }
    var tags: [Tag] { isRetired ? [Tag(tone: "idle", text: "No longer used")] : [] }
    var meaning: String? { nil }

    func need(among all: [SlipReason]) -> String? {
        guard !isRetired, !all.contains(where: { $0.id != id && !$0.isRetired }) else { return nil }
        return "\(name) is the only reason on offer, and whoever reports a slip must choose one. Add another first."
    }

    static let register = register(
        Paths.slipReasons, title: "Reasons for slipping",
        lead: "What an update may give as the reason when something has slipped."
    ) { $0.settleAudit = { $0.thing = "Reason for slipping" } }
}
