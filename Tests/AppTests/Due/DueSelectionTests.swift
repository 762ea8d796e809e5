import Testing

@testable import App

@Suite struct DueSelectionTests {
    /// Two recommendations, the first of which also owes a report of its action, and a meeting to come.
    private struct Desk {
        let review: ReviewOfCareLeavers
        let eight: Recommendation.ID
        let meeting: Meeting.ID

        init() throws {
            review = try ReviewOfCareLeavers()
            eight = try review.addEight()
            meeting = try review.council.inDatabase { db in
                try db.run("UPDATE actions SET report_duty = 'once', report_on = app.today()")
                return try db.value(
                    "INSERT INTO meetings (body, held_on) SELECT body, app.today() + 20 FROM plans RETURNING id")
                    ?? Meeting.ID(0)
            }
        }

        var seven: String { "\(review.recommendation)" }
        var report: String { "\(review.recommendation)-\(review.action)" }

        func ticked(_ rows: String...) -> [(String, String)] {
            rows.map { ("rows", $0) } + [("meeting", "\(meeting)")]
        }

        func agenda() throws -> [String] {
            try review.council.inDatabase {
                try $0.values("SELECT words FROM meeting_items WHERE meeting_id = \(meeting) ORDER BY position")
            }
        }
    }

    @Test func tickedRowsGoOnAnAgendaOnce() throws {
        let desk = try Desk(), olive = desk.review.council.olive
        let page = try olive.get("/due")
        #expect(page.text.contains("value=\"\(desk.report)\" form=\"chosen\""))
        #expect(page.text.contains("Add to its agenda"))
        let done = try olive.postAndFollow("/due/agenda", desk.ticked(desk.seven, desk.report))
        #expect(done.text.contains("Two items are on the agenda now."))
        #expect(
            try desk.agenda() == [
                "First update: recommendation 7, Care leavers EET",
                "Report back to Scrutiny: recommendation 7, Care leavers EET",
            ])
        let again = try olive.postAndFollow("/due/agenda", desk.ticked(desk.seven, "\(desk.eight)"))
        #expect(again.text.contains("One item is on the agenda now. One was on it already."))
        #expect(try desk.agenda().count == 3)
    }

    @Test func theUpdateTakesThePlaceOfWhatWasPutThereForIt() throws {
        let desk = try Desk(), review = desk.review, olive = review.council.olive
        _ = try olive.post("/due/agenda", desk.ticked(desk.seven))
        _ = try olive.post(review.path, review.form())
        let update: Update.ID? = try review.value("SELECT id FROM updates")
        _ = try olive.post("/meetings/\(desk.meeting)/due", [("updates", "update-\(try #require(update))")])
        #expect(try desk.agenda().count == 1)
        #expect(try review.value("SELECT kind FROM meeting_items") == "update")
    }

    @Test func tickedRowsOpenAsASheetOfTheirOwn() throws {
        let desk = try Desk(), olive = desk.review.council.olive
        let sheet = try olive.post("/due/sheet", desk.ticked("\(desk.eight)"))
        #expect(sheet.location.hasSuffix("/plans/\(desk.review.plan)/updates?rows=\(desk.eight)#sheet"))
        let other = try desk.review.council.inDatabase { db in
            let stored = StoredPlans(db: db)
            let plan = try stored.plan("Housing", body: "Select Committee", agreedOn: "2021-09-01", .month)
            return try stored.recommendation(plan, "1", 1, "That homes are found.")
        }
        let both = try olive.post("/due/sheet", desk.ticked("\(desk.eight)", "\(other)"))
        let place = try #require(both.location.split(separator: "#").first)
        #expect(try olive.get(String(place)).text.contains("One row that you ticked is of another plan"))
    }

    @Test func withoutATickNothingIsDone() throws {
        let desk = try Desk(), olive = desk.review.council.olive
        for path in ["/due/sheet", "/due/agenda"] {
            #expect(try olive.postAndFollow(path, desk.ticked()).text.contains("No row is ticked"))
            #expect(try olive.postAndFollow(path, desk.ticked("x")).text.contains("No row is ticked"))
            #expect(try olive.postAndFollow(path, desk.ticked("9999999")).text.contains("Nothing of it is due"))
        }
        #expect(try desk.agenda().isEmpty)
        try desk.review.council.inDatabase { db in
            _ = try db.run("UPDATE meetings SET state = 'held', held_on = app.today()")
        }
        #expect(try olive.post("/due/agenda", desk.ticked(desk.seven)).status == 409)
    }

    @Test func whoMayDoNeitherHasNoBoxes() throws {
        let desk = try Desk(), council = desk.review.council
        let ada = try council.ada.get("/due")
        #expect(ada.text.contains("Recommendation 7") && !ada.text.contains("form=\"chosen\""))
        try desk.review.putLenaInTheTeam()
        let lena = try council.lena.get("/due")
        #expect(lena.text.contains("Open as a sheet") && !lena.text.contains("Add to its agenda"))
        #expect(try council.lena.post("/due/agenda", desk.ticked(desk.seven)).status == 403)
        let eight = try council.lena.postAndFollow("/due/sheet", desk.ticked("\(desk.eight)"))
        #expect(eight.text.contains("Nothing of it is due"), "only what a team of hers leads is in her list")
    }

    /// What a recommendation owes as a whole is answered by an update of its action, and asked for no more.
    @Test func anUpdateOfItsActionAnswersTheRecommendation() throws {
        let desk = try Desk(), review = desk.review, olive = review.council.olive
        _ = try olive.post("/due/agenda", desk.ticked(desk.seven))
        _ = try olive.post(review.path, review.form(about: review.action))
        let update: Update.ID? = try review.value("SELECT id FROM updates")
        _ = try olive.post("/meetings/\(desk.meeting)/due", [("updates", "update-\(try #require(update))")])
        #expect(try desk.agenda().count == 1)
        #expect(try review.value("SELECT kind FROM meeting_items") == "update")
        _ = try olive.post("/due/agenda", desk.ticked(desk.seven))
        #expect(try desk.agenda().count == 1)
    }

    @Test func theDatabaseHoldsOneItemOfARecommendation() throws {
        let desk = try Desk(), review = desk.review
        _ = try review.council.olive.post("/due/agenda", desk.ticked(desk.seven))
        let added = try review.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id)
                VALUES (\(desk.meeting), 9, 'report', 'Again', \(review.plan), \(review.recommendation)) ON CONFLICT DO NOTHING
                """)
        }
        #expect(added == 0)
    }

    @Test func whatIsNoLongerDueIsSaidAndTheFiltersStay() throws {
        let desk = try Desk(), olive = desk.review.council.olive
        let page = try olive.get("/due?when=overdue&kind=update")
        #expect(page.text.contains("/due/agenda?when=overdue&amp;kind=update\""))
        let none = try olive.post("/due/agenda?when=overdue&kind=update", desk.ticked())
        #expect(none.location.hasSuffix("/due?when=overdue&kind=update"))
        let asked = try olive.post("/due/ask?asked=waiting", desk.ticked())
        #expect(asked.location.hasSuffix("/due?asked=waiting"))
        let some = try olive.postAndFollow("/due/agenda", desk.ticked(desk.seven, "9999999"))
        #expect(
            some.text.contains("One item is on the agenda now. One row that you ticked is no longer in your due list."))
    }

    /// Three things of one recommendation have names of their own.
    @Test func eachBoxSaysWhatItChooses() throws {
        let desk = try Desk(), page = try desk.review.council.olive.get("/due")
        let names = page.text.components(separatedBy: "<label class=\"app-hidden\" for=\"due-").dropFirst().map {
            $0.components(separatedBy: "</label>")[0].components(separatedBy: ">")[1]
        }
        #expect(names.count == 3 && Set(names).count == 3)
        #expect(names.contains { $0.hasPrefix("Choose, Report back to Scrutiny, ") })
    }

    /// Another team's draft of its action is none that a lead officer opens.
    @Test func anotherTeamsDraftIsNotTheirs() throws {
        let desk = try Desk(), review = desk.review, council = review.council
        try review.putLenaInTheTeam()
        let other = try council.inDatabase { db in
            try StoredPlans(db: db).action(
                review.recommendation, review.plan, 2, "Procurement", "Ask contractors", leads: ["Contracts"])
        }
        _ = try council.olive.post(review.path, review.form(about: other) + [("draft", "1")])
        #expect(try council.olive.get("/due").text.contains("Open the draft"))
        let lena = try council.lena.get("/due")
        #expect(lena.text.contains("Record update") && !lena.text.contains("Open the draft"))
    }
}
