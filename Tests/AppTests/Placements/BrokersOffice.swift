import Testing

@testable import App

/// A council with a young person, an employer, a team and an opportunity.
final class BrokersOffice {
    let council: ExampleCouncil
    let today: Day
    let employer: String, team: String
    private(set) var person = ""
    private(set) var opportunityID = ""

    var bella: Browser { council.bella }
    var opportunityPath: String { "/opportunities/\(opportunityID)" }
    var placements: String { "/young-people/\(person)/placements" }

    init() throws {
        council = try Example.council()
        today = try council.today()
        (employer, team) = try council.inDatabase { db in
            var employer = Employer(), team = CouncilTeam()
            (employer.name, team.name) = ("Made-up Bakery", "Parks")
            return (
                try #require(try Employer.add(employer, at: .council, in: db)).description,
                try #require(try CouncilTeam.add(team, at: .council, in: db)).description
            )
        }
        person = try addPerson("YP-1", called: "Kit")
    }

    /// Of 19 years, unless it says otherwise.
    func addPerson(_ reference: String, called: String, born: Day? = nil) throws -> String {
        try council.inDatabase { db in
            let id: Int64? = try db.value(
                """
                INSERT INTO young_people (reference, name, preferred_name, born_on)
                VALUES (\(reference), 'Somebody', \(called), \(born ?? today.adding(months: -19 * 12))) RETURNING id
                """)
            return String(try #require(id))
        }
    }

    func wish(_ person: String, kind: String, sector: String) throws {
        try council.inDatabase { db in
            try db.run(
                "INSERT INTO wishes (young_person_id, kind, sector) VALUES (\(Int64(person)), \(kind), \(sector))")
        }
    }

    func opportunity(_ changes: [String: String] = [:]) -> [(String, String)] {
        var fields = [
            "title": "Apprentice gardener", "kind": "apprenticeship", "level": "2", "employer": "", "team": team,
            "sector": "other", "places": "2", "closes": "+6", "starts": "+40", "hours": "37",
            "guaranteed_interview": "yes",
        ]
        for (name, value) in changes { fields[name] = value }
        return days(fields)
    }

    @discardableResult
    func addOpportunity(_ changes: [String: String] = [:]) throws -> String {
        let answer = try bella.post("/opportunities", opportunity(changes))
        opportunityID = answer.location.split(separator: "/").last.map(String.init) ?? ""
        #expect(answer.status == 303, "\(answer.mistakes)")
        return opportunityPath
    }

    var interest: [String: String] { ["opportunity": opportunityID, "expressed_on": "today"] }

    func placement(_ changes: [String: String] = [:]) -> [(String, String)] {
        var fields = [
            "kind": "work_experience", "where": "Parks", "role": "Gardening", "start": "+7", "planned_end": "+30",
            "hours": "15",
        ]
        for (name, value) in changes { fields[name] = value }
        return days(fields)
    }

    /// Records one; its path.
    func record(_ changes: [String: String] = [:]) throws -> String {
        let answer = try bella.post(placements, placement(changes))
        #expect(answer.status == 303, "\(answer.mistakes)")
        return answer.location
    }

    func place(_ opportunity: String) throws -> String {
        try record(["kind": "apprenticeship", "level": "2", "opportunity": opportunity, "planned_end": "+400"])
    }

    /// "+6" and "today" become the three boxes of a day.
    func days(_ fields: [String: String]) -> [(String, String)] {
        fields.flatMap { name, value -> [(String, String)] in
            let ahead = value == "today" ? 0 : value.first.map { "+-".contains($0) } == true ? Int(value) : nil
            guard let ahead, !["level", "hours", "places"].contains(name) else { return [(name, value)] }
            let day = today.adding(days: ahead)
            return [
                (name + "_day", "\(day.day)"), (name + "_month", "\(day.month)"), (name + "_year", "\(day.year)"),
            ]
        }
    }

    /// Presses the button of a step's page, with these answers.
    func move(_ path: String, _ noun: String, _ answers: [String: String]) throws -> Page {
        let page = try bella.get(path + "/" + noun)
        let version = page.value(of: "version")
        return try bella.post(path + "/" + noun, days(answers) + [("version", version)])
    }
}
