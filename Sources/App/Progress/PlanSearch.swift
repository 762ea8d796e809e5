import Postgres

/// What the list of plans shows: search, filters, order.
struct PlanSearch {
    /// What the list can be sorted by; what is due next comes first unless asked otherwise.
    enum Column: String, CaseIterable { case due, title, agreed, outstanding }

    /// A mark that a plan may carry.
    enum Mark: String, CaseIterable {
        case overdue, slipped

        var label: String {
            switch self {
            case .overdue: "Something is overdue"
            case .slipped: "Something has slipped"
            }
        }
    }

    static let names = ["words", "state", "body", "only", "sort", "page"]

    let words: [String]
    let state: Plan.State?
    let body: String
    let marks: [Mark]
    let sorting: Sorting<Column>
    let today: Day

    init(_ visit: Visit) {
        words = Folding(visit.query("words")).text.split(separator: " ").prefix(8).map { String($0.prefix(60)) }
        state = Plan.State(rawValue: visit.query("state"))
        body = visit.query("body")
        marks = Fields(visit.request.query).all("only").compactMap(Mark.init(rawValue:))
        sorting = Sorting(visit.query("sort"), usual: .due)
        today = visit.today
    }

    private var condition: SQL {
        var all: [SQL] = ["true"]
        for word in words {
            all.append(
                """
                (strpos(p.find_words, \(word)) > 0 OR EXISTS (
                    SELECT FROM recommendations w WHERE w.plan_id = p.id AND strpos(w.find_words, \(word)) > 0))
                """)
        }
        if let state { all.append("p.state = \(state)") }
        if !body.isEmpty { all.append("p.body = \(body)") }
        for mark in marks {
            switch mark {
            case .overdue: all.append("p.next_due_on < \(today)")
            case .slipped:
                all.append("EXISTS (SELECT FROM recommendations t WHERE t.plan_id = p.id AND t.standing = 'slipped')")
            }
        }
        return SQL.join(all, " AND ")
    }

    private var order: SQL {
        switch (sorting.column, sorting.isDescending) {
        case (.due, false): "next_due_on ASC NULLS LAST, title_key, id"
        case (.due, true): "next_due_on DESC NULLS LAST, title_key, id"
        case (.title, false): "title_key, id"
        case (.title, true): "title_key DESC, id"
        case (.agreed, false): "agreed_on ASC NULLS LAST, title_key, id"
        case (.agreed, true): "agreed_on DESC NULLS LAST, title_key, id"
        case (.outstanding, false): "open_count, title_key, id"
        case (.outstanding, true): "open_count DESC, title_key, id"
        }
    }

    /// Without a limit all of them, for a file.
    func plans(limit: Int?, offset: Int = 0) -> Query<[Plan]> {
        Query<[Plan]>.list(
            "SELECT \(Plan.columns) FROM plans p WHERE \(condition) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)")
    }

    var count: Query<Int?> { Query<Int?>.value("SELECT count(*) FROM plans p WHERE \(condition)") }

    /// The bodies that made plans, to choose from.
    static var bodies: Query<[String]> {
        Query<[String]>.values("SELECT DISTINCT body FROM plans WHERE body <> '' ORDER BY body")
    }
    static var isAny: Query<Bool?> { Query<Bool?>.value("SELECT EXISTS (SELECT FROM plans)") }
}
