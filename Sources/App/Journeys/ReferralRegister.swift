import Postgres

extension Referral {
    /// What its form has to know of the case.
    struct Choices: Sendable { var isOpen = true }

    static func choices(_ visit: Visit, at home: Home, for referral: Referral?) throws -> Choices {
        let person: ID<YoungPerson> = try visit.id("young_person")
        let isOpen: Bool? = try visit.db(.value("SELECT closed_on IS NULL FROM young_people WHERE id = \(person)"))
        return Choices(isOpen: isOpen ?? false)
    }

    static func begin(_ context: FormContext<Referral>) -> Referral {
        var referral = Referral()
        referral.referredOn = context.today
        return referral
    }

    /// What is asked of every referral.
    static let questions: [Field<Referral>] = [
        .day(\.referredOn, "referred_on", "referred_on", "Day of the referral", or: "Enter the day of the referral"),
        .text(
            \.referredBy, "referred_by", "referred_by", "Who referred them", 1...120,
            hint: "A team, a school, a key worker, or themselves.",
            or: "Enter who referred them, in up to 120 characters"),
        .area(
            \.reason, "reason", "reason", "Why", 1...2_000, hint: "What they want from it, and what is in the way.",
            or: "Enter why they were referred, in up to 2,000 characters", rows: 4
        ).unlisted(),
    ]

    static let fields: [Field<Referral>] =
        questions + [
            .area(
                \.decisionReason, "decision_reason", "decision_reason", "Why it was decided so", 1...2_000,
                or: "Enter why it was decided so, in up to 2,000 characters", rows: 4
            ).under("The decision").unlisted().asked { $0.existing?.isDecided ?? false },
            .text(
                \.decidedBy, "decided_by", "decided_by", "Who decided", 1...120, hint: "A post.",
                or: "Enter who decided, in up to 120 characters"
            ).unlisted().asked { $0.existing?.isDecided ?? false },
        ]

    static func check(_ referral: inout Referral, _ check: inout Check, _ context: FormContext<Referral>) {
        if referral.referredOn > context.today { check.mistake("referred_on", "Enter today or an earlier day") }
        if let decided = context.existing?.decidedOn, referral.referredOn > decided {
            check.mistake("referred_on", "Enter \(decided.longText) or an earlier day: it was decided then")
        }
        if context.existing == nil, !context.choices.isOpen {
            check.mistake("referred_by", "This case is closed. Open it again first, then record the referral")
        }
    }

    private static let outcomeColumn = ListColumn<Referral>("Decision", "decision") { $0.outcome }

    static let register = Register<Referral>(
        "/young-people/:young_person/referrals", see: .seeReferrals, change: .changeReferrals, title: "Referrals",
        empty: EmptyState(
            heading: "No referrals yet",
            text: "An attempt begins with the first, in the first stage of the council’s journey.")
    ) {
        $0.home = { visit in
            let person = try YoungPerson.inPath(of: visit)
            return .under(person.id, person.reference, "referrals")
        }
        $0.columns.append(outcomeColumn)
        $0.wordFilter = WordFilter(label: "Who referred them, or why") {
            "strpos(app.find_words(x.referred_by || ' ' || x.reason), \($0)) > 0"
        }
        $0.page = .own
        $0.naming = "'Referral of ' || to_char(x.referred_on, 'FMDD FMMonth YYYY')"
        $0.auditGroup = YoungPerson.register.auditGroup
        $0.saved = { _, id, home, isNew in
            isNew ? (home.path + "/\(id)", "The referral is recorded. Decide what comes of it next.") : nil
        }
        $0.removal = { referral, _, _ in
            RemovalTerms(
                things: ["The \(referral.name.lowercasedFirst). The journey that began with it stays."],
                refusal: referral.isDecided ? "What was decided about it is kept." : nil,
                instead: Link(
                    label: "Edit the referral", link: Paths.referral(referral.id, of: referral.person) + "/edit"))
        }
        $0.settleAudit = { table in
            table.columns += [
                AuditedColumn("decision", "Decision", Decision.self),
                AuditedColumn("decided_on", "Day of the decision"),
                AuditedColumn("due_on", "Decision due"),
            ]
        }
    }

    /// Those of every young person: undecided first.
    static let everywhere = Register<Referral>(
        Paths.referrals, see: .seeReferrals, title: "Referrals",
        empty: EmptyState(
            heading: "No referrals yet", text: "Record the first one: the young person and the referral in one form.")
    ) {
        $0.lead = "Undecided first, the longest waiting at the top."
        $0.isWatched = true
        $0.columns = [
            ListColumn("Young person", "young_person", sort: .byName("y.reference")) { .text($0.reference) },
            ListColumn("Referred", "referred_on", sort: "x.referred_on") { .day($0.referredOn) },
            ListColumn("By", "referred_by", sort: .byName("x.referred_by")) { .text($0.referredBy) },
            outcomeColumn,
            ListColumn("Decided", "decided_on", sort: "x.decided_on") { .day($0.decidedOn, absent: "Not yet") },
        ]
        $0.wordFilter = WordFilter(label: "Reference, or who referred them") {
            "strpos(app.find_words(y.reference || ' ' || x.referred_by), \($0)) > 0"
        }
        $0.filters = { visit in
            let today = visit.today
            let decided = Decision.choices.map { (value: $0.value, text: $0.text) }
            return [
                ListFilter(
                    name: "decision", label: "Decision", any: "All referrals",
                    options: [("none", "Not decided"), ("late", "Decision late")] + decided,
                    condition: { value in
                        switch value {
                        case "none": "x.decided_on IS NULL AND y.closed_on IS NULL"
                        case "late": "x.decided_on IS NULL AND y.closed_on IS NULL AND x.due_on < \(today)"
                        default: "x.decision = \(value)"
                        }
                    })
            ]
        }
        $0.actions = { visit in
            visit.can(.changeReferrals)
                ? [PageAction(label: "Record a referral", link: visit.link(Paths.referrals + "/new"), isPrimary: true)]
                : []
        }
        $0.rowLink = { referral, visit in visit.link(Paths.referral(referral.id, of: referral.person)) }
    }
}
