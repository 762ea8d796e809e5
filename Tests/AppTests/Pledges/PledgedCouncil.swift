import Testing

@testable import App

/// A council with a pledge of apprenticeships and placements that may count.
final class PledgedCouncil {
    let office: BrokersOffice
    var council: ExampleCouncil { office.council }
    private(set) var path = ""
    private(set) var placements: [Int64] = []

    init(_ changes: [String: String] = [:]) throws {
        office = try BrokersOffice()
        let answer = try add(changes)
        #expect(answer.status == 303, "\(answer.mistakes)")
        path = String(answer.location.dropFirst(council.slug.count + 1))
    }

    func add(_ changes: [String: String] = [:]) throws -> Page {
        var fields = [
            "name": "Apprenticeships for care leavers", "words": "Up to eight apprenticeships.",
            "measure": "made_available", "wording": "up_to", "target": "8", "kinds": "apprenticeship",
            "cohorts": "care_leaver", "period": "own", "begins": "-400", "ends": "",
        ]
        for (name, value) in changes { fields[name] = value }
        return try council.olive.post("/pledges", office.days(fields), key: council.olive.key())
    }

    /// So many young people in an apprenticeship that began so many days ago.
    func place(_ people: Int, daysAgo: Int, outcome: String = "") throws {
        let first = placements.count
        placements += try council.inDatabase { db in
            try db.values(
                """
                WITH y AS (INSERT INTO young_people (reference, name, born_on)
                    SELECT 'P-' || n, 'Young person', date '2004-05-05' FROM generate_series(\(first)::integer, \(first + people - 1)::integer) AS n RETURNING id)
                INSERT INTO placements (young_person_id, kind, team_id, role, planned_on, started_on, ended_on, outcome)
                SELECT id, 'apprenticeship', (SELECT min(id) FROM council_teams), 'Apprentice', app.today() - \(daysAgo)::integer,
                       app.today() - \(daysAgo)::integer, CASE WHEN \(outcome) <> '' THEN app.today() - 1 END, \(outcome) FROM y RETURNING id
                """)
        }
    }

    func publish() throws { _ = try council.olive.confirm(path + "/publication") }

    /// Says that all of them count.
    func count() throws {
        let page = try council.bella.get(path + "/counted")
        let fields = placements.map { ("placements", String($0)) } + [("version", page.value(of: "version"))]
        #expect(try council.bella.post(path + "/counted", fields, key: council.bella.key()).status == 303)
    }

    /// As the end of the last month would be kept, of a pledge that was published before it.
    func keep() throws {
        try council.inDatabase {
            try $0.run("UPDATE pledges SET published_on = app.today() - 40 WHERE published_on IS NOT NULL")
        }
        _ = try Example.running.connections.with(.site) { try $0.transaction(BrokerageCount.keep) }
    }

    func words(_ who: Browser, _ path: String? = nil) throws -> String {
        try who.get(path ?? self.path).main.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
