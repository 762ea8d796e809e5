import Postgres
import Testing

@testable import App

@Suite struct YoungPersonTests {
    @Test func aGroupIsKeptWithoutItsDays() throws {
        let work = try Casework()
        let id = try work.add("DCY-1", [("cohorts_1_group", "formerRelevant"), ("cohorts_2_group", "withPlan")])
        let page = try work.bella.get("/young-people/\(id)")
        #expect(page.main.contains("Care leaver, former relevant") && page.main.contains("SEND with an EHC plan"))
        let kept: [String] = try work.council.inDatabase {
            try $0.values("SELECT cohort || ' ' || eligibility || ' ' || has_plan FROM cohorts ORDER BY id")
        }
        #expect(kept == ["care_leaver former_relevant false", "send  true"])
        #expect(page.main.contains("75 years from birth"))
        #expect(page.main.contains(work.today.adding(months: -230 + 900).longText))
    }

    @Test func aGroupThatEndsBeforeItBeginsIsExplained() throws {
        let work = try Casework()
        func days(_ name: String, _ day: Day) -> [(String, String)] {
            [("\(name)_day", "\(day.day)"), ("\(name)_month", "\(day.month)"), ("\(name)_year", "\(day.year)")]
        }
        let born = work.today.adding(months: -230)
        let wrong =
            [("cohorts_1_group", "neet")] + days("cohorts_1_began", work.today)
            + days("cohorts_1_ended", work.today.adding(days: -3))
        let page = try work.bella.post("/young-people", work.form("DCY-1", name: "A B", born: born, wrong))
        #expect(page.status == 422 && page.mistakes.contains { $0.contains("Enter a day that is not before") })
        let dayAlone = try work.bella.post(
            "/young-people", work.form("DCY-1", name: "A B", born: born, days("cohorts_1_began", work.today)))
        #expect(dayAlone.mistakes == ["Group 1: Choose the group"])
        let future = try work.bella.post(
            "/young-people", work.form("DCY-1", name: "A B", born: work.today.adding(days: 1)))
        #expect(future.mistakes == ["Enter a date of birth that is not in the future"])
    }

    @Test func whatIsReadyKeepsItsDay() throws {
        let work = try Casework()
        let id = try work.add("DCY-1", [("ready", "cv"), ("ready", "travel"), ("wishes_1_kind", "apprenticeship")])
        try work.council.inDatabase { try $0.run("UPDATE readiness SET ready_on = ready_on - 30 WHERE item = 'cv'") }
        var form = try FilledForm(on: work.bella.get("/young-people/\(id)/edit"))
        form["strengths"] = "On time, every day"
        let fields = form.fields.filter { $0 != ("ready", "travel") } + [("ready", "identity")]
        #expect(try work.bella.post(form.action, fields, key: form.key).status == 303)
        let page = try work.bella.get("/young-people/\(id)")
        #expect(page.main.contains("CV since \(work.today.adding(days: -30).longText)"))
        #expect(page.main.contains("Proof of identity since \(work.today.longText)"))
        #expect(page.main.contains("Knows how to travel there not yet"))
        #expect(page.main.contains("Apprenticeship") && page.main.contains("On time, every day"))
        let history = try work.bella.get("/young-people/\(id)/history")
        #expect(history.main.contains("Ready for work removed") && history.main.contains("Strengths"))
    }

    @Test func theSamePersonTwiceIsAskedAndNeverMerged() throws {
        let work = try Casework(), born = work.today.adding(months: -200)
        try work.add("DCY-1", name: "Zoë O’Neill", born: born)
        let twice = work.form("DCY-2", name: "zoe o'neill", born: born)
        let asked = try work.bella.post("/young-people", twice)
        #expect(asked.status == 422 && asked.main.contains("Is this the same person?"))
        #expect(asked.main.contains("DCY-1 has the same name and date of birth"))
        let another = try work.bella.post("/young-people", work.form("DCY-2", name: "Zoe O'Neil", born: born))
        #expect(another.status == 303, "another name is not asked about")
        let tick = "\(born.day) \(born.month) \(born.year) zoe o'neill"
        #expect(
            try work.bella.post(
                "/young-people",
                twice.map { $0.0 == "reference" ? ("reference", "DCY-3") : $0 } + [("same_person", tick)]
            ).status == 303)
        let count: Int? = try work.council.inDatabase { try $0.value("SELECT count(*) FROM young_people") }
        #expect(count == 3)
    }

    @Test func ofARestrictedRecordOnlyThatThereIsOneIsSaid() throws {
        let work = try Casework(), born = work.today.adding(months: -200)
        let hidden = try work.add("DCY-SECRET", name: "Zoë O’Neill", born: born)
        try work.restrict(hidden)
        let asked = try work.bruno.post("/young-people", work.form("DCY-2", name: "Zoë O’Neill", born: born))
        #expect(asked.status == 422 && asked.main.contains("One record that you cannot open has the same name"))
        #expect(!asked.text.contains("SECRET"))
    }

    @Test func theListShowsOpenCasesWithWhatIsNext() throws {
        let work = try Casework()
        let one = try work.add("DCY-1", [("cohorts_1_group", "neet")]),
            two = try work.add("DCY-2", name: "Ada Byron", [("worker", "")])
        try work.attempt(one, began: 30, stages: [("Identified", 30), ("Preparation", 20)])
        _ = try work.take("closing", of: two, [("reason", "declined")])
        let list = try work.bella.get("/young-people")
        #expect(list.main.contains("DCY-1") && !list.main.contains("DCY-2") && list.main.contains("Preparation"))
        #expect(list.main.contains("Six-monthly review") && list.main.contains("Zanthe"))
        #expect(try work.bella.get("/young-people?cases=closed").main.contains("DCY-2"))
        #expect(try work.bella.get("/young-people?cases=all").main.contains("DCY-1"))
        for (query, finds) in [
            ("worker=mine", true), ("worker=none", false), ("cohort=neet", true), ("cohort=send", false),
            ("restricted=no", true), ("restricted=yes", false), ("stage=none", false), ("sort=next_due", true),
            ("sort=-age", true), ("sort=stage", true), ("sort=called", true),
        ] {
            #expect(try work.bella.get("/young-people?\(query)").main.contains("DCY-1") == finds, "\(query)")
        }
        let file = try work.bella.get("/young-people.csv?cohort=neet").text
        #expect(file.contains("DCY-1") && file.contains("Zanthe Quillfeather") && !file.contains("DCY-2"))
        #expect(try work.bella.get("/young-people.json").text.contains("\"next_step\""))
    }
}
