import HTTP
import Postgres

/// A placement that has begun and may be the main activity, which only a person knows: recorded with one tap.
struct ActivityProposal: RowDecodable, Sendable {
    let placement: ID<Placement>
    let kind: WorkKind
    let contract: Placement.Contract
    let name: String
    let hours: Double?
    let started: Day

    init(row: Row) throws(PostgresError) {
        placement = try row["id"]
        kind = try row["kind"]
        contract = try row["contract"]
        name = try row["name"]
        hours = try row["hours"]
        started = try row["started_on"]
    }

    /// Jobs, and training whose hours are not recorded, where nothing was recorded since they began.
    static func open(of person: YoungPerson.ID) -> Query<[ActivityProposal]> {
        .list(
            """
            SELECT p.id, p.kind, p.contract, p.hours, p.started_on,
                   concat_ws(', ', coalesce(nullif(p.role, ''), replace(p.kind, '_', ' ')), coalesce(e.name, t.name)) AS name
              FROM placements p
              LEFT JOIN employers e ON e.tenant_id = p.tenant_id AND e.id = p.employer_id
              LEFT JOIN council_teams t ON t.tenant_id = p.tenant_id AND t.id = p.team_id
             WHERE p.young_person_id = \(person) AND p.started_on IS NOT NULL AND p.ended_on IS NULL
               AND (p.kind = 'job' OR (p.kind IN ('apprenticeship', 'traineeship', 'supported_internship') AND p.hours IS NULL))
               AND NOT EXISTS (SELECT FROM activities a WHERE a.tenant_id = p.tenant_id AND a.young_person_id = p.young_person_id
                                  AND a.began_on >= p.started_on)
             ORDER BY p.started_on DESC, p.id
            """)
    }

    /// What it may be; without hours nobody knows whether it is full or part time, so that it is asked.
    var choices: [MainActivity] {
        guard kind == .job, hours != nil else { return [] }
        return contract == .fixedTerm ? [.temporaryEmployment] : [.employment, .employmentWithTraining]
    }

    /// What its form begins with.
    var activity: Activity {
        var activity = Activity()
        activity.began = started
        activity.main = MainActivity(rawValue: kind.rawValue) ?? choices.first
        activity.mode = hours.map { $0 >= MainActivity.fullTime ? .full : .part }
        activity.hours = hours
        activity.source = String("Placement: \(name)".prefix(120))
        return activity
    }

    /// "Care assistant, Home Care since 20 August 2026, 30 hours a week"
    var sentence: String {
        let time = hours.map { ", \($0.plain) hours a week" } ?? ""
        return "\(name) since \(started.longText)\(time): is that their main activity?"
    }

    static let routes: [Route] = [.post("/young-people/:young_person/main-activity", .changeYoungPeople, record)]

    private static func record(_ visit: Visit) throws -> Response {
        let person = try YoungPerson.inPath(of: visit)
        try person.mustBeWorkedWith()
        // Two taps at once wait for each other, so that they make one record.
        try visit.db.run("SELECT pg_advisory_xact_lock(hashtextextended('activity ' || app.tenant(), \(person.id)))")
        guard
            let proposal = try visit.db(open(of: person.id)).first(where: {
                $0.placement.description == visit.form["placement"]
            }),
            let main = proposal.choices.first(where: { $0.rawValue == visit.form["to"] })
        else {
            throw Failure.conflict("This was recorded already, or has changed. Open the record to see how it stands.")
        }
        var activity = proposal.activity
        activity.main = main
        _ = try Activity.add(activity, at: .under(person.id, person.reference, "activities"), in: visit.db)
        return visit.redirect(
            to: Paths.youngPerson(person.id),
            saying: "\(person.reference): \(main.short.lowercasedFirst) from \(proposal.started.longText).",
            heading: "Main activity recorded")
    }
}

/// The same on the page of a young person.
struct ActivityPosts: Sendable {
    let text, action, placement: String
    let buttons: [Tap]
    let other: Link

    /// One tap.
    struct Tap: Sendable { let to, label: String }

    init(_ proposal: ActivityProposal, of person: YoungPerson.ID, for visit: Visit) {
        text = proposal.sentence
        action = visit.link(Paths.youngPerson(person, "/main-activity"))
        placement = proposal.placement.description
        buttons = proposal.choices.map { Tap(to: $0.rawValue, label: $0.short) }
        other = Link(
            label: buttons.isEmpty ? "Record it" : "Something else",
            link: visit.link(Paths.activities(of: person, "/new?placement=\(proposal.placement)")))
    }
}
