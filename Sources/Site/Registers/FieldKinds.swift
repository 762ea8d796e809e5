import Postgres

/// One of a few values that the program knows, with what people call it.
protocol Choice: RawRepresentable<String>, CaseIterable, SQLValue {
    var label: String { get }
}

extension Choice {
    /// "work_experience" is "Work experience".
    var label: String { rawValue.replacing("_", with: " ").sentenceCase }

    static var options: [(value: String, text: String)] { allCases.map { ($0.rawValue, $0.label) } }
}

extension Field {
    /// One line of text; a lower bound of 0 makes it optional.
    static func text(
        _ path: WritableKeyPath<R, String> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        _ length: ClosedRange<Int>, hint: String? = nil, or words: String? = nil, width: String = "full",
        tidy: @escaping @Sendable (String) -> String = { $0 }
    ) -> Field {
        let isOptional = length.lowerBound == 0
        let refusal = words ?? "\(label) must be \(length.upperBound.formatted()) characters or fewer"
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .text(form.text(name, label, hint: hint, optional: isOptional, width: width))
            },
            read: { check, record, _ in record[keyPath: path] = tidy(check.text(name, length, or: refusal)) },
            fill: { $1[name] = $0[keyPath: path] }, bind: { ["\($0[keyPath: path])"] },
            cell: { .text($0[keyPath: path]) }, accept: { $1[name] = $0 }, sort: .byName(SQL(x: column)))
        field.isWords = true
        return field
    }

    /// An e-mail address, or none.
    static func email(
        _ path: WritableKeyPath<R, String> & Sendable, _ name: String, _ column: StaticString, _ label: String
    ) -> Field {
        let words = "Enter an e-mail address, like name@example.gov.uk"
        var field = text(path, name, column, label, 0...254, or: words)
        field.isWords = false
        field.question = { form, _ in .text(form.text(name, label, optional: true, type: "email")) }
        field.read = { check, record, _ in record[keyPath: path] = check.email(name, or: words) }
        return field
    }

    /// A telephone number as people write it, or none.
    static func telephone(
        _ path: WritableKeyPath<R, String> & Sendable, _ name: String, _ column: StaticString, _ label: String
    ) -> Field {
        var field = text(path, name, column, label, 0...40)
        field.isWords = false
        field.question = { form, _ in .text(form.text(name, label, optional: true, width: "20", type: "tel")) }
        field.read = { check, record, _ in record[keyPath: path] = check.telephone(name) }
        return field
    }

    /// An address on the web, or none.
    static func webAddress(
        _ path: WritableKeyPath<R, String> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil
    ) -> Field {
        let words = "Enter an address that begins with https:// or http://, as a browser shows it"
        var field = text(path, name, column, label, 0...300, or: words)
        field.isWords = false
        field.question = { form, _ in .text(form.text(name, label, hint: hint, optional: true, type: "url")) }
        field.read = { check, record, _ in record[keyPath: path] = check.webAddress(name, or: words) }
        return field
    }

    /// Several lines of text, counted down; a lower bound of 0 makes it optional.
    static func area(
        _ path: WritableKeyPath<R, String> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        _ length: ClosedRange<Int>, hint: String? = nil, or words: String? = nil, rows: Int = 5
    ) -> Field {
        var field = text(path, name, column, label, length, or: words)
        let isOptional = length.lowerBound == 0
        field.question = { form, _ in
            .area(
                form.area(name, label, hint: hint, optional: isOptional, rows: rows, limit: length.upperBound))
        }
        field.sort = nil
        return field
    }

    /// One of a few; as radios where there are four or fewer, else as a list.
    static func choice<C: Choice>(
        _ path: WritableKeyPath<R, C> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil, or words: String, radios: Bool? = nil
    ) -> Field {
        let isRadios = radios ?? (C.allCases.count <= 4), meaning = meaning(among: C.options)
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                isRadios
                    ? .radios(form.radios(name, label, C.options, hint: hint))
                    : .select(form.select(name, label, C.options, hint: hint))
            },
            read: { check, record, _ in
                if let value: C = check.choice(name, or: words) { record[keyPath: path] = value }
            },
            fill: { $1[name] = $0[keyPath: path].rawValue }, bind: { ["\($0[keyPath: path])"] },
            cell: { .text($0[keyPath: path].label) },
            accept: { $1[name] = meaning($0) },
            sort: SQL(x: column))
        field.options = C.options
        field.historyWords = { C(rawValue: $0)?.label }
        return field
    }

    /// One of a few, or none; kept as an empty text where none is chosen.
    static func choice<C: Choice>(
        _ path: WritableKeyPath<R, C?> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        none: String, hint: String? = nil, optional: Bool = true, or words: String
    ) -> Field {
        let all = [(value: "", text: none)] + C.options, meaning = meaning(among: all)
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in .select(form.select(name, label, all, hint: hint, optional: optional)) },
            read: { check, record, _ in
                record[keyPath: path] = check.fields[name].isEmpty && optional ? nil : check.choice(name, or: words)
            },
            fill: { $1[name] = $0[keyPath: path]?.rawValue ?? "" },
            bind: { ["\($0[keyPath: path]?.rawValue ?? "")"] },
            cell: { .text($0[keyPath: path]?.label ?? "", absent: none) },
            accept: { $1[name] = meaning($0) },
            sort: SQL(x: column))
        field.options = all
        field.historyWords = { C(rawValue: $0)?.label }
        return field
    }

    /// Yes or no, as one box to tick.
    static func flag(
        _ path: WritableKeyPath<R, Bool> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        _ statement: String, hint: String? = nil
    ) -> Field {
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .checkboxes(form.checkboxes(name, label, [("yes", statement)], hint: hint))
            },
            read: { check, record, _ in
                if !["", "yes"].contains(check.fields[name]) { check.mistake(name, "Enter yes or no") }
                record[keyPath: path] = check.fields[name] == "yes"
            },
            fill: { $1[name] = $0[keyPath: path] ? "yes" : "" }, bind: { ["\($0[keyPath: path])"] },
            cell: { .truth($0[keyPath: path]) },
            accept: { text, fields in
                switch folded(text) {
                case "yes", "true", "1", "y": fields[name] = "yes"
                case "no", "false", "0", "n": fields[name] = ""
                default: fields[name] = text
                }
            })
        field.options = [("true", "Yes"), ("false", "No")]
        // A file says them in more ways.
        field.offered = { _ in [] }
        field.historyWords = { ["true": "Yes", "false": "No"][$0] }
        return field
    }
}

extension SQL {
    /// A column of the list's table.
    init(x column: StaticString) { self = "x." + SQL(stringLiteral: column) }
}
