import Postgres

/// A kind of thing that a council keeps as a list: its table, its fields, and what people call one and many.
protocol Record: RowDecodable, Sendable {
    /// What its form needs beside the record: the choices that come from other tables.
    associatedtype Choices: Sendable = NoChoices

    /// An empty one.
    init()

    var id: ID<Self> { get }
    /// Counts saves: a save with an older number is refused.
    var version: Int { get }
    /// What it is called in headings, notices and links.
    var name: String { get }
    /// What the middle of a sentence calls it: "footnote 3", "this section".
    var mention: String { get }

    static var table: StaticString { get }
    static var words: RecordWords { get }
    static var fields: [Field<Self>] { get }
    /// Every column that `init(row:)` reads, `FROM` the table named `x`, without a condition; its own where none are joined.
    static var select: SQL { get }
    /// The table and what `select` joins to it, as far as lists are filtered by it.
    static var source: SQL { get }
    /// How its list is ordered, in columns of `x`, when nobody sorts it.
    static var order: SQL { get }
    /// Why two records may not be alike; nil where they may.
    static var unique: Unique<Self>? { get }

    /// What its form chooses from; asked before the form is shown or read.
    static func choices(_ visit: Visit, at home: Home, for record: Self?) throws -> Choices
    /// What the form of a new one holds.
    static func begin(_ context: FormContext<Self>) -> Self
    /// Rules over several fields, after each has been read.
    static func check(_ record: inout Self, _ check: inout Check, _ context: FormContext<Self>)
    /// Columns of a new row that nobody is asked for, such as its place in an order.
    static func given(at home: Home) -> [(column: StaticString, value: SQL)]
    /// What is kept in other tables, in the transaction that saved the row.
    func keep(as id: ID<Self>, in db: Transaction) throws
    /// What the columns of a file may fill: the fields of the form, and what only a file is asked.
    static var fileFields: [Field<Self>] { get }
    /// What is asked about rows of a file, each with its line, before they are saved.
    static func doubts(_ rows: [(line: Int, record: Self)], in db: Transaction) throws -> [RowDoubt]
    /// How such questions are answered, for all of them at once: "These are other people".
    static var doubtsAnswer: String { get }
}

/// "employer", "employers", and how a sentence about one begins.
struct RecordWords: Sendable {
    let one, many: String
    /// What its number is called in a path, where that is not `one`.
    var number: String?

    /// "members-questions": in the names of files and kinds.
    var inFiles: String { many.replacing(" ", with: "-").replacing("’", with: "") }
    var inPath: String { number ?? one.split(separator: " ").last.map(String.init) ?? one }
}

/// For records whose form chooses nothing from other tables.
struct NoChoices: Sendable {}

extension Record {
    var mention: String { name }

    /// Whether its mention only points at it: "this section".
    var isOnlyPointedAt: Bool { mention.hasPrefix("this ") }
    static func begin(_ context: FormContext<Self>) -> Self { Self() }
    static var unique: Unique<Self>? { nil }
    static func check(_ record: inout Self, _ check: inout Check, _ context: FormContext<Self>) {}
    static func given(at home: Home) -> [(column: StaticString, value: SQL)] { [] }
    func keep(as id: ID<Self>, in db: Transaction) throws {}
    static var fileFields: [Field<Self>] { fields }
    static func doubts(_ rows: [(line: Int, record: Self)], in db: Transaction) throws -> [RowDoubt] { [] }
    static var doubtsAnswer: String { "Each of these rows is right as it is" }

    /// The table as part of a statement.
    static var from: SQL { SQL(stringLiteral: table) }
    static var source: SQL { from + " AS x" }

    /// Its number, its version and what its fields keep.
    static var ownColumns: SQL { .join(["x.id", "x.version"] + fields.flatMap(\.columns).map { SQL(x: $0) }, ", ") }
    static var select: SQL { "SELECT \(ownColumns) FROM \(source)" }

    static func find(_ id: ID<Self>, at home: Home) -> Query<Self?> {
        .first("\(select) WHERE x.id = \(id) AND \(home.scope)")
    }

    /// All of them in their usual order.
    static func all(at home: Home) -> Query<[Self]> { .list("\(select) WHERE \(home.scope) ORDER BY \(order)") }
}

extension Record where Choices == NoChoices {
    static func choices(_ visit: Visit, at home: Home, for record: Self?) throws -> NoChoices { NoChoices() }
}

/// Where a list of records is: at the top of the council, or under another record.
struct Home: Sendable {
    /// "/plans/3/footnotes"
    var path: String
    /// The page that shows the list, with its name.
    var back: Link
    /// Where the list itself leads back to; nil at the top of the council.
    var up: Link?
    /// What the records belong to, above a heading; empty at the top of the council.
    var owner = ""
    /// Which rows of the table `x` are in the list.
    var scope: SQL = "true"
    /// The columns by which a new row belongs here.
    var keys: [(column: StaticString, value: SQL)] = []
    /// What the address of its forms carries along, with "?": where one came from.
    var query = ""
}

extension Home {
    /// All that the council keeps, for looking up one by its number.
    static let council = Home(path: "", back: Link(label: "", link: ""))
}

/// What a field may look at while it asks or reads.
struct FormContext<R: Record>: Sendable {
    let choices: R.Choices
    /// The record as it is kept; nil for a new one.
    let existing: R?
    let today: Day
    /// Whether names may stand on this screen.
    var showsNames = true
}

/// What no two records of a list share.
struct Unique<R: Record>: Sendable {
    /// The field at which the mistake is shown.
    let field: String
    /// Which other rows of `x` are like this record.
    let same: @Sendable (R, Home) -> SQL
    /// What two records of one list that are alike share, for rows that are not kept yet.
    var key: (@Sendable (R) -> String)?
    /// What to do, once another like it is there.
    let mistake: @Sendable (R, Transaction) throws -> String

    init(
        _ field: String, or words: String, key: (@Sendable (R) -> String)? = nil,
        same: @escaping @Sendable (R, Home) -> SQL
    ) {
        self.init(field, same) { _, _ in words }
        self.key = key
    }

    init(
        _ field: String, _ same: @escaping @Sendable (R, Home) -> SQL,
        or mistake: @escaping @Sendable (R, Transaction) throws -> String
    ) {
        (self.field, self.same, self.mistake) = (field, same, mistake)
    }
}
