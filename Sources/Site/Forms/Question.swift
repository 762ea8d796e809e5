import Mustache

/// One question of a form.
enum Question: Sendable, ViewChoice {
    case text(TextField)
    case area(TextArea)
    case select(SelectField)
    case checkboxes(CheckboxField)
    case radios(RadioField)
    case day(DayField)
    case branch(BranchField)

    static let cases: [ViewCase<Question>] = [
        ViewCase("text", Question.text) { if case .text(let field) = $0 { field } else { nil } },
        ViewCase("area", Question.area) { if case .area(let field) = $0 { field } else { nil } },
        ViewCase("select", Question.select) { if case .select(let field) = $0 { field } else { nil } },
        ViewCase("checkboxes", Question.checkboxes) { if case .checkboxes(let field) = $0 { field } else { nil } },
        ViewCase("radios", Question.radios) { if case .radios(let field) = $0 { field } else { nil } },
        ViewCase("day", Question.day) { if case .day(let field) = $0 { field } else { nil } },
        ViewCase("branch", Question.branch) { if case .branch(let field) = $0 { field } else { nil } },
    ]

    /// What is answered, by label, as a person reads it.
    var answers: [Conflict.Part] {
        switch self {
        case .text(let field): [(field.label, field.value)]
        case .area(let field): [(field.label, field.value)]
        case .select(let field): [(field.label, field.options.first(where: \.isSelected)?.text ?? "")]
        case .checkboxes(let field): [(field.label, Self.checked(field.options))]
        case .radios(let field): [(field.label, Self.checked(field.options))]
        case .day(let field): [(field.label, field.read)]
        case .branch(let field): field.answers
        }
    }

    /// The same, not called optional.
    var neededAtTimes: Question {
        switch self {
        case .text(var field):
            field.isOptional = false
            return .text(field)
        case .area(var field):
            field.isOptional = false
            return .area(field)
        case .day(var field):
            field.isOptional = false
            return .day(field)
        case .select(var field):
            field.isOptional = false
            return .select(field)
        case .checkboxes(var field):
            field.isOptional = false
            return .checkboxes(field)
        case .radios, .branch: return self
        }
    }

    /// What each of its controls is called.
    var names: [(field: String, label: String)] {
        switch self {
        case .text(let field): [(field.id, field.label)]
        case .area(let field): [(field.id, field.label)]
        case .select(let field): [(field.id, field.label)]
        case .checkboxes(let field): [(field.id, field.label)]
        case .radios(let field): [(field.id, field.label)]
        case .day(let field): [(field.id, field.label)]
        case .branch(let field):
            [(field.id, field.label)] + field.options.flatMap { $0.more?.questions.flatMap(\.question.names) ?? [] }
        }
    }

    private static func checked(_ options: [ChoiceOption]) -> String {
        options.filter(\.isChecked).map(\.text).joined(separator: ", ")
    }
}

/// Radios of which some ask more once they are chosen.
struct BranchField: Sendable {
    var id, name, label: String
    var hint: String?
    var error: String?
    var options: [BranchOption]

    var answers: [Conflict.Part] {
        [(label, options.first(where: \.isChecked)?.text ?? "")]
            + options.flatMap { $0.more?.questions.flatMap(\.question.answers) ?? [] }
    }
}

/// One of them; the first has the field's id.
struct BranchOption: Sendable {
    var id, value, text: String
    var isChecked: Bool
    var more: Reveal?
}

/// What it asks.
struct Reveal: Sendable { var questions: [InnerQuestion] }

/// A question inside a choice, which holds no further choice.
enum InnerQuestion: Sendable, ViewChoice {
    case text(TextField)
    case area(TextArea)
    case select(SelectField)
    case day(DayField)

    static let cases: [ViewCase<InnerQuestion>] = [
        ViewCase("text", InnerQuestion.text) { if case .text(let field) = $0 { field } else { nil } },
        ViewCase("area", InnerQuestion.area) { if case .area(let field) = $0 { field } else { nil } },
        ViewCase("select", InnerQuestion.select) { if case .select(let field) = $0 { field } else { nil } },
        ViewCase("day", InnerQuestion.day) { if case .day(let field) = $0 { field } else { nil } },
    ]

