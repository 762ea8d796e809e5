import Postgres

/// One open case as the board shows it.
struct BoardCase: RowDecodable {
    let id: ID<YoungPerson>
    let reference: String
    private let fullName, preferredName: String
    let stage: Stage.ID
    let stageWords: String
    let usualWeeks: Int?
    let since: Day
    let attempt: Int
    let isUnderWay, isRestricted: Bool
    let worker: String?
    /// What is late, with how many days: "review 7".
    private let late: [String]

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        reference = try row["reference"]
        fullName = try row["name"]
        preferredName = try row["preferred_name"]
        stage = try row["stage_id"]
        stageWords = try row["stage"]
        usualWeeks = try row["usual_weeks"]
        since = try row["stage_since"]
        attempt = try row["attempt"]
        isUnderWay = try row["is_under_way"]
        isRestricted = try row["is_restricted"]
        worker = try row["worker"]
        late = try row["late"]
    }

    static let columns: SQL = """
        x.id, x.reference, x.name, x.preferred_name, x.stage_id, g.words AS stage, g.usual_weeks, x.stage_since, x.attempt, x.is_restricted,
        w.name AS worker, coalesce(l.steps, '{}') AS late,
        EXISTS (SELECT FROM attempts a WHERE a.tenant_id = x.tenant_id AND a.young_person_id = x.id AND a.ended_on IS NULL) AS is_under_way
        """

    /// What they are called on a screen that may show it: the one place where the board asks.
    func called(for visit: Visit) -> String {
        visit.showsNames ? preferredName.isEmpty ? fullName : preferredName : reference
    }

    /// How its page shows where it stands.
    var seen: String { CaseStanding.seen(attempt, stage, since, isUnderWay) }

    /// "9 weeks"
    func time(on today: Day) -> String {
        let days = max(0, since.days(to: today))
        return days == 0
            ? "today" : days < 14 ? "\(days) \(days == 1 ? "day" : "days")" : "\((days / 7).formatted()) weeks"
    }

    private func daysOver(_ today: Day) -> Int { usualWeeks.map { since.days(to: today) - 7 * $0 } ?? 0 }

    /// How much of the usual time has gone, from 0 to 100; nil where there is no usual time.
    func share(on today: Day) -> Int? {
        usualWeeks.map { min(100, max(0, since.days(to: today) * 100 / (7 * $0))) }
    }

    func isOver(_ today: Day) -> Bool { daysOver(today) > 0 }

    /// What needs a look: what is late, then time, then facts.
    func flags(on today: Day) -> [Tag] {
        var flags = late.compactMap { BoardFlag.late($0, after: attempt > 0 && !isUnderWay) }.map {
            Tag(tone: "stop", text: $0)
        }
        let over = daysOver(today)
        if over > 0 {
            let time = over < 14 ? "\(over) \(over == 1 ? "day" : "days")" : "\(over / 7) weeks"
            flags.append(Tag(tone: "caution", text: "\(time) over the usual time"))
        }
        if attempt > 0, !isUnderWay { flags.append(Tag(tone: "idle", text: "Waits for attempt \(attempt + 1)")) }
        if attempt > 1, isUnderWay { flags.append(Tag(tone: "idle", text: "Attempt \(attempt)")) }
        if isRestricted { flags.append(Tag(tone: "flag", text: "Restricted")) }
        return flags
    }

    var isLate: Bool { !late.isEmpty }
}

/// What can be late about a case.
enum BoardFlag {
    enum Kind: String, Choice {
        case any, review, contact, referral, workCheck = "work_check", time

        var label: String {
            switch self {
            case .any: "Flagged"
            case .review: "Reviews late"
            case .contact: "Contacts late"
            case .referral: "Decisions late"
            case .workCheck: "In-work checks late"
            case .time: "Over the usual time"
            }
        }
    }

    /// "review 7" in words: "Review 7 days late".
    static func late(_ step: String, after exit: Bool) -> String? {
        let parts = step.split(separator: " ")
        guard parts.count == 2, let days = Int(parts[1]) else { return nil }
        let count = "\(days.formatted()) \(days == 1 ? "day" : "days")"
        switch parts[0] {
        case "review": return "Review \(count) late"
        case "contact": return (exit ? "Re-contact" : "Contact") + " \(count) late"
        case "referral": return "Decision \(count) late"
        case "work_check": return "In-work check \(count) late"
        case "goal": return "Goal \(count) late"
        case "access_request": return "Subject access request \(count) late"
        case "start": return "Start \(count) late"
        case "interview": return "Interview \(count) ago, no result"
        case "application": return "Closed \(count) ago, not applied"
        case "end": return "Planned end \(count) ago"
        default: return nil
        }
    }
}

extension BoardCase {
    /// Of the table.
    static func columns(_ visit: Visit) -> [ListColumn<BoardCase>] {
        let today = visit.today
        return [
            ListColumn("Young person", "reference", sort: .byName("x.reference")) { item, visit in
                .over(.link(item.called(for: visit), Paths.youngPerson(item.id)), Below(quiet: item.reference))
            },
            ListColumn("Stage", "stage", sort: "g.position") { .text($0.stageWords) },
            ListColumn("In stage", "since", sort: "x.stage_since") {
                .over(.text($0.time(on: today)), Below(quiet: "since \($0.since.longText)"))
            },
            ListColumn("Flags", "flags") { .tags($0.flags(on: today), file: "") },
            ListColumn("Worker", "worker", sort: .byName("w.name")) { .text($0.worker ?? "", absent: "Nobody yet") },
            ListColumn("Move", "move") { item, visit in
                visit.can(.changeReferrals)
                    ? .link("Move", Paths.youngPerson(item.id, "/move"), after: " \(item.called(for: visit))")
                    : .text("", absent: "")
            },
        ]
    }
}
