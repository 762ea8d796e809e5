import PlanReader
import Postgres

/// Five councils with the facts of five published papers, for showing and for trying out.
package enum Demo {
    /// The password of every demo account.
    package static let password = "waymark-demo"

    static let councils: [DemoValues] = [.merton, .stockton, .triBorough, .derby, .sefton]

    /// As the front page shows them, with who signs in to each.
    package static let samples = councils.map { values in
        let people = [Role.scrutiny, .lead, .member].map { "\(values.email(of: $0)) (\($0.title.lowercased()))" }
        return SampleCouncil(
            slug: values.slug, name: values.name,
            words: "Sign in as \(people.listed(by: "or")) with the password \(password).")
    }

    /// Makes the councils that are not there yet; those that are there are left alone.
    package static func fill(_ database: Database, log: (String) -> Void = { _ in }) throws -> [DemoCouncil] {
        guard let hash = Password.hash(password) else {
            throw PostgresError(.other, "the password could not be hashed")
        }
        let connection = try database.connect(as: .admin, statementTimeout: .seconds(60))
        defer { connection.close() }
        return try councils.map { values in
            let isNew = try connection.transaction { db in try fill(values, hash: hash, in: db) }
            if isNew { _ = try connection.transaction { try BrokerageCount.keep(in: $0) } }
            log(isNew ? "\(values.name) is ready at /\(values.slug)" : "\(values.name) was there already")
            return DemoCouncil(
                slug: values.slug, name: values.name, isNew: isNew, emails: Role.allCases.map { values.email(of: $0) })
        }
    }

    /// One council, whole or not at all; false when it is there.
    private static func fill(_ values: DemoValues, hash: String, in db: Transaction) throws -> Bool {
        let made = try db.run(
            "INSERT INTO tenants (slug, name) VALUES (\(values.slug), \(values.name)) ON CONFLICT (slug) DO NOTHING")
        guard made == 1 else { return false }
        try db.run("SELECT app.open_council(\(values.slug))")
        let today: Day = try db.value("SELECT (now() AT TIME ZONE 'Europe/London')::date") ?? Day.first
        for (index, words) in values.vocabulary.enumerated() {
            let id = try Vocabulary.insert(words.words, words.tone, position: index + 1, in: db)
            let spellings = values.spellings[words.words] ?? []
            try db.run("UPDATE assessments SET spellings = \(spellings) WHERE id = \(id) AND spellings <> \(spellings)")
        }
        _ = try LabelRow.save(values.labels, for: nil, version: 0, in: db)
        var people: [Role: Person.ID] = [:]
        for role in Role.allCases {
            people[role] = try Person.add(
                email: values.email(of: role), name: values.posts[role] ?? role.title, roles: [role],
                passwordHash: hash, in: db)
        }
        let time = DemoTime(today: today)
        for plan in values.plans(time) {
            guard let saved = try PlanSaving.save(plan, by: people[.lead], in: db) else {
                throw PostgresError(.other, "a demo plan is there twice")
            }
            if plan.state == .draft { continue }
            guard try Plan.publish(saved.id, version: 1, from: nil, in: db) else {
                throw PostgresError(.other, "a demo plan is not published")
            }
        }
        for meeting in values.meetings(time) { try meeting.save(in: db) }
        for document in values.documents { try document.save(in: db) }
        try values.papers.save(council: values.name, in: db)
        for employer in values.employers(time) { try employer.save(in: db) }
        var provision = values.provision(time)
        values.localOffer?.mark(&provision)
        try provision.save(in: db)
        _ = try values.localOffer?.settings.save(in: db)
        try values.teams.save(in: db)
        for opportunity in values.opportunities(time) { try opportunity.save(in: db) }
        try values.pastCases(db)
        for person in values.cases(time) { try person.save(worker: people[.broker], in: db) }
        for obligation in values.obligations(time) { try obligation.save(in: db) }
        for pledge in values.pledges { try pledge.save(in: db) }
        for count in values.counts { try count.save(in: db) }
        for indicator in values.indicators { try indicator.save(in: db) }
        for programme in values.programmes { try programme.save(in: db) }
        for year in values.reported(time) { _ = try AnnualReturn.report(year, as: 1, in: db) }
        for (name, role) in values.sortedLater {
            try db.run("UPDATE employers SET council_role = \(role), version = version + 1 WHERE name = \(name)")
        }
        // In-work checks of long ago were answered then.
        try db.run(
            "UPDATE work_checks SET answered_on = due_on, is_working = true WHERE due_on < app.today() - 10 AND answered_on IS NULL"
        )
        try values.claims(db)
        try values.contact?.save(person: people[.provider], in: db)
        for name in values.ledByLead {
            let lead = try Lead.named(name, in: db)
            try db.run("INSERT INTO lead_members (lead_id, person_id) VALUES (\(lead), \(people[.lead]))")
        }
        for number in values.askedFor {
            try db.run(
                """
                INSERT INTO update_requests (plan_id, recommendation_id, officer_id, asked_by, asked_at)
                SELECT plan_id, id, \(people[.lead]), \(people[.scrutiny]), now() - interval '12 days'
                  FROM recommendations WHERE number = \(number)
                """)
        }
        return true
    }
}

