import HTTP
import Mustache
import Postgres

/// A list of records with all its pages: what is declared here is what differs between one list and another.
struct Register<R: Record>: Sendable {
    /// "/employers", or "/plans/:plan/footnotes" under another record.
    let path: String
    let see: Ability
    /// Nil for a list that only shows what is made elsewhere.
    let change: Ability?
    /// "Teams and leads": the heading of the list and its name in links.
    var title: String
    /// Under the heading of the list.
    var lead: String?
    /// What is still to be done in it, behind the lead.
    var waiting: @Sendable (Visit) throws -> String? = { _ in nil }
    var empty: EmptyState
    /// What the list can be filtered by, besides its words.
    var filters: @Sendable (Visit) throws -> [ListFilter] = { _ in ListFilter.of(R.fields) }
    var wordFilter = WordFilter()
    /// Buttons over the list, besides those for a new record.
    var actions: @Sendable (Visit) throws -> [PageAction] = { _ in [] }
    /// Where a row leads, when not to the record's page or form.
    var rowLink: (@Sendable (R, Visit) -> String)?
    /// A quiet word behind a row's name.
    var rowDetail: @Sendable (R) -> String? = { _ in nil }
    /// The columns of the list and its files; the first names the row.
    var columns: [ListColumn<R>] = R.fields.map(\.column)
    /// The name of its table's style sheet, where it has one.
    var tableStyle: String?
    /// Whether the list has a page and files of its own.
    var hasList = true
    var page = RecordPage.none
    /// What the heading of a new record's form says, where it is not "New employer".
    var newHeading: String?
    /// Where the list is for this visit; throws `notFound` where what it belongs to is not there.
    var home: @Sendable (Visit) throws -> Home
    /// What stands above the form of this record.
    var formLead: @Sendable (R?) -> String? = { _ in nil }
    /// Where one goes after a save, with the words of the notice; the record is as it was typed.
    var saved: @Sendable (R, ID<R>, Home, _ isNew: Bool) -> (path: String, words: String)? = { _, _, _, _ in nil }
    /// Who sees a record's history and what it takes in, where it is not those who change it and its own rows.
    var historyOf: (ability: Ability, subject: @Sendable (R) -> HistorySubject)?
    /// What goes with a record, or why it cannot go; nil where records of this kind are never removed.
    var removal: (@Sendable (R, Home, Visit) throws -> RemovalTerms)? = { _, _, _ in RemovalTerms() }
    /// Tables whose rows tell who saved a record last, besides its own, each with the column that holds the record's number.
    var parts: [(table: String, column: String)] = []
    /// Moves from one state to another.
    var steps: [Step<R>] = []
    /// Lists under a record, shown on its page.
    var children: [any AnyRegister] = []
    /// Whether it is entered who saw which record: on its page, in the list, in a file, in the search.
    var isWatched = false
    /// Whose records its rows show, where a look at one is a look at that and not at the row.
    var looksAt: (table: String, number: @Sendable (R) -> Int64)?
    /// How much of a file can be added at once; nil where rows of files are not taken.
    var imports: RowSource.Limit?
    /// A record's name as SQL over its row `x`: what the history and the search call it.
    var naming: SQL?
    /// What the search says of it, where its table keeps `find_words`.
    var search: FoundWords?
    /// Where the search leads, when not to its page or its list.
    var foundPath: (@Sendable (Found, Visit) -> String?)?
    var dated: DatedKind?
    /// The filter of the audit that takes its entries in; its title where none is named.
    var auditGroup: String?
    /// What the audit says of it, besides what its fields say.
    var settleAudit: @Sendable (inout AuditedTable) -> Void = { _ in }

    init(
        _ path: String, see: Ability, change: Ability? = nil, title: String, empty: EmptyState,
        _ settle: (inout Register) -> Void = { _ in }
    ) {
        (self.path, self.see, self.change, self.title, self.empty) = (path, see, change, title, empty)
        home = { visit in Home(path: path, back: Link(label: title, link: path)) }
        settle(&self)
    }

    var hasPage: Bool { page != .none }

    func mayChange(_ visit: Visit) -> Bool { change.map { visit.can($0) } ?? false }

    /// "/employers/:employer"
    var one: String { path + "/:" + R.words.inPath }

    func path(of id: ID<R>, at home: Home) -> String { home.path + "/\(id)" }

    /// The page that shows a record, or its form where it has none.
    func link(to record: R, at home: Home) -> String {
        path(of: record.id, at: home) + (hasPage ? "" : "/edit")
    }

    /// The record whose number is in the path, where it belongs.
    func found(_ visit: Visit, _ home: Home) throws -> R {
        guard let record = try visit.db(R.find(visit.id(R.words.inPath), at: home)) else { throw Failure.notFound }
        noteLooks([record], as: .page, visit)
        return record
    }

    /// Where a list is that lies under a record of this one: `part` in its path, its rows holding the record’s number in `column`.
    func under(_ part: String, by column: StaticString, _ visit: Visit) throws -> Home {
        let home = try home(visit)
        guard let record = try visit.db(R.find(visit.id(R.words.inPath), at: home)) else { throw Failure.notFound }
        let own = Link(label: record.name, link: path(of: record.id, at: home))
        return Home(
            path: own.link + "/" + part, back: own, up: own, owner: record.name,
            scope: "\(SQL(x: column)) = \(record.id)", keys: [(column, "\(record.id)")])
    }

    func noteLooks(_ records: [R], as way: Look.Way, _ visit: Visit) {
        if let looksAt { return visit.noteLooks(at: looksAt.table, records.map(looksAt.number), as: way) }
        if isWatched { visit.noteLooks(at: records.map(\.id), as: way) }
    }

    var routes: [Route] {
        var all: [Route] = []
        if let change {
            all += editing(change) + [.get(one + "/history", historyOf?.ability ?? change, history)]
            if let imports { all += importing(change, upTo: imports) }
            all += steps.flatMap { $0.routes(of: self, change) }
        }
        if hasList { all += listing }
        if page == .made { all.append(.get(one, see, show)) }
        return all
    }
}

/// Whether a record has a page; without one its list leads to its form.
enum RecordPage: Sendable {
    case none
    /// Its facts and what lies under it.
    case made
    /// The feature shows it.
    case own
}

/// What a removal takes along, or why it is refused and what to do instead.
struct RemovalTerms {
    /// "one action", "this lead" in a heading; the record's name where it is not said.
    var what: String?
    /// In words; the record itself where nothing is said.
    var things: [String] = []
    var refusal: String?
    var instead: Link?
}

/// What the search shows of a record, as SQL over its row `x`.
struct FoundWords: Sendable {
    /// Nil: what people type into its fields, behind its name.
    let words: SQL?
    var place: SQL = "''"
    var day: SQL = "NULL"
    var plan: SQL = "NULL"
    /// Where its kind stands among the others.
    var rank = 100

    init(_ words: SQL? = nil, place: SQL = "''", day: SQL = "NULL", plan: SQL = "NULL", rank: Int = 100) {
        (self.words, self.place, self.day, self.plan, self.rank) = (words, place, day, plan, rank)
    }
}
