import Postgres
import Testing

@testable import App

@Suite struct OutcomeTests {
    @Test func whatMembersConfirmIsAgreedAndMayLeaveMonitoring() throws {
        let sitting = try Sitting(), review = sitting.review
        let (update, item) = try sitting.update(.achieved)
        let page = try sitting.record(item, "confirmed", words: "With thanks to the team.", leaves: true)
        #expect(page.text.contains("Held") && page.text.contains("Confirmed") && page.text.contains("minute CYP/7"))
        #expect(
            page.text.contains("With thanks to the team.") && !page.text.contains("Record outcomes"))
        #expect(try review.value("SELECT state FROM updates") == "agreed")
        #expect(try review.value("SELECT agreed_at FROM updates") == Sitting.body)
        #expect(try review.value("SELECT agreed_on FROM updates") == sitting.day)
        #expect(try review.value("SELECT state FROM recommendations") == "signed_off")
        let seen = try review.council.mo.get(update)
        #expect(seen.text.contains("Agreed by members") && seen.text.contains(sitting.path))
        let history = try sitting.olive.get(Paths.history(review.plan))
        #expect(history.text.contains("What members decided") && history.text.contains("Confirmed"))
        #expect(try sitting.olive.get(sitting.path + "/outcomes").status == 409)
    }

    @Test func aConfirmedAssessmentThatIsNotAchievedComesBack() throws {
        let sitting = try Sitting()
        let (_, item) = try sitting.update()
        #expect(try !sitting.olive.get(sitting.path + "/outcomes").text.contains("Close recommendation"))
        _ = try sitting.record(item, "confirmed", leaves: true)
        #expect(try sitting.review.value("SELECT u.state || r.state FROM updates u, recommendations r") == "agreedopen")
    }

    @Test func whatMembersDidNotConfirmIsShownAndNotAgreed() throws {
        let sitting = try Sitting(), review = sitting.review, words = "Members saw no places in three directorates."
        let (update, item) = try sitting.update(.achieved)
        let bare = try sitting.olive.post(
            sitting.path + "/outcomes", try sitting.outcome(item, "not_confirmed", minute: ""))
        #expect(bare.status == 422 && bare.text.contains("number of the minute"))
        #expect(bare.text.contains("what members said instead"))
        _ = try sitting.record(item, "not_confirmed", words: words, leaves: true)
        #expect(try review.value("SELECT u.state || r.state FROM updates u, recommendations r") == "submittedopen")
        for path in [update, Paths.recommendation(review.recommendation, review.plan), "/dashboard", sitting.path] {
            #expect(try review.council.mo.get(path).text.contains(words), "\(path)")
        }
        #expect(try sitting.olive.get("/due").text.contains("Not confirmed by members"))
        let edit = try sitting.olive.post(update + "/correction", [("reason", "As members decided.")]).location
        let version = try sitting.olive.get(edit).value(of: "version")
        _ = try sitting.olive.post(edit, review.form(.onTrack, [("version", version)]))
        #expect(try !review.council.mo.get("/dashboard").text.contains(words))
        #expect(try review.council.mo.get(update).text.contains(words))
    }

    @Test func eachMistakeSaysWhichItemAndOneOfAllStandsOnceAtTheSharedField() throws {
        let sitting = try Sitting(), review = sitting.review
        let (_, first) = try sitting.update(), eight = try review.addEight()
        _ = try sitting.olive.post(Paths.updates(eight, review.plan), review.form())
        let update: Int64? = try review.value("SELECT max(id) FROM updates")
        _ = try sitting.olive.post(sitting.path + "/due", [("updates", "update-\(update ?? 0)")])
        let last: Int64? = try review.value("SELECT max(id) FROM meeting_items")
        let second = "\(last ?? 0)"
        func mistakes(_ fields: [(String, String)]) throws -> [String] {
            try sitting.olive.post(sitting.path + "/outcomes", fields).mistakes
        }
        let none =
            try sitting.outcome(first, "confirmed", minute: "") + sitting.outcome(second, "confirmed", minute: "")
        #expect(try mistakes(none) == ["Enter the number of the minute, here for all items or below for each"])
        let one = try sitting.outcome(first, "confirmed") + sitting.outcome(second, "confirmed", minute: "")
        #expect(try mistakes(one) == ["Item 2: Enter the number of the minute, here or for all at the top"])
        let words = try sitting.outcome(first, "not_confirmed") + sitting.outcome(second, "not_confirmed")
        #expect(
            try mistakes(words) == [1, 2].map { "Item \($0): Enter what members said instead of confirming it" })
    }

    @Test func threeHundredItemsAreRecordedInOneSitting() throws {
        let sitting = try Sitting(), review = sitting.review
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO meeting_items (meeting_id, position, kind, words)
                SELECT \(sitting.meeting), n, 'other', 'Item ' || n FROM generate_series(1, 300) AS n
                """)
        }
        let page = try sitting.olive.get(sitting.path + "/outcomes")
        var form = try FilledForm(on: page)
        for box in form.fields.map(\.0) where box.hasSuffix("_outcome") { form[box] = "noted" }
        for box in form.wordBoxes where box.hasSuffix("_words") {
            form[box] = String(repeating: "Noted as read. ", count: 100)
        }
        #expect(form.fields.count >= 900)
        #expect(try sitting.olive.post(sitting.path + "/outcomes", form.fields).status == 303)
        #expect(try review.value("SELECT count(*) FROM meeting_items WHERE outcome = 'noted'") == Int64(300))
    }

    @Test func aDoubleClickRecordsOnce() throws {
        let sitting = try Sitting()
        let (_, item) = try sitting.update(.achieved)
        let key = try sitting.olive.get(sitting.path + "/outcomes").formKey
        let form = try sitting.outcome(item, "confirmed", leaves: true)
        let first = try sitting.olive.post(sitting.path + "/outcomes", form, key: key)
        let second = try sitting.olive.post(sitting.path + "/outcomes", form, key: key)
        #expect(first.status == 303 && second.location == first.location)
        let agreed: Int64? = try sitting.review.value(
            "SELECT count(*) FROM audit WHERE entity = 'updates' AND after ->> 'state' = 'agreed'")
        #expect(agreed == 1)
    }

    @Test func theLaterOfTwoOfficersIsTold() throws {
        let sitting = try Sitting()
        _ = try sitting.update()
        let (_, other) = try sitting.paper("Work programme")
        let early = try sitting.outcome(other, "noted", minute: "", words: "First.")
        let late = try sitting.outcome(other, "deferred", minute: "", words: "Second.")
        #expect(try sitting.olive.post(sitting.path + "/outcomes", early).status == 303)
        let page = try sitting.olive.post(sitting.path + "/outcomes", late)
        #expect(page.status == 409 && page.text.contains("First.") && page.text.contains("Second."))
        #expect(try sitting.review.value("SELECT outcome_words FROM meeting_items WHERE kind = 'paper'") == "First.")
    }

    @Test func aCorrectionTakesThePlaceOnTheAgendaAndTheOpenFormIsStale() throws {
        let sitting = try Sitting(), review = sitting.review
        let (update, item) = try sitting.update(.achieved)
        let open = try sitting.outcome(item, "confirmed")
        let edit = try sitting.olive.post(update + "/correction", [("reason", "Three began.")]).location
        let version = try sitting.olive.get(edit).value(of: "version")
        _ = try sitting.olive.post(edit, review.form(.onTrack, [("version", version)]))
        #expect(try sitting.olive.post(sitting.path + "/outcomes", open).status == 409)
        #expect(try review.value("SELECT count(*) FROM updates WHERE state = 'agreed'") == Int64(0))
        _ = try sitting.record(item, "confirmed")
        #expect(try review.value("SELECT edition FROM updates WHERE state = 'agreed'") == Int64(2))
    }

    @Test func nothingIsDecidedBeforeTheMeeting() throws {
        let sitting = try Sitting(days: 1)
        let (_, item) = try sitting.update()
        #expect(try sitting.olive.get(sitting.path + "/outcomes").status == 409)
        #expect(
            try sitting.olive.post(sitting.path + "/outcomes", [("item_\(item)_outcome", "noted")]).status == 409)
        #expect(throws: PostgresError.self) {
            try sitting.review.council.inDatabase { try $0.run("UPDATE meetings SET state = 'held'") }
        }
    }

    @Test func theSingleStepChoosesAMeetingOrMakesOne() throws {
        let sitting = try Sitting(), review = sitting.review
        let update = try sitting.olive.post(review.path, review.form(.onTrack)).location
        let ask = try sitting.olive.get(update + "/agreement")
        #expect(ask.text.contains("\(Sitting.body), \(sitting.day.longText)"))
        let other = try Sitting()
        let crossed = try sitting.olive.post(
            update + "/agreement", [("meeting", "\(other.meeting)"), ("outcome", "confirmed"), ("minute", "7")])
        #expect(crossed.status == 422 && crossed.text.contains("Choose the meeting that decided it"))
        let page = try sitting.olive.postAndFollow(
            update + "/agreement", [("meeting", "\(sitting.meeting)"), ("outcome", "confirmed"), ("minute", "7")])
        #expect(page.text.contains("Agreed by members"))
        #expect(try review.value("SELECT state || version FROM meetings") == "held2")
        #expect(try sitting.olive.get(sitting.path).text.contains("minute 7"))
    }

    @Test func whatIsOnTheAgendaIsAgreedInTheSingleStepToo() throws {
        let sitting = try Sitting(), review = sitting.review
        let update = try sitting.olive.post(review.path, review.form(about: review.action)).location
        let number = update.split(separator: "/").last ?? ""
        _ = try sitting.olive.post(sitting.path + "/due", [("updates", "update-\(number)")])
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, action_id)
                VALUES (\(sitting.meeting), 9, 'report', 'Report back', \(review.plan), \(review.recommendation), \(review.action))
                """)
        }
        let page = try sitting.olive.post(
            update + "/agreement", [("meeting", "\(sitting.meeting)"), ("outcome", "confirmed"), ("minute", "7")])
        #expect(page.status == 303)
        #expect(
            try review.value("SELECT string_agg(kind || outcome, ' ' ORDER BY position) FROM meeting_items")
                == "updateconfirmed reportnone")
    }

    @Test func onlyScrutinyRecordsAnOutcomeEvenBySQL() throws {
        let sitting = try Sitting(), council = sitting.review.council
        let (_, item) = try sitting.update(.achieved)
        try council.inDatabase { _ = try $0.run("UPDATE meetings SET state = 'held'") }
        let number = Int64(item) ?? 0
        for browser in [council.mo, council.lena, council.ada] {
            let touched = try council.asVisit(browser) { db in
                try db.run("UPDATE meeting_items SET outcome = 'confirmed', minute = '7' WHERE id = \(number)")
                    + db.run("UPDATE meetings SET notes = 'x'") + db.run("DELETE FROM meeting_items")
            }
            #expect(touched == 0)
            #expect(throws: PostgresError.self) {
                try council.asVisit(browser) {
                    try $0.run("INSERT INTO meetings (body, held_on) VALUES ('x', '2026-01-01')")
                }
            }
        }
        // Nor does scrutiny agree an update without a record of a meeting.
        let loose = #expect(throws: PostgresError.self) {
            try council.asVisit(council.olive) {
                try $0.run("UPDATE updates SET state = 'agreed', agreed_on = \(sitting.day), minute = '7'")
            }
        }
        #expect(loose?.kind == .permission)
        #expect(throws: PostgresError.self) {
            try council.asVisit(council.olive) {
                try $0.run("UPDATE meeting_items SET outcome = 'confirmed' WHERE id = \(number)")
            }
        }
    }

    @Test func whatMembersConfirmedStays() throws {
        let sitting = try Sitting(), council = sitting.review.council
        let (_, item) = try sitting.update()
        _ = try sitting.record(item, "confirmed")
        for attempt in ["UPDATE meeting_items SET outcome = 'noted'", "DELETE FROM meeting_items"] as [SQL] {
            #expect(throws: PostgresError.self) { try council.asVisit(council.olive) { try $0.run(attempt) } }
        }
    }

    @Test func aMeetingThatGetsItsRightDayTakesItsAgreementsAlong() throws {
        let sitting = try Sitting()
        let (_, item) = try sitting.update()
        _ = try sitting.record(item, "confirmed")
        let day = sitting.day.adding(days: -1),
            version = try sitting.olive.get(sitting.path + "/edit").value(of: "version")
        func move(_ day: Day) throws -> Page {
            try sitting.olive.post(
                sitting.path,
                [("body", "Select Committee"), ("version", version)] + ReviewOfCareLeavers.date("held_on", day))
        }
        #expect(try move(sitting.review.today.adding(days: 1)).status == 422)
        #expect(try move(day).status == 303)
        #expect(
            try sitting.review.value("SELECT agreed_at || agreed_on FROM updates") == "Select Committee\(day.isoText)")
    }
}

extension Sitting {
    /// A paper on the agenda; its address, and its item's number.
    func paper(_ words: String) throws -> (path: String, item: String) {
        _ = try olive.post(path + "/items", [("kind", "paper"), ("words", words)])
        let item: Int64? = try review.value("SELECT max(id) FROM meeting_items")
        return ("\(path)/items/\(item ?? 0)", "\(item ?? 0)")
    }
}
