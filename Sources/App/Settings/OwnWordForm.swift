import Postgres

/// What may be typed about one of the council's words.
struct OwnWordForm {
    let words: String
    let tone: Tone
    let needsNewDate, needsWords: Bool
    let spellings: [String]

    init(_ fields: Fields, _ list: WordList, among all: [OwnWord], changing word: OwnWord?) throws(Mistakes) {
        var check = Check(fields)
        let words = check.text("words", 1...60, or: "Enter the \(list.one) in up to 60 characters")
        let tone: Tone? = list == .assessments ? check.choice("tone", or: "Choose what it means") : .notAssessed
        var lines = fields["spellings"].split(separator: "\n").map { Fields.tidy(String($0)) }.filter { !$0.isEmpty }
        if list == .assessments, let word, list.key(word.words) != list.key(words) { lines.append(word.words) }
        spellings = Self.distinct(lines, besides: words)
        if spellings.count > 20 || spellings.contains(where: { $0.unicodeScalars.count > 60 }) {
            check.mistake("spellings", "Enter up to 20 spellings, each on a line of up to 60 characters")
        }
        let others = all.filter { $0.id != word?.id }
        if let taken = others.first(where: { $0.goes(by: words, list) }) {
            check.mistake("words", "Enter another \(list.one): “\(taken.words)” goes by this already")
        }
        if let (spelling, taken) = Self.taken(spellings, others) {
            check.mistake("spellings", "Take “\(spelling)” out: it belongs to “\(taken.words)”")
        }
        if let word, tone != word.tone, let need = all.needing(word, in: list), list == .assessments {
            check.mistake("tone", need)
        }
        self.words = words
        self.tone = tone ?? .notAssessed
        needsNewDate = fields.all("asks").contains("date")
        needsWords = fields.all("asks").contains("words")
        try check.finish()
    }

    private static func distinct(_ lines: [String], besides words: String) -> [String] {
        var seen: Set<String> = [words]
        return lines.filter { seen.insert($0).inserted }
    }

    private static func taken(_ spellings: [String], _ others: [OwnWord]) -> (String, OwnWord)? {
        for spelling in spellings {
            if let other = others.first(where: { $0.goes(by: spelling, .assessments) }) { return (spelling, other) }
        }
        return nil
    }

    /// What changes elsewhere with it, as sentences to agree to; nil when nothing does.
    func consequences(for word: OwnWord, _ list: WordList) -> String? {
        guard list == .assessments, let uses = word.uses else { return nil }
        var sentences: [String] = []
        if words != word.words {
            sentences.append(
                "\(uses) will say “\(words)” instead of “\(word.words)”, those already submitted too. If the council only changed its words for the future, keep this one, retire it and add the new one."
            )
        }
        if tone != word.tone {
            sentences.append(
                "\(uses) will count as “\(tone.label.lowercased())” instead of “\(word.tone.label.lowercased())” in every overview."
            )
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ").sentenceCase
    }

    static func fields(_ word: OwnWord) -> Fields {
        var fields = Fields()
        fields["version"] = String(word.version)
        fields["words"] = word.words
        fields["tone"] = word.tone.rawValue
        fields.set("asks", (word.needsNewDate ? ["date"] : []) + (word.needsWords ? ["words"] : []))
        fields["spellings"] = word.spellings.joined(separator: "\n")
        return fields
    }

    /// `asked` is what the person is to agree to before it is saved.
    static func parts(_ form: FormBuilder, _ list: WordList, asked: String?) -> [FormPart] {
        var parts = [FormPart(questions: [.text(form.text("words", list.one.sentenceCase, hint: hint(list)))])]
        if list == .assessments {
            parts[0].questions += [
                .radios(form.radios("tone", "What it means", Tone.allCases.map { ($0.rawValue, $0.label) })),
                .checkboxes(
                    form.checkboxes(
                        "asks", "What an update with it must also give",
                        [("date", "A new date, a reason and an explanation"), ("words", "An explanation")],
                        optional: true)),
                .area(
                    form.area(
                        "spellings", "How else papers spell it",
                        hint: "One on each line. Case, hyphens and full stops make no difference.", optional: true,
                        rows: 3)),
            ]
        }
        if let asked {
            let agree = form.checkboxes(
                "confirmed", "This changes what is there", [("1", "Change it everywhere")], hint: asked)
            parts.append(FormPart(heading: "Before you save", questions: [.checkboxes(agree)]))
        }
        return parts
    }

    private static func hint(_ list: WordList) -> String {
        switch list {
        case .assessments: "As the council’s papers print it, such as 2 On-track."
        case .reasons: "Updates that were submitted keep the words they were submitted with."
        }
    }
}

extension OwnWord {
    /// Whether words, however they are spelled, are this one's.
    func goes(by words: String, _ list: WordList) -> Bool {
        ([self.words] + spellings).contains { list.key($0) == list.key(words) }
    }
}
