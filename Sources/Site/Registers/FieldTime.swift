import Postgres

extension Field {
    /// A time of day as "09:30", or none.
    static func time(
        _ path: WritableKeyPath<R, String> & Sendable, _ name: String, _ column: StaticString, _ label: String
    ) -> Field {
        var field = Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .text(
                    form.text(
                        name, label, hint: "Such as 9:30 or 14:00.", optional: true, width: "4", inputMode: "numeric"))
            },
            read: { check, record, _ in
                let typed = check.fields[name]
                let time = typed.isEmpty ? "" : TimeOfDay.read(typed)
                if time == nil { check.mistake(name, "\(label): enter a time, such as 9:30 or 14:00") }
                record[keyPath: path] = time ?? ""
            },
            fill: { $1[name] = $0[keyPath: path] }, bind: { ["nullif(\($0[keyPath: path]), '')::time"] },
            cell: { .text($0[keyPath: path]) }, accept: { $1[name] = $0 }, sort: SQL(x: column))
        field.historyWords = { String($0.prefix(5)) }
        return field
    }
}
