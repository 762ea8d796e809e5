/// What a summary says of how many stand where, held against the table ("Three are met").
enum StatedCounts {
    /// "Two of the seven recommendations are Part met"
    struct Claim: Equatable, Sendable {
        let count: Int
        let status: String
        /// It names recommendations, so nothing else can be meant.
        let isExplicit: Bool
    }

    private static let verbs: Set<String> = [
        "is", "are", "was", "were", "has", "have", "be", "been", "now", "stand", "stands", "at",
    ]
    private static let fillers: Set<String> = [
        "of", "the", "its", "our", "all", "these", "those", "them", "recommendation", "recommendations",
    ]

    /// Claims about any of these statuses, in their folded words.
    static func claims(in text: String, of statuses: [String]) -> [Claim] {
        let known = statuses.map { ($0, $0.split(separator: " ").map(String.init)) }.sorted { $0.1.count > $1.1.count }
        return text.split { ".!?;:\n".contains($0) }.flatMap { sentence in
            let words = Assessment.key(String(sentence)).split { !($0.isLetter || $0.isNumber) }.map(String.init)
            return words.indices.compactMap { claim(at: $0, in: words, of: known) }
        }
    }

    /// A number, what is counted, a verb, a status; nothing else between them.
    private static func claim(at start: Int, in words: [String], of known: [(String, [String])]) -> Claim? {
        guard let count = ["no", "none"].contains(words[start]) ? 0 : Totals.number(words[start]) else { return nil }
        // "of the seven": the number of all belongs to what is counted.
        guard start == 0 || !["of", "the", "this", "that", "which", "each"].contains(words[start - 1]) else {
            return nil
        }
        var at = start + 1
        while at < words.count, fillers.contains(words[at]) || Totals.number(words[at]) != nil { at += 1 }
        let counted = words[(start + 1)..<at]
        let verb = at
        while at < words.count, verbs.contains(words[at]) { at += 1 }
        guard at > verb, let status = known.first(where: { words[at...].starts(with: $0.1) }) else { return nil }
        let isExplicit = counted.contains { $0.hasPrefix("recommendation") }
        // "Recommendations 3 and 5 are met": numbers of the list, not of how many.
        guard isExplicit || start == 0 || Int(words[start]) == nil else { return nil }
        return Claim(count: count, status: status.0, isExplicit: isExplicit)
    }

    /// Where a typed text counts otherwise than the table under it.
    static func findings(_ source: PaperSource) -> [PaperFinding] {
        let table = Table(source)
        return source.headings.filter(\.isAsked).flatMap { heading in
            claims(in: source.answer(heading).words, of: table.statuses).compactMap { claim in
                guard let (words, counts) = table.count(claim.status), !counts.contains(claim.count) else { return nil }
                let sentence =
                    "“\(heading.label)” says that \(counted(claim.count)) \(claim.count == 1 ? "is" : "are") “\(words)”, but the table has \(counted(counts.first ?? 0))"
                return claim.isExplicit
                    ? .error(sentence, .heading(heading.id)) : .warning(sentence, .heading(heading.id))
            }
        }
    }

    /// How many of the table stand at each status: of recommendations, and of actions where the table gives each its own.
    private struct Table {
        private var words: [String: String] = [:]
        private var recommendations: [String: Int] = [:]
        private var actions: [String: Int] = [:]

        var statuses: [String] { words.keys.sorted() }

        init(_ source: PaperSource) {
            for assessment in source.assessments {
                for spelling in [assessment.words] + assessment.spellings {
                    for key in Self.keys(spelling) {
                        words[key] = assessment.words
                        recommendations[key] = source.recommendations.count { $0.assessmentID == assessment.id }
                        actions[key] = source.actions.count { $0.assessmentID == assessment.id }
                    }
                }
            }
            words["signed off"] = "signed off"
            recommendations["signed off"] = source.recommendations.count { $0.state == .signedOff }
        }

        /// "1 fully achieved" is said "fully achieved" too.
        private static func keys(_ words: String) -> [String] {
            let key = Assessment.key(words), bare = key.drop { $0.isNumber || $0 == " " }
            return [key, String(bare)].filter { !$0.isEmpty }
        }

        func count(_ status: String) -> (words: String, counts: [Int])? {
            words[status].map { ($0, [recommendations[status] ?? 0] + (actions[status].map { [$0] } ?? [])) }
        }
    }
}
