import Formats

/// The same bundle for a program (UK GDPR Article 20): without the list of what may have to be taken out, which is for the council.
struct BundleFile: Encodable {
    let reference, council: String
    let madeOn: Day
    let parts: [Part]
    let history: [Entry]
    let looks: [Seen]

    /// The records of one table.
    struct Part: Encodable {
        let kind, title: String
        let records: [Held]
    }

    struct Held: Encodable {
        let number: Int64
        let name: String
        let values: [Value]
    }

    /// A value under the name by which people know it.
    struct Value: Encodable {
        let label: String
        let value: Spreadsheet.Cell
    }

    /// One change of the case.
    struct Entry: Encodable {
        let when, who, what: String
        let values: [Changed]
    }

    struct Changed: Encodable { let label, before, after: String }

    /// That somebody looked.
    struct Seen: Encodable {
        let when, last, who, how: String
        let times: Int
    }

    init(_ bundle: SubjectBundle, for visit: Visit) {
        (reference, council, madeOn) = (bundle.person.reference, visit.council.name, visit.today)
        parts = bundle.sections.map { section in
            Part(
                kind: section.table, title: section.title,
                records: section.records.map { record in
                    Held(
                        number: record.number, name: record.name,
                        values: record.values.map { Value(label: $0.label, value: $0.filed) })
                })
        }
        history = bundle.changes.map { change in
            Entry(
                when: change.stamp, who: change.who, what: change.what,
                values: change.values.map {
                    Changed(label: $0.label, before: $0.before ?? "", after: $0.after ?? "")
                })
        }
        looks = bundle.looks.map {
            Seen(when: $0.stamp, last: $0.lastStamp, who: $0.person, how: $0.way.label, times: $0.times)
        }
    }

    /// How many records it has.
    var count: Int { parts.map(\.records.count).reduce(0, +) }
}
