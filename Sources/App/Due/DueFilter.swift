import HTTP
import Postgres

/// What of the due list is asked for; all of it is in the address.
struct DueFilter {
    enum Span: String, CaseIterable {
        case overdue, soon, next, later

        var label: String {
            switch self {
            case .overdue: "Overdue"
            case .soon: "Due within 30 days"
            case .next: "Due in 31 to 90 days"
            case .later: "Due later"
            }
        }
    }
    enum Order: String, CaseIterable {
        case due, meeting, plan, lead

        var label: String {
            switch self {
            case .due: "Due date"
            case .meeting: "Overdue first, then by meeting"
            case .plan: "Plan"
            case .lead: "Lead"
            }
        }
    }

    var text = ""
    var lead: Lead.ID?
    var plan: Plan.ID?
    /// What comes to one meeting.
    var meeting: Meeting.ID?
    var kind: DueItem.Kind?
    var span: Span?
    var order = Order.due
    var isDescending = false
    var page = 1
    /// Only what a team of the person's leads.
    var isMine = false

    static let perPage = 50

    init(_ visit: Visit) {
        text = String(visit.query("text").prefix(100))
        lead = Lead.ID(visit.query("lead"))
        plan = Plan.ID(visit.query("plan"))
        meeting = Meeting.ID(visit.query("meeting"))
        kind = DueItem.Kind(rawValue: visit.query("kind"))
        span = Span(rawValue: visit.query("when"))
        let sort = visit.query("sort")
        isDescending = sort.hasPrefix("-")
        order = Order(rawValue: isDescending ? String(sort.dropFirst()) : sort) ?? .due
        page = min(max(Int(visit.query("page")) ?? 1, 1), 100_000)
        isMine = Self.isMine(visit)
    }

    /// All that is owed to one meeting.
    init(meeting: Meeting.ID, for visit: Visit) {
        self.meeting = meeting
        isMine = Self.isMine(visit)
    }

    private static func isMine(_ visit: Visit) -> Bool { !visit.can(.recordUpdates) && visit.can(.updateLed) }

    /// The address of this state of the list.
    var path: String { Paths.due + query }
    func path(as format: ListFormat) -> String { "\(Paths.due).\(format.rawValue)\(query)" }

    private var query: String {
        var pairs: [(String, String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { pairs.append((name, value)) }
        }
        add("text", text)
        add("lead", lead.map { "\($0)" })
        add("plan", plan.map { "\($0)" })
        add("meeting", meeting.map { "\($0)" })
        add("kind", kind?.rawValue)
        add("when", span?.rawValue)
        add("sort", sort == "due" ? nil : sort)
        add("page", page > 1 ? String(page) : nil)
        return pairs.isEmpty ? "" : "?" + Form(pairs).encoded()
    }

    var sort: String { (isDescending ? "-" : "") + order.rawValue }

    func with(_ change: (inout DueFilter) -> Void) -> DueFilter {
        var other = self
        other.page = 1
        change(&other)
        return other
    }

    /// How many filters are set.
    var count: Int { [!text.isEmpty, lead != nil, plan != nil, meeting != nil, kind != nil, span != nil].count { $0 } }
}
