import Testing

@testable import App

@Suite struct AgendaTests {
    @Test func whatIsDueIsProposedAndGoesOnTheAgendaOnce() throws {
        let sitting = try Sitting(days: 20), olive = sitting.olive, review = sitting.review
        _ = try olive.post(review.path, review.form(.onTrack))
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                UPDATE actions SET report_duty = 'recurring', report_words = 'Reported annually', report_every_months = 12,
                       report_on = \(sitting.day.adding(days: -5))
                """)
        }
        let ask = try olive.get(sitting.path + "/due")
        #expect(ask.text.contains("Updates that wait for members") && ask.text.contains("proposed: 2 On-Track"))
        #expect(ask.text.contains("Reported annually: recommendation 7, Care leavers EET"))
        let update: Int64? = try review.value("SELECT id FROM updates")
        let chosen = [("updates", "update-\(update ?? 0)"), ("reports", "report-\(review.action)")]
        #expect(try olive.post(sitting.path + "/due").status == 422)
        let page = try olive.postAndFollow(sitting.path + "/due", chosen)
        #expect(page.text.contains("Update for \(review.today.monthText): recommendation 7, Care leavers EET"))
        #expect(page.text.contains("Report back") && page.text.contains("Pathway Team"))
        _ = try olive.post(sitting.path + "/due", chosen)
        #expect(try review.value("SELECT count(*) FROM meeting_items") == Int64(2))
        #expect(try olive.get(sitting.path + "/due").status == 409)
    }

    @Test func aReportThatIsAnsweredBecomesTheUpdate() throws {
        let sitting = try Sitting(days: 20), olive = sitting.olive, review = sitting.review
        try review.council.inDatabase { db in
            _ = try db.run("UPDATE actions SET report_duty = 'once', report_meeting_id = \(sitting.meeting)")
        }
        _ = try olive.post(sitting.path + "/due", [("reports", "report-\(review.action)")])
        let update = try olive.post(review.path, review.form(about: review.action)).location
        let number = update.split(separator: "/").last ?? ""
        _ = try olive.post(sitting.path + "/due", [("updates", "update-\(number)")])
        #expect(try review.value("SELECT string_agg(kind, ',') FROM meeting_items") == "update")
    }

    @Test func whatIsOwedToItStandsOnItsPage() throws {
        let sitting = try Sitting(days: 20)
        try sitting.review.putLenaInTheTeam()
        for browser in [sitting.olive, sitting.review.council.lena] {
            let page = try browser.get(sitting.path)
            #expect(page.text.contains("Still owed for this meeting") && page.text.contains("Record update"))
        }
        #expect(try !sitting.review.council.mo.get(sitting.path).text.contains("Still owed"))
        let due = try sitting.review.council.lena.get("/due?meeting=\(sitting.meeting)&sort=meeting")
        #expect(due.text.contains("Recommendation 7") && due.text.contains(sitting.day.longText))
        let other = try sitting.olive.post(
            "/meetings", [("body", "Another body")] + ReviewOfCareLeavers.date("held_on", sitting.day)
        ).location
        let number = other.split(separator: "/").last ?? ""
        #expect(try sitting.olive.get("/due?meeting=\(number)").text.contains("Nothing fits these filters"))
    }

    @Test func itemsAreAddedChangedMovedAndRemoved() throws {
        let sitting = try Sitting(days: 20), olive = sitting.olive, review = sitting.review
        func add(_ words: String) throws -> String {
            _ = try olive.post(
                sitting.path + "/items",
                [("kind", "paper"), ("words", words), ("about", "\(review.recommendation)")])
            let id: Int64? = try review.value("SELECT max(id) FROM meeting_items")
            return "\(sitting.path)/items/\(id ?? 0)"
        }
        func order() throws -> String? {
            try review.value("SELECT string_agg(words, ' ' ORDER BY position) FROM meeting_items")
        }
        let one = try add("One"), two = try add("Two"), three = try add("Three")
        let old = try olive.get(one + "/edit").value(of: "version")
        _ = try olive.post(three + "/place", [("way", "up"), ("at", "3")])
        #expect(try order() == "One Three Two")
        let again = try olive.postAndFollow(three + "/place", [("way", "up"), ("at", "3")])
        #expect(
            again.text.contains("You, in another window, changed the order of the agenda after you opened the page"))
        #expect(try order() == "One Three Two", "it was not where the page showed it")
        #expect(try olive.get(one + "/edit").value(of: "version") == old, "it did not move")
        _ = try olive.post(one + "/place", [("way", "up"), ("at", "1")])
        #expect(try order() == "One Three Two")
        let version = try olive.get(two + "/edit").value(of: "version")
        let form = [("kind", "other"), ("words", "Two!"), ("about", ""), ("place", "1"), ("version", version)]
        #expect(try olive.post(two, form).status == 303)
        #expect(try order() == "Two! One Three")
        let late = try olive.post(two, form)
        #expect(late.status == 409 && late.text.contains("saved this while you were editing"))
        let gone = try olive.post(two + "/removal", [("version", version)])
        #expect(gone.status == 409 && gone.text.contains("changed this item after you opened this page"))
        #expect(try olive.post(one, [("kind", "update"), ("words", "")]).status == 422)
        #expect(try olive.confirm(three + "/removal").status == 303)
        #expect(try order() == "Two! One")
        let bad = try olive.post(sitting.path + "/items", [("kind", "paper"), ("words", "x"), ("about", "999999")])
        #expect(bad.status == 422 && bad.text.contains("Choose a recommendation from the list"))
    }

    @Test func anItemAboutADraftPlanIsHiddenFromMembers() throws {
        let sitting = try Sitting(days: 20), review = sitting.review
        try review.council.inDatabase { db in
            let plan: Plan.ID? = try db.value(
                "INSERT INTO plans (title, body) VALUES ('Zebras', \(Sitting.body)) RETURNING id")
            _ = try db.run(
                """
                INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id)
                VALUES (\(sitting.meeting), 1, 'paper', 'The zebra paper', \(plan))
                """)
        }
        #expect(try sitting.olive.get(sitting.path).text.contains("The zebra paper"))
        #expect(try !review.council.mo.get(sitting.path).text.contains("zebra"))
    }
}
