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

/// Times as people type them.
enum TimeOfDay {
    /// "09:30" of "9:30", "9.30", "930", "9" or "2pm"; nil where it is no time of day.
    static func read(_ typed: String) -> String? {
        var text = typed.lowercased().filter { $0 != " " }
        let isAfternoon = text.hasSuffix("pm")
        if isAfternoon || text.hasSuffix("am") { text.removeLast(2) }
        guard text.allSatisfy({ $0.isASCII && ($0.isNumber || ":.".contains($0)) }) else { return nil }
        var parts = text.split(omittingEmptySubsequences: false) { ":.".contains($0) }.map(String.init)
        if parts.count == 1, 3...4 ~= text.count { parts = [String(text.dropLast(2)), String(text.suffix(2))] }
        guard 1...2 ~= parts.count, let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0,
            parts.count == 1 || parts[1].count == 2, 0...59 ~= minute
        else { return nil }
        let hours = isAfternoon && hour < 12 ? hour + 12 : hour
        guard 0...23 ~= hours else { return nil }
        return "\(hours < 10 ? "0" : "")\(hours):\(minute < 10 ? "0" : "")\(minute)"
    }
}
