import HTTP
import Mustache
import Postgres

/// A provider contact’s pages: their own provider, its offers, what they sent, and what it is paid for. They see nothing else.
enum OwnProviderPages: Feature {
    static let places = [Place("Your provider", Paths.ownProvider, .updateOwnProvider, rank: 1)]
    static let routes: [Route] =
        [
            .get(Paths.ownProvider, .updateOwnProvider, provider),
            .get(Paths.ownProvider + "/offers/:offer", .updateOwnProvider, offer),
            .get(Paths.ownProvider + "/changes/:change", .updateOwnProvider, change),
            .get(Paths.ownProvider + "/changes/:change/withdrawal", .updateOwnProvider, askWithdrawal),
            .post(Paths.ownProvider + "/changes/:change/withdrawal", .updateOwnProvider, withdraw),
        ] + OwnEditing<Provider>(path: Paths.ownProvider, record: ownRecord).routes
        + OwnEditing<Offer>(path: Paths.ownProvider + "/offers/:offer", record: ownOffer).routes

    private static var own: Query<Provider?> {
        .first("\(Provider.select) WHERE x.id = (SELECT app.own_provider())")
    }

    static func ownRecord(_ visit: Visit) throws -> Provider {
        guard let provider = try visit.db(own) else { throw Failure.notFound }
        return provider
    }

    /// Of another provider there is none, as the database sees it.
    static func ownOffer(_ visit: Visit) throws -> Offer {
        guard let offer = try visit.db(Offer.find(visit.id("offer"), at: .council)) else { throw Failure.notFound }
        return offer
    }

    private static func provider(_ visit: Visit) throws -> Response {
        guard let provider = try visit.db(own) else {
            return try visit.page(
                RegisterShow(
                    PageHead(
                        heading: "No provider yet",
                        lead:
                            "\(visit.council.name) has not yet said whose contact you are. Ask the commissioner whom you work with to name you on your provider’s page."
                    ), parts: []), title: "Your provider")
        }
        let (offers, changes, targets, claims) = try visit.db.all(
            Query<[Offer]>.list("\(Offer.select) ORDER BY \(Offer.order)"), ProviderChange.latest(), OwnTarget.all,
            OwnClaims.all)
        let page = RegisterShow(
            head(provider, changes, visit), facts: facts(provider, visit),
            parts: [offerPart(offers, changes, visit), changePart(changes, visit)]
                + OwnFigures.parts(targets, claims, visit))
        return try visit.page(page, title: "Your provider")
    }

    private static func offer(_ visit: Visit) throws -> Response {
        let offer = try ownOffer(visit), changes = try visit.db(ProviderChange.latest(of: offer.id))
        let page = RegisterShow(
            head(offer, kicker: offer.providerName, changes, visit), facts: facts(offer, visit),
            parts: [changePart(changes, visit)])
        return try visit.page(
            page, title: "\(offer.name) – Your provider",
            back: Link(label: "Your provider", link: visit.link(Paths.ownProvider)))
    }

    private static func head<R: ContactKept>(
        _ record: R, kicker: String? = nil, _ changes: [ProviderChange], _ visit: Visit
    ) -> PageHead {
        let path = visit.link(R.ownPath(record.id))
        let isOpen = R.assuranceStep.isOpen(record)
        let waits = changes.contains { $0.state == .waiting && $0.offer == record.ownOffer }
        return PageHead(
            kicker: kicker, heading: record.name, lead: record.assurance.words(on: visit.today),
            tags: waits ? [ProviderChange.State.waiting.tag] : [],
            actions: [PageAction(label: waits ? "Change what you sent" : "Edit", link: path + "/edit", isPrimary: true)]
                + (isOpen && !waits ? [PageAction(label: R.assuranceStep.label, link: path + "/assurance")] : []))
    }

    private static func facts<R: ContactKept>(_ record: R, _ visit: Visit) -> SummaryList {
        SummaryList(
            rows: R.fields.filter {
                !["name", "provider", "assured_on", "assured_by", "assure_again"].contains($0.name)
            }.map { SummaryRow($0.label, $0.cell(record)) })
    }

