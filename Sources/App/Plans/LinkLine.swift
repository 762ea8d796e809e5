import PlanReader
import Postgres

/// How a recommendation stands to another, or to an earlier review.
struct LinkLine: RecordRow {
    typealias Kind = RecommendationLink.Kind

    var id = ID<LinkLine>(0)
    var kind = Kind.seeAlso
    var other: Recommendation.ID?
    var words = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        kind = try row["kind"]
        other = try row["other_id"]
        words = try row["words"]
    }

    static let table: StaticString = "recommendation_links"
    static let words = RecordWords(one: "link", many: "links")
    static let owner: StaticString = "recommendation_id"
    static let shared: [StaticString] = ["plan_id"]
    static let order: SQL = "x.id"
    static let select: SQL = "SELECT x.id, x.kind, x.other_id, x.words FROM recommendation_links AS x"

    static func choices(_ visit: Visit, at home: Home, for link: LinkLine?) throws -> [Numbered] { [] }

    static let fields: [Field<LinkLine>] = [
        .choice(
            \.kind, "kind", "kind", "Type of link", or: "Choose the type of link", radios: false),
        .reference(
            \.other, "other", "other_id", "Other recommendation", to: "recommendations", none: "None in this plan",
            optional: true, or: "Choose the other recommendation"
        ) { context in
            context.choices.map { ($0.id.description, $0.isOwn ? "Recommendation \($0.number)" : $0.number) }
        },
        .text(
            \.words, "words", "words", "In words", PlanLimit.link.range,
            hint: "Needed for an earlier review: which one. Else what to say beside the link."
        ).neededAtTimes(),
    ]

    static func check(_ link: inout LinkLine, _ check: inout Check, _ context: FormContext<LinkLine>) {
        if link.kind == .earlierReview, link.words.isEmpty {
            check.mistake("words", "Enter which earlier review, in words")
        }
    }
}
