import HTTP
import Mustache
import Postgres

/// A young person's budget: what is left, what it went on, and their own cap.
enum BudgetPages {
    static let routes: [Route] = [
        .get("/young-people/:young_person/budget", .seeBudgets, show),
        .get("/young-people/:young_person/budget/cap", .changeBudgets, askCap),
        .post("/young-people/:young_person/budget/cap", .changeBudgets, saveCap),
    ]

    static func path(_ id: ID<YoungPerson>) -> String { Paths.youngPerson(id) + "/budget" }

    private static func show(_ visit: Visit) throws -> Response {
        let (head, budget) = try Budget.of(visit)
        let lines = try visit.db(BudgetLine.all(at: head.home("budget/lines")))
        return try visit.page(
            BudgetPage(head, budget, lines, for: visit), title: "Personal budget – \(head.reference)",
            back: Link(label: head.reference, link: visit.link(head.path)))
    }

    private static func form(_ head: CaseHead, _ budget: Budget) -> RecordForm {
        let isOwn = budget.own != nil
        return RecordForm(
            kicker: head.reference, heading: "Cap of the personal budget",
            lead:
                "The council’s cap for everybody is \(budget.usualCap.text). \(budget.used.text) is planned or spent already.",
            path: path(head.id) + "/cap", back: Link(label: "Personal budget", link: path(head.id)),
            save: "Save the cap"
        ) { form in
            [
                FormPart(questions: [
                    .text(
                        form.money(
                            "cap", "Cap of their own",
                            hint: isOwn ? "Leave both boxes empty for the council’s cap again." : nil, optional: isOwn)),
                    .area(form.area("reason", "Reason", optional: isOwn, rows: 3, limit: 500)),
                ])
            ]
        }
    }

    private static func own(_ head: CaseHead) -> Query<BudgetCap?> {
        .first("\(BudgetCap.select) WHERE x.young_person_id = \(head.id)")
    }

    private static func filled(_ cap: BudgetCap?) -> Fields {
        var fields = cap?.texts ?? Fields()
        if let cap { fields["cap"] = cap.cap.typed }
        fields["version"] = String(cap?.version ?? 0)
        return fields
    }

    private static func askCap(_ visit: Visit) throws -> Response {
        let (head, budget) = try Budget.of(visit)
        return try form(head, budget).page(visit, filled(visit.db(own(head))))
    }

    private static func saveCap(_ visit: Visit) throws -> Response {
        let (head, budget) = try Budget.of(visit), existing = try visit.db(own(head))
        let isEnding = existing != nil && (visit.form["cap"] + visit.form["reason"]).isEmpty
        let cap: BudgetCap
        do { cap = try read(visit, budget, existing, isEnding) } catch {
            return try form(head, budget).page(visit, visit.form, error)
        }
        let home = head.home("budget")
        let isSaved: Bool
        switch existing {
        case nil: isSaved = try BudgetCap.add(cap, at: home, in: visit.db) != nil
        case let existing? where existing.version != visit.version: isSaved = false
        case let existing? where isEnding: isSaved = try BudgetCap.remove(existing, at: home, in: visit.db)
        case let existing?:
            isSaved =
                try BudgetCap.change(existing.id, to: cap, version: visit.version, at: home, in: visit.db) == .saved
        }
        guard isSaved else {
            let last = try existing.flatMap { try visit.db(LastSave.of("budgets", $0.id)) }
            return try form(head, budget).stale(visit, theirs: filled(visit.db(own(head))), by: last)
        }
        return visit.redirect(
            to: path(head.id),
            saying: isEnding
                ? "The council’s cap of \(budget.usualCap.text) holds again." : "The cap is \(cap.cap.text).")
    }

    private static func read(_ visit: Visit, _ budget: Budget, _ existing: BudgetCap?, _ isEnding: Bool)
        throws(Mistakes)
        -> BudgetCap
    {
        let context = FormContext<BudgetCap>(choices: NoChoices(), existing: existing, today: visit.today)
        if isEnding {
            guard budget.used <= budget.usualCap else {
                throw Mistakes(
                    "cap", "Enter a cap of \(budget.used.text) or more: that much is planned or spent already")
            }
            return BudgetCap()
        }
        let cap = try BudgetCap.read(visit.form, context)
        guard cap.cap >= min(budget.used, budget.cap) else {
            throw Mistakes("cap", "Enter a cap of \(budget.used.text) or more: that much is planned or spent already")
        }
        return cap
    }
}

/// What is left, drawn with its table, and every line.
struct BudgetPage: View {
    static let template = "support/budget"
    let head: PageHead
    let figure: Figure
    let capLine: String
    let capLink: Link?
    let table: Table?
    let nothing: EmptyState?

    init(_ head: CaseHead, _ budget: Budget, _ lines: [BudgetLine], for visit: Visit) {
        let path = visit.link(BudgetPages.path(head.id)), mayChange = visit.can(.changeBudgets) && head.closedOn == nil
        self.head = PageHead(
            kicker: head.reference, heading: "Personal budget",
            actions: mayChange
                ? [PageAction(label: "Plan or spend", link: path + "/lines/new", isPrimary: true)] : [])
        figure = BudgetFigure(budget: budget, lines: lines).figure
        capLine =
            budget.own == nil
            ? "The cap is the council’s for everybody."
            : "The cap is their own; the council’s is \(budget.usualCap.text). Reason: \(budget.ownReason)"
        capLink =
            mayChange
            ? Link(label: budget.own == nil ? "Set a cap of their own" : "Change the cap", link: path + "/cap") : nil
        let columns = BudgetLine.register.columns
        var table = Table("Planned and spent", of: lines, columns, isCaptionShown: true, for: visit)
        for (index, line) in lines.enumerated() where mayChange {
            table.rows[index].link = path + "/lines/\(line.id)/edit"
            table.rows[index].before = "Edit "
        }
        self.table = lines.isEmpty ? nil : table
        nothing =
            lines.isEmpty
            ? EmptyState(heading: BudgetLine.register.empty.heading, text: BudgetLine.register.empty.text) : nil
    }
}
