import Postgres

/// A contract with a provider: what it is for, when it runs, what it costs, and by when it is reviewed with the provider (domain.md section 4;
/// 002.21 to 002.23).
struct ProviderContract: Record {
    /// Where its days are, by the day on which the row was read.
    enum State: String, Choice {
        case notBegun = "not_begun", running, ended

        var tag: Tag {
            switch self {
            case .notBegun: Tag(tone: "steady", text: label)
            case .running: Tag(tone: "good", text: label)
            case .ended: Tag(tone: "idle", text: label)
            }
        }
    }

    /// What a price is for.
    enum Per: String, Choice {
        case year, whole

        var label: String { self == .year ? "A year" : "The whole contract" }
    }

    var id = ID<ProviderContract>(0), version = 0
    var name = "", reference = "", lots = "", words = "", lead = ""
    var provider: ID<Provider>?, providerName = ""
    var begins = Day.first, ends = Day.first
    /// Nil where it is not recorded.
    var price: Money?, per = Per.year
    var reviewMonths: Int?, reviewed: Day?, review: Day?
    /// By the day on which the row was read.
    var state = State.running
    var isReviewedToday = false

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        reference = try row["reference"]
        provider = try row["provider_id"]
        providerName = try row["provider_name"]
        lots = try row["lots"]
        begins = try row["begins_on"]
        ends = try row["ends_on"]
        words = try row["words"]
        lead = try row["lead"]
        reviewMonths = try row["review_months"]
        reviewed = try row["reviewed_on"]
        review = try row["review_on"]
        price = try row["price"]
        per = Per(rawValue: try row["per"]) ?? .year
        state = try row["state"]
        isReviewedToday = try row["is_reviewed_today"]
    }

    static let table: StaticString = "contracts"
    static let words = RecordWords(one: "contract", many: "contracts")
    /// What runs first, then what is to begin, then what has ended.
    static let order: SQL =
        "array_position(\(State.allCases.map(\.rawValue)), \(state)) = 3, \(state) <> 'running', x.ends_on, x.reference_key, x.id"
    static let source: SQL = """
        contracts AS x LEFT JOIN providers AS p ON p.tenant_id = x.tenant_id AND p.id = x.provider_id
          LEFT JOIN contract_prices AS q ON q.tenant_id = x.tenant_id AND q.contract_id = x.id
        """
    /// The one rule of how a contract stands.
    static let state: SQL =
        "CASE WHEN x.begins_on > app.today() THEN 'not_begun' WHEN x.ends_on < app.today() THEN 'ended' ELSE 'running' END"
    static let select: SQL = """
        SELECT \(ownColumns), x.reviewed_on, coalesce(p.name, '') AS provider_name, q.amount AS price, coalesce(q.per, '') AS per,
               \(state) AS state, coalesce(x.reviewed_on = app.today(), false) AS is_reviewed_today FROM \(source)
        """

    var periodWords: String { "\(begins.longText) to \(ends.longText)" }
    /// "£84,000.00 a year"
    var priceWords: String? {
        price.map { "\($0.text) \(per == .year ? "a year" : "for the whole contract")" }
    }

    /// The first and last day of a year of the contract, counted from its beginning.
    func year(_ number: Int) -> (first: Day, last: Day) {
        (begins.adding(months: 12 * (number - 1)), min(begins.adding(months: 12 * number).adding(days: -1), ends))
    }
}

extension Paths {
    static let contracts = "/contracts"

    static func contract(_ id: ID<ProviderContract>) -> String { contracts + "/\(id)" }
}
