import Mustache

/// The head of a column that can be sorted.
struct SortHead: Sendable {
    var label: String
    var link: String? = nil
    /// "ascending" or "descending", on the column in force.
    var sort: String? = nil
    var isNumber = false
}

/// The filters of a list.
struct Filters: Sendable {
    var action: String
    /// "2 set".
    var count: String? = nil
    var clearLink: String? = nil
    var fields: [FilterField]
    var kept: [KeptValue] = []
}

/// One of these.
enum FilterField: Sendable, ViewChoice {
    case text(TextField)
    case select(SelectField)
    case checkboxes(CheckboxField)
    case day(DayBox)

    static let cases: [ViewCase<FilterField>] = [
        ViewCase("text", FilterField.text) { if case .text(let field) = $0 { field } else { nil } },
        ViewCase("select", FilterField.select) { if case .select(let field) = $0 { field } else { nil } },
        ViewCase("checkboxes", FilterField.checkboxes) { if case .checkboxes(let field) = $0 { field } else { nil } },
        ViewCase("day", FilterField.day) { if case .day(let field) = $0 { field } else { nil } },
    ]
}

/// What a form sends along unseen.
struct KeptValue: Sendable { var name, value: String }

/// The filters in force, each a link that removes it.
struct FiltersSet: Sendable { var set: [Link] }

/// The pages of a list.
struct Pages: Sendable {
    var previous: String? = nil
    var next: String? = nil
    var pages: [PageLink]
}

/// One page; without a link and not current it is a gap.
struct PageLink: Sendable {
    var number: String
    var link: String? = nil
    var isCurrent = false
}

/// What can be taken away from a page.
struct Exports: Sendable {
    var label: String
    var files: [ExportLink]
}

/// One file.
struct ExportLink: Sendable {
    var label, link: String
    var detail: String? = nil
}

/// In place of a list that has nothing.
struct EmptyState: Sendable {
    var heading, text: String
    var next: Link? = nil
}

/// Parts of a list by one thing, each with how many it holds.
struct Tabs: Sendable {
    var label: String
    var tabs: [Tab]
}

/// One of them.
struct Tab: Sendable {
    var label, count: String
    var detail: String? = nil
    var link: String
    var isCurrent = false
}
