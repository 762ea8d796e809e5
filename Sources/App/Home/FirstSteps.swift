import Postgres

/// How far a council has come towards its first meeting, by its records alone: nobody ticks anything.
///
/// Each step is done when its own sentence holds: `Facts` counts, `isDone` says what is enough.
struct FirstSteps {
    enum Step: Int, CaseIterable, Sendable {
        case people = 1, plan, words, leads, meeting, publication

        /// Who does it.
        var ability: Ability {
            switch self {
            case .people: .managePeople
            case .plan: .importPlans
            case .words: .changeWords
            case .leads, .publication: .changePlans
            case .meeting: .changeMeetings
            }
        }

        /// Needs a plan to be there.
        var needsPlan: Bool { self == .leads || self == .publication }
    }

    let facts: Facts
    let gaps: [StatusWordGap]
    let words: [StatusWord]

    init(_ visit: Visit) throws {
        let (facts, words) = try visit.db.all(Facts.now, StatusWord.all)
        self.facts = facts ?? Facts()
        self.words = words.filter { !$0.isRetired }
        gaps = StatusWordGap.all(among: words)
    }

    func isDone(_ step: Step) -> Bool {
        switch step {
        case .people: facts.missingRoles.isEmpty
        case .plan: facts.planCount > 0
        case .words: gaps.isEmpty
        case .leads: facts.planCount > 0 && facts.loneLeadCount == 0
        case .meeting: facts.nextMeeting != nil || facts.hasHeldMeeting
        case .publication: facts.publishedCount > 0
        }
    }

    var left: [Step] { Step.allCases.filter { !isDone($0) } }

    /// The first meeting was held: no council at work is sent back to its beginnings.
    var isOver: Bool { facts.hasHeldMeeting }
    /// The checklist is where a day begins until all of it is done.
    var isHome: Bool { !isOver && !left.isEmpty }

    /// What the records say.
    struct Facts: RowDecodable {
        /// Those of the three roles without which nothing gets round that no active person has.
        var missingRoles: [Role] = []
        var personCount = 0
        /// Plans with a recommendation, the first of them, and how many members see.
        var planCount = 0, publishedCount = 0
        var plan: Plan.ID?, planTitle = ""
        /// The first that members do not see yet.
        var draft: Plan.ID?, draftTitle = ""
        /// What leads an action, and how much of it has no active lead officer.
        var leadCount = 0, loneLeadCount = 0
        var nextMeeting: Meeting.ID?, nextMeetingName = ""
        var hasHeldMeeting = false
        /// Who may do what, by name.
        var administrators: [String] = [], scrutinyOfficers: [String] = []

        init() {}

        init(row: Row) throws(PostgresError) {
            let missing: [String] = try row["missing_roles"]
            missingRoles = missing.compactMap(Role.init(rawValue:))
            personCount = try row["person_count"]
            (planCount, publishedCount) = (try row["plan_count"], try row["published_count"])
            (plan, planTitle) = (try row["plan_id"], try row["plan_title"])
            (draft, draftTitle) = (try row["draft_id"], try row["draft_title"])
            (leadCount, loneLeadCount) = (try row["lead_count"], try row["lone_lead_count"])
            nextMeeting = try row["meeting_id"]
            if let day: Day = try row["meeting_on"] {
                nextMeetingName = "\(try row["meeting_body"] as String), \(day.longText)"
            }
            hasHeldMeeting = try row["has_held_meeting"]
            (administrators, scrutinyOfficers) = (try row["administrators"], try row["scrutiny_officers"])
        }

        static var now: Query<Facts?> {
            .first(
                """
                WITH active AS (
                    SELECT p.id, p.name, r.role FROM people p JOIN person_roles r ON r.tenant_id = p.tenant_id AND r.person_id = p.id
                     WHERE p.state = 'active'),
                plan AS (
                    SELECT p.id, p.title, p.state FROM plans p WHERE EXISTS (
                        SELECT FROM recommendations r WHERE r.tenant_id = p.tenant_id AND r.plan_id = p.id)),
                led AS (
                    SELECT DISTINCT l.lead_id FROM action_leads l),
                next AS (
                    SELECT m.id, m.body, m.held_on FROM meetings m
                     WHERE m.state = 'planned' AND m.held_on >= app.today() ORDER BY m.held_on, m.id LIMIT 1)
                SELECT ARRAY(SELECT r FROM unnest(\(needed)::text[]) AS r WHERE r NOT IN (SELECT role FROM active)) AS missing_roles,
                       (SELECT count(DISTINCT id) FROM active) AS person_count,
                       (SELECT count(*) FROM plan) AS plan_count,
                       (SELECT count(*) FROM plan WHERE state <> 'draft') AS published_count,
                       (SELECT min(id) FROM plan) AS plan_id,
                       coalesce((SELECT title FROM plan ORDER BY id LIMIT 1), '') AS plan_title,
                       (SELECT min(id) FROM plan WHERE state = 'draft') AS draft_id,
                       coalesce((SELECT title FROM plan WHERE state = 'draft' ORDER BY id LIMIT 1), '') AS draft_title,
                       (SELECT count(*) FROM led) AS lead_count,
                       \(LeadOfficers.countOfLone) AS lone_lead_count,
                       (SELECT id FROM next) AS meeting_id, coalesce((SELECT body FROM next), '') AS meeting_body,
                       (SELECT held_on FROM next) AS meeting_on,
                       EXISTS (SELECT FROM meetings WHERE state = 'held') AS has_held_meeting,
                       \(names(of: .managePeople)) AS administrators, \(names(of: .changePlans)) AS scrutiny_officers
                """)
        }

        private static let needed = [Role.scrutiny, .lead, .member].map(\.rawValue)

        private static func names(of ability: Ability) -> SQL {
            """
            ARRAY(SELECT name FROM (SELECT DISTINCT a.id, a.name FROM active a JOIN role_abilities b ON b.role = a.role
                   WHERE b.ability = \(ability.rawValue)) AS n ORDER BY \(SQL.byName("n.name")), n.id)
            """
        }
    }
}
