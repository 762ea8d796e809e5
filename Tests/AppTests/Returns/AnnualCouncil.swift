import Postgres

@testable import App

/// A council with placements in and around the last financial year that is over, straight into the tables.
struct AnnualCouncil {
    let work: Casework
    let year: AnnualYear
    var council: ExampleCouncil { work.council }
    let path: String

    init() throws {
        work = try Casework()
        year = AnnualYear(.financial, startYear: CouncilYear(.financial, of: work.today).startYear - 1)
        path = "/returns/annual?\(year.query)"
        try council.inDatabase { db in
            for (name, directorate) in [
                ("Parks", "Place"), ("Libraries", "Place"), ("Home Care", "Adults"), ("Homes", ""),
            ] {
                try db.run("INSERT INTO council_teams (name, directorate) VALUES (\(name), \(directorate))")
            }
            for (name, role) in [
                ("Builder", "contractor"), ("Carer", "service_provider"), ("Shop", "neither"), ("Pub", ""),
            ] {
                try db.run(
                    "INSERT INTO employers (name, sector, size, council_role) VALUES (\(name), 'other', 'small', \(role))"
                )
            }
        }
    }

    /// The day so many days after the first of the year.
    func day(_ days: Int) -> Day { year.first.adding(days: days) }

    /// A young person with their groups, each since a day of the year, to another.
    @discardableResult
    func person(_ reference: String, _ groups: [(cohort: String, from: Int?, to: Int?)] = []) throws -> Int64 {
        try council.inDatabase { db in
            let id: Int64 =
                try db.value(
                    "INSERT INTO young_people (reference, name, born_on) VALUES (\(reference), \("Name \(reference)"), '2003-02-01') RETURNING id"
                ) ?? 0
            for (cohort, from, to) in groups {
                try db.run(
                    "INSERT INTO cohorts (young_person_id, cohort, began_on, ended_on) VALUES (\(id), \(cohort), \(from.map(day)), \(to.map(day)))"
                )
            }
            return id
        }
    }

    /// A placement from a day of the year on, in a team or at an employer.
    func place(
        _ person: Int64, _ kind: String, at place: String, from: Int, to: Int? = nil, outcome: String = "completed",
        destination: String = ""
    ) throws {
        try council.inDatabase { db in
            try db.run(
                """
                INSERT INTO placements (young_person_id, kind, team_id, employer_id, planned_on, started_on, ended_on, outcome, exit_reason, destination)
                VALUES (\(person), \(kind), (SELECT id FROM council_teams WHERE name = \(place)), (SELECT id FROM employers WHERE name = \(place)),
                        \(day(from)), \(day(from)), \(to.map(day)), \(to == nil ? "" : outcome), \(to != nil && outcome == "early_exit" ? "travel" : ""),
                        \(destination))
                """)
        }
    }

    /// The rows of the file: where, directorate, destination and figure lead to people, and of these by group; beside a version those of now.
    func figures(_ browser: Browser? = nil, _ more: String = "") throws -> [String: [String]] {
        let text = try (browser ?? work.bella).get("/returns/annual.csv?\(year.query)\(more)").text
        var figures: [String: [String]] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            // Names of this council hold no comma and no quotation mark.
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            figures[cells[1...4].joined(separator: "/")] = Array(cells[5...])
        }
        return figures
    }

    /// Sends the form of the report as it stands.
    func report(_ browser: Browser? = nil, because reason: String = "") throws -> Page {
        let browser = browser ?? work.bella
        var form = try FilledForm(on: browser.get("/returns/annual/report?\(year.query)"))
        if !reason.isEmpty { form["reason"] = reason }
        return try browser.post("/returns/annual/report?\(year.query)", form.fields, key: form.key)
    }
}
