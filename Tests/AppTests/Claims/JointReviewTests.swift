import Postgres
import Testing

@testable import App

/// Providers side by side: the rule by plain numbers, and the counts from records.
@Suite struct JointReviewTests {
    private func line(_ number: Int64, _ name: String, _ byNeed: [ProviderReferral.Need: JointReview.Count])
        -> JointReview.Line
    { JointReview.Line(provider: ID(number), name: name, byNeed: byNeed, declined: []) }

    private func count(_ referred: Int, _ started: Int, _ at26: Int) -> JointReview.Count {
        JointReview.Count(referred: referred, started: started, at26: at26)
    }

    @Test func whoStartsFewOfThoseWithHighNeedsIsAskedAbout() {
        let easy = line(1, "Easy", [.high: count(18, 4, 1), .some: count(19, 15, 6), .light: count(13, 11, 6)])
        let fair = line(2, "Fair", [.high: count(20, 16, 4), .some: count(18, 16, 6), .light: count(8, 7, 2)])
        let review = JointReview(lines: [easy, fair])
        #expect(easy.pointsApart == 59 && fair.pointsApart == 8)
        #expect(review.picking.map(\.name) == ["Easy"])
        #expect(
            review.finding == "It looks as if Easy picked the easiest",
            "26 of 100 of those sent to each: no provider is best")
        #expect(review.likeForLike(easy) == 24)
        // Nine people are too few to say it, and one provider is compared with nobody.
        let few = line(3, "Few", [.high: count(9, 0, 0), .light: count(20, 20, 10)])
        #expect(JointReview(lines: [few, fair]).picking.isEmpty)
        #expect(JointReview(lines: [easy]).picking.isEmpty)
        #expect(JointReview(lines: [few, fair]).likeForLike(few) == nil, "nobody with some need was sent to it")
        #expect(JointReview(lines: [few, fair]).finding == "No provider looks as if it picked the easiest")
        // The difference counts, not how few: 24 points are not 25.
        let near = line(4, "Near", [.high: count(50, 25, 0), .light: count(50, 37, 0)])
        #expect(near.pointsApart == 24 && !near.looksLikePicking)
    }

    @Test func everybodyCountsOnceAndOnlyUnderTheContract() throws {
        let office = try ClaimsOffice(), council = office.council
        let id = try #require(Int64(office.contract)), person = try #require(Int64(office.office.person))
        func refer(_ person: Int64, _ need: String, daysAgo: Int) throws {
            try council.inDatabase {
                try $0.run(
                    """
                    INSERT INTO provider_referrals (young_person_id, contract_id, referred_on, need)
                    VALUES (\(person), \(id), app.today() - \(daysAgo)::integer, \(need))
                    """)
            }
        }
        func counts() throws -> [ProviderReferral.Need: JointReview.Count] {
            try council.asVisit(council.cora, readOnly: true) {
                try JointReview.of(.first, office.today, in: $0).lines.first?.byNeed ?? [:]
            }
        }
        try refer(person, "high", daysAgo: 250)
        try refer(person, "light", daysAgo: 240)
        #expect(try counts() == [.high: JointReview.Count(referred: 1)], "the first referral says the need")
        try office.job(began: 260)
        #expect(try counts()[.high]?.started == 0, "before they were referred")
        let job = try office.job(began: 200, ["both": "yes"])
        try office.job(began: 199, ["provider_contract": "", "both": "yes"])
        let one = try #require(try counts()[.high])
        #expect(one == JointReview.Count(referred: 1, started: 1, employed: 1, at13: 1, at26: 1))
        try office.end(job, daysAgo: 50)
        #expect(try counts()[.high]?.at26 == 0 && counts()[.high]?.at13 == 1)
        let page = try council.cora.get("/joint-review").main
        #expect(page.contains("Joint review: one provider, so nothing to compare") && page.contains("1 [c]"))
        #expect(try council.cora.get("/joint-review?referred=1999/00").status == 200)
        for (role, browser) in council.people where role != .commissioner {
            #expect(try browser.get("/joint-review").status == 403, "\(role)")
            #expect(throws: (any Error).self) {
                try council.asVisit(browser, readOnly: true) { _ = try JointReview.of(.first, office.today, in: $0) }
            }
        }
    }
}
