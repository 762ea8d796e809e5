/// What a recommendation asks of whom, where the paper has no column for it: "The Head of Ponds is requested to dig".
enum AskedReader {
    struct Asked: Equatable {
        var leads: [PlanDraft.Lead], words: String
    }

    static func read(_ text: String) -> Asked? {
        for verb in ["requested", "invited", "asked"] {
            for link in [" is ", " are "] {
                guard let range = text.firstRange(of: link + verb + " to ") else { continue }
                return Asked(leads: leads(text[..<range.lowerBound]), words: sentence(text[range.upperBound...]))
            }
        }
        for verb in ["requests", "asks", "invites"] {
            guard
                let range =
                    (text.firstRange(of: verb + " the ") ?? text.firstRange(of: verb.capitalisedFirst + " the ")),
                let to = text[range.upperBound...].firstRange(of: " to ")
            else { continue }
            return Asked(
                leads: leads(text[range.upperBound..<to.lowerBound]), words: sentence(text[to.upperBound...]))
        }
        for opening in ["requests that ", " that an ", " that a "] {
            guard let range = text.firstRange(of: opening) else { continue }
            let words = text[range.upperBound...]
            let article = opening.hasSuffix("an ") ? "an " : opening.hasSuffix(" a ") ? "a " : ""
            if words.contains("report"), words.contains("submitted") {
                return Asked(leads: [], words: sentence(article + words))
            }
        }
        return nil
    }

    /// The vague ones, of which the paper does not say who they are.
    static func isVague(_ lead: PlanDraft.Lead) -> Bool {
        ["appropriate", "relevant"].contains(lead.name.folded.firstWords(1).first.map(String.init) ?? "")
    }

    private static func sentence(_ words: some StringProtocol) -> String { words.trimmed.capitalisedFirst }

    private static func leads(_ text: Substring) -> [PlanDraft.Lead] {
        var pieces = text.split(separator: " and the ").map { $0.trimmed }
        if pieces.count == 1, let only = pieces.first, only.contains(", "), !LeadReader.isOnePost(only) {
            pieces = only.split(separator: ", ").map { $0.trimmed }
            if let last = pieces.popLast() { pieces += last.split(separator: " and ", maxSplits: 1).map { $0.trimmed } }
        }
        return pieces.prefix(12).compactMap { piece in
            let name = piece.trimmedOfStops.withoutArticle.trimmed.capitalisedFirst
            return name.isEmpty || name.count > 200 ? nil : .init(name: name, kind: kind(name))
        }
    }

    private static func kind(_ name: String) -> PlanFile.Leader.Kind {
        let posts: Set = ["head", "director", "officer", "chief", "manager", "member", "leader", "representative"]
        let words = name.folded.words.map(String.init)
        if words.contains(where: posts.contains) { return .post }
        return words.first == "other" ? .class : .team
    }
}

extension String {
    /// "dig a pond" is "Dig a pond".
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

    fileprivate var withoutArticle: String {
        for article in ["the ", "a ", "an "] where lowercased().hasPrefix(article) {
            return String(dropFirst(article.count))
        }
        return self
    }
}
