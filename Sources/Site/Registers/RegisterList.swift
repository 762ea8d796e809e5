import HTTP
import Mustache
import Postgres

/// The list of a register: searched, filtered, sorted, paged; and the whole of what is filtered as CSV and JSON.
extension Register {
    var listing: [Route] {
        let patience = imports?.patience
        return [.get(path, see, index)]
            + Route.files(path, see, lane: patience == nil ? .page : .slow, patience: patience, file)
    }

    private func search(_ visit: Visit, _ home: Home) throws -> ListSearch<R> {
        ListSearch(
            columns, try filters(visit), wordFilter, at: home.path, among: home.scope, usual: R.order, for: visit)
    }

    private func index(_ visit: Visit) throws -> Response {
        let home = try home(visit), search = try search(visit, home)
        let asked = visit.query("page")
        var (records, count, all) = try visit.db.all(
            search.records(from: Paging.offset(asked: asked)), search.count, search.countOfAll)
        let paging = Paging(asked: asked, count: count ?? 0)
        if records.isEmpty, paging.count > 0 { records = try visit.db(search.records(from: 0)) }
        noteLooks(records, as: .list, visit)
        let view = try RegisterIndex(self, records, search, paging, of: all ?? 0, at: home, for: visit)
        let back = home.up
        return try visit.page(
            view, title: title + (home.owner.isEmpty ? "" : " – \(home.owner)") + paging.titlePart,
            back: back.map { Link(label: $0.label, link: visit.link($0.link)) }, filters: search.inWords)
    }

    private func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let home = try home(visit)
        let name = R.words.inFiles
        var records = try visit.db(search(visit, home).everything)
        if imports != nil { for field in R.fileFields { try field.loadAll?(&records, visit.db) } }
        let list = ListExport(
            name: name, key: R.words.many.split(separator: " ").last.map(String.init) ?? name,
            of: columns + columns(onlyOf: records), for: visit)
        noteLooks(records, as: .file, visit)
        return try list.answer(records, as: format, for: visit)
    }
}

extension Register {
    /// What a file holds beside the list, so that it can be read back: every field, and each row of the parts that repeat.
    private func columns(onlyOf records: [R]) -> [ListColumn<R>] {
        if imports == nil { return [] }
        let listed = Set(columns.map(\.key))
        return R.fileFields.flatMap { field in
            field.fileColumns(max(1, records.reduce(0) { max($0, field.repeats($1)) }))
        }.filter { !listed.contains($0.name) }.map(\.listColumn)
    }
}

extension ListSearch where Item: Record {
    func records(from offset: Int) -> Query<[Item]> {
        .list("\(Item.select) WHERE \(condition) ORDER BY \(order) LIMIT \(Paging.size) OFFSET \(offset)")
    }

    var everything: Query<[Item]> { .list("\(Item.select) WHERE \(condition) ORDER BY \(order)") }
    var count: Query<Int?> { .value("SELECT count(*) FROM \(Item.source) WHERE \(condition)") }
    var countOfAll: Query<Int?> { .value("SELECT count(*) FROM \(Item.source) WHERE \(scope)") }
}
