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
        let clock = ContinuousClock()
        var councils: [DemoCouncil] = []
        let time = try clock.measure { councils = try Demo.fill(Example.running.database) }
        #expect(time < .seconds(20))
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
