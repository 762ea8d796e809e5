import Postgres

extension Field {
    /// The level of an apprenticeship, or none.
    static func level(
        _ path: WritableKeyPath<R, Int?> & Sendable, _ name: String = "level", _ column: StaticString = "level"
    ) -> Field {
        let words = "Choose a level from 2 to 7, or none"
        let options = WorkKind.levels.map { (value: String($0), text: "Level \($0)") }
        var field = whole(path, name, column, "Level", WorkKind.levels, or: words)
        field.question = { form, _ in
            .select(
                form.select(name, "Level", [("", "None")] + options, hint: "Of an apprenticeship.", optional: true))
        }
        field.cell = { .text($0[keyPath: path].map { "Level \($0)" } ?? "", absent: "None") }
        return field
    }

    /// Hours a week, or none known: up to 48, the limit of the Working Time Regulations 1998, regulation 4.
    static func hours(
        _ path: WritableKeyPath<R, Double?> & Sendable, _ name: String = "hours", _ column: StaticString = "hours"
    ) -> Field {
        Field(
            name: name, label: "Hours a week", columns: [column],
            question: { form, _ in
                .text(form.text(name, "Hours a week", optional: true, width: "4", inputMode: "decimal"))
            },
            read: { check, record, _ in
                let number = check.number(name, or: "Enter the hours a week, such as 16 or 37.5")
                if let number, number <= 0 || number > 48 || (number * 10).rounded() != number * 10 {
                    check.mistake(name, "Enter the hours a week, up to 48, such as 16 or 37.5")
                }
                record[keyPath: path] = number
            },
            fill: { $1[name] = $0[keyPath: path]?.plain ?? "" }, bind: { ["\($0[keyPath: path])"] },
            cell: { $0[keyPath: path].map { .number($0) } ?? .text("") }, accept: { $1[name] = $0 },
            sort: SQL(x: column))
    }
}
