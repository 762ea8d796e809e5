import Postgres

/// One heading of the council's own template of papers (003.02, 004.01-05).
struct PaperHeading: Record {
    typealias ID = Postgres.ID<PaperHeading>

    /// What stands under a heading.
    enum Kind: String, Choice {
        case fact, section, youngPeople = "young_people", group, part, implication, approval, progress, pledges,
            appendices

        var label: String {
            switch self {
            case .fact: "Front-page field"
            case .section: "A section of text"
            case .youngPeople: "The summary for children and young people"
            case .group: "A heading over others"
            case .part: "A text under the heading before it"
            case .implication: "An implication, or a part of the core purpose"
            case .approval: "An officer’s approval"
            case .progress: "The progress table"
            case .pledges: "The pledges, and how they stand"
            case .appendices: "The list of appendices"
            }
        }

        /// Whether an officer writes something under it.
        var isAnswered: Bool { ![.group, .progress, .pledges, .appendices].contains(self) }
        /// Whether it may stand only once.
        var isOnce: Bool { [.youngPeople, .progress, .pledges, .appendices].contains(self) }
    }

    /// What Waymark knows by itself.
    enum Known: String, Choice {
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

    var id = ID(0), version = 0
    var kind = Kind.section
    var number = "", label = "", hint = ""
    var known = Known.nothing
    var isRequired = false
    var noneWords = ""
    var isRetired = false
    /// The heading that it stands behind; nil for the first place.
    var after: ID?

    init() {}

    /// As a template begins with it.
    init(
        _ kind: Kind, _ label: String, number: String = "", hint: String = "", known: Known = .nothing,
        required: Bool = false, none: String = ""
    ) {
        (self.kind, self.label, self.number, self.hint) = (kind, label, number, hint)
        (self.known, isRequired, noneWords) = (known, required, none)
    }

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        kind = try row["kind"]
        number = try row["number"]
        label = try row["label"]
        hint = try row["hint"]
        known = try row["known"]
        isRequired = try row["is_required"]
        noneWords = try row["none_words"]
        isRetired = try row["is_retired"]
        after = try row["after"]
    }

    /// Whether an officer is asked for it.
    var isAsked: Bool { kind.isAnswered && known == .nothing }
    /// The id of its field in the form of a paper.
    var field: String { "answer_\(id)" }
    /// "1.1 Financial"
    var name: String { number.isEmpty ? label : "\(number) \(label)" }
    var mention: String { "“\(label)”" }

    static let table: StaticString = "paper_headings"
    static let words = RecordWords(one: "heading", many: "headings")
    static let select: SQL = """
        SELECT x.id, x.version, x.kind, x.number, x.label, x.hint, x.known, x.is_required, x.none_words, x.is_retired,
               (SELECT h.id FROM paper_headings AS h WHERE (h.position, h.id) < (x.position, x.id)
                 ORDER BY h.position DESC, h.id DESC LIMIT 1) AS after
          FROM paper_headings AS x
        """
    static let order: SQL = "x.position, x.id"

    /// In the council's order.
    static var all: Query<[PaperHeading]> { .list("\(select) ORDER BY \(order)") }
}
