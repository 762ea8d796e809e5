import Postgres

/// Young people in files: what is read of a row beyond the form, and what is asked before anybody is recorded twice.
extension YoungPerson {
    static let fileFields: [Field<YoungPerson>] = fields + [restricted, retention]

    /// A case that was restricted where the file comes from stays so: for whoever imports it and its worker, until it is looked at again.
    private static let restricted: Field<YoungPerson> = {
        let flag = Field<YoungPerson>.flag(
            \.standing.isRestricted, "restricted", "is_restricted", "Restricted", "Restricted")
        return Field(
            name: flag.name, label: flag.label, columns: ["is_restricted", "restricted_on", "restricted_until"],
            question: { _, _ in nil },
            read: { check, person, context in
                flag.read(&check, &person, context)
                guard person.standing.isRestricted else { return }
                person.standing.restrictedOn = context.today
                person.standing.restrictedUntil = context.today.adding(months: 6)
            },
            fill: flag.fill,
            bind: { person in
                let standing = person.standing
                return ["\(standing.isRestricted)", "\(standing.restrictedOn)", "\(standing.restrictedUntil)"]
            }, cell: flag.cell, accept: flag.accept)
    }()

    /// Said with the row, so that it need not be written a second time for its groups; the database decides it (app.refresh_retention).
    private static let retention = Field<YoungPerson>(
        name: "retention", label: "Kept", columns: ["retention", "kept_until"], question: { _, _ in nil },
        read: { _, _, _ in },
        fill: { _, _ in },
        bind: { person in
            let kinds = Set(person.cohorts.compactMap { $0.group?.kept.kind })
            let retention: Retention =
                !kinds.isDisjoint(with: [.careLeaver, .lookedAfter])
                ? .careLeaver : kinds.contains(.send) ? .send : .other
            return ["\(retention)", "app.kept_until(\(retention), \(person.born), NULL)"]
        }, cell: { _ in .text("") }, accept: { _, _ in }
    ).unfiled()

    static let doubtsAnswer = "These are other people"

    /// Rows whose name and date of birth somebody has who is there already, or who stands above them in the file.
    static func doubts(_ rows: [(line: Int, record: YoungPerson)], in db: Transaction) throws -> [RowDoubt] {
        let found: [Same] = try db.list(
            """
            SELECT s.place, s.reference
              FROM app.same_people(\(rows.map(\.record.fullName)), \(rows.map(\.record.born))) AS s
            """)
        let known = Dictionary(grouping: found, by: \.place)
        var first: [String: Int] = [:]
        return rows.enumerated().compactMap { index, row in
            var references = (known[index + 1] ?? []).map(\.reference)
            let key = "\(row.record.born.isoText) \(folded(row.record.fullName))"
            if let above = first[key] { references.append("row \(above)") } else { first[key] = row.line }
            if references.isEmpty { return nil }
            return RowDoubt(line: row.line, text: Likeness(references: references).sentence)
        }
    }

    /// Somebody of the same name and birthday as a row.
    private struct Same: RowDecodable {
        let place: Int
        let reference: String

        init(row: Row) throws(PostgresError) { (place, reference) = (try row["place"], try row["reference"]) }
    }
}
