import HTTP
import Mustache
import Postgres

/// What contacts of providers sent in: somebody of the council reads it, and publishes it or says why not.
enum ProviderChangePages: Feature {
    static let registers: [any AnyRegister] = [ProviderChange.register]
    static let places = [Place("Sent by providers", Paths.providerChanges, .changeProviders, rank: 62, in: .offers)]
    static let routes: [Route] =
        [.get(ProviderChange.register.one, .changeProviders, show)]
        + [publication, refusal].flatMap { $0.routes(of: ProviderChange.register, .changeProviders) }
    static let audited = [
        AuditedTable(
            "provider_changes", "Change sent by a provider", group: "Providers",
            [
                AuditedColumn("provider_id", "Provider", references: "providers"),
                AuditedColumn("offer_id", "Offer", references: "offers"), AuditedColumn("fields", "Questions"),
                AuditedColumn("state", "State") { ProviderChange.State(rawValue: $0)?.label },
                AuditedColumn("sent_on", "Sent"), AuditedColumn("decided_on", "Decided"),
                AuditedColumn("because", "Why not published"),
            ]
        ) { $0.many = "Changes sent by providers" }
    ]

    private static func show(_ visit: Visit) throws -> Response {
        let change = try ProviderChange.register.found(visit, .council)
        let isWaiting = change.state == .waiting
        let place =
            change.offer.map { Link(label: "Open the offer", link: visit.link(Paths.offer($0))) }
            ?? Link(label: "Open the provider", link: visit.link(Paths.provider(change.provider)))
        let page = RegisterShow(
            PageHead(
                kicker: change.offer == nil ? "Sent by a provider" : change.providerName, heading: change.name,
                lead: change.story, tags: [change.state.tag],
                actions: isWaiting
                    ? [publication, refusal].enumerated().map { index, step in
                        PageAction(
                            label: step.label,
                            link: visit.link("\(Paths.providerChanges)/\(change.id)/\(step.noun)"),
                            isPrimary: index == 0)
                    } : []),
            parts: [
                RegisterPart(
                    heading: isWaiting ? "What would change" : "What was sent",
                    table: Table(
                        "Answers sent by \(change.providerName)", of: try change.compared(visit),
                        ChangedAnswer.columns, for: visit), nothing: "", all: place)
            ])
        return try visit.page(
            page, title: "\(change.name) – Sent by providers",
            back: Link(label: "Sent by providers", link: visit.link(Paths.providerChanges)))
    }

    private static let publication = AskedStep<ProviderChange>(
        noun: "publication", label: "Publish", heading: { "Publish what was sent of \($0.name)?" },
        lead: { change, _ in
            "\(counted(change.fields.count, "answer takes", "answers take").sentenceCase) the place of what is published now, and it stands as assured by \(change.providerName) on \(change.sent.longText), where nobody assured it later."
        },
        isOpen: { $0.state == .waiting }, begin: { _, _ in Fields() }, parts: { _, _ in [] },
        keep: { visit, change in
            try decide(change, .published, visit)
            guard let record = try change.record(visit) else { throw Failure.notFound }
            try publish(change, record, visit)
            return "It is published."
        })

    private static let refusal = AskedStep<ProviderChange>(
        noun: "refusal", label: "Do not publish", heading: { "Why is what was sent of \($0.name) not published?" },
        lead: { change, _ in "\(change.providerName) reads the reason, and can send it again." },
        isOpen: { $0.state == .waiting }, begin: { _, _ in Fields() },
        parts: { form, _ in
            [FormPart(questions: [.area(form.area("because", "Why", rows: 3, limit: 1_000))])]
        },
        keep: { visit, change in
            var check = Check(visit.form)
            let words = check.text("because", 1...1_000, or: "Enter why it is not published, in up to 1,000 characters")
            try check.finish()
            try decide(change, .refused, visit, because: words)
            return "It is not published, with the reason."
        })

