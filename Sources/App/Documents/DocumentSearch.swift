import Postgres

/// What the list of documents shows: words, plan, files or links, order.
struct DocumentSearch {
    /// A column the list can stand by; the newest are at the top unless asked otherwise.
    enum Column: String, CaseIterable { case added, title, plan }

    /// Kept here or elsewhere.
    enum Form: String, CaseIterable {
        case files, links
        var label: String { self == .files ? "Files" : "Links" }
    }

    static let names = ["words", "plan", "form", "sort", "page"]

    let words: [String]
    let plan: Plan.ID?
    let form: Form?
    let sorting: Sorting<Column>

    init(_ visit: Visit) {
        words = Folding(visit.query("words")).text.split(separator: " ").prefix(8).map { String($0.prefix(60)) }
        plan = Plan.ID(visit.query("plan"))
        form = Form(rawValue: visit.query("form"))
        let sort = visit.query("sort")
        sorting = Sorting(sort.isEmpty ? "-added" : sort, usual: .added)
    }

    private var condition: SQL {
        var all: [SQL] = ["true"]
        for word in words {
            all.append("strpos(d.find_words, \(word)) > 0")
        }
        if let plan { all.append("d.plan_id = \(plan)") }
        if let form { all.append(form == .files ? "d.kind <> 'link'" : "d.kind = 'link'") }
        return SQL.join(all, " AND ")
    }

    private var order: SQL {
        switch (sorting.column, sorting.isDescending) {
        case (.added, false): "d.added_at, d.id"
        case (.added, true): "d.added_at DESC, d.id DESC"
        case (.title, false): "d.find_words, d.id"
        case (.title, true): "d.find_words DESC, d.id"
        case (.plan, false): "p.title_key, r.position, u.period_on, d.id"
        case (.plan, true): "p.title_key DESC, r.position, u.period_on, d.id"
        }
    }

    /// Without a limit all of them, for a file. What a correction carries is shown with the correction alone.
    func documents(limit: Int?, offset: Int = 0) -> Query<[Document]> {
        Query<[Document]>.list(
            """
            SELECT \(Document.columns) FROM \(Document.tables) WHERE u.state <> 'superseded' AND \(condition)
             ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)
            """)
    }

    var count: Query<Int?> {
        Query<Int?>.value("SELECT count(*) FROM \(Document.tables) WHERE u.state <> 'superseded' AND \(condition)")
    }

    /// The plans that have any, to choose from.
    static var plans: Query<[NamedChoice]> {
        .list(
            "SELECT p.id, p.title AS name FROM plans p WHERE p.id IN (SELECT plan_id FROM documents) ORDER BY p.title_key"
        )
    }
    static var isAny: Query<Bool?> { Query<Bool?>.value("SELECT EXISTS (SELECT FROM documents)") }
}
