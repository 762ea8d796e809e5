import Postgres
import Testing

@testable import App

/// One record, asked of every output where it stands: the first that says something else fails.
@Suite struct StandingTests {
    /// Every page and file that says where a recommendation stands while it is outstanding.
    private func outputs(_ sitting: Sitting) throws -> [(name: String, text: String)] {
        let review = sitting.review, (mo, olive) = (review.council.mo, review.council.olive)
        let plan = Paths.plan(review.plan), recommendation = Paths.recommendation(review.recommendation, review.plan)
        let member = try [
            "/dashboard", "/dashboard/print", "/dashboard.csv", "/dashboard.json", plan, plan + "/actions.csv",
            plan + "/actions.json", recommendation,
        ].map { ($0, try mo.get($0).text) }
        let officer = try ["/due", "/due.csv", "/due.json"].map { ($0, try olive.get($0).text) }
        let calendar = try mo.get(recommendation + "/dates.ics").text.replacing("\r\n ", with: "").replacing(
            "\\", with: "")
        return member + officer + [("calendar", calendar), ("paper", try paper(sitting))]
    }

    private func paper(_ sitting: Sitting) throws -> String {
        let review = sitting.review
        let page = try review.council.olive.post(
            "/papers", [("plan", "\(review.plan)"), ("meeting", "\(sitting.meeting)"), ("title", "Progress")])
        let path = page.location.split(separator: "/").dropLast().joined(separator: "/")
        return try review.council.olive.get("/" + path.split(separator: "/").suffix(2).joined(separator: "/")).text
    }

    private func all(_ sitting: Sitting, say words: String) throws {
        for output in try outputs(sitting) {
            #expect(output.text.contains(words), "\(output.name) does not say “\(words)”")
            guard output.text.contains(words) else { return }
        }
    }

    @Test func whatMembersConfirmedIsNowhereWaitingForThem() throws {
        let sitting = try Sitting()
        let item = try sitting.update(.achieved).item
        try all(sitting, say: "Achieved, waiting for members")
        _ = try sitting.record(item, "confirmed", minute: "34")
        try all(
            sitting,
            say: "Achieved, agreed by members on \(sitting.day.longText), minute 34; sign-off not recorded")
        for output in try outputs(sitting) {
            #expect(!output.text.lowercased().contains("waiting for members"), "\(output.name)")
        }
    }

    @Test func whatMembersRefusedIsNotWaitingForThem() throws {
        let sitting = try Sitting()
        let item = try sitting.update(.achieved).item
        _ = try sitting.record(item, "not_confirmed", words: "Twelve were wanted.")
        let overview = try sitting.review.council.mo.get("/dashboard").text
        #expect(overview.contains("achieved, not confirmed by members") && overview.contains("Twelve were wanted."))
        #expect(!overview.contains("waiting for members"))
        let due = try sitting.olive.get("/due").text
        #expect(due.contains("Not confirmed by members") && !due.contains("Waiting for members’ confirmation"))
    }

    /// The recommendation has no grade of its own then: it stands where its one action does.
    @Test func aRefusalOfItsOnlyActionIsShownWhereTheRecommendationIs() throws {
        let sitting = try Sitting(), review = sitting.review
        let update = try sitting.olive.post(review.path, review.form(.achieved, about: review.action)).location
        let number = try #require(update.split(separator: "/").last)
        _ = try sitting.olive.post(sitting.path + "/due", [("updates", "update-\(number)")])
        let item: Int64? = try review.value("SELECT max(id) FROM meeting_items")
        _ = try sitting.record("\(try #require(item))", "not_confirmed", words: "Twelve were wanted.")
        let recommendation = Paths.recommendation(review.recommendation, review.plan)
        for path in [recommendation, "/dashboard", "/dashboard.csv"] {
            #expect(try review.council.mo.get(path).text.contains("Twelve were wanted."), "\(path)")
        }
    }

    @Test(arguments: [Tone.onTrack, .slipped, .notAchieved]) func everyOutputCountsAGradeAlike(_ tone: Tone) throws {
        let sitting = try Sitting(), review = sitting.review
        let more =
            [("slip_reason", "Recruitment"), ("explanation", "Posts are empty.")]
            + ReviewOfCareLeavers.date("new_due", review.today.adding(months: 6))
        try review.council.inDatabase {
            _ = try $0.run(
                "INSERT INTO slip_reasons (words, position) VALUES ('Recruitment', 1) ON CONFLICT DO NOTHING")
        }
        #expect(try sitting.olive.post(review.path, review.form(tone, more)).status == 303)
        let words = [Tone.onTrack: "On track", .slipped: "Slipped", .notAchieved: "Not achieved"]
        try all(sitting, say: try #require(words[tone]))
    }

    @Test func signedOffCountsAsThat() throws {
        let sitting = try Sitting(), review = sitting.review
        let item = try sitting.update(.achieved).item
        _ = try sitting.record(item, "confirmed", leaves: true)
        let mo = review.council.mo, plan = Paths.plan(review.plan)
        #expect(try mo.get("/dashboard").text.contains("signed off"))
        for path in [plan, plan + "/actions.csv", Paths.recommendation(review.recommendation, review.plan)] {
            #expect(try mo.get(path).text.contains("Signed off"), "\(path)")
        }
        #expect(try paper(sitting).contains("Two began apprenticeships."), "the last evidence of what is signed off")
    }

    /// A grade of the council's own that means achieved in part.
    private func partMet(_ review: ReviewOfCareLeavers) throws -> String {
        let id: Assessment.ID? = try review.value(
            "INSERT INTO assessments (words, tone, position) VALUES ('Part met', 'achieved_in_part', 9) RETURNING id")
        return "\(try #require(id))"
    }

    private func form(_ review: ReviewOfCareLeavers, _ grade: String) -> [(String, String)] {
        review.form().map { $0.0 == "assessment" ? ("assessment", grade) : $0 }
    }

    @Test func achievedInPartIsNoSlip() throws {
        let sitting = try Sitting(), review = sitting.review
        let grade = try partMet(review)
        #expect(try sitting.olive.post(review.path, form(review, grade)).status == 303)
        try all(sitting, say: "Achieved in part")
        let overview = try review.council.mo.get("/dashboard").text
        #expect(!overview.lowercased().contains("slip") && !overview.contains("No reason recorded"))
        #expect(overview.contains("app-tag--part") && overview.contains("var(--part)"))
    }

    @Test func aWorseGradeIsASlip() throws {
        let sitting = try Sitting(), review = sitting.review
        let grade = try partMet(review)
        let before = review.form(.achieved, period: review.today.adding(months: -1))
        #expect(try sitting.olive.post(review.path, before).status == 303)
        #expect(try sitting.olive.post(review.path, form(review, grade)).status == 303)
        let overview = try review.council.mo.get("/dashboard").text
        #expect(overview.contains("\(review.today.monthText): Part met, after 1 Fully Achieved.</strong>"))
    }

    @Test func anActionPastItsDateIsToldFromAnUpdateThatIsOverdue() throws {
        let review = try ReviewOfCareLeavers(due: "2022-04-01", agreed: "2021-09-01")
        #expect(
            try review.council.mo.get("/dashboard").text.contains(
                "One update is overdue. One action is past its date."))
    }
}
