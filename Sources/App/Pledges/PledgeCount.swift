import Postgres

/// What is counted of a pledge, each kept apart from the others (003.08).
enum PledgeCount: String, Choice {
    case madeAvailable = "made_available", applied, offered, takenUp = "taken_up", completed, employed

    var label: String {
        switch self {
        case .madeAvailable: "Made available"
        case .takenUp: "Taken up"
        case .employed: "Now employed"
        case .applied, .offered, .completed: rawValue.sentenceCase
        }
    }

    /// What its number is a number of.
    var unit: String { self == .madeAvailable ? "places" : "people" }

    var meaning: String {
        switch self {
        case .madeAvailable:
            "Places of the opportunities that count, and placements that came from none of them."
        case .applied: "Young people who applied for an opportunity that counts."
        case .offered: "Young people who were offered a place, and all who took one up."
        case .takenUp: "Young people whose placement began or is agreed to begin."
        case .completed: "Young people who completed a placement, or went from it into a job."
        case .employed: "Young people in a job on that day that began after their placement did."
        }
    }
}

/// What counted towards a pledge on a day: true numbers, for those who see young people.
struct PledgeNumbers: RowDecodable, Sendable {
    let madeAvailable, offered, takenUp, completed, employed: Int
    /// Nil where no opportunity counts: applications were not kept.
    let applied: Int?
    /// Of those who took a place up: whose placement is still to begin.
    let toStart: Int
    /// What is held against the target: what had begun by the last day of the pledge.
    let reached: Int
    /// When the target was reached.
    let metOn: Day?

    init(row: Row) throws(PostgresError) {
        madeAvailable = try row["made_available"]
        applied = try row["applied"]
        offered = try row["offered"]
        takenUp = try row["taken_up"]
        toStart = try row["to_start"]
        completed = try row["completed"]
        employed = try row["employed"]
        reached = try row["reached"]
        metOn = try row["met_on"]
    }

    /// The number beside the target: all of them once it was reached; else what had begun, so that no number that reads like the
    /// target stands beside “missed”.
    func said(of measure: PledgeCount) -> Int { metOn == nil ? reached : self[measure] ?? 0 }

    subscript(count: PledgeCount) -> Int? {
        switch count {
        case .madeAvailable: madeAvailable
        case .applied: applied
        case .offered: offered
        case .takenUp: takenUp
        case .completed: completed
        case .employed: employed
        }
    }
}

/// What is told of a pledge to those who see no young people: to the nearest five, five or fewer not told apart, as at the end
/// of a month (app.coarse).
struct PledgeTold: RowDecodable, Sendable {
    let asOf: Day
    private let numbers: [PledgeCount: Int]
    let reached: Int

    init(row: Row) throws(PostgresError) {
        asOf = try row["told_as_of"]
        var numbers: [PledgeCount: Int] = [:]
        for (count, column) in Self.named { numbers[count] = try row[column] as Int? }
        self.numbers = numbers
        reached = try row["told_reached"]
    }

    private static let named: [(PledgeCount, StaticString)] = [
        (.madeAvailable, "told_made_available"), (.applied, "told_applied"), (.offered, "told_offered"),
        (.takenUp, "told_taken_up"), (.completed, "told_completed"), (.employed, "told_employed"),
    ]

    /// Of the pledge `x`: what was told last by a day.
    static func latest(by day: SQL = "app.today()") -> SQL {
        """
        SELECT c.as_of AS told_as_of, max(c.number) FILTER (WHERE c.figure = 'made_available') AS told_made_available,
        max(c.number) FILTER (WHERE c.figure = 'applied') AS told_applied, max(c.number) FILTER (WHERE c.figure = 'offered') AS told_offered,
        max(c.number) FILTER (WHERE c.figure = 'taken_up') AS told_taken_up,
        max(c.number) FILTER (WHERE c.figure = 'completed') AS told_completed,
        max(c.number) FILTER (WHERE c.figure = 'employed') AS told_employed,
        coalesce(max(c.number) FILTER (WHERE c.figure = 'reached'), 0) AS told_reached
          FROM pledge_counts c WHERE c.tenant_id = x.tenant_id AND c.pledge_id = x.id AND c.as_of >= x.begins_on
           AND c.as_of <= \(day)
         GROUP BY c.as_of ORDER BY c.as_of DESC LIMIT 1
        """
    }

    subscript(count: PledgeCount) -> Int? { numbers[count] }

    /// "about 10", "5 or fewer", "not recorded".
    func words(_ count: PledgeCount) -> String { numbers[count].map(Self.words) ?? "not recorded" }

    static func words(_ number: Int) -> String { Disclosure.words(ofStep: number) }

    /// Every number that is told as this one.
    static func range(_ number: Int) -> ClosedRange<Int> { Disclosure.range(ofStep: number) }
}

/// How a pledge stands: computed from what counts, never typed.
enum PledgeState: Sendable, Equatable {
    case notStarted
    case underWay
    /// With the day on which the target was reached, for those who may know it.
    case met(Day?)
    case missed
    /// The number is told too coarsely to say so.
    case untold
    /// No month has ended since it was published.
    case noFigures

    init(_ pledge: Pledge, _ numbers: PledgeNumbers, on day: Day) {
        if let met = numbers.metOn, pledge.ends.map({ met <= $0 }) ?? true {
            self = .met(met)
        } else if let ends = pledge.ends, ends < day {
            self = .missed
        } else {
            let any = PledgeCount.allCases.contains { (numbers[$0] ?? 0) > 0 }
            self = any && pledge.begins <= day ? .underWay : .notStarted
        }
    }

    /// Said only where every number that is told alike would give the same.
    init(_ pledge: Pledge, _ told: PledgeTold) {
        let range = PledgeTold.range(told.reached)
        if range.lowerBound >= pledge.target {
            self = .met(nil)
        } else if range.upperBound >= pledge.target {
            self = .untold
        } else {
            self = pledge.ends.map { $0 <= told.asOf } ?? false ? .missed : .underWay
        }
    }

    var tag: Tag {
        switch self {
        case .notStarted: Tag(tone: "idle", text: "Not started")
        case .underWay: Tag(tone: "steady", text: "Under way")
        case .met: Tag(tone: "good", text: "Met")
        case .missed: Tag(tone: "stop", text: "Missed")
        case .untold: Tag(tone: "idle", text: "Too close to say")
        case .noFigures: Tag(tone: "idle", text: "No figures yet")
        }
    }
}
