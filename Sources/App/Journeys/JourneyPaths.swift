import Postgres

/// Where journeys are.
extension Paths {
    static let board = "/board"
    static let boardTable = "/board/table"
    static let boardSheet = "/board/sheet"
    static let referrals = "/referrals"

    static func referral(_ id: ID<Referral>, of person: ID<YoungPerson>) -> String {
        youngPerson(person, "/referrals/\(id)")
    }

    /// The form of a placement, begun with its kind.
    static func newPlacement(of person: ID<YoungPerson>, kind: String) -> String {
        youngPerson(person, "/placements/new?kind=\(kind)")
    }
}
