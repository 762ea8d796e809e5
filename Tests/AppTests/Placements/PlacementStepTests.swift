import Testing

@testable import App

/// What happens to a placement after it is recorded.
@Suite struct PlacementStepTests {
    @Test func aStartIsMovedWithItsReasonAndNothingIsOverwritten() throws {
        let office = try BrokersOffice()
        let path = try office.record()
        let without = try office.move(path, "rearrangement", ["planned": "+20", "planned_end": "+40"])
        #expect(without.status == 422 && without.main.contains("Enter why it moves"))
        let moved = try office.move(
            path, "rearrangement", ["planned": "+20", "planned_end": "+40", "reason": "An injury"])
        #expect(moved.status == 303)
        let page = try office.bella.get(path).main
        #expect(page.contains("Planned for \(office.today.adding(days: 20).longText)") && page.contains("An injury"))
        #expect(page.contains(office.today.adding(days: 7).longText), "the day before stays")
        let refused = try? office.council.inDatabase { try $0.run("UPDATE placements SET planned_on = app.today()") }
        #expect(refused == nil, "no day moves without a reason")
    }

    @Test func aJobIsCheckedAt13And26WeeksFromItsStart() throws {
        let office = try BrokersOffice()
        let path = try office.record(["kind": "job", "start": "+1", "contract": "permanent"])
        #expect(try !office.bella.get(path).main.contains("In work still"), "not before it starts")
        #expect(try office.move(path, "start", ["started": "-100"]).status == 303)
        func due() throws -> [Int] {
            try office.council.inDatabase { db in
                try db.values("SELECT due_on - app.today() FROM work_checks ORDER BY weeks")
            }
        }
        #expect(try due() == [-9, 82])
        #expect(try office.move(path, "start", ["started": "-91"]).status == 303)
        #expect(try due() == [0, 91], "it moves with the start")
        let answer = try office.bella.post(path + "/work-checks", [("weeks", "13"), ("to", "working")])
        #expect(answer.status == 303)
        #expect(try office.bella.get(path).main.contains("Still in work, \(office.today.longText)"))
        // Answered in another window.
        let again = try office.bella.post(path + "/work-checks", [("weeks", "13"), ("to", "left")])
        #expect(try office.bella.get(again.location).words.contains("Nothing was changed"))
        let left = try office.bella.post(path + "/work-checks", [("weeks", "26"), ("to", "left")])
        #expect(left.location.hasSuffix("/ending"))
        #expect(try office.bella.post(path + "/work-checks", [("weeks", "13"), ("to", "x")]).status == 400)
    }

    @Test func anEarlyExitIsCodedAndEndsTheChecks() throws {
        let office = try BrokersOffice()
        let path = try office.record(["kind": "job", "start": "-30"])
        let bare = try office.move(path, "ending", ["outcome": "early_exit", "ended": "today", "exit_reason": ""])
        #expect(bare.status == 422 && bare.main.contains("Choose why they left early"))
        let early = try office.move(path, "ending", ["outcome": "completed", "ended": "-40"])
        #expect(early.status == 422 && early.main.contains("on or after the start"))
        let ended = try office.move(
            path, "ending", ["outcome": "early_exit", "ended": "today", "exit_reason": "travel"])
        #expect(ended.status == 303, "\(ended.mistakes)")
        let page = try office.bella.get(path).main
        #expect(page.contains("Left early (travel)") && !page.contains("In work still"))
        #expect(try office.bella.confirmAndFollow(path + "/resumption").main.contains("Under way"))
        #expect(try office.bella.get(path).main.contains("In work still"), "asked again once it goes on")
    }

    @Test func whatNeverStartedDidNotStart() throws {
        let office = try BrokersOffice()
        let path = try office.record(["start": "+3"])
        let wrong = try office.move(path, "ending", ["outcome": "completed", "ended": "today"])
        #expect(wrong.status == 422 && wrong.main.contains("Choose how it ended"))
        #expect(try office.move(path, "ending", ["outcome": "did_not_start", "ended": "today"]).status == 303)
        #expect(try office.bella.get(path).main.contains("Did not start"))
    }

    @Test(arguments: ["start", "rearrangement", "ending"]) func aSecondWindowIsTold(_ noun: String) throws {
        let office = try BrokersOffice()
        let path = try office.record()
        let answers = [
            "started": "today", "planned": "+9", "planned_end": "+30", "reason": "Why", "outcome": "did_not_start",
            "ended": "today",
        ]
        let late = try office.bella.post(path + "/" + noun, office.days(answers) + [("version", "0")])
        #expect(late.status == 409 && late.main.contains("after you opened this page"))
    }

    @Test func whoMayNotSeesNone() throws {
        let office = try BrokersOffice(), other = try BrokersOffice()
        let path = try office.record()
        for noun in ["", "/start", "/rearrangement", "/ending"] {
            let own = path.replacing("/" + office.council.slug, with: "")
            #expect(try other.bella.get(own + noun).status == 404)
            for browser in [office.council.mo, office.council.olive, office.council.cora, office.council.sam] {
                #expect(try browser.get(path + noun).status == 403)
            }
        }
        for role in [office.council.mo, office.council.cora] {
            #expect(try role.get("/placements.csv").status == 403)
            #expect(try !role.get("/search?q=Gardening").main.contains("Parks"))
        }
    }

    @Test func theListOfAllHasNoNamesInItsFilesAndFindsByPlace() throws {
        let office = try BrokersOffice()
        _ = try office.record(["start": "-3"])
        let list = try office.bella.get("/placements").main
        #expect(list.contains("YP-1") && list.contains("Gardening, Parks"))
        #expect(try office.bella.get("/placements?state=under_way&q=parks").main.contains("YP-1"))
        #expect(try office.bella.get("/placements?state=planned").main.contains("No placements match"))
        #expect(try office.bella.get("/placements?team=\(office.team)").main.contains("YP-1"))
        for ending in ["csv", "json"] {
            let file = try office.bella.get("/placements.\(ending)").text
            #expect(file.contains("YP-1") && !file.contains("Kit") && !file.contains("Somebody"))
        }
        #expect(try office.bella.get("/search?q=gardening").main.contains("YP-1"))
        try office.council.inDatabase { db in
            try db.run("UPDATE young_people SET is_restricted = true, restricted_on = app.today()")
        }
        #expect(try !office.bella.get("/placements").main.contains("YP-1"), "a restricted case is its team’s alone")
        #expect(try !office.bella.get("/placements.csv").text.contains("YP-1"))
        #expect(try !office.bella.get("/search?q=gardening").main.contains("YP-1"))
    }
}
