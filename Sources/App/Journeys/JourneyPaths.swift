import Postgres

/// Where journeys are.
extension Paths {
    static let board = "/board"
    static let boardTable = "/board/table"
    static let boardSheet = "/board/sheet"
    static let referrals = "/referrals"

    /// The page of a young person, and what lies under it.
    static func journey(of person: ID<YoungPerson>, _ part: String = "") -> String { "/young-people/\(person)" + part }

    static func referral(_ id: ID<Referral>, of person: ID<YoungPerson>) -> String {
        journey(of: person, "/referrals/\(id)")
    }

    /// The form of a placement, begun with its kind.
    static func newPlacement(of person: ID<YoungPerson>, kind: String) -> String {
        journey(of: person, "/placements/new?kind=\(kind)")
    }
}
