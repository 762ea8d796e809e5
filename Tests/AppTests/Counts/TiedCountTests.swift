import Foundation
import HTTP
import Postgres
import Testing

@testable import App

/// A measure that Waymark counts: live while an update is written, kept when it is submitted, a later difference said as one.
@Suite struct TiedCountTests {
    /// A review with a measure of people, and seven of them on work experience with a team of the council: four with an apprenticeship to come.
    private struct Counted {
        let review: ReviewOfCareLeavers
        let measure: Measure.ID
        let team: Int64

        var olive: Browser { review.council.olive }
        var counts: String { Paths.counts(measure, review.recommendation, review.plan) }
        var page: String { Paths.recommendation(review.recommendation, review.plan) }

        init() throws {
            let review = try ReviewOfCareLeavers()
            self.review = review
            try review.addMeasure(reading: 8)
            measure = try #require(try review.value("SELECT id FROM measures"))
            team = try review.council.inDatabase { db in
                try db.run("UPDATE measures SET unit = 'people'")
                let team: Int64? = try db.value("INSERT INTO council_teams (name) VALUES ('Parks') RETURNING id")
                return try #require(team)
            }
            try place(7, apprenticeships: 4)
        }

        func place(_ people: Int, apprenticeships: Int = 0, kind: String = "work_experience") throws {
            try review.council.inDatabase { db in
                _ = try db.run(
                    """
                    WITH y AS (INSERT INTO young_people (reference, name, born_on)
                        SELECT 'C-' || gen_random_uuid(), 'Young person', date '2006-05-05' FROM generate_series(1, \(people)::integer) RETURNING id),
                    now AS (INSERT INTO placements (young_person_id, kind, team_id, planned_on, started_on)
                        SELECT id, \(kind), \(team), app.today() - 30, app.today() - 30 FROM y)
                    INSERT INTO placements (young_person_id, kind, team_id, planned_on)
                    SELECT id, 'apprenticeship', \(team), app.today() + 60 FROM y ORDER BY id LIMIT \(apprenticeships)
                    """)
            }
        }

        func tie(_ changes: [(String, String)] = []) throws -> Page {
            let fields = [("what", "under_way"), ("kinds", "work_experience"), ("place", "council")]
            return try olive.post(
                counts, fields.filter { name, _ in !changes.contains { $0.0 == name } } + changes, key: olive.key())
        }

        /// Submitted for this month, on a grade that its numbers do not speak against.
        func submit(about action: Action.ID? = nil) throws -> String {
            let form = review.form(.notAchieved, about: action, [("explanation", "Places are few.")])
            let answer = try olive.post(review.path, form, key: olive.key())
            #expect(answer.status == 303, "\(answer.mistakes)")
            return answer.location
        }

        func words(_ who: Browser, _ path: String) throws -> String {
            try who.get(path).main.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    @Test func anUpdateOpensWithTheLiveFigureAndKeepsIt() throws {
        let it = try Counted(), today = it.review.today.longText
        let starts = it.review.today.adding(days: 60).monthText
        #expect(try it.tie().status == 303)
        let form = try it.words(it.olive, it.review.path + "/new")
        #expect(form.contains("7 people as of \(today), counted by Waymark"), "\(form)")
        #expect(form.contains("of those, 4 people") && form.contains("With an apprenticeship to start in \(starts)"))
        #expect(try it.review.value("SELECT count(*) FROM readings WHERE is_counted") == Int64(0))
        let update = try it.submit()
        #expect(try it.words(it.olive, update).contains("7 people as of \(today), counted by Waymark"))
        // Another day, another number: what was submitted stays.
        try it.review.council.inDatabase {
            try $0.run(
                "UPDATE placements SET ended_on = started_on + 1, outcome = 'completed' WHERE id IN (SELECT id FROM placements WHERE started_on IS NOT NULL ORDER BY id LIMIT 1)"
            )
        }
        for path in [update, it.page] {
            let words = try it.words(it.olive, path)
            #expect(
                words.contains("7 people") && words.localizedCaseInsensitiveContains("the records now give 6 people"))
        }
        #expect(try it.words(it.olive, it.page).contains("Today 6 people"))
        let kept: [Double] = try it.review.council.inDatabase {
            try $0.values("SELECT value FROM readings WHERE is_counted ORDER BY whole_id NULLS FIRST")
        }
        #expect(kept == [7, 4])
    }

