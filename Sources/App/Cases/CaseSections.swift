import Postgres

/// What each feature shows of a young person on their page: its own list, with what it comes to at the top.
enum CaseSections {
    /// In the order of the page.
    static func all(of person: YoungPerson, _ visit: Visit) throws -> [CaseSection] {
        let head = try CaseHead.of(visit)
        return [
            try list(Referral.register, "referrals", visit), try plan(person, head, visit),
            try reviews(person, head, visit), try list(ProviderReferral.register, "provider-referrals", visit),
            try placements(person, visit), try activity(person, visit),
            try list(Interest.register, "interests", visit), try budget(person, visit),
        ]
    }

    private static func list<R: Record>(_ register: Register<R>, _ id: String, _ visit: Visit) throws -> CaseSection {
        let part = try register.part(visit)
        return CaseSection(id: id, fact: part.finding, part: part)
    }

    /// The goals of the support plan, and how many of the plan that is open are done.
    private static func plan(_ person: YoungPerson, _ head: CaseHead, _ visit: Visit) throws -> CaseSection {
        var part = try Goal.register.part(visit)
        let plan = try head.plan.flatMap { try visit.db(SupportPlan.find($0, at: .council)) }
        (part.heading, part.nothing) = ("Support plan", "No goals yet.")
        if plan == nil {
            part.add = visit.caseLink("New support plan", person, "/support-plans/new", .changeSupportPlans)
        }
        part.all = visit.caseLink("All support plans", person, "/support-plans")
        return CaseSection(
            id: "plan", fact: plan.map { "\($0.goalsDone) of \($0.goals) done" } ?? "none yet", isLate: part.hasLate,
            part: part)
    }

    private static func reviews(_ person: YoungPerson, _ head: CaseHead, _ visit: Visit) throws -> CaseSection {
        var part = try Review.register.part(visit)
        let due = head.reviewDue, isLate = due.map { $0 < visit.today } ?? false
        part.add = visit.caseLink("Record a review", person, "/reviews/record", .changeReviews)
        part.all = visit.caseLink("Book or see reviews", person, "/reviews")
        return CaseSection(
            id: "reviews",
            fact: due.map { isLate ? "was due \($0.longText)" : "next by \($0.longText)" } ?? "none due",
            isLate: isLate, part: part)
    }

    private static func placements(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        let part = try PlacementRegister.list.part(visit)
        let open: Int? = try visit.db.value(
            "SELECT count(*) FROM placements x WHERE x.young_person_id = \(person.id) AND x.ended_on IS NULL")
        return CaseSection(
            id: "placements", fact: part.finding + (part.table == nil ? "" : ", \(open ?? 0) open"), part: part)
    }

    /// What they mainly do now, as it was recorded or as it follows from a placement; below it every record.
    private static func activity(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        var part = try Activity.register.part(visit)
        part.heading = "Activity"
        guard let spell = try visit.db(MainSpell.now(of: person.id, on: visit.today))?.spell else {
            return CaseSection(id: "activity", fact: "not recorded", part: part)
        }
        if let ended = spell.ended, ended <= visit.today {
            part.nothing = "\(spell.main?.short ?? "") ended on \(ended.longText). Nothing is recorded since."
            return CaseSection(id: "activity", fact: "not known since \(ended.longText)", part: part)
        }
        if spell.placement != nil {
            part.nothing =
                "By their placement: \(spell.inWords.lowercasedFirst), since \(spell.since.longText). Nothing else is recorded."
        }
        return CaseSection(id: "activity", fact: spell.main?.short ?? "none", part: part)
    }

    private static func budget(_ person: YoungPerson, _ visit: Visit) throws -> CaseSection {
        var part = try BudgetLine.register.part(visit)
        let budget = try Budget.of(visit).budget
        part.all = visit.caseLink("The whole budget", person, "/budget")
        return CaseSection(id: "budget", fact: budget.finding, isLate: budget.left < .none, part: part)
    }
}

extension RegisterPart {
    /// "3 in all"; a part shows no more than the first of a long list.
    fileprivate var finding: String {
        guard let shown = table?.rows.count else { return "none yet" }
        return all == nil ? "\(shown) in all" : "more than \(shown)"
    }

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
