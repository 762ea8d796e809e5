import Postgres

extension Field {
    /// A day, or none.
    static func day(
        _ path: WritableKeyPath<R, Day?> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil, absent: String = "Not recorded"
    ) -> Field {
        Field(
            name: name, label: label, columns: [column],
            question: { form, _ in .day(form.day(name, label, hint: hint, optional: true)) },
            read: { check, record, context in
                record[keyPath: path] = check.day(
                    name, on: context.today, kept: context.existing?[keyPath: path], or: realDay(label, context.today))
            },
            fill: { $1.set(name, $0[keyPath: path]) }, bind: { ["\($0[keyPath: path])"] },
            cell: { .day($0[keyPath: path], absent: absent) }, accept: { $1.accept(name, dayIn: $0) },
            sort: SQL(x: column))
    }

    /// A day by which something is to be done: late once it has passed.
    static func due(
        _ path: WritableKeyPath<R, Day?> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil, absent: String = "None planned"
    ) -> Field {
        var field = day(path, name, column, label, hint: hint)
        field.cell = { .due($0[keyPath: path], absent: absent) }
        return field
    }

    /// A day that must be there; a new record begins with `Day.first`, which no form shows.
    static func day(
        _ path: WritableKeyPath<R, Day> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil, or words: String
    ) -> Field {
        Field(
            name: name, label: label, columns: [column],
            question: { form, _ in .day(form.day(name, label, hint: hint)) },
            read: { check, record, context in
                let day = check.day(
                    name, on: context.today, kept: context.existing?[keyPath: path], or: realDay(label, context.today))
                if let day { record[keyPath: path] = day } else { check.mistake(name, words) }
            },
            fill: { $1.set(name, $0[keyPath: path] == .first ? nil : $0[keyPath: path]) },
            bind: { ["\($0[keyPath: path])"] }, cell: { .day($0[keyPath: path]) },
            accept: { $1.accept(name, dayIn: $0) }, sort: SQL(x: column))
    }

    private static func realDay(_ label: String, _ today: Day) -> String {
        "\(label): enter a real date, like 27 3 \(today.year)"
    }

    /// A day known as closely as it was written, or none: a column for the day and one for how much of it is known.
    static func approximateDay(
        _ path: WritableKeyPath<R, ApproximateDay?> & Sendable, _ name: String,
        _ columns: (day: StaticString, precision: StaticString), _ label: String,
        hint: String? = FormBuilder.approximately, absent: String = "Not recorded"
    ) -> Field {
        Field(
            name: name, label: label, columns: [columns.day, columns.precision],
            question: { form, _ in .day(form.day(name, label, hint: hint, optional: true)) },
            read: { check, record, context in
                record[keyPath: path] = check.approximateDay(
                    name, on: context.today, kept: context.existing?[keyPath: path],
                    or: realDayOrMonth(label, context.today))
            },
            fill: { $1.set(name, $0[keyPath: path]) },
            bind: { ["\($0[keyPath: path]?.day)", "\($0[keyPath: path]?.precision ?? .day)"] },
            cell: { .approximateDay($0[keyPath: path], absent: absent) },
            accept: { $1.accept(name, approximateDayIn: $0) }, sort: SQL(x: columns.day))
    }

    /// One that must be there; a new record begins with `ApproximateDay(.first)`, which no form shows.
    static func approximateDay(
        _ path: WritableKeyPath<R, ApproximateDay> & Sendable, _ name: String,
        _ columns: (day: StaticString, precision: StaticString), _ label: String, hint: String, or words: String
    ) -> Field {
        Field(
            name: name, label: label, columns: [columns.day, columns.precision],
            question: { form, _ in .day(form.day(name, label, hint: hint)) },
            read: { check, record, context in
                let day = check.approximateDay(
                    name, on: context.today, kept: context.existing?[keyPath: path],
                    or: realDayOrMonth(label, context.today))
                if let day { record[keyPath: path] = day } else { check.mistake(name, words) }
            },
            fill: { if $0[keyPath: path].day != .first { $1.set(name, $0[keyPath: path]) } },
            bind: { ["\($0[keyPath: path].day)", "\($0[keyPath: path].precision)"] },
            cell: { .approximateDay($0[keyPath: path]) },
            accept: { $1.accept(name, approximateDayIn: $0) }, sort: SQL(x: columns.day))
    }

    static func realDayOrMonth(_ label: String, _ today: Day) -> String {
        "\(label): enter a real date, or a month and year, like 27 3 \(today.year)"
    }
}

extension Fields {
    /// A cell that holds a day, as a spreadsheet or a person writes it; what is no day goes in as it is and is refused.
    mutating func accept(_ name: String, dayIn text: String) {
        guard !text.isEmpty else { return }
        if let day = Day(iso: text) { return set(name, day) }
        if let day = ApproximateDay.read(text), day.precision == .day {
            set(name, day.day)
        } else {
            self[name + "_day"] = text
        }
    }

    /// The same for a day of which only the month or the year may be known.
    mutating func accept(_ name: String, approximateDayIn text: String) {
        if let day = ApproximateDay.read(written: text) { set(name, day) } else { accept(name, dayIn: text) }
    }
}

extension ApproximateDay {
    /// A day of two columns, or none.
    init?(_ row: Row, _ day: StaticString, _ precision: StaticString) throws(PostgresError) {
        let kept: Day? = try row[day]
        guard let kept else { return nil }
        self.init(kept, try row[precision])
    }
}
