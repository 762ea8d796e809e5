import Postgres

/// One heading of the council's own template of papers (003.02, 004.01-05).
struct PaperHeading: Sendable {
    typealias ID = Postgres.ID<PaperHeading>

    /// What stands under a heading.
    enum Kind: String, SQLValue, CaseIterable {
        case fact, section, youngPeople = "young_people", group, part, implication, approval, progress, appendices

        var label: String {
            switch self {
            case .fact: "A line of the block at the top"
            case .section: "A section of text"
            case .youngPeople: "The summary for children and young people"
            case .group: "A heading over others"
            case .part: "A text under the heading before it"
            case .implication: "An implication, or a part of the core purpose"
            case .approval: "An officer’s approval"
            case .progress: "The progress table"
            case .appendices: "The list of appendices"
            }
        }

        /// Whether an officer writes something under it.
        var isAnswered: Bool { ![.group, .progress, .appendices].contains(self) }
        /// Whether it may stand only once.
        var isOnce: Bool { [.youngPeople, .progress, .appendices].contains(self) }
    }

    /// What Waymark knows by itself.
    enum Known: String, SQLValue, CaseIterable {
        case nothing = "", body, heldOn = "held_on", title, plan, portfolio, linkOfficers = "link_officers", agreed

        var label: String {
            switch self {
            case .nothing: "What the officer writes"
            case .body: "The body that meets"
            case .heldOn: "The day of the meeting"
            case .title: "The title of the paper"
            case .plan: "The title of the plan"
            case .portfolio: "The plan’s portfolio"
            case .linkOfficers: "The plan’s link officers"
            case .agreed: "When the plan was agreed"
            }
        }
    }

    let id: ID
    let version, position: Int
    let kind: Kind
    let number, label, hint: String
    let known: Known
    let isRequired: Bool
    let noneWords: String
    let isRetired: Bool

    /// Whether an officer is asked for it.
    var isAsked: Bool { kind.isAnswered && known == .nothing }
    /// The id of its field in the form of a paper.
    var field: String { "answer_\(id)" }
    /// "1.1 Financial"
    var name: String { number.isEmpty ? label : "\(number) \(label)" }
}

extension PaperHeading: RowDecodable {
    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        position = try row["position"]
        kind = try row["kind"]
        number = try row["number"]
        label = try row["label"]
        hint = try row["hint"]
        known = try row["known"]
        isRequired = try row["is_required"]
        noneWords = try row["none_words"]
        isRetired = try row["is_retired"]
    }

    private static let columns: SQL =
        "id, version, position, kind, number, label, hint, known, is_required, none_words, is_retired"

    /// In the council's order.
    static var all: Query<[PaperHeading]> {
        .list("SELECT \(columns) FROM paper_headings ORDER BY position, id")
    }

    static func find(_ id: ID) -> Query<PaperHeading?> {
        .first("SELECT \(columns) FROM paper_headings WHERE id = \(id)")
    }
}
