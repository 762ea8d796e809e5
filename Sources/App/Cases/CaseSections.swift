import Postgres

/// What each feature shows of a young person on their page: its own list, with what it comes to at the top.
enum CaseSections {
    /// In the order of the page.
    static let all: [@Sendable (YoungPerson, Visit) throws -> CaseSection] = [
        referrals, plan, reviews, placements, interests, budget,
    ]

    @Sendable private static func referrals(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        let part = try Referral.register.part(visit)
        return CaseSection(id: "referrals", fact: count(part), part: part)
    }

    /// The goals of the support plan, and how many of the plan that is open are done.
    @Sendable private static func plan(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        let part = try Goal.register.part(visit), head = try CaseHead.of(visit)
        let plan = try head.plan.flatMap { try visit.db(SupportPlan.find($0, at: .council)) }
        return CaseSection(
            id: "plan", fact: plan.map { "\($0.goalsDone) of \($0.goals) done" } ?? "none yet", isLate: part.hasLate,
            part: RegisterPart(
                heading: "Support plan", table: part.table, nothing: "No goals yet.",
                add: plan == nil
                    ? visit.caseLink("New support plan", person, "/support-plans/new", .changeSupportPlans) : part.add,
                all: visit.caseLink("All support plans", person, "/support-plans")))
    }

    @Sendable private static func reviews(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        let part = try Review.register.part(visit), due = try CaseHead.of(visit).reviewDue
        let isLate = due.map { $0 < visit.today } ?? false
        return CaseSection(
            id: "reviews",
            fact: due.map { isLate ? "was due \($0.longText)" : "next by \($0.longText)" } ?? "none due",
            isLate: isLate,
            part: RegisterPart(
                heading: part.heading, table: part.table, nothing: part.nothing,
                add: visit.caseLink("Record a review", person, "/reviews/record", .changeReviews),
                all: visit.caseLink("Book or see reviews", person, "/reviews")))
    }

    @Sendable private static func placements(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        let part = try PlacementRegister.list.part(visit)
        let open: Int? = try visit.db.value(
            "SELECT count(*) FROM placements x WHERE x.young_person_id = \(person.id) AND x.ended_on IS NULL")
        return CaseSection(
            id: "placements", fact: part.table == nil ? "none yet" : "\(count(part)), \(open ?? 0) open", part: part)
    }

    @Sendable private static func interests(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        let part = try Interest.register.part(visit)
        return CaseSection(id: "interests", fact: count(part), part: part)
    }

    @Sendable private static func budget(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        let part = try BudgetLine.register.part(visit), budget = try Budget.of(visit).budget
        return CaseSection(
            id: "budget", fact: budget.finding, isLate: budget.left < .none,
            part: RegisterPart(
                heading: part.heading, table: part.table, nothing: part.nothing, add: part.add,
                all: visit.caseLink("The whole budget", person, "/budget")))
    }

    private static func count(_ part: RegisterPart) -> String {
        part.table.map { "\($0.rows.count) in all" } ?? "none yet"
    }
}

extension RegisterPart {
    /// Whether a row of it is late.
    fileprivate var hasLate: Bool { table?.rows.contains { $0.cells.contains { $0.late != nil } } ?? false }
}

extension Visit {
    /// To a page under a young person's; nil for who may not open it.
    fileprivate func caseLink(_ label: String, _ person: YoungPerson, _ path: String, _ ability: Ability? = nil)
        -> Link?
    {
        ability.map(can) ?? true ? Link(label: label, link: link(Paths.youngPerson(person.id) + path)) : nil
    }
}
