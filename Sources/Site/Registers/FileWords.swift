/// Words of a file that a choice does not have: each is asked about once, for every row that has it.
struct FileWords: Sendable {
    /// Of more, the others are told row by row: most likely the column is another one.
    static let most = 20
    /// What an answer says of a word that is to be left out.
    static let leftOut = "left_out"

    /// A choice as a file is read into it.
    struct Choice: Sendable {
        /// The same for each row of a part that repeats: "cohorts_group".
        let name: String
        /// "Group"
        let label: String
        let options: [(value: String, text: String)]
        fileprivate let known: Set<String>

        /// Nil where anything may be written.
        init?(_ name: String, _ label: String, _ options: [(value: String, text: String)]) {
            guard !options.isEmpty else { return nil }
            (self.name, self.label) = (name, label)
            var values: Set<String> = [""]
            self.options = options.filter { values.insert($0.value).inserted }
            known = Set(options.flatMap { [folded($0.text), folded($0.value)] })
        }
    }

    /// A word that is asked about.
    struct Word: Sendable {
        let choice: Choice
        let text: String
        /// The box of its answer.
        let field: String
        /// The value that it stands for, `leftOut`, or empty while nobody has said.
        let answer: String
    }

    private let form: Fields
    private(set) var asked: [Word] = []
    private var places: [String: Int] = [:]

    init(_ form: Fields) { self.form = form }

    var isAnswered: Bool { asked.allSatisfy { !$0.answer.isEmpty } }

    /// What a cell says in the words of a choice, empty where it is left out; nil while nobody has said what it means.
    mutating func read(_ cell: String, _ choice: Choice) -> String? {
        let text = folded(cell)
        guard !choice.known.contains(text) else { return cell }
        let field = "word_" + Secret.digest(choice.name + " " + text)
        if places[field] == nil {
            guard asked.count < Self.most else { return cell }
            let said = form[field]
            let isKnown = said == Self.leftOut || choice.options.contains { $0.value == said }
            places[field] = asked.count
            asked.append(Word(choice: choice, text: cell, field: field, answer: isKnown ? said : ""))
        }
        guard let word = places[field].map({ asked[$0] }), !word.answer.isEmpty else { return nil }
        return choice.options.first { $0.value == word.answer }?.text ?? ""
    }
}
