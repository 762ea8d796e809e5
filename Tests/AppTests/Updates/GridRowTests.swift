import Testing

@testable import App

/// What stands in the rows of the sheet, and what they begin with.
@Suite struct GridRowTests {
    /// Recommendation 7 with two actions, "Part met" and none; 8 without any.
    private struct Sheet {
        let review: ReviewOfCareLeavers
        let second: Action.ID
        let part: Assessment.ID

        init() throws {
            let review = try ReviewOfCareLeavers()
            _ = try review.addEight()
            (second, part) = try review.council.inDatabase { db in
                let stored = StoredPlans(db: db)
                let part = try stored.assessment("Part met", .achievedInPart, 5)
                try db.run("UPDATE actions SET assessment_id = \(part), workstream = 'HR'")
                let second = try stored.action(
                    review.recommendation, review.plan, 2, "Procurement", "Ask contractors", leads: ["Contracts"])
                return (second, part)
            }
            self.review = review
        }

        var path: String { Paths.updates(review.plan) }
        var first: String { "row_\(review.recommendation)-\(review.action)_" }
        var other: String { "row_\(review.recommendation)-\(second)_" }
        var whole: String { "row_\(review.recommendation)_" }

        func send(_ fields: [(String, String)], _ deed: String = "save", as browser: Browser? = nil) throws -> Page {
            let page = try (browser ?? review.council.olive).get(path)
            var form = try FilledForm(on: page)
            for (name, value) in fields { form[name] = value }
            return try (browser ?? review.council.olive).post(
                form.action, form.fields + [("do", deed)], key: form.key)
        }

        func has(_ prefix: String, _ page: Page) -> Bool { page.text.contains("name=\"\(prefix)evidence\"") }
    }

    @Test func rowsAreActionsUnderTheirRecommendation() throws {
        let sheet = try Sheet(), page = try sheet.review.council.olive.get(sheet.path)
        #expect(sheet.has(sheet.first, page) && sheet.has(sheet.other, page) && !sheet.has(sheet.whole, page))
        #expect(page.main.contains("0 of 3 submitted"))
        _ = try sheet.send([(sheet.other + "evidence", "All were asked.")])
        let action: Action.ID? = try sheet.review.value("SELECT action_id FROM updates")
        #expect(action == sheet.second)
    }

    @Test func whatWasAssessedAsAWholeStaysSo() throws {
        let sheet = try Sheet(), review = sheet.review
        _ = try review.council.olive.post(review.path, review.form(period: review.today.adding(months: -3)))
        let page = try review.council.olive.get(sheet.path)
        #expect(sheet.has(sheet.whole, page) && sheet.has(sheet.first, page))
        #expect(page.main.contains("The whole recommendation"))
    }

    @Test func aRowBeginsWithTheStatusItHasAndSavesNothingByThat() throws {
        let sheet = try Sheet(), page = try sheet.review.council.olive.get(sheet.path)
        #expect(page.text.contains("<option value=\"\(sheet.part)\" data-asks=\"\" selected>Part met"))
        #expect(page.text.contains("was <span class=\"app-tags\">"))
        _ = try sheet.send([])
        #expect(try sheet.review.value("SELECT count(*) FROM updates") == 0)
        let check = try sheet.send([(sheet.first + "evidence", "Two more places.")], "check")
        let shown = try sheet.review.council.olive.get(check.location)
        #expect(shown.main.contains("Recommendation 7, HR"))
        #expect(shown.main.contains("as before"))
        #expect(try sheet.review.value("SELECT assessment_id FROM updates") == sheet.part)
    }

    @Test func nothingNewIsWrittenByATick() throws {
        let sheet = try Sheet()
        _ = try sheet.send([(sheet.first + "is_context", "1")])
        #expect(try sheet.review.value("SELECT evidence FROM updates") == "Nothing new to report.")
        let page = try sheet.review.council.olive.get(sheet.path)
        #expect(page.main.contains("Ready"))
    }

    @Test func aReportIsOfferedInTheRowOfItsAction() throws {
        let sheet = try Sheet(), review = sheet.review
        try review.council.inDatabase { db in
            _ = try db.run(
                "UPDATE actions SET report_duty = 'once', report_on = app.today() WHERE id = \(sheet.second)")
        }
        let page = try review.council.olive.get(sheet.path)
        #expect(page.text.contains("name=\"\(sheet.other)answers\""))
        #expect(!page.text.contains("name=\"\(sheet.first)answers\""))
        let fields = [
            (sheet.other + "evidence", "Asked."), (sheet.other + "assessment", "\(sheet.part)"),
            (sheet.first + "evidence", "Two more."),
        ]
        _ = try sheet.send(fields)
        _ = try review.council.olive.confirm(sheet.path + "/check")
        #expect(try review.value("SELECT count(*) FROM update_reports") == 0, "nothing was ticked")
        #expect(try review.value("SELECT count(*) FROM actions WHERE next_report_on IS NOT NULL") == 1)
    }

    @Test func aLeadOfficerHasTheActionsOfTheirTeams() throws {
        let sheet = try Sheet(), lena = sheet.review.council.lena
        try sheet.review.putLenaInTheTeam()
        let page = try lena.get(sheet.path)
        #expect(sheet.has(sheet.first, page) && !sheet.has(sheet.other, page))
        #expect(page.main.contains("0 of 1 submitted"))
    }

