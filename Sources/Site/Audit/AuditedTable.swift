import Postgres

/// What people call a table whose changes the audit keeps, and what of a change they are told.
struct AuditedTable: Sendable {
    let table: String
    /// "Meeting"
    var thing: String
    /// "Groups": over a list of them.
    var many: String
    /// The filter of the audit that takes it in: "Meetings, agendas and questions".
    let group: String
    /// Columns that are told.
    var columns: [AuditedColumn]
    /// Of what was added or removed: the first two.
    var said: [String]
    /// Rows of: id, name, plan_id, recommendation_id, for these numbers; nil where it has no name of its own.
    var naming: (@Sendable ([Int64]) -> SQL)?
    /// The page that shows the record, for those who may see it; the record is nil when it is gone.
    var path: @Sendable (NamedThing?, Visit) -> String? = { _, _ in nil }
    /// The table whose numbers its entries carry, where they are not its own.
    var numberedBy: String?
    /// What happened where no record changed, by the operation and the texts of the entry; nil for a change.
    var sentence: (@Sendable (_ operation: String, _ text: (String) -> String) -> String?)?
    var subject = AuditSubject.byWords
    /// Numbers of other records that are not told by themselves, by column: the table that each means.
    var links: [String: String] = [:]

    init(
        _ table: String, _ thing: String, group: String, _ columns: [AuditedColumn] = [],
        _ settle: (inout AuditedTable) -> Void = { _ in }
    ) {
        (self.table, self.thing, self.group, self.columns) = (table, thing, group, columns)
        many = thing
        said = columns.prefix(2).map(\.name)
        settle(&self)
    }

    /// The table whose numbers its entries carry.
    var numbered: String { numberedBy ?? table }

    func column(_ name: String) -> AuditedColumn? { columns.first { $0.name == name } }

    /// The table whose record a column's number means.
    func references(_ column: String) -> String? { self.column(column)?.references ?? links[column] }

    /// Of a table that nobody described: every column but keys.
    init(unknown change: Change) {
        let hidden = ["id", "tenant_id", "version", "position"]
        let names = Set(change.before.keys).union(change.after.keys).filter { name in
            !hidden.contains(name) && !name.hasSuffix("_key") && !name.hasSuffix("_id")
        }
        let words = change.entity.replacing("_", with: " ").sentenceCase
        self.init(
            change.entity, words, group: "Other",
            names.sorted().map { AuditedColumn($0, $0.replacing("_", with: " ").sentenceCase) })
    }
}

/// By what an entry calls the record that it is of.
enum AuditSubject: Sendable {
    /// By its first words; of a change, by its name.
    case byWords
    /// By its name, before its first words.
    case byName
    /// By its name alone, which says already what it is: "Recommendation 7".
    case nameAlone
    /// By the records that two columns mean: "HR for Procurement".
    case pair(String, String)
    /// By the record that a column means.
    case other(String)
}

/// A column that people are told of.
struct AuditedColumn: Sendable {
    let name, label: String
    /// A kept value in words; nil where it speaks for itself.
    let words: @Sendable (String) -> String?
    /// The table whose record its number means.
    let references: String?
    /// Not told while names are hidden.
    let isPersonal: Bool

    init(
        _ name: String, _ label: String, references: String? = nil, isPersonal: Bool = false,
        words: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        (self.name, self.label, self.words, self.references) = (name, label, words, references)
        self.isPersonal = isPersonal
    }

    /// A column that holds one of a few values.
    init<C: Choice>(_ name: String, _ label: String, _ choice: C.Type) {
        self.init(name, label) { C(rawValue: $0)?.label }
    }
}
