/// Makes the parts of a form from what is in it and what is wrong with it.
struct FormBuilder {
    let fields: Fields
    let mistakes: Mistakes
    /// Stands before every name and id, where a page has several forms alike.
    let prefix: String

    init(_ fields: Fields, _ mistakes: Mistakes? = nil, prefix: String = "") {
        (self.fields, self.prefix) = (fields, prefix)
        self.mistakes = mistakes ?? Mistakes()
    }

    /// For one row of a form with many, by the names within it.
    func part(_ prefix: String) -> FormBuilder {
        FormBuilder(fields.part(prefix), mistakes.part(prefix), prefix: self.prefix + prefix)
    }

    var problems: ErrorSummary? { mistakes.summary }

    /// "Error: " before the title of a page with mistakes.
    func title(_ title: String) -> String { mistakes.isEmpty ? title : "Error: " + title }

    func text(
        _ name: String, _ label: String, hint: String? = nil, optional: Bool = false, width: String = "full",
        type: String = "text",
        autocomplete: String? = nil, inputMode: String? = nil
    ) -> TextField {
        TextField(
            id: prefix + name, name: prefix + name, label: label, hint: hint, error: mistakes[name],
            isOptional: optional,
            value: type == "password" ? "" : fields[name], type: type, width: width, autocomplete: autocomplete,
            inputMode: inputMode)
    }

    func area(
        _ name: String, _ label: String, hint: String? = nil, optional: Bool = false, rows: Int = 5, limit: Int? = nil
    ) -> TextArea {
        TextArea(
            id: prefix + name, name: prefix + name, label: label, hint: hint, error: mistakes[name],
            isOptional: optional,
            value: fields[name],
            rows: rows, limit: limit.map { $0.formatted() })
    }

    func day(_ name: String, _ label: String, hint: String? = nil, optional: Bool = false) -> DayField {
        let wrong = mistakes[name] != nil, typed = TypedDay(fields, name), question = mistakes[Self.sure(name)]
        let isSure = !typed.isEmpty && fields[Self.sure(name)] == typed.text
        return DayField(
            id: prefix + name, name: prefix + name, label: label, hint: hint, error: mistakes[name] ?? question,
            isOptional: optional, day: typed.day, month: typed.month, year: typed.year, isDayWrong: wrong,
            isMonthWrong: wrong, isYearWrong: wrong || question != nil,
            sure: question != nil || isSure
                ? SureYear(
                    id: prefix + Self.sure(name), text: "The year is right: \(typed.text)", value: typed.text,
                    isChecked: isSure)
                : nil)
    }

    /// The tick that a year far from today is meant.
    static func sure(_ name: String) -> String { name + "_sure" }

    /// Choices by value; an empty value first says what none means.
    func select(
        _ name: String, _ label: String, _ options: [(value: String, text: String)], hint: String? = nil,
        optional: Bool = false
    ) -> SelectField {
        SelectField(
            id: prefix + name, name: prefix + name, label: label, hint: hint, error: mistakes[name],
            isOptional: optional,
            options: options.map { SelectOption(value: $0.value, text: $0.text, isSelected: fields[name] == $0.value) })
    }

    func radios(
        _ name: String, _ label: String, _ options: [(value: String, text: String)], hint: String? = nil,
        optional: Bool = false, inline: Bool = false
    ) -> RadioField {
        RadioField(
            id: prefix + name, name: prefix + name, label: label, hint: hint, error: mistakes[name],
            isOptional: optional,
            isInline: inline,
            options: choices(name, options))
    }

    func checkboxes(
        _ name: String, _ label: String, _ options: [(value: String, text: String)], hint: String? = nil,
        optional: Bool = false
    ) -> CheckboxField {
        CheckboxField(
            id: prefix + name, name: prefix + name, label: label, hint: hint, error: mistakes[name],
            isOptional: optional,
            options: choices(name, options))
    }

    private func choices(_ name: String, _ options: [(value: String, text: String)]) -> [ChoiceOption] {
        let chosen = fields.all(name)
        return options.enumerated().map { index, option in
            ChoiceOption(
                id: prefix + (index == 0 ? name : "\(name)-\(index + 1)"), value: option.value, text: option.text,
                isChecked: chosen.contains(option.value))
        }
    }
}
