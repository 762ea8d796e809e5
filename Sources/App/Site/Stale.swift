import Postgres

/// Who saved a record last, and when.
struct LastSave: RowDecodable {
    let name, at: String

    init(row: Row) throws(PostgresError) {
        name = try row["name"]
        at = try row["at"]
    }

    /// By the audit; nil for those who may not see it.
    static func of(_ table: String, _ id: ID<some Any>) -> Query<LastSave?> {
        .first(
            """
            SELECT coalesce(p.name, 'somebody') AS name,
                   to_char(a.made_at AT TIME ZONE 'Europe/London', 'HH24:MI, FMDD FMMonth YYYY') AS at
              FROM audit a LEFT JOIN people p ON p.tenant_id = a.tenant_id AND p.id = a.person_id
             WHERE a.entity = \(table) AND a.entity_id = \(Int64(id.value)) ORDER BY a.id DESC LIMIT 1
            """)
    }
}

extension Conflict {
    /// One part of a form by its label, as a person reads it.
    typealias Part = (label: String, text: String)

    /// What differs between the two versions of a form, in the order of what was typed.
    init(theirs: [Part], mine: [Part], by last: LastSave?) {
        let labels = mine.map(\.label) + theirs.map(\.label).filter { label in !mine.contains { $0.label == label } }
        rows = labels.compactMap { label in
            let their = theirs.first { $0.label == label }?.text ?? ""
            let my = mine.first { $0.label == label }?.text ?? ""
            return their == my ? nil : ConflictRow(label: label, theirs: their, mine: my, isDifferent: true)
        }
        heading = "Somebody else saved this while you were editing"
        text =
            rows.isEmpty
            ? "They saved the same as you typed. There is nothing left to do."
            : "What you typed is still in the form below; here is where the two differ. Take over from the other version what should stay, then save again."
        theirHead = last.map { "Saved by \($0.name) at \($0.at)" } ?? "Saved meanwhile"
        myHead = "What you typed"
    }
}
