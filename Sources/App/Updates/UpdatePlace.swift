import Postgres

/// What an update is about: a recommendation as a whole, or one of its actions.
struct UpdatePlace: Hashable, Sendable {
    let recommendationID: Recommendation.ID
    let actionID: Action.ID?

    init(_ recommendationID: Recommendation.ID, _ actionID: Action.ID?) {
        (self.recommendationID, self.actionID) = (recommendationID, actionID)
    }

    /// As a form or an address names it: "12", or "12-34" for an action.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let recommendation = Recommendation.ID(parts[0]) else { return nil }
        if parts.count == 2 {
            guard let action = Action.ID(parts[1]) else { return nil }
            self.init(recommendation, action)
        } else {
            self.init(recommendation, nil)
        }
    }

    var text: String { "\(recommendationID)" + (actionID.map { "-\($0)" } ?? "") }
}
