/// What may be typed about an item of an agenda.
struct ItemForm {
    let kind: MeetingItem.Kind
    let words: String
    let about: AgendaSubject?
    /// Counted from 1.
    let place: Int?

    /// An update or a report keeps what it is about.
    init(_ fields: Fields, of item: MeetingItem? = nil, among subjects: [AgendaSubject], count: Int) throws(Mistakes) {
        var check = Check(fields)
        words = check.text("words", 1...1_000, or: "Enter the item as the agenda says it, in up to 1,000 characters")
        if let item, item.isOfRecord {
            (kind, about) = (item.kind, nil)
        } else {
            let kind: MeetingItem.Kind? = check.choice("kind", or: "Choose what it is")
            if kind == .update || kind == .report { check.mistake("kind", "Choose what it is") }
            self.kind = kind ?? .other
            about = subjects.first { $0.recommendationID.description == fields["about"] }
            if about == nil, !fields["about"].isEmpty {
                check.mistake("about", "Choose a recommendation from the list, or none")
            }
        }
        place = check.whole("place", 1...max(count, 1), or: "Choose its place on the agenda")
        try check.finish()
    }

    static func fields(_ item: MeetingItem, place: Int) -> Fields {
        var fields = Fields()
        fields["version"] = String(item.version)
        fields["kind"] = item.kind.rawValue
        fields["words"] = item.words
        fields["about"] = item.recommendationID?.description ?? ""
        fields["place"] = String(place)
        return fields
    }

    static let free: [MeetingItem.Kind] = [.paper, .question, .other]

    static func parts(_ form: FormBuilder, of item: MeetingItem?, among subjects: [AgendaSubject], count: Int)
        -> [FormPart]
    {
        var questions: [Question] = []
        if item?.isOfRecord != true {
            questions.append(.radios(form.radios("kind", "What is it?", free.map { ($0.rawValue, $0.label) })))
        }
        questions.append(
            .area(
                form.area("words", "As the agenda says it", hint: "No names of young people.", rows: 2, limit: 1_000)))
        if item?.isOfRecord != true, !subjects.isEmpty {
            questions.append(
                .select(
                    form.select(
                        "about", "About",
                        [("", "No recommendation")] + subjects.map { ($0.recommendationID.description, $0.label) },
                        optional: true)))
        }
        if item != nil, count > 1 {
            questions.append(
                .select(form.select("place", "Place on the agenda", (1...count).map { (String($0), String($0)) })))
        }
        return [FormPart(questions: questions)]
    }
}

extension MeetingItem {
    /// What it is about is a record's own update or report.
    var isOfRecord: Bool { kind == .update || kind == .report }
}
