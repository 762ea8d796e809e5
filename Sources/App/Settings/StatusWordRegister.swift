import Postgres

extension StatusWord {
    static func choices(_ visit: Visit, at home: Home, for word: StatusWord?) throws -> [StatusWord] {
        try visit.db(all)
    }

    static let fields: [Field<StatusWord>] = [
        .text(
            \.words, "words", "words", "Status word", 1...60,
            hint: "As the council’s papers print it, such as 2 On-track.",
            or: "Enter the status word in up to 60 characters"),
        .choice(\.tone, "tone", "tone", "What it counts as", or: "Choose what it counts as", radios: true),
        asks, otherSpellings, confirmation,
    ]

    private static let asks = Field<StatusWord>(
        name: "asks", label: "Asks for", columns: ["needs_new_date", "needs_words"],
        question: { form, _ in
            .checkboxes(
                form.checkboxes(
                    "asks", "What an update with it must also give",
                    [("date", "A new date, a reason and an explanation"), ("words", "An explanation")], optional: true))
        },
        read: { check, word, _ in
            let asked = check.fields.all("asks")
            (word.needsNewDate, word.needsWords) = (asked.contains("date"), asked.contains("words"))
        },
        fill: { $1.set("asks", ($0.needsNewDate ? ["date"] : []) + ($0.needsWords ? ["words"] : [])) },
        bind: { ["\($0.needsNewDate)", "\($0.needsWords)"] }, cell: { .text($0.meaning ?? "") }, accept: { _, _ in })

    private static let otherSpellings = Field<StatusWord>(
        name: "spellings", label: "Other spellings", columns: ["spellings"],
        question: { form, _ in
            .area(
                form.area(
                    "spellings", "Other spellings",
                    hint: "One on each line. Case, hyphens and full stops make no difference.", optional: true, rows: 3)
            )
        },
        read: { check, word, context in
            var lines = check.fields["spellings"].split(separator: "\n").map { Fields.tidy(String($0)) }.filter {
                !$0.isEmpty
            }
            // A word that is renamed is still understood by its old spelling.
            if let was = context.existing?.words, Assessment.key(was) != Assessment.key(word.words) {
                lines.append(was)
            }
            var seen: Set<String> = [word.words]
            word.spellings = lines.filter { seen.insert($0).inserted }
            if word.spellings.count > 20 || word.spellings.contains(where: { $0.unicodeScalars.count > 60 }) {
                check.mistake("spellings", "Enter up to 20 spellings, each on a line of up to 60 characters")
            }
        },
        fill: { $1["spellings"] = $0.spellings.joined(separator: "\n") }, bind: { ["\($0.spellings)"] },
        cell: { .texts($0.spellings) }, accept: { $1["spellings"] = $0 })

    /// Asked once a change would reach what is there already.
    private static let confirmation = Field<StatusWord>(
        name: "confirmed", label: "Change everywhere", columns: [],
        question: { form, _ in
            guard form.mistakes["confirmed"] != nil else { return nil }
            return .checkboxes(
                form.checkboxes("confirmed", "This changes what is there", [("1", "Change it everywhere")]))
        },
        read: { _, _, _ in }, fill: { _, _ in }, bind: { _ in [] }, cell: { _ in .text("") }, accept: { _, _ in }
    ).under("Before you save")

    static func check(_ word: inout StatusWord, _ check: inout Check, _ context: FormContext<StatusWord>) {
        let others = context.choices.filter { $0.id != word.id }
        if let taken = others.first(where: { $0.goes(by: word.words) }) {
            check.mistake("words", "Enter another word: \(taken.name) goes by this already")
        }
        for spelling in word.spellings {
            guard let taken = others.first(where: { $0.goes(by: spelling) }) else { continue }
            check.mistake("spellings", "Take “\(spelling)” out: it belongs to \(taken.name)")
        }
        guard let was = context.existing else { return }
        if word.tone != was.tone, let need = was.need(among: context.choices) { check.mistake("tone", need) }
        // Of a record that somebody else saved meanwhile, the two versions are shown first.
        guard check.fields["version"] == String(was.version) else { return }
        if check.mistakes.isEmpty, check.fields["confirmed"] != "1", let asked = word.consequences(since: was) {
            check.mistake("confirmed", "\(asked) Tick that it changes everywhere, or leave the word as it was")
        }
    }

    /// What changes elsewhere with it, as sentences to agree to; nil when nothing does.
    private func consequences(since was: StatusWord) -> String? {
        guard let uses = was.uses else { return nil }
        var sentences: [String] = []
        if words != was.words {
            sentences.append(
                "\(uses) will say “\(words)” instead of \(was.name), those already submitted too. If the council only changed its words for the future, stop using this one and add the new one."
            )
        }
        if tone != was.tone {
            sentences.append(
                "\(uses) will count as “\(tone.label.lowercased())” instead of “\(was.tone.label.lowercased())” in every overview."
            )
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ").sentenceCase
    }

    static let register = register(
        Paths.statusWords, title: "Status words",
        lead:
            "How the council says how far something has come, best first. Each status counts as one of six outcomes in members’ overviews."
    )
}