    private static func offerPart(_ offers: [Offer], _ changes: [ProviderChange], _ visit: Visit) -> RegisterPart {
        let waiting = Set(changes.filter { $0.state == .waiting }.compactMap(\.offer))
        let columns: [ListColumn<Offer>] = [
            ListColumn("Offer") { .link($0.name, Offer.ownPath($0.id)) },
            ListColumn("Kind of place") { .text($0.kind.withStage) },
            ListColumn("State") { offer in
                .tags([offer.tag] + (waiting.contains(offer.id) ? [ProviderChange.State.waiting.tag] : []), file: "")
            },
            ListColumn("Places") { .text($0.placesWords, absent: "Not recorded") },
            ListColumn("Counted on") { .day($0.counted) },
            ListColumn("Assure again by") { $0.assurance.againCell },
        ]
        return RegisterPart(
            heading: "Your offers", table: offers.isEmpty ? nil : Table("Your offers", of: offers, columns, for: visit),
            nothing: "\(visit.council.name) has no offer of yours on record. Its commissioner adds one.")
    }

    private static func changePart(_ changes: [ProviderChange], _ visit: Visit) -> RegisterPart {
        let columns: [ListColumn<ProviderChange>] = [
            ListColumn("Of") { .link($0.name, Paths.ownProvider + "/changes/\($0.id)") },
            ListColumn("Sent") { .day($0.sent) },
            ListColumn("State") { .tags([$0.state.tag], file: "") },
            ListColumn("Why not published") { .text($0.because, absent: "") },
        ]
        return RegisterPart(
            heading: "What you sent",
            table: changes.isEmpty ? nil : Table("What you sent", of: changes, columns, for: visit),
            nothing: "Nothing has been sent to the council yet.")
    }

    private static func change(_ visit: Visit) throws -> Response {
        let change = try found(visit), isWaiting = change.state == .waiting
        let path = visit.link("\(Paths.ownProvider)/changes/\(change.id)")
        let page = RegisterShow(
            PageHead(
                kicker: "What you sent", heading: change.name, lead: change.story, tags: [change.state.tag],
                actions: isWaiting ? [PageAction(label: "Withdraw", link: path + "/withdrawal")] : []),
            parts: [
                RegisterPart(
                    heading: isWaiting ? "What would change" : "What was sent",
                    table: Table(
                        "Answers sent", of: try change.compared(visit), ChangedAnswer.columns, for: visit), nothing: "")
            ])
        return try visit.page(
            page, title: "\(change.name) – What you sent",
            back: Link(label: "Your provider", link: visit.link(Paths.ownProvider)))
    }

    private static func found(_ visit: Visit) throws -> ProviderChange {
        guard let change = try visit.db(ProviderChange.find(visit.id("change"), at: .council)) else {
            throw Failure.notFound
        }
        return change
    }

    private static func withdrawal(_ change: ProviderChange) -> RecordForm {
        let path = "\(Paths.ownProvider)/changes/\(change.id)"
        return RecordForm(
            kicker: "What you sent", heading: "Withdraw what you sent of \(change.name)?",
            lead: "What is published stays as it is. Nobody of the council reads this any more; it stays on record.",
            path: path + "/withdrawal", back: Link(label: change.name, link: path), save: "Withdraw it"
        ) { _ in [] }
    }

    private static func askWithdrawal(_ visit: Visit) throws -> Response {
        let change = try found(visit)
        guard change.state == .waiting else { throw decidedAlready }
        var fields = Fields()
        fields["version"] = String(change.version)
        return try withdrawal(change).page(visit, fields)
    }

    private static func withdraw(_ visit: Visit) throws -> Response {
        let change = try found(visit)
        guard change.state == .waiting else { throw decidedAlready }
        guard try ProviderChange.withdraw(change, version: visit.version, in: visit.db) else {
            var fields = Fields()
            fields["version"] = String(change.version)
            return try withdrawal(change).page(
                visit, fields, clash: Conflict(changed: "what you sent", by: nil, for: visit))
        }
        return visit.redirect(to: Paths.ownProvider, saying: "It is withdrawn.", heading: "Withdrawn")
    }

    private static let decidedAlready = Failure.conflict(
        "The council has decided about this already. Open “Your provider” to see what it decided.")
}
