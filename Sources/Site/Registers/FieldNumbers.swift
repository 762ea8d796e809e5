import Postgres

extension Field {
    /// A whole number that must be there.
    static func whole(
        _ path: WritableKeyPath<R, Int> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        _ range: ClosedRange<Int>, hint: String? = nil, or words: String
    ) -> Field {
        Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .text(form.text(name, label, hint: hint, width: "4", inputMode: "numeric"))
            },
            read: { check, record, _ in
                let number = check.whole(name, range, or: words)
                if let number { record[keyPath: path] = number } else { check.mistake(name, words) }
            },
            fill: { $1[name] = $0[keyPath: path] == 0 ? "" : String($0[keyPath: path]) },
            bind: { ["\($0[keyPath: path])"] }, cell: { .whole($0[keyPath: path]) }, accept: { $1[name] = $0 },
            sort: SQL(x: column))
    }

    /// A whole number, or none.
    static func whole(
        _ path: WritableKeyPath<R, Int?> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        _ range: ClosedRange<Int>, hint: String? = nil, or words: String
    ) -> Field {
        Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .text(form.text(name, label, hint: hint, optional: true, width: "4", inputMode: "numeric"))
            },
            read: { check, record, _ in record[keyPath: path] = check.whole(name, range, or: words) },
            fill: { $1[name] = $0[keyPath: path].map(String.init) ?? "" }, bind: { ["\($0[keyPath: path])"] },
            cell: { $0[keyPath: path].map { .whole($0) } ?? .text("") }, accept: { $1[name] = $0 },
            sort: SQL(x: column))
    }

    /// A number of zero or more that must be there; a new record begins with `.nan`, which no form shows.
    static func number(
        _ path: WritableKeyPath<R, Double> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil, or words: String
    ) -> Field {
        Field(
            name: name, label: label, columns: [column],
            question: { form, _ in .text(form.text(name, label, hint: hint, width: "10", inputMode: "decimal")) },
            read: { check, record, _ in
                let number = check.number(name, or: "\(label): enter a number, such as 14 or 12.5")
                if let number { record[keyPath: path] = number } else { check.mistake(name, words) }
            },
            fill: { $1[name] = $0[keyPath: path].isNaN ? "" : $0[keyPath: path].plain },
            bind: { ["\($0[keyPath: path])"] }, cell: { .number($0[keyPath: path]) }, accept: { $1[name] = $0 },
            sort: SQL(x: column))
    }

    /// A number of zero or more, or none.
    static func number(
        _ path: WritableKeyPath<R, Double?> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil, or words: String? = nil
    ) -> Field {
        Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .text(form.text(name, label, hint: hint, optional: true, width: "10", inputMode: "decimal"))
            },
            read: { check, record, _ in
                record[keyPath: path] = check.number(name, or: words ?? "\(label): enter a number, such as 14 or 12.5")
            },
            fill: { $1[name] = $0[keyPath: path]?.plain ?? "" }, bind: { ["\($0[keyPath: path])"] },
            cell: { $0[keyPath: path].map { .number($0) } ?? .text("") }, accept: { $1[name] = $0 },
            sort: SQL(x: column))
    }
}
