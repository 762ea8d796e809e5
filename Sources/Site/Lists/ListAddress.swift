import HTTP

/// The address of a list with all of its state: filters, sorting, page. Changing anything but the page goes to the first page.
struct ListAddress {
    let path: String
    private(set) var query: Form

    /// Keeps of the request what is set and among these names.
    init(_ visit: Visit, path: String, names: [String]) {
        self.path = visit.link(path)
        query = Form(visit.request.query.pairs.filter { names.contains($0.name) && !$0.value.isEmpty })
    }

    init(path: String, query: Form) {
        self.path = path
        self.query = query
    }

    var link: String { query.pairs.isEmpty ? path : path + "?" + query.encoded() }

    /// The same list with one thing set, or not set.
    func setting(_ name: String, _ value: String?) -> ListAddress {
        var pairs = query.pairs.filter { $0.name != name && (name == "page" || $0.name != "page") }
        if let value { pairs.append((name, value)) }
        return ListAddress(path: path, query: Form(pairs))
    }

    /// The same list without one of several values of a name.
    func removing(_ name: String, _ value: String) -> ListAddress {
        ListAddress(
            path: path, query: Form(query.pairs.filter { ($0.name != name || $0.value != value) && $0.name != "page" }))
    }

    /// The same list elsewhere, as a file for instance; from its first page.
    func at(_ path: String) -> ListAddress {
        ListAddress(path: path, query: Form(query.pairs.filter { $0.name != "page" }))
    }
}

/// The filters of a list as a form, and those in force as links that remove them.
struct FilterSet {
    private let address: ListAddress
    private var fields: [FilterField] = []
    private var removals: [Link] = []
    private var names: [String] = []
    private var keptNames: Set<String> = ["sort"]

    init(_ address: ListAddress) { self.address = address }

    private func value(_ name: String) -> String { address.query[name] ?? "" }

    mutating func text(_ name: String, _ label: String, hint: String? = nil) {
        names.append(name)
        fields.append(
            .text(TextField(id: name, name: name, label: label, hint: hint, value: value(name), type: "search")))
        if !value(name).isEmpty {
            removals.append(Link(label: "“\(value(name))”", link: address.setting(name, nil).link))
        }
    }

    /// One of several; the first option is the one that does not filter.
    mutating func select(_ name: String, _ label: String, any: String, _ options: [(value: String, text: String)]) {
        names.append(name)
        let all = [SelectOption(value: "", text: any, isSelected: value(name).isEmpty)]
        fields.append(
            .select(
                SelectField(
                    id: name, name: name, label: label,
                    options: all
                        + options.map {
                            SelectOption(value: $0.value, text: $0.text, isSelected: $0.value == value(name))
                        })))
        if !value(name).isEmpty {
            let chosen = options.first { $0.value == value(name) }?.text ?? "\(label): not in this list"
            removals.append(Link(label: chosen, link: address.setting(name, nil).link))
        }
    }

    /// The order by its name, for screens that show no heads.
    mutating func order(_ options: [(value: String, text: String)]) {
        keptNames.remove("sort")
        let asked = value("sort")
        let choices = options.map { SelectOption(value: $0.value, text: $0.text, isSelected: $0.value == asked) }
        fields.append(.select(SelectField(id: "sort", name: "sort", label: "Order", options: choices)))
    }

    /// Sent along unseen: what else the list is narrowed by.
    mutating func keep(_ name: String) { keptNames.insert(name) }

    /// A day as it was typed; `read` is what was understood of it.
    mutating func day(_ name: String, _ label: String, read: Day?) {
        names.append(name)
        let isWrong = !value(name).isEmpty && read == nil
        fields.append(
            .day(
                DayBox(
                    id: name, name: name, label: label, error: isWrong ? "Enter a day, like 9 Jul or 9/7/26" : nil,
                    value: value(name))))
        if let read {
            removals.append(Link(label: "\(label) \(read.longText)", link: address.setting(name, nil).link))
        }
    }

    /// Any of a few.
    mutating func checkboxes(_ name: String, _ label: String, _ options: [(value: String, text: String)]) {
        names.append(name)
        let chosen = address.query.all(name)
        fields.append(
            .checkboxes(
                CheckboxField(
                    id: name, name: name, label: label,
                    options: options.enumerated().map { index, option in
                        ChoiceOption(
                            id: index == 0 ? name : "\(name)-\(index + 1)", value: option.value, text: option.text,
                            isChecked: chosen.contains(option.value))
                    })))
        for option in options where chosen.contains(option.value) {
            removals.append(Link(label: option.text, link: address.removing(name, option.value).link))
        }
    }

    /// The list without any filter, in the same order.
    var clearLink: String { names.reduce(address) { $0.setting($1, nil) }.link }

    var inForce: FiltersSet? { removals.isEmpty ? nil : FiltersSet(set: removals) }

    var form: Filters {
        Filters(
            action: address.path, count: removals.isEmpty ? nil : "\(removals.count) set",
            clearLink: removals.isEmpty ? nil : clearLink, fields: fields,
            kept: address.query.pairs.filter { keptNames.contains($0.name) }.map {
                KeptValue(name: $0.name, value: $0.value)
            })
    }
}
