import Postgres
import Testing

@testable import App

/// How promises stand, and what the page says of them.
@Suite struct ObligationTests {
    private let owed: OwedCouncil

    init() throws { owed = try OwedCouncil() }

    private func state(_ promise: String) throws -> String? {
        try owed.council.inDatabase { db in
            try db.value("SELECT state FROM app.promise_standing(\(Int64(promise) ?? 0))")
        }
    }

    @Test func aPromiseStandsByWhatIsDueAndConfirmed() throws {
        let days = try owed.promise("Work experience", "220", parts: [("60", 90), ("60", 1), ("100", -60)])
        #expect(try state(days) == "behind" && owed.page().contains("Behind: work experience by 120 days"))
        try owed.entry(days, "committed", "180", ago: -30)
        try owed.entry(days, "delivered", "70", ago: 40, confirmed: 30)
        #expect(try state(days) == "behind" && owed.page().contains("50 behind"))
        let page = try owed.page()
        #expect(page.contains("40 without place and day") && page.contains("40 days: no place and day yet"))
        // 10 per cent under what is due still counts as on course: 108 of 120.
        let more = try owed.entry(days, "delivered", "38", ago: 10)
        #expect(try state(days) == "to_confirm" && owed.page().contains("+ 38 to confirm"))
        let form = try FilledForm(on: owed.council.cora.get(owed.path + "/entries/\(more)/edit"))
        let confirmed =
            form.fields.filter { !$0.0.hasPrefix("confirmed") } + owed.day("confirmed", 1) + [
                ("confirmed_by", "Invoice")
            ]
        #expect(try owed.council.cora.post(owed.path + "/entries/\(more)", confirmed, key: form.key).status == 303)
        #expect(try state(days) == "on_course" && owed.page().contains("Nothing that is due is behind"))
        // What somebody expects counts nowhere.
        try owed.entry(days, "projected", "500", ago: 5)
        #expect(try state(days) == "on_course" && owed.page().contains("500"))
        try owed.entry(days, "delivered", "112", ago: 1, confirmed: 1)
        #expect(try state(days) == "delivered")
    }

    @Test func wordsAndDaysThatAreMissingAreSaid() throws {
        let words = try owed.promise("Apprentices are welcome", "")
        let undated = try owed.promise("Engineers", "2.5", unit: "fte")
        #expect(try state(words) == "words" && state(undated) == "no_day")
        let page = try owed.page()
        #expect(page.contains("No promise has a number and a day to be measured by"))
        #expect(page.contains("Of two promises, one has no day and one cannot be counted."))
        #expect(page.contains("2.5 FTE"))
        let file = try owed.council.cora.get("/obligations.csv").text
        #expect(file.contains("S-1") && file.contains("No day set"))
    }

    @Test func mistakesAreExplained() throws {
        let days = try owed.promise("Work experience", "20")
        func mistakes(_ path: String, _ form: [(String, String)]) throws -> String {
            let page = try owed.council.cora.post(owed.path + path, form)
            #expect(page.status == 422)
            return page.mistakes.joined(separator: " ")
        }
        let parts =
            [("instalments_1_amount", "15")] + owed.day("instalments_1_due", 5) + [("instalments_2_amount", "15")]
            + owed.day("instalments_2_due", 2)
        #expect(
            try mistakes("/promises", [("what", "Days"), ("unit", "days"), ("amount", "20")] + parts).contains(
                "The parts add up to 30 days"))
        let base = [("promise", days), ("amount", "5"), ("words", "On site")]
        #expect(
            try mistakes("/entries", base + [("kind", "delivered")] + owed.day("day", -3)).contains("delivered by then")
        )
        #expect(
            try mistakes("/entries", base + [("kind", "projected")] + owed.day("day", 3) + owed.day("confirmed", 1))
                .contains(
                    "only what was delivered is confirmed"))
        #expect(
            try mistakes("/entries", base + [("kind", "delivered")] + owed.day("day", 3) + owed.day("confirmed", 1))
                .contains(
                    "by whom or by what"))
        #expect(
            try mistakes(
                "/entries",
                [("promise", days), ("amount", "0"), ("words", "x"), ("kind", "committed")] + owed.day("day", 3)
            )
            .contains("more than 0"))
        // A firm that something belongs to stays.
        try owed.entry(days, "delivered", "5", ago: 3, by: 0)
        #expect(try owed.council.cora.get(owed.path + "/firms/\(owed.firms[0])/removal").main.contains("this firm’s"))
    }

    /// From promise to person: exact for brokers, to the nearest five for the commissioner.
    @Test func theChainTellsWhoWasPlacedWithoutTellingOfAnybody() throws {
        let days = try owed.promise("Work experience", "20")
        try owed.council.inDatabase { db in
            try db.run("INSERT INTO employers (name, sector, size) VALUES ('Rowan Roofing', 'construction', 'small')")
            try db.run(
                """
                INSERT INTO opportunities (title, kind, employer_id, sector, places, opened_on)
                SELECT 'Roof week', 'work_experience', id, 'construction', 9, app.today() - 90 FROM employers
                """)
            for number in 1...7 {
                try db.run(
                    """
                    WITH person AS (INSERT INTO young_people (reference, name, born_on)
                                    VALUES (\("R-\(number)"), \("Made Up \(number)"), app.today() - 7000) RETURNING id)
                    INSERT INTO placements (young_person_id, kind, employer_id, opportunity_id, planned_on, started_on)
                    SELECT p.id, 'work_experience', o.employer_id, o.id, app.today() - 60, app.today() - 60 FROM person p, opportunities o
                    """)
            }
        }
        let opportunity = try #require(try owed.council.newest("opportunities"))
        let answer = try owed.council.cora.post(
            owed.path + "/entries",
            [
                ("promise", days), ("kind", "committed"), ("amount", "10"), ("words", "Two weeks"),
                ("opportunity", "\(opportunity)"),
            ]
                + owed.day("day", -20))
        #expect(answer.status == 303)
        let told = try owed.page()
        #expect(
            told.contains("Roof week") && told.contains("Started: about 5.")
                && told.contains("apprenticeship: 5 or fewer"))
        #expect(
            try owed.council.bella.get(owed.path).main.contains(
                "Started: 7. Under way: 7. Went on to a job or an apprenticeship: 0."))
        for who in [owed.council.mo, owed.council.lena, owed.council.sam, owed.council.ada] {
            #expect(try who.get(owed.path).status == 403)
        }
        // Whoever does not see obligations is told nothing by the function either.
        let council = owed.council
        try Example.running.connections.with(.site) { connection in
            try connection.transaction { db in
                let token = try #require(council.mo.cookies.values.first.flatMap(Token.init(cookie:)))
                _ = try db(Entry.open(council.slug, token: token))
                let told: Int? = try db.value("SELECT count(*) FROM app.told_outcomes(\([opportunity]))")
                #expect(told == 0)
            }
        }
    }
}
