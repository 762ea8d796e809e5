import PlanReader
import Postgres

/// What an abbreviation stands for in one council: one expansion each, marked wherever it occurs.
package struct GlossaryEntry: Record {
    package typealias ID = Postgres.ID<GlossaryEntry>
    package var id = ID(0), version = 0
    package var abbreviation = "", expansion = ""

    package init() {}

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        abbreviation = try row["abbreviation"]
        expansion = try row["expansion"]
    }

    var name: String { abbreviation }

    static let table: StaticString = "glossary"
    static let words = RecordWords(one: "abbreviation", many: "abbreviations", number: "word")
    static let select: SQL = "SELECT x.id, x.version, x.abbreviation, x.expansion FROM glossary AS x"
    static let order: SQL = "\(SQL.byName("x.abbreviation")), x.id"
    package static var all: Query<[GlossaryEntry]> { .list("\(select) ORDER BY \(order)") }

    static let fields: [Field<GlossaryEntry>] = [
        .text(
            \.abbreviation, "abbreviation", "abbreviation", "Abbreviation", PlanLimit.abbreviation.range,
            hint: "As it stands in the text, such as EET.", or: "Enter the abbreviation, in 2 to 20 characters",
            width: "10"),
        .text(
            \.expansion, "expansion", "expansion", "Stands for", PlanLimit.expansion.range,
            hint: "Such as “education, employment or training”.", or: "Enter what it stands for, in 2 to 200 characters"
        ),
    ]

    static let unique: Unique<GlossaryEntry>? = Unique("abbreviation") { entry, _ in
        "x.abbreviation = \(entry.abbreviation)"
    } or: { entry, db in
        let expansion: String? = try db.value(
            "SELECT expansion FROM glossary WHERE abbreviation = \(entry.abbreviation)")
        return "Change the one there is: \(entry.abbreviation) already stands for “\(expansion ?? "")”"
    }

    static let register = Register<GlossaryEntry>(
        Paths.glossary, see: .seePlans, change: .changePlans, title: "Glossary",
        empty: EmptyState(heading: "No abbreviations yet", text: "Imported plans add theirs.")
    ) {
        $0.lead = "What the council’s abbreviations stand for. They are marked wherever they occur."
        $0.naming = "x.abbreviation"
        $0.search = FoundWords()
        $0.auditGroup = AuditedTable.settingsGroup
        $0.removal = { entry, _, _ in
            RemovalTerms(things: ["\(entry.abbreviation): \(entry.expansion)", "Its mark in every text of the council"])
        }
    }
}
