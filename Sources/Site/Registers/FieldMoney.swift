import Postgres

extension Field {
    /// An amount in a range that must be there; a new record begins with nothing, which no form shows.
    static func money(
        _ path: WritableKeyPath<R, Money> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        _ range: ClosedRange<Money>, hint: String? = nil, or words: String
    ) -> Field {
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in .text(form.money(name, label, hint: hint)) },
            read: { check, record, _ in
                let amount = check.money(name, or: words)
                if let amount, range.contains(amount) {
                    record[keyPath: path] = amount
                } else {
                    check.mistake(name, words)
                }
            },
            fill: { $1[name] = $0[keyPath: path] == .none ? "" : $0[keyPath: path].typed },
            bind: { ["\($0[keyPath: path])"] }, cell: { .money($0[keyPath: path]) }, accept: { $1[name] = $0 },
            sort: SQL(x: column))
        field.historyWords = { Int($0).map { Money(pence: $0).text } }
        return field
    }
}

extension Field {
    /// An amount, or none.
    static func money(
        _ path: WritableKeyPath<R, Money?> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil, or words: String
    ) -> Field {
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in .text(form.money(name, label, hint: hint, optional: true)) },
            read: { check, record, _ in
                record[keyPath: path] = check.money(name, or: words)
                if record[keyPath: path] == Money.none { check.mistake(name, words) }
            },
            fill: { $1[name] = $0[keyPath: path]?.typed ?? "" }, bind: { ["\($0[keyPath: path]?.pence)"] },
            cell: { $0[keyPath: path].map { .money($0) } ?? .text("") }, accept: { $1[name] = $0 },
            sort: SQL(x: column))
        field.historyWords = { Int($0).map { Money(pence: $0).text } }
        return field
    }
}

extension FormBuilder {
    /// A box for an amount, led by its sign.
    func money(_ name: String, _ label: String, hint: String? = nil, optional: Bool = false) -> TextField {
        var box = text(name, label, hint: hint, optional: optional, width: "10", inputMode: "decimal")
        box.prefix = "£"
        return box
    }
}
