import Testing

@testable import App

@Suite struct UpdateAccessTests {
    @Test func aLeadOfficerWritesOnlyWhereATeamOfTheirsLeads() throws {
        let review = try ReviewOfCareLeavers(), lena = review.council.lena
        #expect(try lena.get(review.path + "/new").status == 403)
        #expect(try lena.post(review.path, review.form()).status == 403)
        let olives = try review.council.olive.post(review.path, review.form()).location
        let page = try lena.get(olives)
        #expect(page.status == 200 && !page.text.contains("Record a correction"))
        try review.putLenaInTheTeam()
        #expect(try lena.get(review.path + "/new").status == 200)
        #expect(try lena.get(olives).text.contains("Record a correction"))
        #expect(try lena.post(review.path, review.form(period: review.today.adding(months: -1))).status == 303)
        #expect(try lena.get(olives + "/agreement").status == 403)
        #expect(try lena.post(olives + "/agreement").status == 403)
    }

    @Test func otherRolesCannotWrite() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        for browser in [council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try browser.get(review.path + "/new").status == 403)
            #expect(try browser.post(review.path, review.form()).status == 403)
        }
        #expect(try council.stranger.get(review.path + "/new").status == 303)
        #expect(try review.value("SELECT count(*) FROM updates") == Int64(0))
    }

    @Test func membersNeverSeeDrafts() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let draft = try council.olive.post(review.path, review.form([("draft", "1")])).location
        #expect(try council.olive.get(draft).text.contains("Draft saved at"))
        for browser in [council.mo, council.bella, council.cora] { #expect(try browser.get(draft).status == 404) }
        #expect(try council.sam.get(draft).status == 403)
        let version = try council.olive.get(draft).value(of: "version")
        #expect(try council.olive.post(draft + "/submission", [("version", version)]).status == 303)
        let seen = try council.mo.get(draft)
        #expect(seen.status == 200 && seen.text.contains("Two began apprenticeships."))
        #expect(!seen.text.contains("Next step"))
        let correction = try council.olive.post(draft + "/correction", [("reason", "Three began.")]).location.replacing(
            "/edit", with: "")
        #expect(try council.mo.get(correction).status == 404)
        #expect(try !council.mo.get(draft).text.contains("Three began."))
    }

    @Test func anotherCouncilSeesNothing() throws {
        let review = try ReviewOfCareLeavers(), other = try ReviewOfCareLeavers()
        let update = try review.council.olive.post(review.path, review.form()).location
        let path = update.replacing("/" + review.council.slug, with: "")
        let stranger = other.council.olive
        for page in ["", "/edit", "/removal", "/correction", "/agreement"] {
            #expect(try stranger.get(path + page).status == 404)
        }
        for page in ["/edit", "/submission", "/removal", "/correction", "/agreement"] {
            #expect(try stranger.post(path + page).status == 404)
        }
        #expect(try stranger.get(review.path + "/new").status == 404)
        #expect(try stranger.post(review.path, review.form()).status == 404)
    }

    @Test func anUpdateBelongsToItsOwnRecommendation() throws {
        let review = try ReviewOfCareLeavers()
        let update = try review.council.olive.post(review.path, review.form()).location
        let other: Recommendation.ID? = try review.value(
            "INSERT INTO recommendations (plan_id, position, number, words) VALUES (\(review.plan), 2, '8', 'That …') RETURNING id"
        )
        let number = update.split(separator: "/").last ?? ""
        #expect(
            try review.council.olive.get(Paths.updates(try #require(other), review.plan) + "/\(number)").status == 404)
    }
}
