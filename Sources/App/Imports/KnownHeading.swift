import PlanReader
import Postgres

/// What a council said that a heading of its papers means: the next paper is read so.
struct KnownHeading: Record {
    var id = Postgres.ID<KnownHeading>(0), version = 0
    /// As it is printed.
    var heading = "", meaning = Column.kept

    init() {}

    init(_ heading: String, _ meaning: Column) { (self.heading, self.meaning) = (heading, meaning) }

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        heading = try row["heading"]
        meaning = Column(rawValue: try row["meaning"]) ?? .kept
    }

    var name: String { heading }

    static let table: StaticString = "known_headings"
    static let words = RecordWords(one: "heading", many: "headings", number: "heading")
    static let select: SQL = "SELECT x.id, x.version, x.heading, x.meaning FROM known_headings AS x"
    static let order: SQL = "x.heading_key, x.id"

    static let fields: [Field<KnownHeading>] = [
        Field(
            name: "heading", label: "Heading", columns: ["heading", "heading_key"],
            question: { form, _ in
                .text(form.text("heading", "Heading", hint: "As it stands in your papers, such as “Owning post”."))
            },
            read: { check, it, _ in
                it.heading = check.text("heading", 1...200, or: "Enter the heading in up to 200 characters")
            },
            fill: { $1["heading"] = $0.heading }, bind: { ["\($0.heading)", "\($0.key)"] },
            cell: { .text($0.heading) }, accept: { $1["heading"] = $0 }, sort: "x.heading_key"),
        .choice(\.meaning, "meaning", "meaning", "Holds", or: "Choose what such a column holds").filtered(
            any: "All columns"),
    ]

    /// As it is recognised; a heading of nothing but signs is itself.
    private var key: String {
        let key = ReadingAnswers.key(of: heading)
        return (key.isEmpty ? heading : key).cut(to: 200)
    }

    static let unique: Unique<KnownHeading>? = Unique(
        "heading", or: "Change the one there is: this heading is known already"
    ) { it, _ in "x.heading_key = \(it.key)" }

    static let register = Register<KnownHeading>(
        Paths.knownHeadings, see: .importPlans, change: .importPlans, title: "Headings of imported papers",
        empty: EmptyState(
            heading: "No headings yet",
            text: "What you say on “Which column is what?” is kept here, and the next paper is read so.")
    ) {
        $0.lead = "What your council said that headings mean which Waymark does not know by itself, or takes otherwise."
        $0.naming = "x.heading"
        $0.auditGroup = "Imports"
        $0.removal = { it, _, _ in
            RemovalTerms(things: ["“\(it.heading)”: \(it.meaning.label)", "Papers that were read so stay as they are"])
        }
    }
}

extension Column: Choice {}

extension Paths {
    static let knownHeadings = "/known-headings"
}

extension KnownHeading {
    /// What was said of the headings of these tables; nothing where they were read so anyway.
    static func columns(of tables: [ReadTable], in db: Transaction) throws -> [String: Column] {
        let headings = tables.flatMap(\.headings).filter { !$0.words.isEmpty }
        let said: [KnownHeading] = try db.list("\(select) WHERE x.heading_key = ANY (\(headings.map(\.key)))")
        let columns = Dictionary(said.map { ($0.key, $0.meaning) }) { first, _ in first }
        let isNews = headings.contains { heading in
            columns[heading.key].map { $0 != heading.column || heading.isUnsure } ?? false
        }
        return isNews ? columns : [:]
    }

    static func keep(_ headings: [KnownHeading], in db: Transaction) throws {
        let kept = headings.map { KnownHeading($0.heading.cut(to: 200), $0.meaning) }
        try db.run(
            """
            INSERT INTO known_headings AS k (heading, heading_key, meaning)
            SELECT h.words, h.key, h.meaning
              FROM unnest(\(kept.map(\.heading)), \(kept.map(\.key)), \(kept.map(\.meaning.rawValue))) AS h (words, key, meaning)
             WHERE h.key <> '' AND length(h.key) <= 200
            ON CONFLICT (tenant_id, heading_key) DO UPDATE SET meaning = excluded.meaning, version = k.version + 1
             WHERE k.meaning <> excluded.meaning
            """)
    }
}
