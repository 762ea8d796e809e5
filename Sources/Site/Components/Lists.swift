import Mustache

/// The head of a column that can be sorted.
struct SortHead: Codable, Sendable {
    var label: String
    var link: String? = nil
    /// "ascending" or "descending", on the column in force.
    var sort: String? = nil
    var isNumber = false
}

/// The filters of a list.
struct Filters: Codable, Sendable {
    var action: String
    /// "2 set".
    var count: String? = nil
    var clearLink: String? = nil
    var fields: [FilterField]
    var kept: [KeptValue] = []
}

/// One of these.
enum FilterField: Codable, Sendable, ViewChoice {
    case text(TextField)
    case select(SelectField)
    case checkboxes(CheckboxField)
    case radios(RadioField)
    case day(DayBox)

    static let cases: [ViewCase<FilterField>] = [
        ViewCase("text", FilterField.text) { if case .text(let field) = $0 { field } else { nil } },
        ViewCase("select", FilterField.select) { if case .select(let field) = $0 { field } else { nil } },
        ViewCase("checkboxes", FilterField.checkboxes) { if case .checkboxes(let field) = $0 { field } else { nil } },
        ViewCase("radios", FilterField.radios) { if case .radios(let field) = $0 { field } else { nil } },
        ViewCase("day", FilterField.day) { if case .day(let field) = $0 { field } else { nil } },
    ]
}

/// What a form sends along unseen.
struct KeptValue: Codable, Sendable { var name, value: String }

/// The filters in force, each a link that removes it.
struct FiltersSet: Codable, Sendable { var set: [Link] }

/// The pages of a list.
struct Pages: Codable, Sendable {
    var previous: String? = nil
    var next: String? = nil
    var pages: [PageLink]
}

/// One page; without a link and not current it is a gap.
struct PageLink: Codable, Sendable {
    var number: String
    var link: String? = nil
    var isCurrent = false
}

/// What can be taken away from a page.
struct Exports: Codable, Sendable {
    var label: String
    var files: [ExportLink]
}

/// One file.
struct ExportLink: Codable, Sendable {
    var label, link: String
    var detail: String? = nil
}

/// In place of a list that has nothing.
struct EmptyState: Codable, Sendable {
    var heading, text: String
    var next: Link? = nil
}