    @Test func onlyWhatWasTickedIsShownAndSubmitted() throws {
        let sheet = try Sheet(), olive = sheet.review.council.olive
        _ = try sheet.send([(sheet.first + "evidence", "Two more places.")])
        let key = "\(sheet.review.recommendation)-\(sheet.second)"
        let some = try olive.get(sheet.path + "?rows=\(key)")
        #expect(sheet.has(sheet.other, some) && !sheet.has(sheet.first, some))
        #expect(some.main.contains("Show all rows of the plan"))
        let check = try olive.get(sheet.path + "/check?rows=\(key)")
        #expect(check.main.contains("Nothing to submit"), "what is not shown is not submitted")
        let both = try olive.get(sheet.path + "?rows=\(sheet.review.recommendation)")
        #expect(sheet.has(sheet.first, both) && sheet.has(sheet.other, both))
    }

    @Test func anEmptiedStatusAloneIsNoDraft() throws {
        let sheet = try Sheet()
        _ = try sheet.send([(sheet.first + "assessment", "")])
        #expect(try sheet.review.value("SELECT count(*) FROM updates") == 0)
    }

    @Test func theNewDateOfARowThatSlippedBeforeIsKept() throws {
        let sheet = try Sheet(), review = sheet.review
        try review.council.inDatabase { db in
            _ = try db.run("UPDATE actions SET assessment_id = \(review.grades[.slipped])")
        }
        let date = ReviewOfCareLeavers.date(sheet.first + "new_due", review.today.adding(months: 4))
        _ = try sheet.send(date)
        #expect(
            try review.value("SELECT count(*) FROM updates WHERE new_due_on = \(review.today.adding(months: 4))") == 1)
    }

    /// A tick that there is nothing new says nothing of the status that the row began with.
    @Test func nothingNewSaysNoStatus() throws {
        let sheet = try Sheet()
        _ = try sheet.send([(sheet.first + "is_context", "1")])
        #expect(try sheet.review.value("SELECT count(*) FROM updates WHERE is_context AND assessment_id IS NULL") == 1)
    }

    @Test func anEarlierMonthBeginsWithTheStatusThatItHadThen() throws {
        let sheet = try Sheet(), review = sheet.review, olive = review.council.olive
        for (months, tone) in [(-6, Tone.notAchieved), (-2, .onTrack)] {
            let form = review.form(tone, period: review.today.adding(months: months), about: review.action)
            #expect(try olive.post(review.path, form + [("explanation", "None began.")]).status == 303)
        }
        func chosen(_ months: Int) throws -> String {
            let month = String(review.today.adding(months: months).isoText.prefix(7))
            let form = try FilledForm(on: olive.get(sheet.path + "?period=\(month)"))
            return form.boxes.first { $0.name == sheet.first + "assessment" }?.values.first ?? "no box"
        }
        #expect(try chosen(-1) == "\(try #require(review.grades[.onTrack]))")
        #expect(try chosen(-4) == "\(try #require(review.grades[.notAchieved]))")
        #expect(try chosen(-8).isEmpty, "nothing was known then")
    }

    @Test func whatMembersDidNotConfirmIsNotBegunWith() throws {
        let sitting = try Sitting(), review = sitting.review
        let form = review.form(.achieved, period: review.today.adding(months: -1), about: review.action)
        let update = try sitting.olive.post(review.path, form).location
        let number = try #require(update.split(separator: "/").last)
        _ = try sitting.olive.post(sitting.path + "/due", [("updates", "update-\(number)")])
        let item: Int64? = try review.value("SELECT max(id) FROM meeting_items")
        let name = "row_\(review.recommendation)-\(review.action)_assessment"
        func chosen() throws -> [String]? {
            try FilledForm(on: sitting.olive.get(Paths.updates(review.plan))).boxes.first { $0.name == name }?.values
        }
        #expect(try chosen() == ["\(try #require(review.grades[.achieved]))"])
        _ = try sitting.record("\(try #require(item))", "not_confirmed", words: "Twelve were wanted.")
        #expect(try chosen() == [""])
    }

    @Test func chosenRowsThatAreNotOpenAreSaidToBeThat() throws {
        let sheet = try Sheet(), olive = sheet.review.council.olive
        let none = try olive.get(sheet.path + "?rows=999999")
        #expect(none.main.contains("None of these rows is open") && !none.main.contains("has been closed"))
    }

    @Test func whatFollowsOfTheChosenRowsIsCounted() throws {
        let sheet = try Sheet(), review = sheet.review
        let made = try review.council.inDatabase { db in
            try (0..<45).map {
                try StoredPlans(db: db).recommendation(review.plan, "\(20 + $0)", 20 + $0, "That it is done.")
            }
        }
        let rows = made.map { "\($0)" }.joined(separator: ",")
        #expect(try review.council.olive.get(sheet.path + "?rows=\(rows)").main.contains("5 more follow here"))
    }

    @Test func whatIsWrongWithTheReportsAnsweredStandsAtThem() throws {
        let sheet = try Sheet(), olive = sheet.review.council.olive
        try sheet.review.council.inDatabase { db in
            _ = try db.run(
                "UPDATE actions SET report_duty = 'once', report_on = app.today() WHERE id = \(sheet.second)")
        }
        let form = try FilledForm(on: olive.get(sheet.path))
        let fields = form.fields.filter { $0.0 != sheet.other + "answers" } + [(sheet.other + "answers", "nonsense")]
        let wrong = try olive.post(form.action, fields + [("do", "save")], key: form.key)
        #expect(wrong.status == 422 && wrong.text.contains("id=\"\(sheet.other)answers-error\""))
        #expect(wrong.text.contains("Explanation<span class=\"app-hidden\">, Recommendation 7, HR</span>"))
    }
}
