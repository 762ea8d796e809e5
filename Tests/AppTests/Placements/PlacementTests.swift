import Testing

@testable import App

/// Recording a placement: its kind first, the law, what is there already, and how long it takes.
@Suite struct PlacementTests {
    @Test func aStartThatHasPassedIsTheActualStart() throws {
        let office = try BrokersOffice()
        let passed = try office.bella.get(office.record(["start": "-3"])).main
        #expect(passed.contains("Under way") && passed.contains("Since \(office.today.adding(days: -3).longText)"))
        let planned = try office.bella.get(office.record(["role": "Another"])).main
        #expect(planned.contains("Planned for \(office.today.adding(days: 7).longText), in 7 days"))
    }

    @Test func aNewNameIsAskedAboutOnceAndBecomesAnEmployer() throws {
        let office = try BrokersOffice()
        let asked = try office.bella.post(office.placements, office.placement(["where": "Made-up Garden Centre"]))
        #expect(asked.status == 422 && asked.main.contains("Add Made-up Garden Centre as an employer"))
        let answer = try office.bella.post(
            office.placements,
            office.placement(["where": "Made-up Garden Centre", "new_employer": "Made-up Garden Centre"]))
        #expect(answer.status == 303)
        #expect(try office.bella.get("/employers").main.contains("Made-up Garden Centre"))
        // However it is spelled the second time.
        #expect(try office.record(["where": "made-up garden  centre", "role": "Again"]).isEmpty == false)
        let count: Int? = try office.council.inDatabase { try $0.value("SELECT count(*) FROM employers") }
        #expect(count == 2)
    }

    @Test func theSamePlacementTwiceIsSaidWithALink() throws {
        let office = try BrokersOffice()
        let first = try office.record()
        let again = try office.bella.post(office.placements, office.placement(["role": ""]))
        #expect(again.status == 409 && again.main.contains("Already recorded") && again.text.contains(first))
        #expect(try office.bella.post(office.placements, office.placement(["role": "Machinery"])).status == 303)
    }

