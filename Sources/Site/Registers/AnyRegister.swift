import HTTP
import Postgres

/// A register, whatever it keeps: what the site asks of each.
protocol AnyRegister: Sendable {
    var path: String { get }
    var routes: [Route] { get }
    var audited: AuditedTable? { get }
    var found: FoundKind? { get }
    var dated: DatedKind? { get }
    /// The list as a part of the page of the record that it lies under.
    func part(_ visit: Visit) throws -> RegisterPart
    /// All that the list holds for this visit, whole.
    func held(_ visit: Visit) throws -> HeldRecords
}

/// A list under a record, on that record's page.
struct RegisterPart: Sendable {
    var heading: String
    let table: Table?
    var nothing: String
    var add: Link?
    /// To the whole list, where not all of it is shown.
    var all: Link?
}

extension Register: AnyRegister {
    /// The most rows that are shown under a record.
    private static var most: Int { 50 }

    func part(_ visit: Visit) throws -> RegisterPart {
        let home = try home(visit)
        let (records, count) = try visit.db.all(
            Query<[R]>.list("\(R.select) WHERE \(home.scope) ORDER BY \(R.order) LIMIT \(Self.most)"),
            Query<Int?>.value("SELECT count(*) FROM \(R.source) WHERE \(home.scope)"))
        noteLooks(records, as: .list, visit)
        let heads = columns.filter(\.isListed).map { SortHead(label: $0.head) }
        let isWhole = records.count >= count ?? 0
        return RegisterPart(
            heading: title, table: records.isEmpty ? nil : Table(self, records, heads, at: home, for: visit),
            nothing: empty.text,
            add: mayChange(visit)
                ? Link(label: "Add \(R.words.one.withArticle)", link: visit.link(home.path + "/new")) : nil,
            all: hasList && !isWhole
                ? Link(label: "All \(counted(count ?? 0, R.words.one, R.words.many))", link: visit.link(home.path))
                : nil)
    }

    /// What the history and the audit call its table and columns.
    var audited: AuditedTable? {
        if change == nil { return nil }
        let isUnder = path.contains(":")
        return AuditedTable(of: R.self, group: auditGroup ?? title) { table in
            if let naming {
                table.naming = { ids in
                    """
                    SELECT x.id, \(naming) AS name, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id
                      FROM \(R.from) AS x WHERE x.id = ANY (\(ids))
                    """
                }
            }
            table.path = { [path, hasPage] thing, _ in
                isUnder ? nil : thing.map { hasPage ? "\(path)/\($0.id)" : path }
            }
            settleAudit(&table)
        }
    }

    /// What people type into its fields, behind the one that names it.
    private static var typed: SQL {
        let columns = R.fields.filter(\.isWords).dropFirst().flatMap(\.columns)
        return "concat_ws(' · ', \(.join(columns.map { "nullif(\(SQL(x: $0)), '')" }, ", ")))"
    }

    /// Found by its words, where its table keeps folded words and has a page to lead to.
    var found: FoundKind? {
        guard let search, let name = naming else { return nil }
        return FoundKind(
            name: R.words.inFiles, label: title, rank: search.rank,
            rows: { wanted in
                """
                SELECT x.id, (\(search.plan))::bigint AS plan_id, NULL::bigint AS recommendation_id, '' AS part, \(name) AS title,
                       \(search.place) AS place,
                       \(search.words ?? Self.typed) AS words, app.find_words(\(name)) = \(Folding(wanted.text).text) AS is_exact, false AS is_draft,
                       (\(search.day))::date AS on_day, x.find_words
                  FROM \(R.source)
                """
            },
            watched: isWatched ? R.table.description : nil,
            path: foundPath ?? { [path, hasPage] found, _ in
                hasPage ? "\(path)/\(found.id)" : path + "?" + Form([("q", found.title)]).encoded()
            })
    }
}

extension AuditedTable {
    /// What the history and the audit call a record's table and columns.
    init<R: Record>(of kind: R.Type, group: String, _ settle: (inout AuditedTable) -> Void = { _ in }) {
        let columns = R.fields.flatMap { field in
            field.columns.enumerated().map { place, column in
                AuditedColumn(
                    column.description, place == 0 ? field.label : "\(field.label), known to the",
                    references: field.references?.description, isPersonal: field.isPersonal, words: field.historyWords)
            }
        }
        self.init(R.table.description, R.words.one.sentenceCase, group: group, columns) { table in
            table.many = R.words.many.sentenceCase
            settle(&table)
        }
    }
}
