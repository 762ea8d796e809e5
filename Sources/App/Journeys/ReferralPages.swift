import HTTP
import Mustache
import Postgres

/// A referral's own page, and what is decided about it.
enum ReferralPages {
    static let routes: [Route] = [
        .get(Referral.register.one, .seeReferrals, show),
        .get(Referral.register.one + "/decision", .changeReferrals, ask),
        .post(Referral.register.one + "/decision", .changeReferrals, decide),
    ]

    private static func place(_ visit: Visit) throws -> (home: Home, referral: Referral) {
        let home = try Referral.register.home(visit)
        return (home, try Referral.register.found(visit, home))
    }

    private static func show(_ visit: Visit) throws -> Response {
        let (home, referral) = try place(visit)
        return try visit.page(
            RegisterShow(referral, at: home, for: visit), title: "\(referral.name) – \(home.owner)",
            back: Link(label: home.back.label, link: visit.link(home.back.link)))
    }

    private static func sheet(_ referral: Referral, _ home: Home) -> RecordForm {
        let own = Paths.referral(referral.id, of: referral.person)
        return RecordForm(
            kicker: home.owner, heading: "Decide on the referral",
            lead:
                "\(referral.referredBy), \(referral.referredOn.longText): “\(referral.reason)” The case then moves to the stage that fits, where that lies ahead.",
            path: own + "/decision", back: Link(label: referral.name, link: own), save: "Record the decision"
        ) { form in
            [
                FormPart(questions: [
                    .radios(form.radios("decision", "What comes next", Referral.Decision.choices)),
                    .area(
                        form.area(
                            "reason", "Why", hint: "What was weighed, and what they themselves want.", rows: 4,
                            limit: 2_000)),
                    .text(form.text("by", "Who decided", hint: "A post, such as Virtual School Head.", width: "20")),
                    .day(form.day("decided", "Day of the decision")),
                ])
            ]
        }
    }

    /// What is asked, where it is still to be decided.
    private static func open(_ visit: Visit) throws -> (home: Home, referral: Referral) {
        let (home, referral) = try place(visit)
        guard !referral.isDecided else {
            throw Failure.conflict("This was decided already. Open the referral to see what, and by whom.")
        }
        guard referral.isOpen else { throw Failure.conflict("This case is closed. Open it again first.") }
        return (home, referral)
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let (home, referral) = try open(visit)
        var fields = Fields()
        fields["version"] = String(referral.version)
        fields.set("decided", visit.today)
        return try sheet(referral, home).page(visit, fields)
    }

    private static func decide(_ visit: Visit) throws -> Response {
        let (home, referral) = try open(visit), sheet = sheet(referral, home)
        var check = Check(visit.form)
        let decision: Referral.Decision? = check.choice("decision", or: "Choose what comes next")
        if decision == Referral.Decision.none { check.mistake("decision", "Choose what comes next") }
        let reason = check.text("reason", 1...2_000, or: "Enter why, in up to 2,000 characters")
        let decider = check.text("by", 1...120, or: "Enter who decided: a post, in up to 120 characters")
        let day = check.pastDay("decided", on: visit.today, "the day of the decision")
        if let day, day < referral.referredOn {
            check.mistake("decided", "Enter \(referral.referredOn.longText) or a later day: they were referred then")
        }
        guard check.isDone, let decision, let day else { return try sheet.page(visit, visit.form, check.mistakes) }
        guard
            try Referral.decide(
                referral.id, version: visit.version, decision, because: reason, by: decider, on: day, in: visit.db)
        else {
            let last = try visit.db(Referral.register.lastSave(referral.id))
            var fields = visit.form
            fields["version"] = String(referral.version)
            return try sheet.page(
                visit, fields, clash: Conflict(changed: referral.mention, by: last, for: visit))
        }
        let moved =
            decision == .declined
            ? nil : try JourneyMove.advance(referral.person, decision.rawValue, on: day, in: visit.db)
        let stays =
            decision == .declined
            ? "It is declined; close the case where nothing else follows." : "The case stays in its stage."
        return visit.redirect(
            to: Paths.referral(referral.id, of: referral.person),
            saying: moved.map { "The case is now in \($0)." } ?? stays, heading: "Decision recorded")
    }
}

/// One referral: what was asked for, what was decided, and what to do next.
extension RegisterShow {
    fileprivate init(_ referral: Referral, at home: Home, for visit: Visit) {
        let own = visit.link(Paths.referral(referral.id, of: referral.person)), may = visit.can(.changeReferrals)
        var actions: [PageAction] = []
        if may, !referral.isDecided, referral.isOpen {
            actions.append(PageAction(label: "Decide", link: own + "/decision", isPrimary: true))
        }
        if let kind = referral.decision.placement, referral.isOpen, visit.can(.changePlacements) {
            actions.append(
                PageAction(
                    label: "Record the placement",
                    link: visit.link(Paths.newPlacement(of: referral.person, kind: kind)), isPrimary: true))
        }
        if may { actions.append(PageAction(label: "Edit", link: own + "/edit")) }
        let outcome = referral.outcome
        var rows = [
            SummaryRow(label: "Who referred them", text: referral.referredBy),
            SummaryRow(label: "Why", text: referral.reason),
            referral.isDecided
                ? SummaryRow(label: "Decision", text: referral.decision.label)
                : SummaryRow(label: "Decision due", text: outcome.late(on: visit.today) ?? outcome.shown),
        ]
        if referral.isDecided {
            rows += [
                SummaryRow(label: "Why it was decided so", text: referral.decisionReason),
                SummaryRow(label: "Who decided", text: referral.decidedBy),
                SummaryRow(label: "Decided on", text: referral.decidedOn?.longText),
            ]
        }
        self.init(
            PageHead(kicker: home.owner, heading: referral.name, actions: actions), facts: SummaryList(rows: rows),
            ending: may
                ? Ending(
                    history: Link(label: "History", link: own + "/history"),
                    removal: referral.isDecided
                        ? nil : Link(label: "Remove this referral", link: own + "/removal")) : nil)
    }
}
