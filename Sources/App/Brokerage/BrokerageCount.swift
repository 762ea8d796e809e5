import Postgres

/// A number of people in the brokerage as members see it: in steps of five, as it was at the end of a month.
package struct BrokerageCount: RowDecodable, Sendable {
    /// What is counted, over the twelve months that end with the day; each is said here once, for page and files.
    enum Figure: String, CaseIterable, SQLValue {
        case open, reached, started, sustained, exits

        var heading: String {
            switch self {
            case .open: "Open cases"
            case .reached: "Stages reached"
            case .started: "Placements started"
            case .sustained: "Still in work after 26 weeks"
            case .exits: "Early exits by reason"
            }
        }

        /// What the number means.
        var meaning: String {
            switch self {
            case .open: "Young people whose case was open on that day and who had begun an attempt by then."
            case .reached: "Young people who entered a stage in the twelve months to that day; each once in a stage."
            case .started: "Young people whose placement began in the twelve months to that day; each once in a kind."
            case .sustained:
                "Young people whose 26th week in a job or an apprenticeship came in the twelve months to that day, and who were still in it."
            case .exits:
                "Young people whose attempt ended early in the twelve months to that day; each once for a reason."
            }
        }

        /// What leads each row.
        var rowHead: String {
            switch self {
            case .open: "Cases"
            case .reached: "Stage"
            case .started, .sustained: "Kind"
            case .exits: "Reason"
            }
        }
    }

    let asOf: Day
    let figure: Figure
    let part: String
    /// To the nearest five; nil for five or fewer, none included.
    let people: Int?

    package init(row: Row) throws(PostgresError) {
        asOf = try row["as_of"]
        figure = try row["figure"]
        part = try row["part"]
        let number: Int = try row["people"]
        people = number == 0 ? nil : number
    }

    /// The part in the words of whatever it counts.
    var label: String {
        switch figure {
        case .open: "Open cases"
        case .reached: Stage.Kind(rawValue: part)?.label ?? part
        case .started, .sustained: WorkKind(rawValue: part)?.label ?? part
        case .exits: ExitReason(rawValue: part)?.label ?? part
        }
    }
    var words: String { people.map { "about \($0)" } ?? "5 or fewer" }

    /// The newest, or those of a day: stages as one follows another, the parts of all other figures with the largest first.
    static func all(as day: Day?) -> Query<[BrokerageCount]> {
        .list(
            """
            SELECT c.as_of, c.figure, c.part, c.people FROM brokerage_counts c
             WHERE c.as_of = coalesce(\(day), (SELECT max(as_of) FROM brokerage_counts))
             ORDER BY array_position(\(Figure.allCases.map(\.rawValue)), c.figure),
                      CASE c.figure WHEN 'reached' THEN array_position(\(Stage.Kind.allCases.map(\.rawValue)), c.part) END, c.people DESC, c.part
            """)
    }

    /// Keeps those of the last whole month of every council that has cases, once; how many councils it was.
    package static func keep(in db: Transaction) throws(PostgresError) -> Int {
        try db.value("SELECT app.keep_brokerage_counts()") ?? 0
    }

    static var days: Query<[Day]> {
        .values("SELECT DISTINCT as_of FROM brokerage_counts ORDER BY as_of DESC LIMIT 60")
    }
}
