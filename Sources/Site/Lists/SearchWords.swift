/// What somebody looks for: words by their beginnings, and phrases in quotes as they stand. All of them must be there.
struct SearchWords {
    /// As it was typed.
    let text: String
    /// As `find_words` holds them: " begin", " the phrase ".
    let needles: [String]

    private static let most = 10

    init(_ typed: String) {
        text = String(Fields.tidy(typed).prefix(200))
        var needles: [String] = []
        // What stands between two quotes is a phrase; a quote that is never closed is none.
        let parts = text.split(omittingEmptySubsequences: false) { "\"“”".contains($0) }
        for (index, part) in parts.enumerated() {
            let words = Folding(String(part)).text.split(separator: " ")
            if index % 2 == 1, index < parts.count - 1 {
                if !words.isEmpty { needles.append(" " + words.joined(separator: " ") + " ") }
            } else {
                needles += words.map { " " + $0 }
            }
        }
        self.needles = Array(needles.prefix(Self.most))
    }

    /// As names are kept for comparing.
    var key: String { folded(text) }

    /// "7a" when a recommendation is asked for by its number; empty otherwise.
    var number: String {
        let words = key.split(separator: " ")
        guard let last = words.last, last.first?.isNumber == true, last.utf8.count <= 12,
            words.count == 1 || words.count == 2 && ["recommendation", "rec", "no", "no."].contains(words[0])
        else { return "" }
        return String(last)
    }

    /// Each by itself, when there are several.
    var alone: [String] {
        needles.count < 2
            ? []
            : needles.map { needle in
                let words = needle.split(separator: " ").joined(separator: " ")
                return needle.hasSuffix(" ") ? "\"\(words)\"" : words
            }
    }
}
