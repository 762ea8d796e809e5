import PlanReader
import Postgres

/// How a recommendation stands to another, or to an earlier review.
struct LinkLine: Equatable, RowDecodable {
    typealias Kind = RecommendationLink.Kind

    let kind: Kind
    let other: Recommendation.ID?
    let words: String

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        other = try row["other_id"]
        words = try row["words"]
    }

    static let parts = ["other", "words"]

    init(_ row: Int, _ check: inout Check) {
        let name = "link_\(row)_"
        let kind: Kind? = check.choice(name + "kind", or: "Choose how the two belong together")
        other = check.id(name + "other", or: "Choose the other recommendation")
        words = check.text(name + "words", upTo: PlanLimit.link.most, "The words")
        if kind == .earlierReview, words.isEmpty {
            check.mistake(name + "words", "Enter which earlier review, in words")
        }
        self.kind = kind ?? .seeAlso
    }

    func write(to fields: inout Fields, row: Int) {
        fields["link_\(row)_kind"] = kind.rawValue
        fields["link_\(row)_other"] = other?.description ?? ""
        fields["link_\(row)_words"] = words
    }

    static func questions(_ form: FormBuilder, _ name: String, among others: [Numbered]) -> [Question] {
        let choices = others.map {
            (value: $0.id.description, text: $0.isOwn ? "Recommendation \($0.number)" : $0.number)
        }
        return [
            .select(
                form.select(
                    name + "kind", "How they belong together",
                    Kind.allCases.map { ($0.rawValue, $0.label(fromHere: true)) })),
            .select(
                form.select(
                    name + "other", "Other recommendation", [("", "None in this plan")] + choices, optional: true)),
            .text(
                form.text(
                    name + "words", "In words", hint: "The earlier review, or what to say beside the link.",
                    optional: true)),
        ]
    }

    static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[LinkLine]> {
        .list(
            """
            SELECT kind, other_id, words FROM recommendation_links
             WHERE plan_id = \(plan) AND recommendation_id = \(recommendation) ORDER BY id
            """)
    }
}
