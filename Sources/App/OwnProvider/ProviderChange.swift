import Foundation
import Postgres

/// What a contact wants changed of their provider or of one of its offers, until somebody of the council has decided.
struct ProviderChange: Record {
    enum State: String, Choice {
        case waiting, published, refused, withdrawn

        var label: String {
            switch self {
            case .waiting: "Waiting to be read"
            case .published: "Published"
            case .refused: "Not published"
            case .withdrawn: "Withdrawn"
            }
        }

        var tag: Tag {
            switch self {
            case .waiting: Tag(tone: "caution", text: label)
            case .published: Tag(tone: "good", text: label)
            case .refused: Tag(tone: "stop", text: label)
            case .withdrawn: Tag(tone: "idle", text: label)
            }
        }
    }

    var id = ID<ProviderChange>(0), version = 0
    var provider = ID<Provider>(0), providerName = ""
    /// Nil: of the provider itself.
    var offer: ID<Offer>?, offerName = ""
    var fields: [String] = []
    var answers = Fields(), stood = Fields()
    var state = State.waiting
    var sent = Day.first, sender = ""
    var decided: Day?, decider = "", because = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        provider = try row["provider_id"]
        providerName = try row["provider_name"]
        offer = try row["offer_id"]
        offerName = try row["offer_name"]
        fields = try row["fields"]
        answers = try Self.boxes(try row["answers"])
        stood = try Self.boxes(try row["stood"])
        state = try row["state"]
        sent = try row["sent_on"]
        sender = try row["sender"]
        decided = try row["decided_on"]
        decider = try row["decider"]
        because = try row["because"]
    }

    private static func boxes(_ json: String) throws(PostgresError) -> Fields {
        do { return try JSONDecoder().decode(Fields.self, from: Data(json.utf8)) } catch {
            throw PostgresError(.decoding, "what a contact sent: \(error)")
        }
    }

    /// What it changes.
    var name: String { offer == nil ? providerName : offerName }
    var mention: String { "this change" }

    static let table: StaticString = "provider_changes"
    static let words = RecordWords(one: "change", many: "changes")
    static let fields: [Field<ProviderChange>] = []
    static let source: SQL = """
        provider_changes AS x JOIN providers AS p ON p.tenant_id = x.tenant_id AND p.id = x.provider_id
          LEFT JOIN offers AS o ON o.tenant_id = x.tenant_id AND o.id = x.offer_id
        """
    /// What waits first, the longest first; then the newest.
    static let order: SQL =
        "x.state <> 'waiting', CASE x.state WHEN 'waiting' THEN x.id END, x.id DESC"
    static let select: SQL = """
        SELECT x.id, x.version, x.provider_id, p.name AS provider_name, x.offer_id, coalesce(o.name, '') AS offer_name, x.fields,
               x.answers::text AS answers, x.stood::text AS stood, x.state, x.sent_on, \(name(of: "sent_by")) AS sender, x.decided_on,
               \(name(of: "decided_by")) AS decider, x.because
          FROM \(source)
        """

    /// Empty for a contact, who reads nobody’s name but their own.
    private static func name(of column: StaticString) -> SQL {
        "coalesce((SELECT w.name FROM people w WHERE w.tenant_id = x.tenant_id AND w.id = \(SQL(x: column))), '')"
    }

    /// "Sent by Sam Field on 3 November 2026", "Published on 4 November 2026".
    var story: String {
        let sent = "Sent\(sender.isEmpty ? "" : " by \(sender)") on \(sent.longText)"
        guard let decided else { return sent + "." }
        let by = decider.isEmpty || state == .withdrawn ? "" : " by \(decider)"
        let why = because.isEmpty ? "" : ": \(because)"
        return "\(sent); \(state.label.lowercasedFirst)\(by) on \(decided.longText)\(why)"
            + (why.hasSuffix(".") ? "" : ".")
    }

    /// Of a provider or one of its offers, all that waits and the latest that were decided.
    static func latest(of offer: ID<Offer>? = nil) -> Query<[ProviderChange]> {
        let which: SQL = offer.map { "offer_id = \($0)" } ?? "true"
        return .list(
            """
            \(select) WHERE x.id IN (SELECT id FROM provider_changes WHERE state = 'waiting' AND \(which))
                  OR x.id IN (SELECT id FROM provider_changes WHERE state <> 'waiting' AND \(which) ORDER BY id DESC LIMIT 20)
             ORDER BY \(order)
            """)
    }

    /// What waits of the provider, or of one of its offers.
    static func waiting(_ offer: ID<Offer>?) -> Query<ProviderChange?> {
        .first("\(select) WHERE x.state = 'waiting' AND x.offer_id IS NOT DISTINCT FROM \(offer)")
    }

    static var count: Query<Int?> { .value("SELECT count(*) FROM provider_changes WHERE state = 'waiting'") }

    /// Takes the place of what waits of the same record.
    static func send<R: ContactKept>(
        _ fields: [Field<R>], from record: R, to sent: R, provider: ID<Provider>,
        by person: Person.ID?, in db: Transaction
    ) throws {
        func json(_ boxes: Fields) throws -> String { String(decoding: try JSONEncoder().encode(boxes), as: UTF8.self) }
        try db.run(
            """
            INSERT INTO provider_changes AS c (provider_id, offer_id, sent_by, fields, answers, stood)
            VALUES (\(provider), \(record.ownOffer), \(person), \(fields.map(\.name)), \(json(sent.boxes(of: fields)))::jsonb, \(json(record.boxes(of: fields)))::jsonb)
            ON CONFLICT (tenant_id, provider_id, coalesce(offer_id, 0)) WHERE state = 'waiting' DO UPDATE
               SET fields = excluded.fields, answers = excluded.answers, stood = excluded.stood, sent_on = excluded.sent_on,
                   sent_by = excluded.sent_by, version = c.version + 1
            """)
    }

    static func withdraw(_ change: ProviderChange, version: Int, in db: Transaction) throws -> Bool {
        try db.run(
            """
            UPDATE provider_changes SET state = 'withdrawn', decided_on = app.today(), decided_by = (SELECT app.person()), version = version + 1
             WHERE id = \(change.id) AND version = \(version) AND state = 'waiting'
            """) == 1
    }
}