    /// Nobody decides about what they did not see: where it was sent again after the page was opened, that is to be read first.
    private static func decide(
        _ change: ProviderChange, _ state: ProviderChange.State, _ visit: Visit, because: String = ""
    ) throws {
        let decided = try visit.db.run(
            """
            UPDATE provider_changes SET state = \(state), decided_on = app.today(), decided_by = (SELECT app.person()), because = \(because),
                   version = version + 1
             WHERE id = \(change.id) AND version = \(visit.version) AND state = 'waiting'
            """)
        guard decided == 1 else {
            throw Failure.conflict(
                "\(change.providerName) sent it again after you opened this page. Nothing is decided yet: open it under “Sent by providers” and read it as it is now."
            )
        }
    }

    private static func publish<R: ContactKept>(_ change: ProviderChange, _ record: R, _ visit: Visit) throws {
        let context = try R.context(of: record, visit)
        let fields = R.ownFields.filter { change.fields.contains($0.name) }
        var check = Check(change.answers, asksYears: false)
        var sent = R.read(&check, context, among: fields)
        do { try check.finish() } catch {
            throw Failure.conflict(
                "What was sent no longer fits what stands now: \(error.list.map(\.text).joined(separator: "; ")). Change the \(R.words.one) yourself first, or send it back with the reason."
            )
        }
        if record.assurance.on.map({ $0 <= change.sent }) ?? true {
            sent.assure(by: change.providerName, on: change.sent)
        }
        guard try sent.keepOwn(fields, version: record.version, in: visit.db) else {
            throw Failure.conflict("Somebody saved the \(R.words.one) at the same moment. Try again.")
        }
    }
}

extension ProviderChange {
    /// Rows are sent by contacts; its page is made by hand.
    static let register = Register<ProviderChange>(
        Paths.providerChanges, see: .changeProviders, title: "Sent by providers",
        empty: EmptyState(
            heading: "Nothing sent yet",
            text:
                "What a provider’s contacts change of its record and its offers waits here until somebody of the council has read it. Contacts are named on the page of a provider."
        )
    ) {
        $0.lead = "What contacts of providers want changed, and what was decided."
        $0.waiting = { visit in
            try visit.db(ProviderChange.count).flatMap { countedIfAny($0, "change waits", "changes wait") }.map {
                "\($0.sentenceCase) to be read."
            }
        }
        $0.page = .own
        $0.columns = [
            ListColumn("Of", "of") { .text($0.name) },
            ListColumn("Provider", "provider", sort: .byName("p.name")) { .text($0.providerName) },
            ListColumn("Answers", "answers") { .whole($0.fields.count) },
            ListColumn("Sent", "sent", sort: "x.sent_on") { .day($0.sent) },
            ListColumn("By", "by") { .text($0.sender, absent: "") },
            ListColumn("State", "state", sort: "x.state") { .tags([$0.state.tag], file: $0.state.label) },
            ListColumn("Decided", "decided", sort: "x.decided_on") { .day($0.decided, absent: "Not yet") },
            ListColumn("Why not", "because", isListed: false) { .text($0.because, absent: "") },
        ]
        $0.filters = { visit in
            let providers: [NamedChoice] = try visit.db.list(
                "SELECT id, name FROM providers WHERE id IN (SELECT provider_id FROM provider_changes) ORDER BY name_key, id"
            )
            return [
                ListFilter(
                    name: "state", label: "State", any: "All states", options: State.options,
                    condition: { "x.state = \($0)" }),
                ListFilter(
                    name: "provider", label: "Provider", any: "All providers", options: providers.map(\.option),
                    condition: { "x.provider_id = \(ID<Provider>($0))" }),
            ]
        }
        $0.wordFilter = WordFilter(label: "Provider or offer") {
            "strpos(concat_ws(' ', p.find_words, o.find_words), \($0)) > 0"
        }
    }

    /// What it is of, as it is published; nil where this visitor has none such.
    fileprivate func record(_ visit: Visit) throws -> (any ContactKept)? {
        if let offer { return try visit.db(Offer.find(offer, at: .council)) }
        return try visit.db(Provider.find(provider, at: .council))
    }

    /// Its answers beside what is published.
    func compared(_ visit: Visit) throws -> [ChangedAnswer] {
        guard let record = try record(visit) else { return [] }
        return try ChangedAnswer.all(self, of: record, visit)
    }
}
