import Postgres

/// What of a bundle tells of others and may have to be taken out before it is handed over (Data Protection Act 2018, Schedule 2,
/// paragraph 16). It helps whoever reads the bundle and does not replace reading.
struct Redaction {
    /// Others that a text may name, as far as the person asking may open them.
    struct Known: RowDecodable {
        let id: Int64?
        let reference, name, preferredName: String

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            reference = try row["reference"]
            name = try row["name"]
            preferredName = try row["preferred_name"]
        }

        /// Every young person, and with no number every member of staff.
        static var all: Query<[Known]> {
            .list(
                """
                SELECT y.id, y.reference, y.name, y.preferred_name FROM young_people y
                UNION ALL SELECT NULL, '', p.name, '' FROM people p
                """)
        }
    }

    /// The same words of the same person, and every place where they stand.
    struct Line {
        let kind: ToldOf
        let words: String
        /// The references of those whose name it is.
        let whose: [String]
        fileprivate(set) var places: [Link]
    }

    private(set) var lines: [Line] = []
    /// Other young people who are named.
    private(set) var named: Set<Int64> = []

    private var finder = NameFinder()
    private var ownEmails: Set<String> = [], ownTelephones: Set<String> = []
    /// The place of a line by its kind and words.
    private var index: [String: Int] = [:]

    init(_ bundle: SubjectBundle, among known: [Known]) {
        let own = Set(bundle.numbers.map(\.value))
        for one in known { add(one, isOwn: one.id.map(own.contains) ?? false) }
        takeOwn(bundle.person)
        for section in bundle.sections {
            for record in section.records {
                let place = section.title + (record.name.isEmpty ? "" : ", \(record.name)")
                for value in record.values where value.isWords {
                    look(in: value.text, "\(place): \(value.label)", section.anchor(record))
                }
            }
        }
        for change in bundle.changes {
            for value in change.values where !value.isDay {
                let texts = [value.before, value.after].compactMap(\.self).joined(separator: " \n ")
                look(in: texts, "History, \(change.when): \(value.label)", change.anchor)
            }
        }
    }

    private mutating func add(_ one: Known, isOwn: Bool) {
        guard let id = one.id else {
            finder.add(one.name, of: NameFinder.Named(kind: .staff))
            return
        }
        func named(_ kind: ToldOf) -> NameFinder.Named {
            NameFinder.Named(kind: isOwn ? .own : kind, reference: one.reference, number: id)
        }
        let words = NameFinder.words(one.name).map(\.folded)
        finder.add(one.name, of: named(.youngPerson))
        finder.add(one.preferredName, of: named(.youngPerson))
        if words.count > 2 { finder.add("\(words[0]) \(words[words.count - 1])", of: named(.youngPerson)) }
        if words.count > 1 { finder.add(words[0], of: named(.firstName)) }
        // A short number alone may be anything.
        if one.reference.count > 3 { finder.add(one.reference, of: named(.youngPerson)) }
    }

    private mutating func takeOwn(_ person: YoungPerson) {
        ownEmails = Set(ContactFinder.emails(in: person.email))
        ownTelephones = Set(ContactFinder.telephones(in: person.telephone).map(ContactFinder.key))
    }

    private mutating func look(in text: String, _ place: String, _ anchor: String) {
        let link = Link(label: place, link: "#" + anchor)
        for found in finder.found(in: text) where !found.names.contains(where: { $0.kind == .own }) {
            for kind in [ToldOf.youngPerson, .firstName, .staff] {
                let names = found.names.filter { $0.kind == kind }
                if names.isEmpty { continue }
                named.formUnion(names.prefix(NameFinder.mostNamesakes).compactMap(\.number))
                add(kind, found.words, names.map(\.reference).filter { !$0.isEmpty }, link)
                break
            }
        }
        for email in ContactFinder.emails(in: text) where !ownEmails.contains(email) { add(.email, email, [], link) }
        for number in ContactFinder.telephones(in: text) where !ownTelephones.contains(ContactFinder.key(number)) {
            add(.telephone, number, [], link)
        }
    }

    private mutating func add(_ kind: ToldOf, _ words: String, _ whose: [String], _ place: Link) {
        let key = "\(kind.rawValue) \(folded(words))", most = NameFinder.mostNamesakes
        guard let at = index[key] else {
            index[key] = lines.count
            let told = whose.count > most ? whose.prefix(most) + ["somebody else of that name"] : whose
            lines.append(Line(kind: kind, words: words, whose: told, places: [place]))
            return
        }
        if lines[at].places.last?.label != place.label { lines[at].places.append(place) }
    }
}

extension HeldValue {
    /// Whether it is words, in which somebody may be named: not a day, not a number.
    fileprivate var isWords: Bool {
        switch filed {
        case .text, .list: true
        case .truth, .whole, .number, .day, .approximateDay, .none: false
        }
    }
}