    var question: Question {
        switch self {
        case .text(let field): .text(field)
        case .area(let field): .area(field)
        case .select(let field): .select(field)
        case .day(let field): .day(field)
        }
    }
}

extension DayField {
    /// "27 3 2026"
    var read: String { [day, month, year].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Some questions under a heading, or rows that repeat.
struct FormPart: Sendable {
    var heading: String?
    var hint: String?
    var questions: [Question] = []
    var rows: [FormRow] = []
    var more: MoreRows?

    var answers: [Conflict.Part] {
        questions.flatMap(\.answers)
            + (rows + (more?.rows ?? [])).flatMap { row in
                row.questions.flatMap(\.answers).map { ("\(row.legend): \($0.label)", $0.text) }
            }
    }
}

/// One of several alike.
struct FormRow: Sendable {
    var legend: String
    /// What it is about, where the legend only counts.
    var detail: String?
    var questions: [Question]
}

/// Empty ones, folded.
struct MoreRows: Sendable {
    var label: String
    var rows: [FormRow]
}

extension [FormPart] {
    /// Mistakes as they stand above the form: one of a row names the row, and of those that say the same each its field.
    func summary(of mistakes: Mistakes) -> ErrorSummary? {
        guard !mistakes.isEmpty else { return nil }
        var names: [String: String] = [:], labels: [String: String] = [:]
        for part in self {
            for (field, label) in part.questions.flatMap(\.names) { labels[field] = label }
            for row in part.rows + (part.more?.rows ?? []) {
                for (field, _) in row.questions.flatMap(\.names) { names[field] = row.legend }
            }
        }
        let texts = Dictionary(grouping: mistakes.list, by: \.text)
        return ErrorSummary(
            mistakes: mistakes.list.map { mistake in
                let isAlone = texts[mistake.text]?.count == 1
                let name = names[mistake.field] ?? (isAlone ? nil : labels[mistake.field])
                return Mistake(field: mistake.field, text: (name.map { "\($0): " } ?? "") + mistake.text)
            })
    }
}

extension FormPart {
    /// The rows that hold something and, folded, some more; with `one`, the first is open in any case.
    /// `name` and `parts` as in `Fields.rows`; `legend` is what one row is called.
    static func repeating(
        _ name: String, with parts: [String], in form: FormBuilder, _ legend: String, heading: String,
        hint: String? = nil, one: Bool = false, _ questions: (_ prefix: String) -> [Question]
    ) -> FormPart {
        let filled = form.fields.rows(name, with: parts)
        let shown = filled.isEmpty && one ? [1] : filled
        let next = (shown.last ?? 0) + 1
        func row(_ place: Int, _ number: Int) -> FormRow {
            FormRow(legend: "\(legend) \(place)", questions: questions("\(name)_\(number)_"))
        }
        return FormPart(
            heading: heading, hint: hint, rows: shown.enumerated().map { row($0 + 1, $1) },
            more: MoreRows(
                label: "Add \(shown.isEmpty ? "a" : "another") \(legend.lowercased())",
                rows: (next..<next + 3).enumerated().map { row(shown.count + $0 + 1, $1) }))
    }
}

extension FormBuilder {
    /// A choice whose inner questions show once it is taken.
    func branch(
        _ name: String, _ label: String, _ options: [(value: String, text: String, more: [InnerQuestion])],
        hint: String? = nil
    ) -> BranchField {
        BranchField(
            id: name, name: name, label: label, hint: hint, error: mistakes[name],
            options: options.enumerated().map { index, option in
                BranchOption(
                    id: index == 0 ? name : "\(name)-\(index + 1)", value: option.value, text: option.text,
                    isChecked: fields[name] == option.value,
                    more: option.more.isEmpty ? nil : Reveal(questions: option.more))
            })
    }

    /// Hint for days of which only the month may be known.
    static let approximately = "Leave the day empty when only the month is known. For example, 27 3 2026"
}
