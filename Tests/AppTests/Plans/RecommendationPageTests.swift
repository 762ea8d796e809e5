import Testing

@testable import App

@Suite struct RecommendationPageTests {
    private func council() throws -> (ExampleCouncil, Stockton) {
        let council = try Example.council()
        return (council, try council.inDatabase { db in try Stockton(StoredPlans(db: db)) })
    }

    private func path(_ stockton: Stockton) -> String { "/plans/\(stockton.plan)/recommendations/\(stockton.seven)" }

    @Test func theLadderHasItsTable() throws {
        let (council, stockton) = try council()
        let page = try council.mo.get(path(stockton)).text
        #expect(page.contains("1 Fully achieved, after 2 On-track and an earlier slip"))
        #expect(
            page.contains(
                "Grades over 4 updates: September 2022 2 On-track, February 2023 3 Slipped, November 2023 2 On-track, July 2024 1 Fully achieved."
            ))
        #expect(page.contains("<th scope=\"row\">February 2023</th><td>3 Slipped</td>"))
    }

    @Test func milestonesStandBesideTheReadingThatAnswersThem() throws {
        let (council, stockton) = try council()
        let page = try council.mo.get(path(stockton)).text
        #expect(page.contains("At least 5 people by April 2023 over at least 4 areas"))
        // Which of the readings reached it would tell members that an earlier one, held back, did not.
        #expect(page.contains("Held back") && page.contains("Not yet due"))
        #expect(try council.olive.get(path(stockton)).text.contains("Reached, spread not recorded"))
        #expect(page.contains("of those, [c]: secured apprenticeships") && !page.contains("more than 2 people"))
    }

    @Test func officersReadSmallCountsOfPeople() throws {
        let (council, stockton) = try council()
        let page = try council.olive.get(path(stockton)).text
        #expect(page.contains("of those, 4 people, projected [c]: secured apprenticeships"))
        #expect(page.contains("more than 2 people [c]"))
    }

    @Test func updatesAreShownWithTheirCorrections() throws {
        let (council, stockton) = try council()
        let page = try council.mo.get(path(stockton)).text
        #expect(page.contains("Corrected, version 2: The grade was entered as on-track by mistake."))
        #expect(page.contains("February 2023, version 1") && page.contains("Corrected since"))
        #expect(
            page.contains("Check: does not match the data")
                && page.contains("the milestone of April 2023 was not reached"))
    }

    @Test func aDraftIsSeenByOfficersOnly() throws {
        let (council, stockton) = try council()
        for officer in [council.olive, council.lena, council.ada] {
            #expect(try officer.get(path(stockton)).text.contains("Waiting for numbers"))
        }
        for member in [council.mo, council.bella, council.cora] {
            let page = try member.get(path(stockton))
            #expect(page.status == 200 && !page.text.contains("Waiting for numbers"))
        }
        #expect(try council.sam.get(path(stockton)).status == 403)
    }

    @Test func anUpdateIsRecordedByThoseWhoMay() throws {
        let (council, stockton) = try council()
        let link = path(stockton) + "/updates/new"
        #expect(try council.olive.get(path(stockton)).text.contains(link))
        #expect(try !council.lena.get(path(stockton)).text.contains(link))
        #expect(try !council.mo.get(path(stockton)).text.contains(link))
        try council.inDatabase { db in
            _ = try db.run(
                """
                INSERT INTO lead_members (lead_id, person_id) SELECT l.id, p.id FROM leads l, people p
                 WHERE l.name = 'Virtual School' AND p.name = 'Lena Hart'
                """)
        }
        #expect(try council.lena.get(path(stockton)).text.contains(link))
    }

    @Test func theLinksGoBothWays() throws {
        let (council, stockton) = try council()
        #expect(try council.mo.get(path(stockton)).text.contains("Took in <a href"))
        let eight = try council.mo.get("/plans/\(stockton.plan)/recommendations/\(stockton.eight)").text
        #expect(
            eight.contains("Absorbed into <a href")
                && eight.contains("Absorbed into recommendation 7 in February 2023."))
        #expect(eight.contains("rel=\"prev\""))
    }

    @Test func aRecommendationOfAnotherPlanIsNotFound() throws {
        let (council, stockton) = try council()
        let merton = try council.inDatabase { db in try Merton(StoredPlans(db: db)) }
        #expect(try council.olive.get("/plans/\(merton.plan)/recommendations/\(stockton.seven)").status == 404)
    }

    @Test func whoChangedWhatIsInWords() throws {
        let (council, stockton) = try council()
        try council.inDatabase { db in
            try db.run(
                "UPDATE recommendations SET state = 'signed_off', state_words = 'Signed off in March.' WHERE id = \(stockton.seven)"
            )
            try db.run("UPDATE actions SET report_duty = 'once' WHERE recommendation_id = \(stockton.seven)")
        }
        let page = try council.olive.get(path(stockton) + "/history").text
        #expect(page.contains("Recommendation 7 changed") && page.contains("Explanation"))
        #expect(page.contains(">Open</del>") && page.contains(">Signed off</ins>"))
        #expect(page.contains("Nothing owed") && page.contains(">Once</ins>"))
        #expect(page.contains("Reading added: Care leavers in work experience"))
        for raw in ["signed_off", "state_words", "report_duty", "assessment_id", "words_key"] {
            #expect(!page.contains(raw))
        }
        #expect(!page.contains("Place Select Committee"))
    }

    @Test func theHistoryIsForOfficers() throws {
        let (council, stockton) = try council()
        for officer in [council.olive, council.lena, council.ada] {
            #expect(try officer.get("/plans/\(stockton.plan)/history").status == 200)
        }
        for other in [council.mo, council.bella, council.cora, council.sam] {
            #expect(try other.get("/plans/\(stockton.plan)/history").status == 403)
            #expect(try other.get(path(stockton) + "/history").status == 403)
        }
        try council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO decisions (plan_id, body, decided_on) SELECT \(stockton.plan), 'Cabinet', '2024-01-01' FROM generate_series(1, 30)"
            )
        }
        let page = try council.olive.get("/plans/\(stockton.plan)/history?page=2").text
        #expect(page.contains("Showing 26 to 50 of") && page.contains("(page 2 of 3)"))
    }
}
