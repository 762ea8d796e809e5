import Formats
import Postgres

/// Evidence with an update: a file kept here, or the address of something kept elsewhere (004.07). Or the file that a plan was
/// imported from, which is with the plan itself.
struct Document: Record {
    typealias ID = Postgres.ID<Document>
    typealias Kind = DocumentKind

    static let mostOfAnUpdate = 20

    var id = ID(0)
    /// Nobody edits a document: it is replaced.
    let version = 0
    var planID = Plan.ID(0)
    /// Nil where it is with the plan itself.
    var recommendationID: Recommendation.ID?
    var updateID: Update.ID?
    var planTitle = "", number = ""
    /// Of the update.
    var period: Day?
    /// Of an update that is not submitted yet.
    var isOfDraft = false
    var title = "", fileName = "", address = ""
    var kind = Kind.link
    var size = 0
    var addedOn = Day.first

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
        updateID = try row["update_id"]
        planTitle = try row["plan_title"]
        number = try row["number"]
        period = try row["period_on"]
        isOfDraft = try row["is_of_draft"]
        title = try row["title"]
        fileName = try row["file_name"]
        address = try row["address"]
        kind = try row["kind"]
        size = try row["size"]
        addedOn = try row["added_on"]
    }

    var name: String { title }

    static let table: StaticString = "documents"
    static let words = RecordWords(one: "document", many: "documents")
    static let fields: [Field<Document>] = []
    static let order: SQL = "x.added_at DESC, x.id DESC"
    static let select: SQL = """
        SELECT x.id, x.plan_id, x.recommendation_id, x.update_id, p.title AS plan_title, coalesce(r.number, '') AS number, u.period_on,
               coalesce(u.state = 'draft', false) AS is_of_draft, x.title, x.file_name, x.address, x.kind, x.size::bigint AS size,
               (x.added_at AT TIME ZONE 'Europe/London')::date AS added_on
          FROM \(source)
        """
    static let source: SQL = """
        documents AS x JOIN plans p ON p.tenant_id = x.tenant_id AND p.id = x.plan_id
          LEFT JOIN recommendations r ON r.tenant_id = x.tenant_id AND r.plan_id = x.plan_id AND r.id = x.recommendation_id
          LEFT JOIN updates u ON u.tenant_id = x.tenant_id AND u.plan_id = x.plan_id AND u.recommendation_id = x.recommendation_id
               AND u.id = x.update_id
        """

    static func find(_ id: ID) -> Query<Document?> { .first("\(select) WHERE x.id = \(id)") }

    /// What the plan was imported from.
    static func file(of plan: Plan.ID) -> Query<Document?> {
        .first("\(select) WHERE x.plan_id = \(plan) AND x.update_id IS NULL")
    }

    /// In the order in which they were added.
    static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Document]> {
        .list(
            """
            \(select) WHERE x.plan_id = \(plan) AND x.recommendation_id = \(recommendation) ORDER BY x.id
            """)
    }

    /// Bytes of a file from a place on, as many as leave at once; nil for an address.
    static func content(of id: ID, from offset: Int) -> Query<[UInt8]?> {
        .value(
            """
            SELECT substring(c.content FROM (\(offset + 1))::integer FOR 262144) FROM documents d
              JOIN document_contents c ON c.tenant_id = d.tenant_id AND c.document_id = coalesce(d.carried_from, d.id)
             WHERE d.id = \(id)
            """)
    }

    /// To a correction, which begins as what it corrects.
    static func carry(from update: Update.ID, to correction: Update.ID, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            INSERT INTO documents (plan_id, recommendation_id, update_id, title, kind, file_name, size, sha256, address, carried_from)
            SELECT plan_id, recommendation_id, \(correction), title, kind, file_name, size, sha256, address,
                   CASE WHEN kind <> 'link' THEN coalesce(carried_from, id) END
              FROM documents WHERE update_id = \(update) ORDER BY id
            """)
    }

    /// False when it is gone already.
    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run("DELETE FROM documents WHERE id = \(id)") == 1
    }
}

extension Paths {
    static let documents = "/documents"

    static func document(_ document: Document.ID) -> String { documents + "/\(document)" }
    static func documents(of plan: Plan.ID) -> String { documents + "?plan=\(plan)" }
    static func removal(of document: Document) -> String { place(of: document) + "/documents/\(document.id)/removal" }

    /// The update or the plan that it is with.
    static func place(of document: Document) -> String {
        guard let update = document.updateID, let recommendation = document.recommendationID else {
            return plan(document.planID)
        }
        return Self.update(update, recommendation, document.planID)
    }
}

extension DocumentKind: SQLValue {}
