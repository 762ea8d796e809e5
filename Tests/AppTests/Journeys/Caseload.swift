import Postgres
import Testing

@testable import App

/// A council with a broker, and whoever she refers.
struct Caseload {
    let council: ExampleCouncil
    let today: Day
    var bella: Browser { council.bella }

    init() throws {
        council = try Example.council()
        today = try council.today()
    }

    /// Another broker of the same council.
    func anotherBroker() throws -> Browser {
        let token = Token()
        try council.asOwner { db in
            let id = try Person.add(
                email: "bruno@\(council.slug).example", name: "Bruno Flint", roles: [.broker],
                passwordHash: Example.passwordHash,
                in: db)
            try db.run("SELECT app.begin_session(\(id), \(token.hash), '')")
        }
        return Browser(slug: council.slug, token: token)
    }

    static func day(_ name: String, _ day: Day) -> [(String, String)] {
        [("\(name)_day", "\(day.day)"), ("\(name)_month", "\(day.month)"), ("\(name)_year", "\(day.year)")]
    }

    /// What the form of a new referral holds.
    func referral(_ reference: String, name: String = "Robin Ash", daysAgo: Int = 0) -> [(String, String)] {
        [
            ("reference", reference), ("name", name), ("referred_by", "Leaving Care Team"),
            ("reason", "Wants to work with animals."),
        ]
            + Self.day("born", today.adding(months: -12 * 18)) + Self.day("referred_on", today.adding(days: -daysAgo))
    }

    /// A young person with a referral; the number, and where the referral is.
    func refer(_ reference: String, name: String = "Robin Ash", daysAgo: Int = 0) throws -> Referred {
        let answer = try bella.post("/referrals", referral(reference, name: name, daysAgo: daysAgo), key: bella.key())
        #expect(answer.status == 303, "\(answer.mistakes)")
        return Referred(person: String(answer.location.split(separator: "/")[2]), path: answer.location)
    }

    struct Referred {
        let person, path: String
        var own: String { "/young-people/\(person)" }
    }

    func stage(_ kind: Stage.Kind) throws -> String {
        let id: Int64? = try council.inDatabase { try $0.value("SELECT id FROM stages WHERE kind = \(kind)") }
        return String(try #require(id))
    }

    /// How the board shows a case now.
    func seen(_ referred: Referred) throws -> String {
        let number = try #require(ID<YoungPerson>(referred.person))
        return try council.inDatabase { try #require(try $0(CaseStanding.of(number))).seen }
    }

    func move(_ referred: Referred, to stage: String, as browser: Browser? = nil) throws -> Page {
        let browser = browser ?? bella
        return try browser.post(
            referred.own + "/moves", [("to", stage), ("seen", seen(referred)), ("board", "?")], key: browser.key())
    }

    /// Attempts and stages as they are kept.
    func journey(_ referred: Referred) throws -> [String] {
        let number = try #require(ID<YoungPerson>(referred.person))
        return try council.inDatabase { db in
            try db(
                .values(
                    """
                    SELECT a.number || ' ' || g.kind || CASE WHEN e.left_on IS NULL THEN ' now' ELSE '' END
                           || CASE WHEN a.ending <> '' AND e.id = (SELECT max(id) FROM stage_entries WHERE attempt_id = a.id) THEN ' ' || a.ending ELSE '' END
                      FROM stage_entries e JOIN attempts a ON a.tenant_id = e.tenant_id AND a.id = e.attempt_id
                      JOIN stages g ON g.tenant_id = e.tenant_id AND g.id = e.stage_id
                     WHERE e.young_person_id = \(number) ORDER BY e.id
                    """))
        }
    }
}
