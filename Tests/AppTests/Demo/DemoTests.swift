import Postgres
import Testing

@testable import App

@Suite(.serialized) struct DemoTests {
    /// What a council of the demo holds, counted.
    private func count(_ slug: String) throws -> [String: Int] {
        let connection = try Example.running.database.connect(as: .admin)
        defer { connection.close() }
        return try connection.transaction { db in
            try db.run("SELECT app.open_council(\(slug))")
            var counts: [String: Int] = [:]
            counts["plans"] = try db.value("SELECT count(*) FROM plans")
            counts["recommendations"] = try db.value("SELECT count(*) FROM recommendations")
            counts["actions"] = try db.value("SELECT count(*) FROM actions")
            counts["updates"] = try db.value("SELECT count(*) FROM updates")
            counts["readings"] = try db.value("SELECT count(*) FROM readings")
            counts["documents"] = try db.value("SELECT count(*) FROM documents")
            counts["footnotes"] = try db.value("SELECT count(*) FROM footnotes")
            counts["people"] = try db.value("SELECT count(*) FROM people")
            counts["assessments"] = try db.value("SELECT count(*) FROM assessments")
            counts["led"] = try db.value("SELECT count(*) FROM lead_members")
            return counts
        }
    }

    @Test func fiveCouncilsAreFilledOnce() throws {
        let councils = try Demo.fill(Example.running.database)
        #expect(councils.map(\.slug) == ["merton", "stockton", "tri-borough", "derby", "sefton"])
        let before = try councils.map { try count($0.slug) }
        let again = try Demo.fill(Example.running.database)
        #expect(again.allSatisfy { !$0.isNew })
        #expect(try councils.map { try count($0.slug) } == before)
        #expect(before.allSatisfy { $0["people"] == Role.allCases.count && ($0["led"] ?? 0) > 0 })
        let merton = before[0]
        #expect(
            merton["recommendations"] == 7 && merton["actions"] == 11 && merton["footnotes"] == 6
                && merton["assessments"] == 3)
        #expect(before[4]["recommendations"] == 15 && before[4]["documents"] == 4)
    }

    @Test func nobodyOfTheDemoIsAPersonAndAllCanSignIn() throws {
        _ = try Demo.fill(Example.running.database)
        let browser = Browser(slug: "merton", token: nil)
        let key = try browser.get("/sign-in").formKey
        let answer = try browser.post(
            "/sign-in", [("email", "lead@merton.example"), ("password", Demo.password)], key: key)
        #expect(answer.status == 303)
        #expect(try browser.get("/account").text.contains("Lead officer, Human Resources"))
    }

    @Test func derbysReturnsHaveSomebodyReadyAndSomebodyToMend() throws {
        _ = try Demo.fill(Example.running.database)
        let browser = Browser(slug: "derby", token: nil)
        let key = try browser.get("/sign-in").formKey
        let form = [("email", "broker@derby.example"), ("password", Demo.password)]
        #expect(try browser.post("/sign-in", form, key: key).status == 303)
        let pages = try Return.allCases.map { try browser.get($0.path).main }.joined()
        #expect(pages.contains("Ready") && pages.contains("Mend DCY-"))
    }

    /// The rows of placements in the council's own teams on a day.
    private func standing(_ slug: String, _ year: Int, _ month: Int, _ day: Int) throws -> [String: [Int]] {
        _ = try Demo.fill(Example.running.database)
        return try Example.running.connections.with(.admin) { connection in
            try connection.transaction { db in
                try db.run("SELECT app.open_council(\(slug))")
                let rows = try db(PlacementStanding.all(on: DemoTime.day(year, month, day)))
                return Dictionary(
                    uniqueKeysWithValues: rows.filter(\.isOfCouncil).map { ($0.kind.rawValue, $0.counts) })
            }
        }
    }

    /// Derby's report of November 2017 counts nine in apprenticeships of the council: 1 + 2 went on into jobs, five were under way, one
    /// awaited the start after an injury (003.20, 003.21).
    @Test func derbysApprenticeshipsAreThoseOfItsPaper() throws {
        let rows = try standing("derby", 2017, 11, 30)
        #expect(rows["apprenticeship"] == [1, 5, 0, 3, 0, 9])
        #expect(rows["job"] == [0, 3, 0, 0, 0, 3] && rows["traineeship"]?.last == 1)
    }

    /// Stockton's updates of September 2022 and July 2024 (001.14, 001.15).
    @Test func stocktonsPlacementsAreThoseOfItsUpdates() throws {
        let first = try standing("stockton", 2022, 9, 30)
        #expect(first["apprenticeship"] == [2, 0, 0, 0, 0, 2] && first["work_experience"] == [0, 1, 0, 0, 0, 1])
        let second = try standing("stockton", 2024, 7, 31)
        #expect(second["work_experience"]?[1] == 6)
        #expect(second["apprenticeship"]?.prefix(2) == [4, 3] && second["apprenticeship"]?[3] == 1)
        #expect(second["job"]?[1] == 1)
    }

    /// Sefton’s report of December 2017 (004.35 to 004.37), counted from the records.
    @Test func seftonsPastIsThatOfItsReport() throws {
        _ = try Demo.fill(Example.running.database)
        let counts: [Int] = try Example.running.connections.with(.admin) { connection in
            try connection.transaction { db in
                try db.run("SELECT app.open_council('sefton')")
                return try db.values(
                    """
                    WITH past AS (SELECT a.young_person_id AS id, a.ending FROM attempts a WHERE a.began_on < '2018-01-01')
                    SELECT n FROM (
                        SELECT 1 AS line, count(*) AS n FROM past UNION ALL
                        SELECT 2, count(*) FROM past JOIN cohorts c ON c.young_person_id = past.id AND c.cohort = 'disability' UNION ALL
                        SELECT 3, count(*) FROM past WHERE ending = 'destination' UNION ALL
                        SELECT 4, count(DISTINCT b.young_person_id) FROM budget_lines b JOIN past ON past.id = b.young_person_id UNION ALL
                        SELECT 5, count(*) FROM placements p JOIN past ON past.id = p.young_person_id WHERE p.is_funded UNION ALL
                        SELECT 6, count(*) FROM past JOIN young_people y ON y.id = past.id AND y.closed_on IS NULL) AS lines ORDER BY line
                    """)
            }
        }
        #expect(counts == [1_470, 498, 412, 853, 72, 0])
    }

    /// The three boroughs’ paper: who provides in each stage, the five hosts of one programme, the pilot of 12, what a college was paid for,
    /// a plan for every stage (002.10 to 002.15, 002.26).
    @Test func theThreeBoroughsOfferIsThatOfTheirPaper() throws {
        _ = try Demo.fill(Example.running.database)
        let (offers, plans, supports): ([Offer], [ExpansionPlan], [String]) = try Example.running.connections.with(
            .admin
        ) {
            try $0.transaction { db in
                try db.run("SELECT app.open_council('tri-borough')")
                return (
                    try db(Offer.all(at: .council)), try db(ExpansionPlan.all(at: .council)),
                    try db.values(
                        "SELECT s.kind FROM provider_supports s JOIN providers p ON p.id = s.provider_id WHERE p.name LIKE 'Ealing%' AND s.is_mainstreamed"
                    )
                )
            }
        }
        let voluntary = offers.filter { $0.kind.stage == .voluntary }.map(\.providerName)
        #expect(
            Set(voluntary) == [
                "Full of Life", "Mencap", "Westminster Employment Services", "Pure Innovations", "Epic", "Sweetree",
            ])
        let search = try #require(offers.first { $0.name == "Project Search" })
        #expect(search.hostNames == ["Hilton", "Terminal 5", "GlaxoSmithKline", "Hounslow Council", "L’Oréal"])
        let pilot = try #require(offers.first { $0.providerName == "Action on Disability" })
        #expect(pilot.state == .pilot && pilot.capacity == 12 && pilot.kind.stage == .independent)
        #expect(offers.contains { $0.name == "Market Stall" && $0.kind.stage == .socialEnterprise })
        #expect(Set(plans.filter { $0.aim.kind == nil }.map(\.aim.stage)) == Set(PathwayStage.allCases))
        #expect(Set(supports) == ["access_to_work", "paperwork", "employer_links"])
        #expect(!PathwayMap(offers, plans).gaps.isEmpty)
    }

    @Test func stocktonsGradesFallAndRecover() throws {
        _ = try Demo.fill(Example.running.database)
        let connection = try Example.running.database.connect(as: .admin)
        defer { connection.close() }
        let (grades, states, tone): ([String], [String], String?) = try connection.transaction { db in
            try db.run("SELECT app.open_council('stockton')")
            let grades: [String] = try db.values(
                "SELECT s.words FROM updates u JOIN assessments s ON s.id = u.assessment_id ORDER BY u.period_on")
            let states: [String] = try db.values(
                "SELECT u.state FROM updates u JOIN recommendations r ON r.id = u.recommendation_id WHERE r.number = '7' ORDER BY u.period_on"
            )
            return (grades, states, try db.value("SELECT tone FROM recommendations WHERE number = '7'"))
        }
        #expect(grades == ["2 On-track", "3 Slipped", "2 On-track", "1 Fully achieved"])
        #expect(states == ["agreed", "agreed", "agreed", "submitted"])
        #expect(tone == "achieved")
    }

    @Test func whatIsPartOfAReadingAddsUpToIt() {
        let time = DemoTime(today: DemoTime.day(2026, 11, 21))
        let readings = Demo.councils.flatMap { $0.plans(time) }.flatMap(\.recommendations).flatMap(\.measures).flatMap(
            \.readings)
        for reading in readings where !reading.parts.isEmpty && reading.value != 186 {
            #expect(reading.parts.map(\.value).reduce(0, +) == reading.value)
        }
        #expect(Demo.councils.flatMap { $0.plans(time) }.allSatisfy { $0.mistakes.isEmpty })
    }
}
