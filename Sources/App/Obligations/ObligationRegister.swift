import Postgres

extension Obligation {
    static let fields: [Field<Obligation>] = [
        .text(
            \.reference, "reference", "reference", "Reference", 1...40,
            hint: "Of the contract, the application or the agreement.",
            or: "Enter the reference in up to 40 characters", width: "20"),
        .text(
            \.title, "name", "name", "What it is", 1...200, hint: "Such as: estates maintenance, three contracts.",
            or: "Enter what it is in up to 200 characters"),
        .choice(\.source, "source", "source", "From", or: "Choose what it comes from", radios: false).filtered(
            any: "All sources"),
        .money(
            \.value, "value", "value", "Value", hint: "Of the contract or the development, if it is known.",
            or: "Enter the value in pounds, like 860000, or leave it empty"
        ).unlisted(),
        .flag(\.isYearly, "yearly", "is_yearly", "Value a year", "The value is of one year").unlisted(),
        .day(\.agreed, "agreed", "agreed_on", "Agreed on").under("How long it holds").unlisted(),
        .day(\.ends, "ends", "ends_on", "Holds until", absent: "No end").unlisted(),
        .area(
            \.terms, "terms", "terms", "What was agreed", 0...4_000,
            hint: "The obligation in its own words. Each thing promised is added apart, with its number and its day.",
            or: "What was agreed must be 4,000 characters or fewer"
        ).unlisted(),
        .area(
            \.regime, "regime", "regime", "How it is checked", 0...500,
            hint:
                "In proportion to the obligation, such as: confirmed each quarter, a meeting after one quarter behind.",
            or: "How it is checked must be 500 characters or fewer", rows: 3
        ).under("Compliance").unlisted(),
        .whole(
            \.allowedPercent, "allowed", "allowed_percent", "Still on course under what is due, per cent", 1...50,
            hint: "With 10, somebody who delivered 90 of 100 that are due is on course.",
            or: "Enter a whole number of per cent from 1 to 50"
        ).unlisted(),
        .text(\.lead, "lead", "lead", "Led by", 0...200, hint: "The post or the team, not a name.").unlisted(),
        .text(
            \.nextStep, "next_step", "next_step", "Next step", 0...300,
            hint: "Such as: contract meeting about the days of work experience."
        ).unlisted(),
        .due(
            \.nextStepOn, "next_step_on", "next_step_on", "Next step by", hint: "It appears in calendars.",
            absent: "Nothing set"),
    ]

    static func check(_ it: inout Obligation, _ check: inout Check, _ context: FormContext<Obligation>) {
        if let agreed = it.agreed {
            if let ends = it.ends, ends < agreed {
                check.mistake("ends", "Enter a day on or after the one on which it was agreed, \(agreed.longText)")
            }
        }
        if it.nextStep.isEmpty, it.nextStepOn != nil {
            check.mistake("next_step", "Enter what the next step is, or leave its day empty")
        }
        if !it.nextStep.isEmpty, it.nextStepOn == nil {
            check.mistake("next_step_on", "Enter the day by which it is to be done")
        }
    }

    static let unique: Unique<Obligation>? = Unique(
        "reference", or: "Enter another reference: this one is listed already", key: { folded($0.reference) }
    ) { it, _ in "x.reference_key = app.fold(\(it.reference))" }