/// A council of the demo, as the command line tells of it.
package struct DemoCouncil: Sendable, Codable, Equatable {
    package var slug, name: String
    /// False when it was there before.
    package var isNew: Bool
    /// Of its accounts, one a role.
    package var emails: [String]
}

/// What one council of the demo holds.
struct DemoValues: Sendable {
    var slug, name: String
    /// Names are posts: nobody real has an account.
    var posts: [Role: String]
    /// The leads whose actions the lead officer updates.
    var ledByLead: [String]
    /// The recommendations for whose update the scrutiny officer asked the lead officer.
    var askedFor: [String] = []
    var vocabulary: [(words: String, tone: Tone)]
    var documents: [DemoDocument] = []
    /// How else its papers spell a word.
    var spellings: [String: [String]] = [:]
    /// What its paper calls columns and headings.
    var labels: [ColumnLabels.Term: String] = [:]
    var plans: @Sendable (DemoTime) -> [PlanFile]
    var meetings: @Sendable (DemoTime) -> [DemoMeeting] = { _ in [] }
    var papers = DemoPapers()
    var employers: @Sendable (DemoTime) -> [DemoEmployer] = { _ in [] }
    var provision: @Sendable (DemoTime) -> DemoProvision = { _ in DemoProvision() }
    /// What residents see of it; nil shows them nothing.
    var localOffer: DemoLocalOffer?
    var teams = DemoTeams()
    var opportunities: @Sendable (DemoTime) -> [DemoOpportunity] = { _ in [] }
    /// Cases that are written set by set, before all others.
    var pastCases: @Sendable (Transaction) throws -> Void = { _ in }
    var cases: @Sendable (DemoTime) -> [DemoCase] = { _ in [] }
    var obligations: @Sendable (DemoTime) -> [DemoObligation] = { _ in [] }
    /// Whose record the provider contact keeps, and what they sent.
    var contact: DemoContact?
    /// What was claimed for placements under contracts.
    var claims: @Sendable (Transaction) throws -> Void = { _ in }
    var pledges: [DemoPledge] = []
    var counts: [DemoCount] = []
    var indicators: [DemoIndicator] = []
    var programmes: [DemoProgramme] = []
    /// Years whose annual return was made, and what employers were found to be to the council after that.
    var reported: @Sendable (DemoTime) -> [AnnualYear] = { _ in [] }
    var sortedLater: [(name: String, role: Employer.CouncilRole)] = []

    func email(of role: Role) -> String { "\(role.rawValue)@\(slug).example" }
}

/// The day on which the demo is made.
struct DemoTime {
    var today: Day

    /// The first of the month so many months from now.
    func month(_ offset: Int) -> Day { ApproximateDay(today.adding(months: offset), .month).day }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year: year, month: month, day: day) ?? Day.first
    }
    static func month(_ year: Int, _ month: Int) -> ApproximateDay { ApproximateDay(day(year, month, 1), .month) }
}
