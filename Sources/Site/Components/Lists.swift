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
struct FilterField: Codable, Sendable {
    var text: TextField? = nil
    var select: SelectField? = nil
    var checkboxes: CheckboxField? = nil
    var radios: RadioField? = nil
    var day: DayBox? = nil
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