    static let register = Register<Obligation>(
        Paths.obligations, see: .seeObligations, change: .changeObligations, title: "Obligations",
        empty: EmptyState(
            heading: "No obligations yet",
            text:
                "Add what firms and developers owe the council in return for contracts and consents: what was promised is then followed until it reaches somebody."
        )
    ) {
        $0.lead = "What firms and developers promised in return for contracts and consents, and what came of it."
        $0.columns = columns
        $0.filters = { _ in [standingFilter] + ListFilter.of(fields) }
        $0.actions = { visit in
            [PageAction(label: "Social value measures", link: visit.link(SocialValueMeasure.register.path))]
        }
        $0.page = .own
        $0.imports = RowSource.Limit()
        $0.naming = "x.reference || ', ' || x.name"
        $0.search = FoundWords(day: "x.next_step_on", rank: 70)
        $0.dated = .obligations
        $0.parts = [
            ("counterparties", "obligation_id"), ("promises", "obligation_id"), ("promise_entries", "obligation_id"),
            ("confirmation_links", "obligation_id"),
        ]
        $0.steps = [
            Step(
                noun: "discharge", label: "Discharge", heading: { "Discharge \($0.name)?" },
                lead: { _ in
                    "The council has found that it is fulfilled or released. Its promises stay as they are, and its days leave the calendar. It can be opened again."
                }, isOpen: \.isOpen, sets: "discharged_on = app.today()",
                done: { ("Discharged", "“\($0.name)” is discharged from today.") }),
            Step(
                noun: "reopening", label: "Open again", heading: { "Open \($0.name) again?" },
                lead: { _ in "It is followed again, and its days stand in the calendar." },
                isOpen: { !$0.isOpen }, sets: "discharged_on = NULL",
                done: { ("Open again", "“\($0.name)” is open again.") }),
        ]
        $0.settleAudit = { $0.columns.append(AuditedColumn("discharged_on", "Discharged on")) }
        $0.removal = { it, _, visit in
            let (promises, entries): (Int?, Int?) = try visit.db.all(
                Query<Int?>.value("SELECT count(*) FROM promises WHERE obligation_id = \(it.id)"),
                Query<Int?>.value("SELECT count(*) FROM promise_entries WHERE obligation_id = \(it.id)"))
            let things = [(promises ?? 0, "promise", "promises"), (entries ?? 0, "step", "steps")]
            return RemovalTerms(
                things: ["“\(it.name)” and its firms"]
                    + things.filter { $0.0 > 0 }.map { "Its \(counted($0.0, $0.1, $0.2))" })
        }
    }

    private static let standingFilter = ListFilter(
        name: "standing", label: "How it stands", any: "All",
        options: [("open", "Open"), ("behind", "Behind"), ("to_confirm", "To confirm"), ("discharged", "Discharged")]
    ) { standing in
        """
        CASE \(standing) WHEN 'open' THEN x.discharged_on IS NULL WHEN 'discharged' THEN x.discharged_on IS NOT NULL
             ELSE x.discharged_on IS NULL AND EXISTS (
                  SELECT FROM promises p CROSS JOIN LATERAL app.promise_standing(p.id) AS s
                   WHERE p.tenant_id = x.tenant_id AND p.obligation_id = x.id AND s.state = \(standing)) END
        """
    }

    static let columns: [ListColumn<Obligation>] =
        fields.prefix(2).map(\.column)
        + [
            ListColumn("Firms", "firms") { .texts($0.firms, absent: "Nobody yet") },
            ListColumn("Stands as", "standing") { .tags([$0.tag], file: $0.tag.text) },
        ] + fields.dropFirst(2).map(\.column)
        + [ListColumn("Discharged on", "discharged", isListed: false) { .day($0.discharged, absent: "Still open") }]
}

extension DatedKind {
    static let obligations = DatedKind(
        "obligation",
        rows: """
            SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                   x.next_step || ' (' || x.reference || ')' AS words, x.next_step_on AS on_day, 'day' AS precision FROM obligations AS x
             WHERE x.next_step_on IS NOT NULL AND x.discharged_on IS NULL
            """, summary: { $0.words }, path: { Paths.obligation(ID($0.id)) })

    static let promises = DatedKind(
        "promise",
        rows: """
            SELECT p.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan,
                   x.id::text AS number, p.what || ' (' || x.reference || ')' AS words, p.due_on AS on_day, 'day' AS precision
              FROM promises AS p JOIN obligations AS x ON x.tenant_id = p.tenant_id AND x.id = p.obligation_id
             CROSS JOIN LATERAL app.promise_standing(p.id) AS s
             WHERE p.due_on IS NOT NULL AND x.discharged_on IS NULL AND s.state <> 'delivered'
            """, summary: { "Promise due: \($0.words)" }, path: { Paths.obligation(ID(Int64($0.number) ?? 0)) })
}
