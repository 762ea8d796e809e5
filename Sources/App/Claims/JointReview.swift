import Postgres

/// Providers side by side: who was referred to each, by support need, and what became of them; whether a provider looks as if it picked the
/// easiest (002.24, 002.35). Plain values: nothing here asks a database.
struct JointReview: Sendable {
    /// People of one support need, or of all.
    struct Count: Sendable, Equatable {
        var referred = 0, started = 0, employed = 0, at13 = 0, at26 = 0, running = 0, experienced = 0, converted = 0

        static func + (a: Count, b: Count) -> Count {
            Count(
                referred: a.referred + b.referred, started: a.started + b.started, employed: a.employed + b.employed,
                at13: a.at13 + b.at13, at26: a.at26 + b.at26, running: a.running + b.running,
                experienced: a.experienced + b.experienced, converted: a.converted + b.converted)
        }
    }

    /// One provider.
    struct Line: Sendable {
        let provider: ID<Provider>
        let name: String
        let byNeed: [ProviderReferral.Need: Count]
        let declined: [(reason: ProviderReferral.Declined, people: Int)]

        var all: Count { byNeed.values.reduce(Count(), +) }
        var high: Count { byNeed[.high] ?? Count() }
        var others: Count {
            ProviderReferral.Need.allCases.filter { $0 != .high }.compactMap { byNeed[$0] }.reduce(Count(), +)
        }

        /// By how many points of a hundred fewer of those with high needs were started than of everybody else; nil where there are none of either.
        var pointsApart: Int? {
            guard high.referred > 0, others.referred > 0 else { return nil }
            return points(others.started, others.referred) - points(high.started, high.referred)
        }

        /// The rule: at least ten with high needs were sent, and far fewer of them were started than of the others.
        var looksLikePicking: Bool {
            high.referred >= JointReview.leastReferred && (pointsApart ?? 0) >= JointReview.leastApart
        }
    }

    static let leastReferred = 10, leastApart = 25

    let lines: [Line]

    /// Whom the rule names, the widest difference first.
    var picking: [Line] {
        lines.count < 2 ? [] : lines.filter(\.looksLikePicking).sorted { ($0.pointsApart ?? 0) > ($1.pointsApart ?? 0) }
    }
    var all: Count { lines.map(\.all).reduce(Count(), +) }

    /// The share of those referred who were in paid work at 26 weeks, if the provider had been sent the same mix of needs as all together; nil
    /// where it was sent nobody of a need that others were.
    func likeForLike(_ line: Line) -> Int? {
        let total = all.referred
        guard total > 0, lines.count > 1 else { return nil }
        var sum = 0.0
        for need in ProviderReferral.Need.allCases {
            let sent = lines.reduce(0) { $0 + ($1.byNeed[need]?.referred ?? 0) }
            if sent == 0 { continue }
            guard let own = line.byNeed[need], own.referred > 0 else { return nil }
            sum += Double(own.at26) / Double(own.referred) * Double(sent) / Double(total)
        }
        return Int((sum * 100).rounded())
    }

    /// "It looks as if Brightwater Works takes the easiest", or that nothing looks like it.
    var finding: String {
        guard let first = picking.first else {
            return lines.count == 1
                ? "Joint review: one provider, so nothing to compare" : "No provider looks as if it picked the easiest"
        }
        let bestStarted = lines.filter { $0.all.started > 0 }.map { points($0.all.at26, $0.all.started) }.max()
        let bestReferred = lines.map { points($0.all.at26, $0.all.referred) }.max()
        let isBestByStarted = points(first.all.at26, first.all.started) == bestStarted
        let isBestByReferred = points(first.all.at26, first.all.referred) == bestReferred
        return isBestByStarted && !isBestByReferred
            ? "\(first.name) looks best by those it starts, but not by those it is sent"
            : "It looks as if \(first.name) picked the easiest"
    }
}

/// A share in whole points of a hundred.
func points(_ part: Int, _ whole: Int) -> Int { whole == 0 ? 0 : (part * 200 + whole) / (whole * 2) }

extension JointReview {
    /// A row of app.joint_review.
    private struct Found: RowDecodable {
        let provider: ID<Provider>, name: String, need: ProviderReferral.Need, count: Count

        init(row: Row) throws(PostgresError) {
            provider = try row["provider_id"]
            name = try row["name"]
            need = try row["need"]
            count = Count(
                referred: try row["referred"], started: try row["started"], employed: try row["employed"],
                at13: try row["at_13"], at26: try row["at_26"], running: try row["running"],
                experienced: try row["experienced"], converted: try row["converted"])
        }
    }

    private struct FoundReason: RowDecodable {
        let provider: ID<Provider>, reason: ProviderReferral.Declined, people: Int

        init(row: Row) throws(PostgresError) {
            provider = try row["provider_id"]
            reason = try row["reason"]
            people = try row["people"]
        }
    }

    /// Of those referred between two days; providers by the rate that flatters most, so that the others beside it speak.
    static func of(_ first: Day, _ last: Day, in db: Transaction) throws -> JointReview {
        let (rows, reasons) = try db.all(
            Query<[Found]>.list(
                """
                SELECT j.*, p.name FROM app.joint_review(\(first), \(last)) AS j JOIN providers p ON p.id = j.provider_id
                 ORDER BY \(SQL.byName(key: "p.name_key")), p.id
                """),
            Query<[FoundReason]>.list(
                "SELECT j.* FROM app.joint_review_declined(\(first), \(last)) AS j ORDER BY j.people DESC, j.reason"))
        var providers: [ID<Provider>] = []
        for row in rows where !providers.contains(row.provider) { providers.append(row.provider) }
        let lines = providers.map { id in
            let own = rows.filter { $0.provider == id }
            return Line(
                provider: id, name: own.first?.name ?? "",
                byNeed: Dictionary(own.map { ($0.need, $0.count) }) { $0 + $1 },
                declined: reasons.filter { $0.provider == id }.map { ($0.reason, $0.people) })
        }
        return JointReview(
            lines: lines.sorted { points($0.all.at26, $0.all.started) > points($1.all.at26, $1.all.started) })
    }
}
