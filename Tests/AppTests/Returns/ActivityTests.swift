import Postgres
import Testing

@testable import App

/// What is recorded of a young person, and what the form says to it.
@Suite struct ActivityTests {
    /// What its form is sent with.
    static func form(_ day: Day, _ more: [String: String] = [:]) -> [(String, String)] {
        let usual = [
            "began_day": "\(day.day)", "began_month": "\(day.month)", "began_year": "\(day.year)",
            "main": "further_education", "mode": "full", "accommodation": "independent", "suitability": "suitable",
            "in_touch": "yes", "source": "Personal adviser",
        ]
        return usual.merging(more) { $1 }.map { ($0, $1) }
    }

    private static func mistakes(_ work: Casework, _ id: Int64, _ more: [String: String], on day: Day? = nil) throws
        -> [String]
    {
        try work.bella.post("/young-people/\(id)/activities", form(day ?? work.today, more)).mistakes
    }

    @Test func itIsRecordedAndShown() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        let answer = try work.bella.post(
            "/young-people/\(id)/activities", Self.form(work.today, ["main": "apprenticeship", "hours": "30"]))
        #expect(answer.status == 303)
        let page = try work.bella.get("/young-people/\(id)").main
        #expect(page.contains("Activity and accommodation") && page.contains("Apprenticeship, full time, 30 hours"))
        #expect(page.contains("Their own tenancy") && page.contains("it suits them"))
        let begun = try FilledForm(on: work.bella.get("/young-people/\(id)/activities/new"))
        #expect(begun["main"] == "apprenticeship" && begun["accommodation"] == "independent")
        #expect(begun["in_touch"].isEmpty && begun["source"].isEmpty, "both are asked anew")
    }

    @Test func theRulesAreCheckedAsItIsTyped() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        func mistakes(_ more: [String: String]) throws -> [String] { try Self.mistakes(work, id, more) }
        for (more, rule) in [
            (["accommodation": "custody"], "rule 133"), (["accommodation": "no_fixed_abode"], "rule 133"),
            (["suitability": ""], "rule 133"), (["main": "not_known", "mode": "none"], "rule 345"),
            (["accommodation": "", "suitability": ""], "rule 345"), (["in_touch": "died"], "rule 344"),
        ] { #expect(try mistakes(more).contains { $0.contains(rule) }, "\(more)") }
        #expect(try mistakes(["main": ""]) == ["Choose what they mainly do"])
        #expect(try mistakes(["main": "seeking"]).first?.contains("is neither full nor part time") == true)
        #expect(try mistakes(["main": "seeking", "mode": "none", "hours": "7"]).count == 1)
        #expect(try mistakes(["main": "employment", "hours": "12"]).first?.contains("fewer than 16 hours") == true)
        #expect(try mistakes(["main": "employment", "mode": "part", "hours": "20"]).count == 1)
        #expect(try mistakes(["main": "employment", "paid_hours": "20"]).count == 1)
        #expect(try mistakes(["hours": "7.25"]).count == 1 && mistakes(["hours": "81"]).count == 1)
        #expect(try Self.mistakes(work, id, [:], on: work.today.adding(days: 1)) == ["Enter today or an earlier day"])
        let count: Int? = try work.council.inDatabase { try $0.value("SELECT count(*) FROM activities") }
        #expect(count == 0)
    }

    @Test func nothingFollowsADeath() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        let died = ["main": "", "mode": "", "accommodation": "", "suitability": "", "in_touch": "died"]
        let day = work.today.adding(days: -10)
        #expect(try work.bella.post("/young-people/\(id)/activities", Self.form(day, died)).status == 303)
        #expect(try Self.mistakes(work, id, [:]).first?.contains("rule 348") == true)
        let other = try work.add("DCY-2", name: "Ada Byron")
        #expect(try work.bella.post("/young-people/\(other)/activities", Self.form(work.today)).status == 303)
        #expect(try Self.mistakes(work, other, died, on: day).first?.contains("Change or remove") == true)
    }

    @Test func aNewRecordBeginsWithWhatAPlacementGives() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)/activities"
        #expect(try work.bella.post(path, Self.form(work.today.adding(days: -200))).status == 303)
        try work.placement(id, team: "Parks", began: 100)
        try work.council.inDatabase { try $0.run("UPDATE placements SET kind = 'apprenticeship', hours = 30") }
        let during = try FilledForm(on: work.bella.get(path + "/new"))
        #expect(during["main"] == "apprenticeship" && during["mode"] == "full" && during["hours"] == "30")
        #expect(during["accommodation"] == "independent")
        let before = work.today.adding(days: -150).isoText
        #expect(try FilledForm(on: work.bella.get(path + "/new?on=\(before)"))["main"] == "further_education")
        try work.council.inDatabase {
            try $0.run("UPDATE placements SET ended_on = \(work.today.adding(days: -2)), outcome = 'completed'")
        }
        let after = try FilledForm(on: work.bella.get(path + "/new"))
        #expect(after["main"].isEmpty && after["mode"].isEmpty && after["hours"].isEmpty, "it is asked anew")
    }

    @Test func aJobIsNotProposedOnADayBeforeIt() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)/activities/new"
        try work.placement(id, team: "Home Care", began: 40)
        try work.council.inDatabase { try $0.run("UPDATE placements SET kind = 'job', hours = 30") }
        func begun(_ daysAgo: Int) throws -> String {
            let day = work.today.adding(days: -daysAgo).isoText
            return try FilledForm(on: work.bella.get("\(path)?on=\(day)"))["main"]
        }
        #expect(try begun(60).isEmpty && begun(10) == "employment")
    }

    @Test func whatTheReturnDoesNotTakeIsAskedAboutAndKept() throws {
        let work = try Casework(), born = work.today.adding(months: -17 * 12).adding(days: -3)
        let id = try work.add("DCY-1", born: born, [("cohorts_1_group", "relevant")])
        let path = "/young-people/\(id)/activities"
        for (home, rule) in [("foyer", "347"), ("former_foster_carer", "3001")] {
            let typed = Self.form(work.today, ["accommodation": home])
            let asked = try work.bella.post(path, typed)
            #expect(asked.status == 422 && asked.main.contains("rule \(rule)"), "\(home)")
            #expect(asked.main.contains("They are 18 on") == (home == "foyer"))
            let form = try FilledForm(on: asked)
            let tick = ("as_it_is", "\(home) \(work.today.isoText)")
            #expect(try work.bella.post(path, typed + [tick], key: form.key).status == 303)
        }
        let other = try work.add("DCY-2", name: "Ada Byron", born: born)
        #expect(try Self.mistakes(work, other, ["accommodation": "foyer"]) == [], "of others the return asks nothing")
        #expect(try work.bella.post(Visit.namesPath, [("to", "hide")]).status == 303)
        let hidden = try work.bella.post(path, Self.form(work.today, ["accommodation": "foyer"])).main
        #expect(hidden.contains("rule 347") && !hidden.contains("They are 18 on"), "a birthday tells who somebody is")
    }

    @Test func theDatabaseHoldsTheSameRules() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        func add(_ main: String, _ mode: String, _ touch: String, _ home: String, _ suits: String) throws {
            try work.council.inDatabase { db in
                try db.run(
                    """
                    INSERT INTO activities (young_person_id, began_on, main, mode, in_touch, accommodation, suitability, source)
                    VALUES (\(id), \(work.today), \(main), \(mode), \(touch), \(home), \(suits), 'x')
                    """)
            }
        }
        try add("employment", "full", "yes", "family", "suitable")
        for wrong in [
            ["employment", "none", "", "", ""], ["seeking", "full", "", "", ""], ["seeking", "none", "yes", "", ""],
            ["not_known", "none", "yes", "family", "suitable"], ["employment", "full", "died", "", ""],
            ["", "none", "", "", ""], ["", "none", "died", "family", "suitable"],
            ["seeking", "none", "", "custody", "suitable"], ["seeking", "none", "", "family", ""],
        ] {
            #expect(throws: PostgresError.self, "\(wrong)") {
                try add(wrong[0], wrong[1], wrong[2], wrong[3], wrong[4])
            }
        }
    }

    @Test func aRestrictedCaseKeepsItsActivityFromOthers() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        #expect(try work.bella.post("/young-people/\(id)/activities", Self.form(work.today)).status == 303)
        try work.restrict(id)
        #expect(try work.bruno.get("/young-people/\(id)/activities").status == 404)
        #expect(try work.bella.get("/young-people/\(id)/activities").main.contains("Further education college"))
    }

    @Test func whatIsOnlyKeptTakesNone() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        _ = try work.take("closing", of: id, [("reason", "declined")])
        #expect(try work.bella.post("/young-people/\(id)/activities", Self.form(work.today)).status == 303)
        _ = try work.take("ending", of: id)
        #expect(try work.bella.post("/young-people/\(id)/activities", Self.form(work.today)).status == 409)
        #expect(throws: PostgresError.self) {
            try work.council.inDatabase { try $0.run("UPDATE activities SET source = 'other'") }
        }
    }

    @Test func aMergeTakesThemAlong() throws {
        let work = try Casework(), gone = try work.add("DCY-1"), kept = try work.add("DCY-2", name: "Ada Byron")
        #expect(try work.bella.post("/young-people/\(gone)/activities", Self.form(work.today)).status == 303)
        let asked = try work.take("merging", of: gone, [("into", "DCY-2")])
        #expect(asked.main.contains("one activity record"))
        let form = try FilledForm(on: asked)
        let answer = try work.bella.post(form.action, form.fields + [("sure", "DCY-2")], key: form.key)
        #expect(answer.status == 303)
        #expect(try work.bella.get("/young-people/\(kept)/activities").main.contains("Further education college"))
    }
}