    @Test func membersReadWhatWasKeptAndNothingLive() throws {
        let it = try Counted(), mo = it.review.council.mo
        #expect(try it.tie().status == 303)
        #expect(try !it.words(mo, it.page).contains("Today"))
        let update = try it.submit()
        try it.place(3)
        let words = try it.words(mo, update)
        #expect(words.contains("about 5 people as of") && words.contains("of those, 5 or fewer people"), "\(words)")
        #expect(!words.contains("7 people") && !words.contains("4 people") && !words.contains("records now"))
        let file = try mo.get("/plans/\(it.review.plan)/readings.csv").text
        #expect(file.contains("about 5 people") && !file.contains("7 people"))
        let page = try it.words(mo, it.page)
        #expect(
            page.contains(
                "Counted by Waymark: people on placement with teams of the council on the day (work experience).")
                && !page.contains("Today 10") && !page.contains("records now"))
        #expect(try mo.get(it.counts + "/new").status == 403)
    }

    /// What is submitted of an earlier day is counted of that day, whatever the form showed.
    @Test func theEvidenceDateIsTheDayThatIsCounted() throws {
        let it = try Counted()
        #expect(try it.tie().status == 303)
        try it.review.council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO placements (young_person_id, kind, team_id, planned_on, started_on, ended_on, outcome)
                SELECT min(id), 'work_experience', \(it.team), app.today() - 100, app.today() - 100, app.today() - 50, 'completed' FROM young_people
                """)
        }
        func update(daysAgo: Int) throws -> String {
            let day = it.review.today.adding(days: -daysAgo)
            let form = it.review.form(
                .notAchieved, period: day, [("explanation", "None yet.")] + ReviewOfCareLeavers.date("as_of", day))
            let answer = try it.olive.post(it.review.path, form, key: it.olive.key())
            #expect(answer.status == 303, "\(answer.mistakes)")
            return try it.words(it.olive, answer.location)
        }
        let then = it.review.today.adding(days: -40)
        #expect(try update(daysAgo: 40).contains("0 people as of \(then.longText), counted by Waymark"))
        // Of a day before the first placement nothing is known, which is not nought.
        #expect(try !update(daysAgo: 200).contains("counted by Waymark"))
    }

    @Test func whatIsSubmittedTwiceInADayIsKeptOnce() throws {
        let it = try Counted()
        #expect(try it.tie().status == 303)
        _ = try it.submit()
        _ = try it.submit(about: it.review.action)
        #expect(try it.review.value("SELECT count(*) FROM readings WHERE is_counted AND whole_id IS NULL") == Int64(1))
        #expect(try it.review.value("SELECT count(*) FROM update_figures WHERE is_counted") == Int64(4))
    }

    @Test func whatIsTakenBackTakesItsCountAlong() throws {
        let it = try Counted()
        #expect(try it.tie().status == 303)
        let update = try it.submit()
        #expect(try it.olive.post(update + "/withdrawal", key: it.olive.key()).status == 303)
        #expect(try it.review.value("SELECT count(*) FROM readings WHERE is_counted") == Int64(0))
    }

    @Test func aGridSubmitsWhatItShows() throws {
        let it = try Counted()
        #expect(try it.tie().status == 303)
        let old = it.review.today.adding(days: -3)
        let draft = it.review.form(
            .notAchieved, [("explanation", "Few."), ("draft", "1")] + ReviewOfCareLeavers.date("as_of", old))
        #expect(try it.olive.post(it.review.path, draft, key: it.olive.key()).status == 303)
        let check = try it.olive.get(Paths.updates(it.review.plan) + "/check")
        let id: Int64 = try #require(try it.review.value("SELECT id FROM updates"))
        #expect(check.text.contains("value=\"\(id)"), "\(check.main)")
    }

    @Test func aPledgeIsCountedToo() throws {
        let it = try Counted()
        try it.review.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO pledges (name, words, measure, wording, target, kinds, cohorts, period, begins_on, published_on)
                VALUES ('Tasters', 'Ten tasters.', 'taken_up', 'at_least', 10, '{work_experience}', '{care_leaver}', 'own', app.today() - 400, app.today())
                """)
            try db.run(
                """
                INSERT INTO pledge_placements (pledge_id, placement_id, young_person_id)
                SELECT g.id, p.id, p.young_person_id FROM pledges g, placements p WHERE p.kind = 'work_experience' ORDER BY p.id LIMIT 6
                """)
        }
        let pledge: Int64 = try #require(try it.review.value("SELECT id FROM pledges"))
        let asked = [("what", "pledge"), ("kinds", ""), ("place", ""), ("pledge", "\(pledge)")]
        #expect(try it.tie(asked).mistakes.contains { $0.contains("which of its counts") })
        #expect(try it.tie(asked + [("figure", "made_available")]).mistakes.contains { $0.contains("count of people") })
        #expect(try it.tie(asked + [("figure", "taken_up")]).status == 303)
        #expect(try it.olive.get("/pledges/\(pledge)/removal").main.contains("“Apprenticeships in the council”"))
        #expect(try it.olive.get("/pledges/\(pledge)/withdrawal").status == 409)
        let words = try it.words(it.olive, it.page)
        #expect(words.contains("Today 6 people") && words.contains("6 people: Under way"), "\(words)")
    }

    @Test func whatIsTypedWronglyIsSaid() throws {
        let it = try Counted()
        #expect(try it.tie([("kinds", "")]).mistakes.contains { $0.contains("at least one kind") })
        #expect(try it.tie([("kinds", "holiday")]).status == 422)
        #expect(try it.tie([("what", "everything")]).status == 422)
        try it.review.council.inDatabase { try $0.run("UPDATE measures SET unit = 'gbp'") }
        #expect(try it.tie().mistakes.contains { $0.contains("change the measure’s unit first") })
        try it.review.council.inDatabase { try $0.run("UPDATE measures SET unit = 'people'") }
        #expect(try it.tie().status == 303)
        #expect(try it.tie([("what", "began")]).mistakes.contains { $0.contains("counts this measure already") })
        let measure = Paths.measure(it.measure, it.review.recommendation, it.review.plan)
        let version = try it.olive.get(measure + "/edit").value(of: "version")
        let page = try it.olive.post(
            measure, [("title", "Places"), ("unit", "places"), ("version", version)], key: it.olive.key())
        #expect(page.mistakes.contains { $0.contains("Stop that first") })
        #expect(throws: PostgresError.self) {
            try it.review.council.inDatabase { try $0.run("UPDATE measures SET unit = 'places'") }
        }
    }

    @Test func onlyWhatWasCountedIsKeptAsCounted() throws {
        let it = try Counted(), slug = it.review.council.slug
        #expect(try it.tie().status == 303)
        _ = try it.submit()
        #expect(throws: PostgresError.self) {
            try it.review.council.inDatabase { try $0.run("UPDATE readings SET value = 70 WHERE is_counted") }
        }
        let reading: Reading.ID = try #require(
            try it.review.value("SELECT id FROM readings WHERE is_counted AND whole_id IS NULL"))
        let path = Paths.readings(it.measure, it.review.recommendation, it.review.plan) + "/\(reading)"
        let form = try it.olive.get(path + "/edit")
        let fields = [
            ("qualifier", "exactly"), ("value", "70"), ("projected", "no"), ("version", form.value(of: "version")),
        ]
        let day = ReviewOfCareLeavers.date("as_of", it.review.today)
        #expect(
            try it.olive.post(path, fields + day, key: it.olive.key()).mistakes.contains {
                $0.contains("Waymark counted it")
            })
        // In the officer’s own visit, and past every page.
        let token = try #require(it.olive.token(slug)).hash
        try Example.running.connections.with(.site) { connection in
            for (number, isRight) in [(70.0, false), (7.0, true)] {
                let add: () throws -> Void = {
                    try connection.transaction { db in
                        let name: String? = try db.value(
                            "SELECT council_name FROM app.open_visit(\(slug), \(token), NULL)")
                        #expect(name != nil)
                        try db.run(
                            "INSERT INTO readings (plan_id, measure_id, value, as_of, is_counted) VALUES (\(it.review.plan), \(it.measure), \(number), app.today(), true)"
                        )
                    }
                }
                if isRight { try add() } else { #expect(throws: PostgresError.self) { try add() } }
            }
        }
    }

    @Test func whenItIsCountedNoMoreWhatWasKeptStays() throws {
        let it = try Counted()
        #expect(try it.tie().status == 303)
        _ = try it.submit()
        let tie: Int64 = try #require(try it.review.value("SELECT id FROM tied_counts"))
        _ = try it.olive.confirm(it.counts + "/\(tie)/removal")
        #expect(try it.review.value("SELECT count(*) FROM tied_counts") == Int64(0))
        let words = try it.words(it.olive, it.page)
        #expect(words.contains("Let Waymark count it") && words.contains("7 people") && !words.contains("Today 7"))
        let audit = try it.words(it.review.council.ada, "/audit")
        #expect(audit.contains("Count removed") && audit.contains("Count added"), "\(audit)")
    }
}
