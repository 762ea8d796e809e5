import Postgres

/// Something that is still to be done for a young person, by a day.
struct DayStep: RowDecodable {
    typealias Kind = CaseStep.Kind

    /// Where it stands on the page.
    enum Part: String, SQLValue { case overdue, today, week }

    let part: Part
    let kind: Kind
    let person: ID<YoungPerson>
    /// Of the record of its kind; 0 where there is none yet.
    let record: Int64
    /// The placement that it is about.
    let placement: Int64?
    let dueOn: Day
    /// The day on which it stands: when it is due, or booked before that.
    let day: Day
    let bookedOn: Day?
    /// "10:30", on the day it is booked for.
    let time: String
    let reference, called: String
    let isRestricted: Bool
    let telephone, contactWords: String
    let attempt: Int
    let worker: String?
    /// What it is about: the opportunity, the role, the goal, who referred.
    let about: String
    /// Where, or who does it.
    let place: String
    /// Since when: a start in work, a referral.
    let since: Day?
    let weeks: Int?
    let version: Int

    init(row: Row) throws(PostgresError) {
        part = try row["part"]
        kind = try row["kind"]
        person = try row["young_person_id"]
        record = try row["record_id"]
        placement = try row["placement_id"]
        dueOn = try row["due_on"]
        day = try row["on_day"]
        bookedOn = try row["booked_on"]
        time = String((try row["at_time"] as String?)?.prefix(5) ?? "")
        reference = try row["reference"]
        called = try row["called"]
        isRestricted = try row["is_restricted"]
        telephone = try row["telephone"]
        contactWords = try row["contact_words"]
        attempt = try row["attempt"]
        worker = try row["worker"]
        about = try row["about"]
        place = try row["place"]
        since = try row["since"]
        weeks = try row["weeks"]
        version = try row["version"]
    }

    /// The row's own name on the page.
    var anchor: String { "\(kind.rawValue)-\(record == 0 ? person.value : record)" }

    /// "Six-monthly review", "Re-contact, attempt 2", "In-work check, 13 weeks".
    var what: String {
        switch kind {
        case .contact where attempt > 1: "\(kind.label), attempt \(attempt)"
        case .workCheck: kind.label + (weeks.map { ", \($0) weeks" } ?? "")
        default: kind.label
        }
    }
}

/// How many stand where.
struct StepCounts: RowDecodable {
    let kind: DayStep.Kind
    let overdue, today: Int

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        overdue = try row["overdue"]
        today = try row["today"]
    }
}

extension CaseStep.Kind {
    /// Several, as the counts name them.
    var many: String {
        switch self {
        case .review: "Reviews"
        case .contact: "Re-contacts"
        case .workCheck: "In-work checks"
        case .application: "Closing dates"
        case .interview: "Interviews"
        case .referral: "Referrals"
        case .placement: "Placements to record"
        case .start: "Starts"
        case .end: "Ends"
        case .goal: "Goals"
        case .accessRequest: "Subject access requests"
        }
    }
}