    @Test func nobodyBeginsBeforeTheLawAllowsIt() throws {
        let office = try BrokersOffice()
        // Turns 16 in the school year that begins next September or this one, so is of compulsory school age now.
        let born = office.today.adding(months: -14 * 12 - 6)
        let person = try office.addPerson("YP-9", called: "Robin", born: born)
        let path = "/young-people/\(person)/placements"
        let job = try office.bella.post(path, office.placement(["kind": "job", "where": "Parks"]))
        #expect(job.status == 422 && job.main.contains("Education Act 1996, section 8"))
        let (leaves, first): (Day, Day) = try office.council.inDatabase { db in
            (
                try #require(try db.value("SELECT app.leaves_school(\(born))")),
                try #require(try db.value("SELECT app.earliest_start('job', \(born))"))
            )
        }
        #expect(job.main.contains(first.longText) && first == leaves.adding(days: 1))
        let refused = try? office.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO placements (young_person_id, kind, team_id, planned_on)
                VALUES (\(Int64(person)), 'job', \(Int64(office.team)), \(leaves))
                """)
        }
        #expect(refused == nil, "the database refuses it too")
    }

    /// A pupil leaves on the last Friday in June of the school year in which they become 16.
    @Test(arguments: [
        ("2010-08-31", "2026-06-26", "2024-09-01"), ("2010-09-01", "2027-06-25", "2025-09-01"),
        ("2008-02-29", "2024-06-28", "2022-09-01"), ("2011-06-30", "2027-06-25", "2025-09-01"),
    ]) func schoolAgeIsCountedAsTheActSays(_ born: String, _ leaves: String, _ year10: String) throws {
        let council = try Example.council()
        let days: [String] = try council.inDatabase { db in
            [
                try db.value("SELECT app.leaves_school(\(born)::date)::text") ?? "",
                try db.value("SELECT app.earliest_start('work_experience', \(born)::date)::text") ?? "",
            ]
        }
        #expect(days == [leaves, year10])
    }

    @Test func aClosedCaseTakesNone() throws {
        let office = try BrokersOffice()
        try office.council.inDatabase { db in
            try db.run("UPDATE young_people SET closed_on = app.today(), closed_reason = 'destination'")
        }
        let page = try office.bella.get(office.placements + "/new")
        #expect(page.status == 409 && page.main.contains("The case is closed"))
        #expect(try office.bella.post(office.placements, office.placement()).status == 409)
        let refused = try? office.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO placements (young_person_id, kind, team_id, planned_on)
                VALUES (\(Int64(office.person)), 'taster', \(Int64(office.team)), app.today())
                """)
        }
        #expect(refused == nil)
    }

    @Test func twoThatFillTheWeekAreAskedAbout() throws {
        let office = try BrokersOffice()
        _ = try office.record(["kind": "job", "hours": "30", "contract": "permanent"])
        let second = ["kind": "job", "role": "Evenings", "hours": "20"]
        let asked = try office.bella.post(office.placements, office.placement(second))
        #expect(asked.status == 422 && asked.main.contains("Both placements are right"))
        let answer = try office.bella.post(
            office.placements, office.placement(second.merging(["both": "yes"]) { $1 }))
        #expect(answer.status == 303)
    }

    @Test func whatItsKindDoesNotHaveIsNotKept() throws {
        let office = try BrokersOffice()
        let path = try office.record(["contract": "permanent", "level": "3", "provider": "A college", "paid": "yes"])
        let page = try office.bella.get(path).main
        #expect(!page.contains("Permanent") && !page.contains("Level 3") && !page.contains("A college"))
        #expect(page.contains("Paid"))
    }

    @Test func itIsLinkedToTheOpenAttempt() throws {
        let office = try BrokersOffice()
        try office.council.inDatabase { db in
            try db.run(
                "INSERT INTO attempts (young_person_id, number, began_on) VALUES (\(Int64(office.person)), 1, app.today())"
            )
        }
        #expect(try office.bella.get(office.placements + "/new").main.contains("counts it for attempt 1"))
        _ = try office.record()
        let linked: Int? = try office.council.inDatabase {
            try $0.value("SELECT count(*) FROM placements WHERE attempt_id IS NOT NULL")
        }
        #expect(linked == 1)
    }

    /// The keystroke-level model (Card, Moran and Newell 1980): pointing and clicking 1.3 s, a key 0.28 s, a thought before each
    /// answer 1.35 s. From a young person’s page, for a job: “Record a placement”, kind, where by three letters and a choice, role,
    /// day, month, year, hours, contract, Save.
    @Test func itTakesLessThanAMinute() throws {
        let office = try BrokersOffice()
        let form = try FilledForm(on: office.bella.get(office.placements + "/new"))
        let typed = [
            "role": "Records assistant", "start_day": "7", "start_month": "12", "start_year": "2026", "hours": "37",
        ]
        let clicked = ["kind": "job", "where": "Made-up Bakery", "contract": "permanent"]
        var filled = form
        for (name, value) in typed { filled[name] = value }
        for (name, value) in clicked { filled[name] = value }
        let answer = try office.bella.post(form.action, filled.fields, key: form.key)
        #expect(answer.status == 303, "nothing else is needed: \(answer.mistakes)")
        // The link, the kind, the box of the place and its choice, the role, the contract, Save; tabs lead to the boxes that follow.
        let clicks = 1 + 1 + 2 + 1 + 1 + 1
        let keys = 3 + typed.values.reduce(0) { $0 + $1.count } + 4
        let seconds = Double(clicks) * 1.3 + Double(keys) * 0.28 + 8 * 1.35
        #expect(seconds < 60, "\(clicks) clicks, \(keys) keys, \(seconds) seconds")
    }
}
