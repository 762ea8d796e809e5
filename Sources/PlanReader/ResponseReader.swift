/// What an executive answers to a recommendation: "Accepted in part. The service will …", "Reject", "The Cabinet agrees this".
enum ResponseReader {
    typealias Response = PlanFile.Recommendation.Response

    private static let openings: [(Response, [String])] = [
        (
            .acceptedInPart,
            [
                "in part", "partly", "partially", "part accept", "part agree", "part support", "partial",
                "accepted in part", "agreed in part", "accept in part", "agree in part", "supported in part",
                "support in part", "accepted with amendment", "accepted with amendments", "accepted subject to",
                "agreed subject to", "accepted as amended", "agreed as amended", "derbyn yn rhannol",
            ]
        ),
        (
            .notAccepted,
            [
                "not accept", "not agree", "not support", "not approved", "reject", "decline", "refuse", "disagree",
                "do not", "does not", "cannot accept", "cannot agree", "unable to accept", "gwrthod",
            ]
        ),
        (.accepted, ["accept", "agree", "support", "approve", "endorse", "derbyn"]),
    ]

    /// What such a word may end in: "accept", "accepts", "accepted".
    private static let endings = ["", "s", "d", "ed", "ing", "ion", "al"]

    /// Nil when it does not begin with an answer.
    static func read(_ text: String) -> (response: Response, words: String)? {
        let words = text.prefix(400).folded
        if words == "part" { return (.acceptedInPart, "") }
        // A form that nobody filled in: "Accept / Partially accept / Reject".
        let offered = text.prefix { !$0.isNewline }.prefix(200).split(separator: "/").compactMap {
            opening($0.folded)?.0
        }
        if Set(offered).count > 1 { return nil }
        if let short = yesOrNo(text) { return (short, words.words.count == 1 ? "" : text) }
        if let (response, isAll) = opening(words) { return (response, isAll ? "" : text) }
        return sentence(words).map { ($0, text) }
    }

    private static func opening(_ words: String) -> (Response, isAll: Bool)? {
        for (response, openings) in openings {
            for opening in openings where words.hasPrefix(opening) {
                let rest = words.dropFirst(opening.count)
                let ending = rest.prefix { $0 != " " }
                guard endings.contains(String(ending)) || opening == "refuse" && ending == "d" else { continue }
                let next = rest.dropFirst(ending.count).words.first.map(String.init)
                // "Agreed not to accept"; "support from others is needed" is no answer.
                if response == .accepted, next == "not" { return (.notAccepted, false) }
                if opening == "support", ending.isEmpty, let next, !["this", "the", "recommendation"].contains(next) {
                    continue
                }
                return (response, rest.count == ending.count)
            }
        }
        return nil
    }

    /// "Yes", "No – the law does not allow it"; not "No further action".
    private static func yesOrNo(_ text: String) -> Response? {
        let words = text.prefix { !$0.isNewline }.firstWords(2)
        guard let first = words.first else { return nil }
        let bare = first.folded
        guard bare == "yes" || bare == "no" || bare == "y" || bare == "n" else { return nil }
        let isAlone =
            words.count == 1 || first.last.map { ".,;:".contains($0) } == true
            || words[1].first.map { "–-—(".contains($0) } == true
        return isAlone ? (bare.first == "y" ? .accepted : .notAccepted) : nil
    }

    private static let subjects: Set<String> = [
        "the", "this", "that", "these", "cabinet", "executive", "council", "member", "members", "committee",
        "portfolio",
        "holder", "holders", "recommendation", "recommendations", "is", "are", "was", "were", "has", "have", "been",
        "be",
        "officers", "we", "in", "part", "partially", "partly", "fully", "mayor", "leader", "and", "not", "does", "do",
        "principle",
    ]

    /// "The Cabinet accepts this recommendation."
    private static func sentence(_ folded: String) -> Response? {
        let words = folded.words.prefix(9).map(String.init)
        guard let at = words.firstIndex(where: { !subjects.contains($0) }), at > 0 else { return nil }
        guard let (response, _) = opening(words[at]),
            Set(words).contains("recommendation") || Set(words).contains("cabinet")
                || Set(words).contains("executive")
        else { return nil }
        let before = words[..<at]
        if before.contains("not") { return .notAccepted }
        if response == .accepted, before.contains(where: { $0.hasPrefix("part") }) { return .acceptedInPart }
        return response
    }
}
