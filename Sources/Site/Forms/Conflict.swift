import HTTP
import Postgres

/// Who saved a record last, and when.
struct LastSave: RowDecodable {
    let person: Person.ID?
    let name, at: String

    init(row: Row) throws(PostgresError) {
        person = try row["person_id"]
        name = try row["name"]
        at = try row["at"]
    }

    /// By the audit; nil for those who may not see it. What the form holds besides the record is kept in `parts`, whose
    /// rows name it in a column.
    static func of(_ table: String, _ id: ID<some Any>, with parts: [(table: String, column: String)] = [])
        -> Query<LastSave?>
    {
        last(HistorySubject(table: table, id: id.value, parts: parts).condition)
    }

    /// Of what a council has one of.
    static func of(_ table: String) -> Query<LastSave?> { last("a.entity = \(table)") }

    /// Of the entries of the audit `a` for which this holds.
    static func last(_ condition: SQL) -> Query<LastSave?> {
        .first(
            """
            SELECT a.person_id, coalesce(p.name, 'Somebody') AS name,
                   to_char(a.made_at AT TIME ZONE 'Europe/London', 'HH24:MI, FMDD FMMonth YYYY') AS at
              FROM audit a LEFT JOIN people p ON p.tenant_id = a.tenant_id AND p.id = a.person_id
             WHERE \(condition) ORDER BY a.id DESC LIMIT 1
            """)
    }
}

extension Visit {
    /// Back to a list whose order changed after the page was opened: nothing was moved.
    func redirect(to path: String, changedBy last: LastSave?, _ what: String) -> Response {
        redirect(
            to: path,
            saying: "\(Conflict.who(last, self)) changed \(what) after you opened the page. This is how it is now.",
            heading: "Nothing was moved")
    }
}

extension Conflict {
    /// One part of a form by its label, as a person reads it.
    typealias Part = (label: String, text: String)

    /// What differs between the two versions of a form, in the order of what was typed.
    init(theirs: [Part], mine: [Part], by last: LastSave?, for visit: Visit) {
        let labels = mine.map(\.label) + theirs.map(\.label).filter { label in !mine.contains { $0.label == label } }
        let rows: [ConflictRow] = labels.compactMap { label in
            let their = theirs.first { $0.label == label }?.text ?? ""
            let my = mine.first { $0.label == label }?.text ?? ""
            return their == my ? nil : ConflictRow(label: label, theirs: their, mine: my, isDifferent: true)
        }
        heading = "\(Self.who(last, visit)) saved this while you were editing"
        text =
            rows.isEmpty
            ? "What was saved is the same as you typed. There is nothing left to do."
            : "What you typed is still in the form below; here is where the two differ. Take over from the other version what should stay, then save again."
        versions = ConflictVersions(
            theirHead: last.map { "Saved by \($0.name) at \($0.at)" } ?? "Saved meanwhile", myHead: "What you typed",
            rows: rows)
    }

    /// Somebody changed what was about to be removed, suspended or the like, after the page that asks was opened.
    init(changed what: String, by last: LastSave?, for visit: Visit) {
        heading = "\(Self.who(last, visit)) changed \(what) after you opened this page"
        text =
            (last.map { "That was at \($0.at). " } ?? "")
            + "Nothing is done yet. Look at it as it is now, then press the button again if that is still right."
    }

    /// For the beginning of a sentence.
    static func who(_ last: LastSave?, _ visit: Visit) -> String {
        guard let last else { return "Somebody else" }
        return last.person != nil && last.person == visit.visitor?.id ? "You, in another window," : last.name
    }
}
