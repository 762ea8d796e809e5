import Postgres

/// Whether residents see the council’s local offer for work, and whom they are told to ask. It is not the SEND Local Offer, to which it
/// may lead.
struct LocalOfferSettings: RowDecodable, Equatable {
    var version = 0
    var isPublic = false
    var contact = PublicContact()

    init() {}

    init(row: Row) throws(PostgresError) {
        version = try row["version"]
        isPublic = try row["is_public"]
        contact = try PublicContact(row: row)
    }

    /// A council that never said otherwise shows none.
    static var now: Query<LocalOfferSettings?> {
        .first("SELECT version, is_public, telephone, email, hours, send_link FROM local_offer_settings")
    }

    static var isShown: Query<Bool?> { .value("SELECT is_public FROM local_offer_settings") }

    /// "Shown to residents, who ask 020 7946 0100 or work@example.gov.uk"
    var text: String {
        isPublic
            ? "Shown to residents, who ask \([contact.telephone, contact.email].filter { !$0.isEmpty }.listed(by: "or"))"
            : "Not shown to residents"
    }

    /// False when somebody changed it meanwhile.
    func save(in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            INSERT INTO local_offer_settings AS s (is_public, telephone, email, hours, send_link)
            VALUES (\(isPublic), \(contact.telephone), \(contact.email), \(contact.hours), \(contact.sendLink))
            ON CONFLICT (tenant_id) DO UPDATE
               SET is_public = excluded.is_public, telephone = excluded.telephone, email = excluded.email, hours = excluded.hours,
                   send_link = excluded.send_link, version = s.version + 1
             WHERE s.version = \(Int32(version))
            """) == 1
    }
}

/// Whom residents ask: a team of the council.
struct PublicContact: RowDecodable, Equatable, Sendable {
    var telephone = "", email = "", hours = ""
    /// The council’s SEND Local Offer.
    var sendLink = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        telephone = try row["telephone"]
        email = try row["email"]
        hours = try row["hours"]
        sendLink = try row["send_link"]
    }
}

extension Paths {
    /// Where residents read the local offer for work, and where programs do.
    static let localOffer = "/local-offer"
    static let openReferral = "/open-referral"
    static let localOfferSettings = "/settings/local-offer"

    static func localOffer(_ id: Int64) -> String { localOffer + "/\(id)" }
}
