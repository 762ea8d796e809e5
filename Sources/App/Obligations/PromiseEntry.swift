import Postgres

/// One step of a promise on its way: committed with a place and a day, delivered, or only projected (004.19).
struct PromiseEntry: Record {
    enum Kind: String, Choice {
        case delivered, committed, projected
    }

    struct Choices: Sendable {
        let promises, firms, opportunities: [NamedChoice]
        let asked: ID<ObligationPromise>?
    }

    var id = ID<PromiseEntry>(0), version = 0
    var promise: ID<ObligationPromise>?, what = "", unit = PromiseUnit.other
    /// Whose it is, where the promise is not one firm’s.
    var firm: ID<Counterparty>?, firmName = ""
    var kind = Kind.delivered, amount = Double.nan
    var day = Day.first
    var words = "", evidence = ""
    var opportunity: ID<Opportunity>?, opportunityTitle = ""
    var confirmed: Day?, confirmedBy = ""
    /// Another amount that the firm gave instead.
    var said: Double?, saidOn: Day?, saidBy = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        promise = try row["promise_id"]
        what = try row["what"]
        unit = try row["unit"]
        firm = try row["counterparty_id"]
        firmName = try row["firm_name"]
        kind = try row["kind"]
        amount = try row["amount"]
        day = try row["on_day"]
        words = try row["words"]
        evidence = try row["evidence"]
        opportunity = try row["opportunity_id"]
        opportunityTitle = try row["opportunity_title"]
        confirmed = try row["confirmed_on"]
        confirmedBy = try row["confirmed_by"]
        said = try row["said"]
        saidOn = try row["said_on"]
        saidBy = try row["said_by"]
    }

    var name: String { "\(kind.label): \(amountWords)" }
    var mention: String { "this step" }
    var amountWords: String { amount.isNaN ? "" : unit.text(amount) }

    /// "Confirmed on 6 July 2027 by Jo Fell, site manager", "The firm says 5 days", "Not confirmed yet"
    var standingWords: String {
        switch kind {
        case .committed: return "For \(day.longText)"
        case .projected: return "Forecast on \(day.longText), counted nowhere"
        case .delivered: break
        }
        if let confirmed { return "Confirmed on \(confirmed.longText), \(confirmedBy)" }
        if let said { return "\(saidBy) says \(unit.text(said)), on \(saidOn?.longText ?? "")" }
        return "Not confirmed yet"
    }

    var tag: Tag {
        switch kind {
        case .committed: Tag(tone: "steady", text: kind.label)
        case .projected: Tag(tone: "idle", text: kind.label)
        case .delivered:
            confirmed != nil
                ? Tag(tone: "good", text: kind.label)
                : said != nil ? Tag(tone: "stop", text: "Differs") : Tag(tone: "caution", text: "To confirm")
        }
    }

    static let table: StaticString = "promise_entries"
    static let words = RecordWords(one: "step", many: "steps", number: "entry")
    static let order: SQL = "x.on_day DESC, x.id DESC"
    static let source: SQL = """
        promise_entries AS x JOIN promises AS p ON p.tenant_id = x.tenant_id AND p.id = x.promise_id
          LEFT JOIN counterparties AS c ON c.tenant_id = x.tenant_id AND c.id = coalesce(x.counterparty_id, p.counterparty_id)
          LEFT JOIN opportunities AS o ON o.tenant_id = x.tenant_id AND o.id = x.opportunity_id
        """
    static let select: SQL = """
        SELECT \(ownColumns), x.said, x.said_on, x.said_by, p.what, p.unit, coalesce(c.name, '') AS firm_name, coalesce(o.title, '') AS opportunity_title
          FROM \(source)
        """

    static func choices(_ visit: Visit, at home: Home, for entry: PromiseEntry?) throws -> Choices {
        let obligation: ID<Obligation> = try visit.id("obligation")
        let (promises, firms, opportunities) = try visit.db.all(
            Query<[NamedChoice]>.list(
                "SELECT id, what AS name FROM promises WHERE obligation_id = \(obligation) ORDER BY id"),
            Query<[NamedChoice]>.list(
                "SELECT id, name FROM counterparties WHERE obligation_id = \(obligation) ORDER BY id"),
            Query<[NamedChoice]>.list(
                """
                SELECT x.id, x.title || ', ' || coalesce(e.name, t.name, '') AS name FROM \(Opportunity.source)
                 ORDER BY x.withdrawn_on IS NOT NULL, \(SQL.byName("x.title")), x.id LIMIT 500
                """))
        return Choices(
            promises: promises, firms: firms, opportunities: opportunities, asked: ID(visit.query("promise")))
    }

    static func begin(_ context: FormContext<PromiseEntry>) -> PromiseEntry {
        var entry = PromiseEntry()
        entry.promise = context.choices.asked
        return entry
    }

    static let fields: [Field<PromiseEntry>] = [
        .reference(
            \.promise, "promise", "promise_id", "Of which promise", to: "promises", none: "Choose one",
            or: "Choose the promise", cell: { $0.what.isEmpty ? nil : $0.what },
            among: { $0.choices.promises.map(\.option) }),
        .reference(
            \.firm, "firm", "counterparty_id", "By", to: "counterparties", none: "The firm of the promise",
            hint: "Needed where all firms promised together, so that the one can be asked to confirm.",
            or: "Choose one of the firms", cell: { $0.firmName.isEmpty ? nil : $0.firmName },
            among: { $0.choices.firms.map(\.option) }),
        .choice(
            \.kind, "kind", "kind", "What it is",
            hint:
                "Delivered: it happened. Committed: it has a place and a day, and it stays when it is delivered. Projected: somebody expects it; that counts nowhere.",
            or: "Choose whether it is delivered, committed or projected"
        ).filtered(any: "Delivered, committed and projected"),
        .number(
            \.amount, "amount", "amount", "How much", hint: "In the unit of the promise.",
            or: "Enter how much, such as 10 or 0.5"),
        .day(
            \.day, "day", "on_day", "Day", hint: "On which it is to be, was delivered by, or was forecast.",
            or: "Enter the day"),
        .area(
            \.words, "words", "words", "What and where", 1...300,
            hint:
                "Such as: 10 days on site in Bootle, placement SW-1010. No names: the firm reads this when it is asked to confirm.",
            or: "Enter what it is, in up to 300 characters", rows: 2),
        .reference(
            \.opportunity, "opportunity", "opportunity_id", "Opportunity", to: "opportunities", none: "None yet",
            hint: "Where it reaches somebody: who was placed from it is then counted on.",
            or: "Choose one of the opportunities",
            cell: { $0.opportunityTitle.isEmpty ? nil : $0.opportunityTitle },
            among: { $0.choices.opportunities.map(\.option) }),
        .text(
            \.evidence, "evidence", "evidence", "Evidence", 0...300,
            hint: "Such as: payroll start of 5 June, invoice list. No names.",
            or: "The evidence must be 300 characters or fewer"
        ).under("Of what was delivered"),
        .day(
            \.confirmed, "confirmed", "confirmed_on", "Confirmed on",
            hint:
                "Only what is confirmed counts as delivered. A firm confirms by a link that you send it, or you say here how it did.",
            absent: "Not confirmed"),
        .text(
            \.confirmedBy, "confirmed_by", "confirmed_by", "By whom or what", 0...300,
            hint: "Such as: site manager by telephone, or an invoice.", or: "By whom must be 300 characters or fewer"),
    ]

    static func check(_ it: inout PromiseEntry, _ check: inout Check, _ context: FormContext<PromiseEntry>) {
        if it.promise == nil { check.mistake("promise", "Choose the promise") }
        if it.amount == 0 { check.mistake("amount", "Enter more than 0") }
        if it.kind == .delivered, it.day > context.today {
            check.mistake("day", "Enter today or an earlier day: it was delivered by then")
        }
        if it.kind != .delivered, it.confirmed != nil || !it.confirmedBy.isEmpty {
            check.mistake("confirmed", "Leave this empty: only what was delivered is confirmed")
        }
        guard let confirmed = it.confirmed else {
            if !it.confirmedBy.isEmpty, it.kind == .delivered {
                check.mistake("confirmed", "Enter the day on which it was confirmed")
            }
            return
        }
        if it.confirmedBy.isEmpty { check.mistake("confirmed_by", "Enter by whom or by what it was confirmed") }
        if confirmed > context.today { check.mistake("confirmed", "Enter today or an earlier day") }
        if it.day != .first, confirmed < it.day {
            check.mistake("confirmed", "Enter a day on or after the one on which it was delivered, \(it.day.longText)")
        }
    }

    static let register = Register<PromiseEntry>(
        Paths.obligations + "/:obligation/entries", see: .seeObligations, change: .changeObligations,
        title: "What came of it",
        empty: EmptyState(
            heading: "Nothing yet", text: "Add what is committed, delivered or projected, each with its day.")
    ) {
        $0.home = { try Obligation.register.under("entries", by: "obligation_id", $0) }
        $0.naming = "x.words"
        $0.auditGroup = Obligation.register.title
        $0.columns.insert(
            ListColumn("Stands as", "standing") { .tags([$0.tag], file: $0.tag.text) }, at: 3)
        $0.formLead = { entry in
            guard let entry, let said = entry.said else { return nil }
            return
                "\(entry.saidBy) says \(entry.unit.text(said)) and not \(entry.amountWords). Settle it with them: change the amount to theirs, or say how this one was confirmed."
        }
        $0.saved = { _, _, home, isNew in (home.back.link, isNew ? "The step is added." : "The step is saved.") }
        $0.settleAudit = {
            $0.columns += [
                AuditedColumn("said", "The firm says"), AuditedColumn("said_on", "Said on"),
                AuditedColumn("said_by", "Said by"),
            ]
        }
    }

    static func all(of obligation: ID<Obligation>) -> Query<[PromiseEntry]> {
        .list("\(select) WHERE x.obligation_id = \(obligation) ORDER BY x.on_day, x.id")
    }
}
