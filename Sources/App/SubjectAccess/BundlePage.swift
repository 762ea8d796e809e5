import Mustache

/// All that is held about a young person, made for print: at the head what may have to be taken out, then every record, every change
/// and every look.
struct BundlePage: View {
    static let template = "subject-access/bundle"
    let head: PageHead
    /// Again over what is handed over, on paper.
    let title: String
    let others: Others
    let contents: [Link]
    let parts: [Part]
    let changes: String
    let history: History?
    let looks: Table?

    /// The list of what tells of others; it is not handed over.
    struct Others: Sendable {
        let lead: String
        let groups: [Group]
        let nothing: String?
    }

    struct Group: Sendable {
        let heading, hint: String
        let lines: [Line]
    }

    /// One person, address or number, and where it stands.
    struct Line: Sendable {
        let words: String
        let whose: String?
        let places: [Link]
    }

    /// The records of one table.
    struct Part: Sendable {
        let id, heading: String
        let table: Table?
        let records: [Held]
        let nothing: String?
    }

    /// One record with every value.
    struct Held: Sendable {
        let id, heading: String
        let facts: SummaryList
    }

    init(_ bundle: SubjectBundle, _ redaction: Redaction, for visit: Visit) {
        let count = bundle.sections.map(\.records.count).reduce(0, +)
        title = "All that is held about \(bundle.person.reference)"
        head = PageHead(
            kicker: visit.council.name, heading: title,
            lead:
                "Made on \(visit.today.longText): \(counted(count, "record", "records")), \(counted(bundle.changes.count, "change", "changes")) and who looked at them, as Waymark holds them. What the council keeps elsewhere, such as e-mail and papers, is not in it.",
            actions: [
                PageAction(
                    label: "Download as JSON",
                    link: visit.link(Paths.subjectAccess(bundle.person.id, "/bundle.json")))
            ])
        others = Self.others(redaction)
        parts = bundle.sections.map(Self.part)
        changes = "Every change, the latest first: who made it and when, each value before and after it."
        history =
            bundle.changes.isEmpty
            ? nil
            : History(
                entries: bundle.changes.map { change in
                    HistoryEntry(
                        id: change.anchor, when: change.when, who: change.who, what: change.what,
                        changes: change.values.map {
                            HistoryChange(label: $0.label, before: $0.before, after: $0.after)
                        })
                })
        looks =
            bundle.looks.isEmpty
            ? nil
            : Table(
                "Who looked at this record", of: bundle.looks,
                [
                    ListColumn("When") { .text($0.madeAt) }, ListColumn("Who") { .text($0.person) },
                    ListColumn("How") {
                        .text([$0.way.label, $0.again].filter { !$0.isEmpty }.joined(separator: ", "))
                    },
                ], for: visit)
        contents =
            parts.map { Link(label: $0.heading, link: "#" + $0.id) }
            + [Link(label: "History of changes", link: "#history"), Link(label: "Who looked", link: "#looks")]
    }

    private static func others(_ redaction: Redaction) -> Others {
        let groups = ToldOf.allCases.compactMap { kind -> Group? in
            let lines = redaction.lines.filter { $0.kind == kind }
            if lines.isEmpty { return nil }
            return Group(
                heading: kind.heading, hint: kind.hint,
                lines: lines.map { line in
                    Line(
                        words: line.words,
                        whose: line.whose.isEmpty ? nil : line.whose.joined(separator: " or "), places: line.places)
                })
        }
        return Others(
            lead:
                "For you, not to be handed over. These are names, addresses and numbers of others that Waymark found in the bundle by comparing words; what would tell of others may have to be taken out first (Data Protection Act 2018, Schedule 2, paragraph 16). The list helps and does not replace reading: a nickname, a name that is spelled otherwise, a relative or anybody whom you cannot open here is not in it.",
            groups: groups,
            nothing: groups.isEmpty
                ? "No name, address or number of others was found. Read the bundle all the same." : nil)
    }

    private static func part(_ section: HeldSection) -> Part {
        let isTable = section.isRows && !section.records.isEmpty
        return Part(
            id: section.anchor, heading: section.title, table: isTable ? table(section) : nil,
            records: section.isRows ? [] : section.records.map { held($0, in: section) },
            nothing: section.records.isEmpty ? "Nothing is recorded." : nil)
    }

    private static func held(_ record: HeldRecord, in section: HeldSection) -> Held {
        Held(
            id: section.anchor(record), heading: record.name,
            facts: SummaryList(
                rows: record.values.map { value in
                    value.text.isEmpty
                        ? SummaryRow(label: value.label, absent: value.absent.isEmpty ? "Not recorded" : value.absent)
                        : SummaryRow(label: value.label, text: value.text)
                }))
    }

    private static func table(_ section: HeldSection) -> Table {
        Table(
            caption: section.title,
            heads: (section.records.first?.values ?? []).map { SortHead(label: $0.label) },
            rows: section.records.map { record in
                ListRow(
                    name: record.values.first?.text ?? "",
                    cells: record.values.dropFirst().map { value in
                        var cell = ListCell(value.label, value.text)
                        if value.text.isEmpty { (cell.text, cell.absent) = (nil, value.absent) }
                        return cell
                    })
            })
    }
}
