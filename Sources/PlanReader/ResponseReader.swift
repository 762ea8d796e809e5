/// What an executive answers to a recommendation: "Accepted in part. The service will …".
enum ResponseReader {
    private static let openings: [(PlanFile.Recommendation.Response, [String])] = [
        (
            .acceptedInPart,
            [
                "accepted in part", "partially accepted", "partly accepted", "part accepted", "partially agreed",
                "agreed in part",
            ]
        ),
        (.notAccepted, ["not accepted", "not agreed", "rejected", "declined", "refused"]),
        (.accepted, ["accepted", "agreed", "accept", "agree", "derbyn"]),
    ]

    /// Nil when it does not begin with an answer.
    static func read(_ text: String) -> (response: PlanFile.Recommendation.Response, words: String)? {
        let words = text.folded
        for (response, openings) in openings {
            for opening in openings where words == opening || words.hasPrefix(opening + " ") {
                return (response, words == opening ? "" : text)
            }
        }
        return nil
    }
}
