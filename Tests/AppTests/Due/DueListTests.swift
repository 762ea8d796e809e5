import Testing

@testable import App

@Suite struct DueListTests {
    @Test func whatIsOverdueIsListedWithHowLate() throws {
        let review = try ReviewOfCareLeavers()
        let page = try review.council.olive.get("/due")
        #expect(page.status == 200)
        let due = try #require(Day(iso: "2022-09-01"))
        #expect(page.text.contains("1 September 2022, \(Late.span(due, review.today)) late"))
        #expect(
            page.text.contains("First update") && page.text.contains("Pathway Team")
                && page.text.contains("Care leavers EET"))
        #expect(page.text.contains("/\(review.council.slug)\(review.path)/new"))
    }

    @Test func aReportComesRoundInTheCouncilsWords() throws {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                UPDATE actions SET report_duty = 'recurring', report_words = 'Will be reported annually from March 2018',
                       report_on = '2018-03-01', report_every_months = 12
                """)
        }
        let page = try review.council.olive.get("/due?kind=report")
        #expect(page.text.contains("Will be reported annually from March 2018") && page.text.contains("1 March 2018"))
        #expect(page.text.contains("/new?action=\(review.action)"))
        #expect(!page.text.contains("First update"))
    }

    @Test func aLeadOfficerSeesWhatTheyOwe() throws {
        let review = try ReviewOfCareLeavers(), lena = review.council.lena
        let before = try lena.get("/due")
        #expect(before.text.contains("Your due list") && before.text.contains("Nothing due"))
        try review.putLenaInTheTeam()
        let after = try lena.get("/due")
        #expect(after.text.contains("Recommendation 7") && after.text.contains("Record update"))
        _ = try lena.post(review.path, review.form([("draft", "1")]))
        let draft = try lena.get("/due")
        #expect(draft.text.contains("What you have in draft") && draft.text.contains("Open the draft"))
    }

    @Test func whatIsSubmittedWaitsForMembers() throws {
        let review = try ReviewOfCareLeavers()
        try review.putLenaInTheTeam()
        let update = try review.council.lena.post(review.path, review.form()).location
        let page = try review.council.olive.get("/due")
        #expect(page.text.contains("Waiting for members’ confirmation") && page.text.contains(update))
        #expect(try !review.council.lena.get("/due").text.contains("Waiting for members"))
        #expect(page.text.contains("31 to 90 days <strong class=\"app-tabs__count\">1<"))
        #expect(page.text.contains("nothing is overdue"))
    }

    @Test func filtersFindAndSayWhenNothingFits() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        for query in [
            "q=APPRENTICESHIPS", "q=7", "when=overdue", "plan=\(review.plan)", "lead=\(review.lead)",
            "kind=update", "page=9", "sort=-due", "sort=lead", "sort=-lead", "sort=plan", "sort=-plan",
        ] {
            #expect(try olive.get("/due?" + query).text.contains("Recommendation 7"), "\(query)")
        }
        for query in [
            "q=100%25", "plan=999999", "lead=999999", "kind=report", "when=soon&plan=999999",
        ] {
            let page = try olive.get("/due?" + query)
            #expect(page.text.contains("Nothing fits these filters") && !page.text.contains("years late"), "\(query)")
        }
    }

    @Test func aTimeWithNothingDueLeadsToTheRest() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        for time in ["soon", "next", "later", "never"] {
            let page = try olive.get("/due?when=\(time)&sort=lead")
            #expect(page.text.contains("Nothing due then") && !page.text.contains("years late"), "\(time)")
            #expect(page.text.contains("\"/\(review.council.slug)/due?sort=lead\">Show all"))
        }
        let filtered = try olive.get("/due?when=overdue&kind=update")
        #expect(filtered.text.contains("name=\"when\" value=\"overdue\""), "other filters keep the tab")
        #expect(filtered.text.contains("/due?when=overdue\">Clear all filters"))
    }

    @Test func aLinkToWhatIsNoLongerListedFindsNothingAndCanBeTakenAway() throws {
        let review = try ReviewOfCareLeavers()
        let page = try review.council.olive.get("/due?lead=999999")
        #expect(page.text.contains("Led by: not in this list") && page.text.contains("Clear all filters"))
        _ = try review.council.bella.post(
            "/employers", [("name", "Quarry Works"), ("sector", "other"), ("size", "small"), ("stage", "contacted")])
        let never = try review.council.olive.get("/due?when=never&page=2")
        #expect(never.text.contains("Nothing due then") && !never.text.contains("1 item"))
        let filtered = try review.council.bella.get("/employers?stage=unheard")
        #expect(filtered.text.contains("Stage: not in this list") && !filtered.text.contains("Quarry Works"))
    }

    @Test func theListComesFirstAndWhatIsOnItsWayBelowIt() throws {
        let review = try ReviewOfCareLeavers()
        _ = try review.council.olive.post(review.path, review.form([("draft", "1")]))
        let page = try review.council.olive.get("/due").text
        let list = try #require(page.range(of: "<table class=\"app-due-list\""))
        let before = page[..<list.lowerBound], after = page[list.upperBound...]
        #expect(before.contains("app-tabs") && before.contains("href=\"#also\">Drafts in progress 1"))
        #expect(before.contains("/plans/\(review.plan)/updates#sheet\">Update the plan"))
        #expect(!before.contains("app-due-fold") && after.contains("app-due-fold"))
    }

    @Test func whatOneRecommendationOwesStandsTogether() throws {
        let review = try ReviewOfCareLeavers()
        _ = try review.addEight()
        try review.council.inDatabase { db in
            try db.run(
                "UPDATE actions SET report_duty = 'recurring', report_on = app.today() + 200, report_every_months = 12")
        }
        let page = try review.council.olive.get("/due").text
        #expect(page.components(separatedBy: "scope=\"rowgroup\"").count - 1 == 2)
        #expect(page.components(separatedBy: ">Recommendation 7</a>").count - 1 == 1)
        let (seven, eight) = (page.range(of: ">Recommendation 7</a>"), page.range(of: ">Recommendation 8</a>"))
        let report = try #require(page.range(of: "Work with CMT on places"))
        #expect(try #require(seven).lowerBound < report.lowerBound)
        #expect(try report.lowerBound < #require(eight).lowerBound, "later than what 8 owes, and still under 7")
    }

    @Test func theOrderIsChosenByNameAndSaidInTheCaption() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let byLead = try olive.get("/due?sort=-lead")
        #expect(byLead.text.contains("What is due, by lead, last first"))
        #expect(byLead.text.contains("<option value=\"-lead\" selected>By lead, last first</option>"))
        #expect(byLead.text.contains("1 item, by lead, last first"))
    }

    @Test func theListIsPaged() throws {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO recommendations (plan_id, position, number, words)
                SELECT \(review.plan), n, n::text, 'That it be done' FROM generate_series(8, 67) AS n
                """)
        }
        let first = try review.council.olive.get("/due"), second = try review.council.olive.get("/due?page=2")
        #expect(first.text.contains("Showing 1 to 50 of 61") && second.text.contains("Showing 51 to 61 of 61"))
        #expect(second.text.contains("Recommendation 67") && !first.text.contains("Recommendation 67<"))
    }

    @Test func theTableGoesToASpreadsheet() throws {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in _ = try db.run("UPDATE recommendations SET words = '=1+1, \"quoted\"'") }
        let page = try review.council.olive.get("/due.csv")
        #expect(page.header("Content-Type") == "text/csv; charset=utf-8; header=present")
        #expect(page.text.contains("2022-09-01,") && page.text.contains("\"'=1+1, \"\"quoted\"\"\",Pathway Team"))
        #expect(try review.council.mo.get("/due.csv").status == 403)
    }

    @Test func onlyOfficersOfThisCouncilSeeIt() throws {
        let review = try ReviewOfCareLeavers(), council = review.council, other = try Example.council()
        for browser in [council.mo, council.bella, council.cora, council.sam] {
            #expect(try browser.get("/due").status == 403)
        }
        #expect(try council.stranger.get("/due").status == 303)
        let ada = try council.ada.get("/due")
        #expect(ada.text.contains("Recommendation 7") && !ada.text.contains("Record update"))
        let elsewhere = try other.olive.get("/due")
        #expect(elsewhere.text.contains("Nothing due") && !elsewhere.text.contains("Care leavers EET"))
    }
}
