import Testing

@testable import App

@Suite struct GridTests {
    /// The grid of a plan with two recommendations, seen by somebody.
    private struct Sitting {
        let review: ReviewOfCareLeavers
        let eight: String

        init() throws {
            review = try ReviewOfCareLeavers()
            eight = try "\(review.addEight())"
        }

        /// The row of the only action of 7; 8 has none.
        var seven: String { "\(review.recommendation)-\(review.action)" }
        /// The row of 7 as a whole, once something was said of that.
        var whole: String { "\(review.recommendation)" }
        var path: String { Paths.updates(review.plan) }

        /// A row as it is sent back from a page: as it was there, but for what is typed.
        func row(
            _ id: String, of page: Page, _ grade: Tone? = nil, evidence: String = "",
            _ more: [(String, String)] = []
        ) -> [(String, String)] {
            let name = "row_\(id)_"
            let typed =
                [
                    ("version", page.value(of: name + "version")), ("was", page.value(of: name + "was")),
                    ("evidence", evidence),
                    ("assessment", grade.flatMap { review.grades[$0] }.map { "\($0)" } ?? ""),
                ] + ReviewOfCareLeavers.date("as_of", review.today) + more
            return typed.map { (name + $0.0, $0.1) }
        }

        func deed(_ deed: String) -> [(String, String)] {
            [("do", deed), ("period", String(review.today.isoText.prefix(7)))]
        }

        /// Submits all that the page before shows.
        func submit() throws -> Page { try review.council.olive.confirm(Paths.updates(review.plan) + "/check") }

        func evidence(of id: Recommendation.ID) throws -> String? {
            try review.value("SELECT evidence FROM updates WHERE recommendation_id = \(id)")
        }

        func states() throws -> [String] {
            try review.council.inDatabase { try $0.values("SELECT state FROM updates ORDER BY recommendation_id, id") }
        }
    }

    @Test func thePlanTheDueListAndThePageLeadToIt() throws {
        let it = try Sitting(), olive = it.review.council.olive
        #expect(try olive.get("/plans/\(it.review.plan)").text.contains("\(it.path)\">Update the plan"))
        #expect(try olive.get("/due").text.contains(it.path))
        #expect(try !it.review.council.mo.get("/plans/\(it.review.plan)").text.contains("\(it.path)\""))
        let page = try olive.get(it.path).text
        #expect(page.contains("Updates for \(it.review.today.monthText)"))
        #expect(page.contains("Recommendation 7") && page.contains("Recommendation 8"))
        #expect(page.contains("0 of 2 submitted, 0 in draft"))
        #expect(page.contains("4 Not Achieved") && page.contains("Work with CMT on places"))
    }

