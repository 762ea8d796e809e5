import Testing

@testable import App

@Suite struct PlanPageTests {
    private func council() throws -> (ExampleCouncil, Stockton, Merton) {
        let council = try Example.council()
        let (stockton, merton) = try council.inDatabase { db in
            (try Stockton(StoredPlans(db: db)), try Merton(StoredPlans(db: db)))
        }
        return (council, stockton, merton)
    }

    @Test func aPlanIsShownWithWhatBelongsToIt() throws {
        let (council, stockton, _) = try council()
        let page = try council.olive.get("/plans/\(stockton.plan)").text
        #expect(page.contains("1 of 2 recommendations is outstanding"))
        #expect(page.contains("Cabinet, 15 July 2021") && page.contains("Scrutiny link officer"))
        #expect(page.contains("Absorbed into recommendation 7 in February 2023."))
        #expect(page.contains("Service Lead, Leaving Care") && page.contains("1 Fully achieved"))
        #expect(page.contains("/plans/\(stockton.plan)/edit") && page.contains("/plans/\(stockton.plan)/footnotes"))
        #expect(page.contains("<abbr title=\"Education, employment or training\">EET</abbr>"))
    }

    @Test func theOnlyRecommendationIsSignedOffOnlyWhereMembersDidThat() throws {
        let council = try Example.council()
        for (state, heading) in [
            (Recommendation.State.withdrawn, "The recommendation is not outstanding"),
            (.signedOff, "The recommendation is signed off"),
        ] {
            let plan = try council.inDatabase { db in
                let stored = StoredPlans(db: db)
                let plan = try stored.plan("A plan \(state.label)", body: "Panel", agreedMonthsAgo: 1)
                _ = try stored.recommendation(plan, "1", 1, "Do it.", state: state, because: "Panel, minute 4.")
                return plan
            }
            #expect(try council.mo.get("/plans/\(plan)").text.contains(heading))
        }
    }

    @Test func theThreeAxesStandSideBySide() throws {
        let (council, _, merton) = try council()
        let page = try council.mo.get("/plans/\(merton.plan)").text
        for words in [
            "Part met", "Cannot be recorded", "Report back to Scrutiny", "Reported annually", "Withdrawn",
            "Reported elsewhere",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("/edit") && !page.contains("History"))
    }

    @Test func everyNoteIsAnchoredOnceAndLeadsBack() throws {
        let (council, _, merton) = try council()
        let page = try council.olive.get("/plans/\(merton.plan)").text
        for number in [2, 3, 4] {
            #expect(page.components(separatedBy: "id=\"note-\(number)-from\"").count == 2)
            #expect(page.contains("id=\"note-\(number)\"") && page.contains("href=\"#note-\(number)-from\""))
        }
    }

    @Test func aDraftIsSeenByOfficersOnly() throws {
        let council = try Example.council()
        let plan = try council.inDatabase { db in
            let stored = StoredPlans(db: db)
            let plan = try stored.plan("Next year’s review", body: "", state: .draft, agreedMonthsAgo: 1)
            _ = try stored.recommendation(plan, "1", 1, "Do it.")
            return plan
        }
        for officer in [council.olive, council.lena, council.ada] {
            #expect(try officer.get("/plans/\(plan)").status == 200)
        }
        for member in [council.mo, council.bella, council.cora] {
            #expect(try member.get("/plans/\(plan)").status == 404)
        }
        #expect(try council.sam.get("/plans/\(plan)").status == 403)
    }

    @Test func anotherCouncilSeesNothing() throws {
        let (_, stockton, _) = try council()
        let other = try Example.council()
        for path in [
            "", "/history", "/actions.csv", "/recommendations/\(stockton.seven)",
            "/recommendations/\(stockton.seven)/history",
        ] {
            #expect(try other.olive.get("/plans/\(stockton.plan)\(path)").status == 404)
        }
        #expect(try other.olive.get("/plans/0").status == 404)
        #expect(try other.olive.get("/plans/zebra").status == 404)
    }

    @Test func aPlanCanBeTakenAway() throws {
        let (council, stockton, merton) = try council()
        let file = try council.mo.get("/plans/\(merton.plan)/actions.csv").text
        #expect(file.components(separatedBy: "\r\n").count == 9)
        #expect(file.contains("Cannot be recorded") && file.contains("HR; My Futures; futureMerton; EWG"))
        #expect(try council.mo.get("/plans/\(stockton.plan)/actions.json").text.contains("\"recommendation\" : \"8\""))
        #expect(try council.sam.get("/plans/\(stockton.plan)/actions.json").status == 403)
    }

    @Test func textIsNeverMarkup() throws {
        let council = try Example.council()
        let plan = try council.inDatabase { db in
            let stored = StoredPlans(db: db)
            let plan = try stored.plan("<script>alert(1)</script>", body: "<b>", agreedMonthsAgo: 1)
            let one = try stored.recommendation(plan, "1", 1, "<img src=x> *slanted*")
            try stored.action(one, plan, 1, "<i>", "<script>", leads: ["<u>"])
            return plan
        }
        let page = try council.olive.get("/plans/\(plan)").text
        #expect(
            !page.contains("<script>alert") && !page.contains("<img src=x>") && !page.contains("<u>")
                && page.contains("<em>slanted</em>"))
        #expect(try council.olive.get("/plans/\(plan)/history").text.contains("<script>alert") == false)
    }
}
