/// What may be typed about a section of the paper.
struct SectionForm {
    let heading, words: String

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        heading = check.text("heading", upTo: 300, "The heading")
        words = check.text("words", upTo: 20_000, "The text")
        if heading.isEmpty, words.isEmpty { check.mistake("words", "Enter the text, or remove the section") }
        try check.finish()
    }

    static func fields(_ section: PlanSection) -> Fields {
        var fields = Fields()
        fields["version"] = String(section.version)
        fields["heading"] = section.heading
        fields["words"] = section.words
        return fields
    }

    static func parts(_ form: FormBuilder) -> [FormPart] {
        [
            FormPart(questions: [
                .text(form.text("heading", "Heading", optional: true)),
                .area(form.area("words", "Text", optional: true, rows: 14, limit: 20_000)),
            ])
        ]
    }
}
