import Postgres

/// What may be typed about an abbreviation.
struct GlossaryForm {
    let abbreviation, expansion: String

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        abbreviation = check.text("abbreviation", 2...20, or: "Enter the abbreviation, in 2 to 20 characters")
        expansion = check.text("expansion", 2...200, or: "Enter what it stands for, in 2 to 200 characters")
        try check.finish()
    }

    static func fields(_ entry: GlossaryEntry, edition: Int) -> Fields {
        var fields = Fields()
        fields["version"] = String(edition)
        fields["abbreviation"] = entry.abbreviation
        fields["expansion"] = entry.expansion
        return fields
    }

    static func parts(_ form: FormBuilder) -> [FormPart] {
        [
            FormPart(questions: [
                .text(
                    form.text(
                        "abbreviation", "Abbreviation", hint: "As it stands in the text, such as EET.", width: "10")),
                .text(form.text("expansion", "Stands for", hint: "Such as “education, employment or training”.")),
            ])
        ]
    }
}

extension GlossaryEntry {
    static func find(_ id: ID) -> Query<GlossaryEntry?> {
        .first("SELECT id, abbreviation, expansion FROM glossary WHERE id = \(id)")
    }

    static func edition(_ id: ID) -> Query<Int?> { .value("SELECT version FROM glossary WHERE id = \(id)") }

    static func expansion(of abbreviation: String) -> Query<String?> {
        .value("SELECT expansion FROM glossary WHERE abbreviation = \(abbreviation)")
    }

    /// False when the abbreviation has its expansion already.
    static func add(_ form: GlossaryForm, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            INSERT INTO glossary (abbreviation, expansion) VALUES (\(form.abbreviation), \(form.expansion))
            ON CONFLICT (tenant_id, abbreviation) DO NOTHING
            """) == 1
    }

    static func change(_ id: ID, to form: GlossaryForm, edition: Int, in db: Transaction) throws(PostgresError)
        -> SaveResult
    {
        let (other, changed) = try db.all(
            Query<ID?>.value("SELECT id FROM glossary WHERE abbreviation = \(form.abbreviation) AND id <> \(id)"),
            Query<Int>.run(
                """
                UPDATE glossary SET abbreviation = \(form.abbreviation), expansion = \(form.expansion), version = version + 1
                 WHERE id = \(id) AND version = \(edition)
                   AND NOT EXISTS (SELECT FROM glossary o WHERE o.abbreviation = \(form.abbreviation) AND o.id <> \(id))
                """))
        return other != nil ? .taken : changed == 0 ? .stale : .saved
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run("DELETE FROM glossary WHERE id = \(id)")
    }
}
