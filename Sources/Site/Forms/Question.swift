/// One question of a form: one of these is set.
struct Question: Codable, Sendable {
    var text: TextField?
    var area: TextArea?
    var select: SelectField?
    var checkboxes: CheckboxField?
    var radios: RadioField?
    var day: DayField?
    var branch: BranchField?

    static func text(_ field: TextField) -> Question { Question(text: field) }
    static func area(_ field: TextArea) -> Question { Question(area: field) }
    static func select(_ field: SelectField) -> Question { Question(select: field) }
    static func checkboxes(_ field: CheckboxField) -> Question { Question(checkboxes: field) }
    static func radios(_ field: RadioField) -> Question { Question(radios: field) }
    static func day(_ field: DayField) -> Question { Question(day: field) }
    static func branch(_ field: BranchField) -> Question { Question(branch: field) }

    /// What is answered, by label, as a person reads it.
    var answers: [Conflict.Part] {
        if let text { return [(text.label, text.value)] }
        if let area { return [(area.label, area.value)] }
        if let day { return [(day.label, day.read)] }
        if let select { return [(select.label, select.options.first(where: \.isSelected)?.text ?? "")] }
        if let options = radios?.options ?? checkboxes?.options {
            return [
                (
                    radios?.label ?? checkboxes?.label ?? "",
                    options.filter(\.isChecked).map(\.text).joined(separator: ", ")
                )
            ]
        }
        return branch?.answers ?? []
    }
}

/// Radios of which some ask more once they are chosen.
struct BranchField: Codable, Sendable {
    var id, name, label: String
    var hint: String?
    var error: String?
    var options: [BranchOption]

    var answers: [Conflict.Part] {
        [(label, options.first(where: \.isChecked)?.text ?? "")]
            + options.flatMap { $0.more?.questions.flatMap(\.answers) ?? [] }
    }
}

/// One of them; the first has the field's id.
struct BranchOption: Codable, Sendable {
    var id, value, text: String
    var isChecked: Bool
    var more: Reveal?
}

/// What it asks.
struct Reveal: Codable, Sendable { var questions: [InnerQuestion] }

/// A question inside a choice: one of these is set.
struct InnerQuestion: Codable, Sendable {
    var text: TextField?
    var area: TextArea?
    var select: SelectField?
    var day: DayField?

    var answers: [Conflict.Part] { Question(text: text, area: area, select: select, day: day).answers }
}

extension DayField {
    /// "27 3 2026"
    var read: String { [day, month, year].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Some questions under a heading, or rows that repeat.
struct FormPart: Codable, Sendable {
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
struct FormRow: Codable, Sendable {
    var legend: String
    var questions: [Question]
}

/// Empty ones, folded.
struct MoreRows: Codable, Sendable {
    var label: String
    var rows: [FormRow]
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
