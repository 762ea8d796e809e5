import HTTP
import Postgres

/// What a list is filtered by: a choice, and which rows of `x` each value leaves.
struct ListFilter: Sendable {
    /// In the address.
    let name: String
    let label, any: String
    let options: [(value: String, text: String)]
    /// Any of them at once, all of which must hold.
    var isMany = false
    /// What holds while nothing is chosen.
    var usual: SQL?
    /// Chosen by the tabs over the list, and kept while the other filters change.
    var isTab = false
    var condition: @Sendable (String) -> SQL

    /// The fields that are marked as filters.
    static func of<R>(_ fields: [Field<R>]) -> [ListFilter] {
        fields.compactMap { field in
            guard let any = field.anyOption, let column = field.columns.first else { return nil }
            return ListFilter(
                name: field.name, label: field.label, any: any, options: field.options.filter { !$0.value.isEmpty },
                condition: field.holds ?? { SQL(x: column) + "::text = \($0)" })
        }
    }
}

/// What the words over a list find: in its records, unless it says otherwise.
struct WordFilter: Sendable {
    var label = "Words"
    var hint: String?
    var condition: @Sendable (_ needle: String) -> SQL = { "strpos(x.find_words, \($0)) > 0" }
}

/// What of a list is asked for: by words, by what filters it, in an order.
struct ListSearch<Item> {
    let address: ListAddress
    /// Which rows of `x` are in the list before anything filters it.
    let scope: SQL
    let columns: [ListColumn<Item>]
    private let filters: [ListFilter]
    private let words: WordFilter
    private let orders: ListOrders
    private let conditions: [(name: String, holds: SQL)]

    init(
        _ columns: [ListColumn<Item>], _ filters: [ListFilter], _ words: WordFilter, at path: String,
        among scope: SQL = "true", usual: SQL, asking choice: [(value: String, text: String)] = [], for visit: Visit
    ) {
        (self.columns, self.filters, self.words, self.scope) = (columns, filters, words, scope)
        address = ListAddress(visit, path: path, names: ["q", "sort", "page"] + filters.map(\.name))
        orders = ListOrders(asked: address.query["sort"] ?? "", usual: usual, choice: choice)
        conditions = Self.conditions(address.query, filters, words)
    }

    /// A value that the filter does not offer leaves nothing.
    private static func conditions(_ query: Form, _ filters: [ListFilter], _ words: WordFilter) -> [(String, SQL)] {
        var all = SearchWords(query["q"] ?? "").needles.map { ("q", words.condition($0)) }
        for filter in filters {
            if let usual = filter.usual, (query[filter.name] ?? "").isEmpty { all.append((filter.name, usual)) }
            for value in query.all(filter.name).prefix(filter.isMany ? max(1, filter.options.count) : 1) {
                let isOffered = filter.options.contains { $0.value == value }
                all.append((filter.name, isOffered ? filter.condition(value) : "false"))
            }
        }
        return all
    }

    var condition: SQL { condition(without: nil) }

    /// What all filters but one leave.
    func condition(without name: String?) -> SQL {
        .join([scope] + conditions.filter { $0.name != name }.map(\.holds), " AND ")
    }

    var order: SQL {
        guard let by = columns.first(where: { $0.key == orders.key })?.sort else { return orders.usual }
        return by + (orders.isDescending ? " DESC NULLS LAST, " : " NULLS LAST, ") + orders.usual
    }

    /// "by lead, last first", where the order is chosen by name.
    var orderLabel: String { orders.label }

    var filterSet: FilterSet {
        var set = FilterSet(address)
        set.text("q", words.label, hint: words.hint)
        for filter in filters {
            if filter.isTab {
                set.keep(filter.name)
            } else if filter.isMany {
                set.checkboxes(filter.name, filter.label, filter.options)
            } else {
                set.select(filter.name, filter.label, any: filter.any, filter.options)
            }
        }
        if !orders.choice.isEmpty { set.order(orders.offered.map { ($0.value, $0.text.sentenceCase) }) }
        return set
    }

    /// For the foot of a printed page.
    var inWords: String? {
        let tabs = filters.filter(\.isTab).flatMap { filter in
            filter.options.filter { $0.value == address.query[filter.name] }.map(\.text)
        }
        let set = tabs + (filterSet.inForce?.set.map(\.label) ?? [])
        return set.isEmpty ? nil : "Filters: " + set.joined(separator: "; ")
    }

    /// The heads of the columns that are listed; those that can be sorted are links.
    var heads: [SortHead] {
        columns.filter(\.isListed).map { column in
            guard column.sort != nil else { return SortHead(label: column.head) }
            let isCurrent = orders.key == column.key
            let falls = isCurrent && !orders.isDescending
            return SortHead(
                label: column.head, link: address.setting("sort", (falls ? "-" : "") + column.key).link,
                sort: isCurrent ? (falls ? "ascending" : "descending") : nil)
        }
    }
}

/// The orders of a list: the one that was asked for, the usual one, and those that have a name to choose.
struct ListOrders {
    let key: String
    let isDescending: Bool
    let usual: SQL
    /// By the key of a column; the first is the usual one.
    let choice: [(value: String, text: String)]

    init(asked: String, usual: SQL, choice: [(value: String, text: String)]) {
        (self.usual, self.choice) = (usual, choice)
        isDescending = asked.hasPrefix("-")
        let key = isDescending ? String(asked.dropFirst()) : asked
        self.key = key.isEmpty ? choice.first?.value ?? "" : key
    }

    var label: String {
        let name = choice.first { $0.value == key } ?? choice.first
        return (name?.text ?? "") + (isDescending ? ", last first" : "")
    }

    /// The one in force stands among them.
    var offered: [(value: String, text: String)] { choice + (isDescending ? [("-" + key, label)] : []) }
}
