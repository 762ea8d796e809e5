import Postgres

/// A young person put forward for an opportunity. A guaranteed interview is no guaranteed job: the route is everyone's
/// (003.17), and where it was not, the record says why.
struct Interest: Record {
    /// What became of it, as it is known so far.
    enum Result: String, Choice {
        case open = "", didNotAttend = "did_not_attend", notSelected = "not_selected", offered, accepted, declined
        case withdrawn

        var label: String {
            switch self {
            case .open: "No result yet"
            case .didNotAttend: "Did not attend"
            case .notSelected: "Not selected"
            case .offered: "Offered a place"
            case .accepted: "Accepted the offer"
            case .declined: "Declined the offer"
            case .withdrawn: "Withdrew"
            }
        }

        var tone: String {
            switch self {
            case .open: "steady"
            case .offered: "flag"
            case .accepted: "good"
            case .didNotAttend, .notSelected, .declined, .withdrawn: "idle"
            }
        }
    }

    var id = ID<Interest>(0), version = 0
    var opportunity: ID<Opportunity>?
    var title = "", offeredBy = ""
    var expressed = Day.first, applied: Day?
    var isSameRoute = true, routeWords = ""
    var interview: Day?, interviewTime = ""
    var usedGuarantee = false
    var result = Result.open, resultOn: Day?
    var words = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        opportunity = try row["opportunity_id"]
        title = try row["title"]
        offeredBy = try row["offered_by"]
        expressed = try row["expressed_on"]
        applied = try row["applied_on"]
        isSameRoute = try row["same_route"]
        routeWords = try row["route_words"]
        interview = try row["interview_on"]
        interviewTime = String((try row["interview_time"] as String? ?? "").prefix(5))
        usedGuarantee = try row["used_guarantee"]
        result = try row["result"]
        resultOn = try row["result_on"]
        words = try row["words"]
    }

    var name: String { title }
    var mention: String { "this interest" }

    static let table: StaticString = "interests"
    static let words = RecordWords(one: "interest", many: "interests")
    static let order: SQL = "x.expressed_on DESC, x.id DESC"
    static let source: SQL = """
        interests AS x JOIN opportunities AS o ON o.tenant_id = x.tenant_id AND o.id = x.opportunity_id
          LEFT JOIN employers AS e ON e.tenant_id = o.tenant_id AND e.id = o.employer_id
          LEFT JOIN council_teams AS t ON t.tenant_id = o.tenant_id AND t.id = o.team_id
        """
    static let select: SQL = """
        SELECT \(ownColumns), o.title, coalesce(e.name, t.name, '') AS offered_by FROM \(source)
        """

    static let unique: Unique<Interest>? = Unique(
        "opportunity", or: "They are put forward for this already: open that interest, or choose another opportunity"
    ) { interest, home in
        interest.result.isOpen
            ? """
            x.opportunity_id = \(interest.opportunity) AND \(home.scope) AND x.result IN ('', 'offered', 'accepted')
            """ : "false"
    }
}

extension Interest.Result {
    /// While it is, the same person is not put forward for the same a second time.
    var isOpen: Bool { self == .open || self == .offered || self == .accepted }
}
