/// All mistakes of a form.
struct ErrorSummary: Sendable { var mistakes: [Mistake] }

/// One line of text.
struct TextField: Sendable {
    var id, name, label: String
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var value = ""
    /// text, email, password, search, tel or url.
    var type = "text"
    /// full, 20, 10, 4 or 2 characters.
    var width = "full"
    var autocomplete: String? = nil
    var inputMode: String? = nil
    var prefix: String? = nil
    var offered: Offered? = nil
}

/// What a box offers while somebody types; anything else may be typed too.
struct Offered: Sendable { var values: [String] }

/// Several lines of text.
struct TextArea: Sendable {
    var id, name, label: String
    /// Behind the label, for those who hear the page: which of many alike.
    var about: String? = nil
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var value = ""
    var rows = 5
    /// "4,000": says "Up to 4,000 characters." and counts down.
    var limit: String? = nil
}

/// One of many.
struct SelectField: Sendable {
    var id, name, label: String
    /// Behind the label, for those who hear the page: which of many alike.
    var about: String? = nil
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var options: [SelectOption]
}

/// One choice in a list.
struct SelectOption: Sendable {
    var value, text: String
    var isSelected = false
}

/// One of a few.
struct RadioField: Sendable {
    var id, name, label: String
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var isInline = false
    var options: [ChoiceOption]
}

/// Any of a few.
struct CheckboxField: Sendable {
    var id, name, label: String
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var options: [ChoiceOption]
}

/// One choice; the first has the field's id, the others a number behind it.
struct ChoiceOption: Sendable {
    var id, value, text: String
    var hint: String? = nil
    var isChecked = false
}

/// Day, month and year in three boxes.
struct DayField: Sendable {
    var id, name, label: String
    /// Behind the label, for those who hear the page: which of many alike.
    var about: String? = nil
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var day = ""
    var month = ""
    var year = ""
    var isDayWrong = false
    var isMonthWrong = false
    var isYearWrong = false
    /// Asked where the year is far from today.
    var sure: SureYear? = nil
}

/// The tick that a year far from today is meant; its name is its id.
struct SureYear: Sendable {
    var id, text, value: String
    var isChecked = false
}

/// A day near today in one box.
struct DayBox: Sendable {
    var id, name, label: String
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var value = ""
}

/// A file to send.
struct FileField: Sendable {
    var id, name, label: String
    var hint: String? = nil
    var error: String? = nil
    var isOptional = false
    var accept: String? = nil
    var isMultiple = false
}

/// The foot of a form.
struct SaveRow: Sendable {
    var label: String
    var isDanger = false
    var second: SaveSecond? = nil
    var cancel: Link? = nil
    /// "Draft saved at 10:42".
    var savedLine: String? = nil
}

/// Another way to send the form.
struct SaveSecond: Sendable { var label, name, value: String }

/// Two versions side by side, after somebody else saved first.
struct Conflict: Sendable {
    var heading, text: String
    /// Nil where the person typed nothing that could differ.
    var versions: ConflictVersions?
}

/// What differs, field by field.
struct ConflictVersions: Sendable {
    var theirHead, myHead: String
    var rows: [ConflictRow]
}

/// One field of both.
struct ConflictRow: Sendable {
    var label, theirs, mine: String
    var isDifferent: Bool
}
