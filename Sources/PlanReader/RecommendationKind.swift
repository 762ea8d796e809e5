import Values

/// What a recommendation does, and which others it names.
enum RecommendationKind {
    static func read(_ text: String) -> PlanFile.Recommendation.Kind {
        let words = Set(text.folded.words.prefix(120).map { String($0) })
        if !words.isDisjoint(with: ["request", "requests", "requested", "recommend", "recommends", "submitted"]) {
            return .asks
        }
        if !words.isDisjoint(with: ["invited", "invites", "invite"]) { return .invitesUpdate }
        if !words.isDisjoint(with: ["commends", "commend", "congratulates", "thanks"]) { return .commends }
        return words.isDisjoint(with: ["welcomes", "notes", "note", "recognises", "acknowledges"]) ? .asks : .notes
    }

    /// The numbers in "Recommendation 4" and "Recommendations 2 and 3".
    static func mentions(_ texts: [String], besides own: String) -> [String] {
        var found: [String] = [], seen: Set = [own]
        for text in texts {
            let words = text.words
            for (index, word) in words.enumerated() where ["recommendation", "recommendations"].contains(word.folded) {
                let numbers = words.dropFirst(index + 1).prefix(5).prefix { Label.isNumber($0.bare) || $0 == "and" }
                for number in numbers.map(\.bare)
                where Label.isNumber(number) && seen.insert(number).inserted { found.append(number) }
            }
        }
        return found
    }

    /// The numbers in "referred to in Q2 and Q10 above", where Q might otherwise be a quarter.
    static func questions(_ texts: [String]) -> [String] {
        texts.flatMap { text -> [String] in
            let words = text.words.map(\.bare)
            return words.indices.compactMap { at in
                let number = words[at].dropFirst()
                let isQuestion = words[at].first == "Q" && Label.isNumber(number)
                return isQuestion && words[at...].prefix(5).contains("above") ? String(number) : nil
            }
        }
    }
}
