import Mustache

/// Everybody of the council.
struct PeopleIndex: View {
    static let template = "accounts/people"
    let head: PageHead
    let table: Table
    let exports: Exports

    init(_ people: [Person], for visit: Visit) {
        head = PageHead(
            heading: "People", count: "\(people.count) in all",
            lead: "Who may sign in to \(visit.council.name), and what each may do.",
            actions: [PageAction(label: "Add a person", link: visit.link("/people/new"), isPrimary: true)])
        exports = Exports(at: "/people", visit)
        let rows = people.map { person in
            let tag =
                person.state == .active ? Tag(tone: "good", text: "Active") : Tag(tone: "stop", text: "Suspended")
            return ListRow(
                name: person.name, link: visit.link("/people/\(person.id)"),
                cells: [
                    ListCell("E-mail address", person.email),
                    ListCell("Roles", person.roles.map(\.title).joined(separator: ", ")),
                    ListCell("State", .tags([tag], file: ""), for: visit),
                ])
        }
        table = Table(
            caption: "People, by name", isCaptionShown: true,
            heads: ["Name", "E-mail address", "Roles", "State"].map { SortHead(label: $0) }, rows: rows)
    }
}
