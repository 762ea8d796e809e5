import Postgres

/// All that is held about a young person, as the person asking may read it: every field of every record of the case, whatever register
/// or table it is in, every change of them, and who looked.
struct SubjectBundle {
    let person: YoungPerson
    /// Their own numbers: this record's and those that were merged into it.
    let numbers: [YoungPerson.ID]
    /// In the order of the tables.
    let sections: [HeldSection]
    /// The latest first.
    let changes: [HeldChange]
    let looks: [Look]

    init(_ person: YoungPerson, for visit: Visit) throws {
        self.person = person
        let features = visit.site.features
        let (rows, tables) = try visit.db.all(
            Query<[Change]>.list(Self.rows(of: person.id)), Query<[String]>.values("SELECT app.case_tables()"))
        numbers = rows.filter { $0.entity == YoungPerson.table.description }.compactMap { row in
            row.entityID.map { YoungPerson.ID($0) }
        }
        let changes = try visit.db(
            Query<[Change]>.list(
                "\(Change.select) WHERE a.young_person_id = ANY (\(numbers.map(\.value))) ORDER BY a.id DESC"))
        let words = HistoryWords(try visit.db(NamedThing.of(rows + changes, features.audited)), features.audited)
        var sections = [try Self.own(numbers, rows, words, visit)]
        let held = try features.registers.filter { $0.path.hasPrefix(YoungPerson.register.one + "/") }.map {
            try $0.held(visit)
        }
        for table in tables {
            if let list = held.first(where: { $0.table == table }) {
                sections.append(HeldSection(list, rows, words))
            } else {
                let title = features.audited[table]?.many ?? table.replacing("_", with: " ").sentenceCase
                sections.append(HeldSection(table, title, rows.filter { $0.entity == table }, words))
            }
        }
        self.sections = sections + held.filter { !tables.contains($0.table) }.map { HeldSection($0, rows, words) }
        self.changes = changes.map { HeldChange($0, words) }
        looks = try numbers.flatMap { try visit.db(Look.at($0, most: .max)) }
    }

    /// Rows of the case in the shape of audit entries, so that they are put into the same words.
    private static func rows(of person: YoungPerson.ID) -> SQL {
        """
        SELECT 0::bigint AS id, NULL::bigint AS plan_id, '' AS made_at, '' AS stamp, NULL::text AS person, NULL::text AS operator,
               r.entity, r.entity_id, 'added' AS operation, NULL::text AS before, r.held::text AS after
          FROM app.case_rows(\(person)) AS r
        """
    }

    /// Who it is about: the row of the case, and those of the records that were merged into it.
    private static func own(_ numbers: [YoungPerson.ID], _ rows: [Change], _ words: HistoryWords, _ visit: Visit) throws
        -> HeldSection
    {
        let people = try numbers.compactMap { try visit.db(YoungPerson.find($0, at: .council)) }
        let list = HeldRecords(
            table: YoungPerson.table.description, title: "Who it is about", columns: YoungPerson.toldColumns,
            records: people.map { person in
                let until = person.standing.keptUntil?.longText ?? "Not known while the case is open"
                let kept = HeldValue("Kept until", "\(until): \(person.standing.retention.reason)")
                return HeldRecord(
                    number: person.id.value, name: person.reference, values: person.values(for: visit) + [kept])
            })
        return HeldSection(list, rows, words)
    }
}

/// The records of one table.
struct HeldSection {
    let table, title: String
    let records: [HeldRecord]
    /// Whether its records are rows without a name of their own.
    let isRows: Bool

    /// The records of a register, with what the audit tells of their rows besides their fields.
    init(_ list: HeldRecords, _ rows: [Change], _ words: HistoryWords) {
        (table, title, isRows) = (list.table, list.title, false)
        let own = Dictionary(
            rows.filter { $0.entity == list.table }.map { ($0.entityID ?? 0, $0) },
            uniquingKeysWith: { first, _ in first })
        records = list.records.map { record in
            var record = record
            let labels = Set(record.values.map(\.label))
            let more = own[record.number].map(words.wholeValues) ?? []
            record.values += more.filter {
                $0.after != nil && !list.columns.contains($0.column.name) && !labels.contains($0.column.label)
            }.map { HeldValue($0.column.label, $0.after) }
            return record
        }
    }

    /// The rows of a table that is no register.
    init(_ table: String, _ title: String, _ rows: [Change], _ words: HistoryWords) {
        (self.table, self.title, isRows) = (table, title, true)
        records = rows.map { row in
            HeldRecord(
                number: row.entityID ?? 0, name: "",
                values: words.wholeValues(row).map { HeldValue($0.column.label, $0.after) })
        }
    }

    /// Where it stands in the bundle.
    var anchor: String { "held-" + table.replacing("_", with: "-") }

    /// Where a record of it stands.
    func anchor(_ record: HeldRecord) -> String { isRows ? anchor : anchor + "-\(record.number)" }
}

/// One change of the case: who, when, what, and each value before and after.
struct HeldChange {
    let id: Int64
    let when, stamp, who, what: String
    let values: [Value]

    /// A value that changed.
    struct Value {
        let label: String
        let before, after: String?
        /// Whether it is a day.
        let isDay: Bool
    }

    init(_ change: Change, _ words: HistoryWords) {
        let entry = words.entry(change)
        (id, when, stamp, who, what) = (change.id, entry.when, change.stamp, entry.who, entry.what)
        values = words.wholeValues(change).filter { $0.before != $0.after }.map {
            Value(label: $0.column.label, before: $0.before, after: $0.after, isDay: $0.column.name.hasSuffix("_on"))
        }
    }

    var anchor: String { "change-\(id)" }
}
