import HTTP
import Mustache
import Postgres

/// The list of a register: searched, filtered, sorted, paged; and the whole of what is filtered as CSV and JSON.
extension Register {
    var listing: [Route] { [.get(path, see, index)] + Route.files(path, see, file) }

    private func search(_ visit: Visit, _ home: Home) -> ListSearch<R> {
        ListSearch(columns: columns, at: home, ListAddress(visit, path: home.path, names: ListSearch<R>.names))
    }

    private func index(_ visit: Visit) throws -> Response {
        let home = try home(visit), search = search(visit, home)
        let asked = visit.query("page")
        var (records, count, all) = try visit.db.all(
            search.records(from: Paging.offset(asked: asked)), search.count, search.countOfAll)
        let paging = Paging(asked: asked, count: count ?? 0)
        if records.isEmpty, paging.count > 0 { records = try visit.db(search.records(from: 0)) }
        let view = RegisterIndex(self, records, search, paging, of: all ?? 0, at: home, for: visit)
        let back = home.up
        return try visit.page(
            view, title: title + (home.owner.isEmpty ? "" : " – \(home.owner)") + paging.titlePart,
            back: back.map { Link(label: $0.label, link: visit.link($0.link)) }, filters: search.inWords)
    }

    private func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let home = try home(visit)
        let name = R.words.many.replacing(" ", with: "-").replacing("’", with: "")
        let list = ListExport<R>(
            name: name, key: R.words.many.split(separator: " ").last.map(String.init) ?? name,
            columns: columns.filter(\.isFiled).map { column in .init(column.head, column.key) { column.cell($0).filed }
            })
        return try list.answer(visit.db(search(visit, home).everything), as: format)
    }
}

/// What of a list is asked for: by words, by the fields that filter it, in an order.
struct ListSearch<R: Record> {
    static var names: [String] { ["q", "sort", "page"] + R.fields.filter { $0.anyOption != nil }.map(\.name) }

    let address: ListAddress
    private let home: Home
    private let columns: [ListColumn<R>]
    private let sort: String

    init(columns: [ListColumn<R>], at home: Home, _ address: ListAddress) {
        (self.columns, self.home, self.address) = (columns, home, address)
        sort = address.query["sort"] ?? ""
    }

    private var filters: [Field<R>] { R.fields.filter { $0.anyOption != nil } }
    private func value(_ name: String) -> String { address.query[name] ?? "" }

    /// The choice that a filter has, when it is one.
    private func chosen(_ field: Field<R>) -> (value: String, text: String)? {
        field.options.first { $0.value == value(field.name) }
    }

    private var condition: SQL {
        var all = [home.scope]
        for needle in folded(value("q")).split(separator: " ") {
            all.append("strpos(x.find_words, \(String(needle))) > 0")
        }
        for field in filters {
            guard let chosen = chosen(field), let column = field.columns.first else { continue }
            all.append("x." + SQL(stringLiteral: column) + "::text = \(chosen.value)")
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
    var count: Query<Int?> { .value("SELECT count(*) FROM \(R.from) AS x WHERE \(condition)") }
    var countOfAll: Query<Int?> { .value("SELECT count(*) FROM \(R.from) AS x WHERE \(home.scope)") }

    var filterSet: FilterSet {
        var set = FilterSet(address)
        set.text("q", "Words")
        for field in filters { set.select(field.name, field.label, any: field.anyOption ?? "All", field.options) }
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