    @Test func whatIsTouchedIsKeptAndTheRestIsLeftAlone() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let page = try olive.get(it.path)
        let saved = try olive.post(
            it.path,
            it.row(it.seven, of: page, evidence: "Two began.") + it.row(it.eight, of: page)
                + it.deed("save"))
        #expect(saved.status == 303)
        #expect(try it.states() == ["draft"])
        let again = try olive.get(it.path)
        #expect(again.text.contains("Two began.") && again.text.contains("1 in draft"))
        let same = try olive.post(
            it.path, it.row(it.seven, of: again, evidence: "Two began.") + it.deed("save"))
        #expect(same.status == 303)
        #expect(try it.review.value("SELECT version FROM updates") == 1)
    }

    @Test func aRowWithAMistakeKeepsWhatWasTypedAndTheOtherIsSaved() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let page = try olive.get(it.path)
        let wrong = [("new_due_day", "31"), ("new_due_month", "2"), ("new_due_year", "2027")]
        let answer = try olive.post(
            it.path,
            it.row(it.seven, of: page, .slipped, evidence: "None began.", wrong)
                + it.row(it.eight, of: page, .onTrack, evidence: "Nine were asked.") + it.deed("save"))
        #expect(answer.status == 422 && answer.text.contains("<title>Error: "))
        #expect(answer.text.contains("#row_\(it.seven)_new_due\">Recommendation 7: New due date: enter a real date"))
        #expect(answer.text.contains("None began.") && answer.text.contains("One draft saved."))
        #expect(try it.review.value("SELECT evidence FROM updates") == "Nine were asked.")
        let mended = try olive.post(
            it.path, it.row(it.seven, of: answer, .slipped, evidence: "None began.") + it.deed("save"))
        #expect(mended.status == 303)
        #expect(try it.states() == ["draft", "draft"])
    }

    @Test func whatIsReadyIsCheckedAndSubmittedAndTheRestStaysADraft() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let page = try olive.get(it.path)
        let answer = try olive.postAndFollow(
            it.path,
            it.row(it.seven, of: page, .onTrack, evidence: "Two began.")
                + it.row(it.eight, of: page, evidence: "Nine were asked.") + it.deed("check"))
        #expect(answer.main.contains("Check one update before you submit") && answer.main.contains("Two began."))
        #expect(answer.main.contains("Not assessed") && answer.main.contains("2 On-Track"))
        #expect(answer.main.contains("Not submitted: one row") && answer.main.contains("Choose an assessment"))
        #expect(try it.states() == ["draft", "draft"], "nothing goes before it was checked")
        let done = try olive.get(it.submit().location)
        #expect(done.text.contains("One update is submitted") && done.text.contains("1 of 2 submitted, 1 in draft"))
        #expect(try it.states() == ["submitted", "draft"])
        #expect(done.value(of: "row_\(it.seven)_was").isEmpty, "what is submitted is no longer written here")
        let waits = try olive.post(it.path, it.deed("check"))
        #expect(waits.status == 422 && waits.text.contains("Recommendation 8: Choose an assessment"))
    }

    @Test func aFarYearThatWasConfirmedIsSubmitted() throws {
        let it = try Sitting(), olive = it.review.council.olive, year = it.review.today.year + 30
        let far = [("new_due_day", "1"), ("new_due_month", "4"), ("new_due_year", "\(year)")]
        let slip = far + [("slip_reason", "Funding"), ("explanation", "The money came late.")]
        let page = try olive.get(it.path)
        func send(_ more: [(String, String)]) throws -> Page {
            try olive.post(
                it.path, it.row(it.seven, of: page, .slipped, evidence: "Two began.", slip + more) + it.deed("save"))
        }
        #expect(try send([]).text.contains("Check the year \(year)"))
        #expect(try send([("new_due_sure", "1 4 \(year)")]).status == 303)
        #expect(try olive.get(it.path).text.contains("The year is right: 1 4 \(year)"))
        #expect(try it.submit().status == 303)
        #expect(try it.states() == ["submitted"])
    }

    @Test func oneIsTakenBackThoughAnotherRowHasAMistake() throws {
        let it = try Sitting(), olive = it.review.council.olive
        _ = try olive.post(it.review.path, it.review.form())
        let wrong = [("new_due_day", "31"), ("new_due_month", "2"), ("new_due_year", "2027")]
        let answer = try olive.post(
            it.path,
            it.row(it.eight, of: olive.get(it.path), .slipped, evidence: "Nine.", wrong) + it.deed("back-\(it.whole)"))
        #expect(answer.status == 422 && answer.text.contains("One update is a draft again."))
        #expect(try it.states() == ["draft"])
    }

    @Test func whereNothingIsReadyThereIsNothingToSubmit() throws {
        let it = try Sitting()
        let page = try it.review.council.olive.get(Paths.updates(it.review.plan) + "/check")
        #expect(page.main.contains("Nothing to submit") && !page.main.contains("Members can read them"))
    }

    @Test func aRowLeftBlankIsNotBegun() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let page = try olive.get(it.path)
        let answer = try olive.postAndFollow(
            it.path, it.row(it.seven, of: page) + it.row(it.eight, of: page) + it.deed("check"))
        #expect(answer.text.contains("No update is written yet"))
        #expect(try it.states().isEmpty)
    }

    @Test func whatChangedAfterThePageWasOpenedIsNotSubmitted() throws {
        let it = try Sitting(), olive = it.review.council.olive
        _ = try olive.post(it.review.path, it.review.form([("draft", "1")]))
        let check = try FilledForm(on: olive.get(Paths.updates(it.review.plan) + "/check"))
        let page = try olive.get(it.path)
        _ = try olive.post(it.path, it.row(it.whole, of: page, .onTrack, evidence: "Changed since.") + it.deed("save"))
        let late = try olive.post(check.action, check.fields)
        #expect(late.status == 409 && late.main.contains("after you opened this page"))
        #expect(late.main.contains("Changed since."))
        #expect(try it.states() == ["draft"])
        let again = try FilledForm(on: late)
        #expect(try olive.post(again.action, again.fields).status == 303)
        #expect(try it.states() == ["submitted"])
    }

    @Test func aGradeThatDisagreesIsShownBeforeItIsSubmitted() throws {
        let it = try Sitting(), olive = it.review.council.olive
        try it.review.addMeasure(reading: 3, goal: 9)
        let page = try olive.get(it.path)
        #expect(page.text.contains("3 people [c] as of 1 September 2022"))
        let asked = try olive.postAndFollow(
            it.path, it.row(it.seven, of: page, .achieved, evidence: "All done.") + it.deed("check"))
        #expect(
            asked.main.contains("Check: does not match the data.") && asked.main.contains("“1 Fully Achieved”, but"))
        #expect(try olive.get(it.path).main.contains("Check: does not match the data."))
        var unread = try FilledForm(on: asked)
        for box in unread.fields.map(\.0) where box.hasPrefix("confirmed_") { unread[box] = "" }
        #expect(try olive.post(unread.action, unread.fields).status == 409, "what nobody read is not submitted")
        #expect(try it.submit().status == 303)
        let kept: String? = try it.review.value("SELECT disagreement FROM updates")
        #expect(kept?.hasPrefix("It says “1 Fully Achieved”, but") == true)
    }

    @Test func theLaterOfTwoIsToldAtTheRowAndLosesNothing() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let page = try olive.get(it.path)
        func send(_ evidence: String, _ other: String) throws -> Page {
            try olive.post(
                it.path,
                it.row(it.seven, of: page, evidence: evidence) + it.row(it.eight, of: page, evidence: other)
                    + it.deed("save"))
        }
        #expect(try send("Theirs came first.", "").status == 303)
        let late = try send("Mine came later.", "Nine were asked.")
        #expect(late.status == 409 && late.text.contains("Recommendation 7: somebody else saved it"))
        #expect(late.text.contains("Theirs came first.") && late.text.contains("Mine came later."))
        #expect(try it.states() == ["draft", "draft"])
        let both = try olive.post(it.path, it.row(it.seven, of: late, evidence: "Both.") + it.deed("save"))
        #expect(both.status == 303)
        #expect(try it.evidence(of: it.review.recommendation) == "Both.")
    }

    @Test func whatOthersChangeWhereNothingWasTypedIsNotInTheWay() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let mine = try olive.get(it.path)
        _ = try olive.post(it.path, it.row(it.eight, of: mine, evidence: "Theirs.") + it.deed("save"))
        let saved = try olive.post(
            it.path, it.row(it.seven, of: mine, evidence: "Mine.") + it.row(it.eight, of: mine) + it.deed("save"))
        #expect(saved.status == 303)
        #expect(try it.review.value("SELECT evidence FROM updates WHERE action_id IS NULL") == "Theirs.")
    }

    @Test func aRowCarriesOnFromLastTime() throws {
        let it = try Sitting(), olive = it.review.council.olive
        _ = try olive.post(it.review.path, it.review.form(period: it.review.today.adding(months: -3)))
        let page = try olive.get(it.path)
        #expect(page.text.contains("Last time: \(it.review.today.adding(months: -3).monthText)"))
        let carried = try olive.post(
            it.path,
            it.row(it.whole, of: page, evidence: "One more since.") + it.row(it.eight, of: page, evidence: "Kept.")
                + it.deed("carry-\(it.whole)"))
        #expect(carried.status == 303 && carried.location.hasSuffix("#row-\(it.whole)"))
        let drafts: [String] = try it.review.council.inDatabase {
            try $0.values("SELECT evidence FROM updates WHERE state = 'draft' ORDER BY recommendation_id")
        }
        #expect(drafts == ["Two began apprenticeships.\n\nOne more since.", "Kept."])
    }

    @Test func aDoubleClickMakesOneOfEach() throws {
        let it = try Sitting(), olive = it.review.council.olive
        _ = try olive.post(it.review.path, it.review.form([("draft", "1")]))
        let check = try FilledForm(on: olive.get(Paths.updates(it.review.plan) + "/check"))
        let first = try olive.post(check.action, check.fields, key: check.key)
        let second = try olive.post(check.action, check.fields, key: check.key)
        #expect(first.status == 303 && first.location == second.location)
        #expect(try it.states() == ["submitted"])
    }

    @Test func theLongestTextsOfManyRowsAreTaken() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let page = try olive.get(it.path)
        let long = String(repeating: "—", count: 20_000)
        let saved = try olive.post(
            it.path,
            it.row(it.seven, of: page, evidence: long, [("explanation", long), ("impact", long)])
                + it.row(it.eight, of: page, evidence: long, [("explanation", long), ("impact", long)])
                + it.deed("save"))
        #expect(saved.status == 303)
        let answer = try olive.post(
            it.path, it.row(it.seven, of: try olive.get(it.path), evidence: long + "—") + it.deed("save"))
        #expect(answer.status == 422 && answer.text.contains("Recommendation 7: Evidence of progress must be"))
    }

    @Test func aLeadOfficerHasTheRowsOfTheirTeamsOnly() throws {
        let it = try Sitting(), council = it.review.council
        #expect(try council.lena.get(it.path).status == 403)
        try it.review.putLenaInTheTeam()
        #expect(try council.lena.get("/plans/\(it.review.plan)").text.contains(it.path))
        let page = try council.lena.get(it.path)
        #expect(page.status == 200 && page.text.contains("Recommendation 7") && !page.text.contains("Recommendation 8"))
        #expect(page.text.contains("One recommendation is led by other teams."))
        let olives = try council.olive.get(it.path)
        _ = try council.lena.post(
            it.path,
            it.row(it.seven, of: page, evidence: "Mine.") + it.row(it.eight, of: olives, evidence: "Not mine.")
                + it.deed("save"))
        #expect(try it.states() == ["draft"])
    }

    @Test func otherRolesAndOtherCouncilsAreRefused() throws {
        let it = try Sitting(), other = try Sitting(), council = it.review.council
        for browser in [council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try browser.get(it.path).status == 403)
            #expect(try browser.post(it.path, it.deed("save")).status == 403)
        }
        #expect(try other.review.council.olive.get(it.path).status == 404)
        #expect(try other.review.council.olive.post(it.path, it.deed("save")).status == 404)
    }

    @Test func aPlanThatIsNotFollowedHasNoGrid() throws {
        let it = try Sitting()
        try it.review.council.inDatabase { _ = try $0.run("UPDATE plans SET state = 'signed_off'") }
        #expect(try it.review.council.olive.get(it.path).status == 409)
    }

    @Test func anotherMonthIsChosenAndTooLateOnesAreNot() throws {
        let it = try Sitting(), olive = it.review.council.olive
        let month = it.review.today.adding(months: -2)
        let page = try olive.get(it.path + "?period=\(month.isoText.prefix(7))")
        #expect(page.text.contains("Updates for \(month.monthText)"))
        let saved = try olive.post(
            it.path,
            it.row(it.seven, of: page, evidence: "Then.", [("as_of_day", "")])
                + [("do", "save"), ("period", String(month.isoText.prefix(7)))])
        #expect(saved.location.contains("period=\(month.isoText.prefix(7))"))
        #expect(try it.review.value("SELECT period_on FROM updates") == ApproximateDay(month, .month).day)
        #expect(try olive.get(it.path + "?period=2099-01").text.contains("Updates for \(it.review.today.monthText)"))
    }
}
