import HTTP
import Mustache
import Postgres

/// The list of a register: searched, filtered, sorted, paged; and the whole of what is filtered as CSV and JSON.
extension Register {
    var listing: [Route] { [.get(path, see, index)] + Route.files(path, see, file) }

    private func search(_ visit: Visit, _ home: Home) throws -> ListSearch<R> {
        ListSearch(columns, try filters(visit), wordFilter, at: home, for: visit)
    }

    private func index(_ visit: Visit) throws -> Response {
        let home = try home(visit), search = try search(visit, home)
        let asked = visit.query("page")
        var (records, count, all) = try visit.db.all(
            search.records(from: Paging.offset(asked: asked)), search.count, search.countOfAll)
        let paging = Paging(asked: asked, count: count ?? 0)
        if records.isEmpty, paging.count > 0 { records = try visit.db(search.records(from: 0)) }
        let view = try RegisterIndex(self, records, search, paging, of: all ?? 0, at: home, for: visit)
        let back = home.up
        return try visit.page(
            view, title: title + (home.owner.isEmpty ? "" : " – \(home.owner)") + paging.titlePart,
            back: back.map { Link(label: $0.label, link: visit.link($0.link)) }, filters: search.inWords)
    }

    private func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let home = try home(visit)
        let name = R.words.inFiles
        let list = ListExport<R>(
            name: name, key: R.words.many.split(separator: " ").last.map(String.init) ?? name,
            columns: columns.filter(\.isFiled).map { column in
                .init(column.head, column.key) { column.cell($0, visit).filed }
            })
        return try list.answer(visit.db(search(visit, home).everything), as: format)
    }
}

/// What a list is filtered by: a choice, and which rows of `x` each value leaves.
struct ListFilter: Sendable {
    /// In the address.
    let name: String
    let label, any: String
    let options: [(value: String, text: String)]
    /// Any of them at once, all of which must hold.
    var isMany = false
    let condition: @Sendable (String) -> SQL

    /// The fields that are marked as filters.
    static func of<R>(_ fields: [Field<R>]) -> [ListFilter] {
        fields.compactMap { field in
            guard let any = field.anyOption, let column = field.columns.first else { return nil }
            return ListFilter(
                name: field.name, label: field.label, any: any, options: field.options,
                condition: { SQL(x: column) + "::text = \($0)" })
        }
    }
}

/// What the words over a list find: in its records, unless it says otherwise.
struct WordFilter: Sendable {
    var hint: String?
    var condition: @Sendable (_ needle: String) -> SQL = { "strpos(x.find_words, \($0)) > 0" }
}

/// What of a list is asked for: by words, by what filters it, in an order.
struct ListSearch<R: Record> {
    let address: ListAddress
    private let home: Home
    private let columns: [ListColumn<R>]
    private let filters: [ListFilter]
    private let words: WordFilter
    private let sort: String
    private let condition: SQL

    init(
        _ columns: [ListColumn<R>], _ filters: [ListFilter], _ words: WordFilter, at home: Home, for visit: Visit
    ) {
        (self.columns, self.filters, self.words, self.home) = (columns, filters, words, home)
        address = ListAddress(visit, path: home.path, names: ["q", "sort", "page"] + filters.map(\.name))
        sort = address.query["sort"] ?? ""
        condition = Self.condition(address.query, filters, words, at: home)
    }

    private static func condition(_ query: Form, _ filters: [ListFilter], _ words: WordFilter, at home: Home) -> SQL {
        var all = [home.scope]
        for needle in SearchWords(query["q"] ?? "").needles { all.append(words.condition(needle)) }
        for filter in filters {
            let values = query.all(filter.name).prefix(filter.isMany ? filter.options.count : 1)
            for value in values where filter.options.contains(where: { $0.value == value }) {
                all.append(filter.condition(value))
            }
        }
        return .join(all, " AND ")
    }

    private var order: SQL {
        let name = sort.hasPrefix("-") ? String(sort.dropFirst()) : sort
        guard let column = columns.first(where: { $0.key == name }), let by = column.sort else { return R.order }
        return by + (sort.hasPrefix("-") ? " DESC NULLS LAST, " : " NULLS LAST, ") + R.order
    }

    func records(from offset: Int) -> Query<[R]> {
        .list("\(R.select) WHERE \(condition) ORDER BY \(order) LIMIT \(Paging.size) OFFSET \(offset)")
    }

    var everything: Query<[R]> { .list("\(R.select) WHERE \(condition) ORDER BY \(order)") }
    var count: Query<Int?> { .value("SELECT count(*) FROM \(R.source) WHERE \(condition)") }
    var countOfAll: Query<Int?> { .value("SELECT count(*) FROM \(R.source) WHERE \(home.scope)") }

    var filterSet: FilterSet {
        var set = FilterSet(address)
        set.text("q", "Words", hint: words.hint)
        for filter in filters {
            if filter.isMany {
                set.checkboxes(filter.name, filter.label, filter.options)
            } else {
                set.select(filter.name, filter.label, any: filter.any, filter.options)
            }
        }
        return set
    }

    /// For the foot of a printed page.
    var inWords: String? {
        let set = filterSet.inForce?.set.map(\.label) ?? []
        return set.isEmpty ? nil : "Filters: " + set.joined(separator: "; ")
    }

    /// The heads of the columns that are listed; those that can be sorted are links.
    var heads: [SortHead] {
        columns.filter(\.isListed).map { column in
            guard column.sort != nil else { return SortHead(label: column.head, isNumber: false) }
            let isCurrent = sort == column.key || sort == "-" + column.key
            let falls = sort == column.key
            return SortHead(
                label: column.head, link: address.setting("sort", (falls ? "-" : "") + column.key).link,
                sort: isCurrent ? (falls ? "ascending" : "descending") : nil)
        }
    }
}
