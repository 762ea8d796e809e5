import Postgres

/// The list of action plans, on a page and as files.
enum PlanIndex {
    static let list: Register<Plan> = {
        var list = Plan.register
        list.lead = "What scrutiny recommended, and how far the council has come."
        list.columns = columns
        list.tableStyle = "app-plans"
        list.rowDetail = { $0.reference.isEmpty ? nil : $0.reference }
        list.filters = filters
        list.wordFilter = WordFilter(hint: "In a plan or in its recommendations") { word in
            """
            (strpos(x.find_words, \(word)) > 0 OR EXISTS (
                SELECT FROM recommendations w WHERE w.plan_id = x.id AND strpos(w.find_words, \(word)) > 0))
            """
        }
        list.actions = { visit in
            visit.can(.importPlans) ? [PageAction(label: "Import a plan", link: visit.link(Paths.imports))] : []
        }
        return list
    }()

    private static let columns: [ListColumn<Plan>] = [
        ListColumn("Plan", "title", sort: .byName(key: "x.title_key")) { plan in
            .link(plan.title, Paths.plan(plan.id), tags: plan.state == .monitoring ? [] : [plan.state.tag])
        },
        ListColumn("Reference", "reference", isListed: false) { .text($0.reference) },
        ListColumn("Body", "body", isListed: false) { .text($0.body) },
        ListColumn("Committee", "body", isFiled: false) { .text($0.body, absent: "") },
        ListColumn("State", "state", isListed: false) { .text($0.state.label) },
        ListColumn("Agreed", "agreed", sort: "x.agreed_on") { .approximateDay($0.agreed, absent: "Not yet") },
        ListColumn("Recommendations", "recommendations", isListed: false) { .whole($0.openCount + $0.closedCount) },
        ListColumn("Outstanding", "outstanding", isListed: false) { .whole($0.openCount) },
        ListColumn("Outstanding", "outstanding", isFiled: false, sort: "x.open_count") { plan in
            let all = plan.openCount + plan.closedCount
            return .text(all == 0 ? "None yet" : "\(plan.openCount) of \(all)")
        },
        ListColumn("Next due", "nextDue", sort: "x.next_due_on") { .due($0.nextDueOn, absent: "Nothing due") },
        ListColumn("Overdue", "isOverdue", isListed: false) { .truth($0.isOverdue(on: $1.today)) },
        ListColumn("Last update", "lastUpdate") {
            .approximateDay($0.lastUpdateOn.map(ApproximateDay.month), absent: "None yet")
        },
        ListColumn("Address", "address", isListed: false) { .text($1.address(Paths.plan($0.id))) },
    ]

    private static let filters: @Sendable (Visit) throws -> [ListFilter] = { visit in
        let bodies: [String] = try visit.db.values(
            "SELECT body FROM plans WHERE body <> '' GROUP BY body ORDER BY \(SQL.byName("body"))")
        return [
            ListFilter(
                name: "state", label: "State", any: "Any state", options: Plan.State.options,
                condition: { "x.state = \($0)" }),
            ListFilter(
                name: "body", label: "Committee", any: "All committees", options: bodies.map { ($0, $0) },
                condition: { "x.body = \($0)" }),
            ListFilter(
                name: "only", label: "Only plans where", any: "",
                options: [("overdue", "Something is overdue"), ("slipped", "Something has slipped")], isMany: true,
                condition: { mark in
                    mark == "overdue"
                        ? "x.next_due_on < app.today()"
                        : "EXISTS (SELECT FROM recommendations t WHERE t.plan_id = x.id AND t.standing = 'slipped')"
                }),
        ]
    }
}
