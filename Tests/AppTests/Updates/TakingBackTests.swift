import Foundation
import Postgres
import Testing

@testable import App

/// What was submitted a moment ago is a draft again, as long as nobody else saw it.
@Suite struct TakingBackTests {
    private func submitted(_ review: ReviewOfCareLeavers, _ more: [(String, String)] = []) throws -> String {
        try review.council.olive.post(review.path, review.form(.slipped, more + Self.slip(review))).location
    }

    private static func slip(_ review: ReviewOfCareLeavers) -> [(String, String)] {
        [("slip_reason", "Funding"), ("explanation", "The money came late.")]
            + ReviewOfCareLeavers.date("new_due", review.today.adding(months: 6))
    }

    private func standing(_ review: ReviewOfCareLeavers) throws -> [String?] {
        try [
            review.value(
                "SELECT concat_ws(' ', standing, assessment_id, last_update_on, next_due_on) FROM recommendations"),
            review.value("SELECT concat_ws(' ', assessment_id, next_report_on) FROM actions"),
        ]
    }

    @Test func itIsADraftAgainAndAllStandsAsBefore() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        try review.addMeasure(reading: 3)
        let before = try standing(review), path = try submitted(review)
        #expect(try standing(review) != before)
        let page = try olive.get(path)
        #expect(page.main.contains("You can take it back until") && page.main.contains("Take back"))
        let back = try olive.postAndFollow(path + "/withdrawal")
        #expect(back.text.contains("The update is a draft again.") && back.main.contains("Only officers see it"))
        #expect(try standing(review) == before)
        #expect(try review.value("SELECT count(*) FROM update_figures") == Int64(0))
        #expect(try review.council.mo.get(path).status == 404)
        #expect(try olive.get(path + "/history").main.contains("Submitted"), "the history says so")
        #expect(try review.council.ada.get("/audit").main.contains("Draft"))
        let draft = try FilledForm(on: olive.get(path + "/edit"))
        #expect(draft["slip_reason"] == "Funding" && draft["explanation"] == "The money came late.")
        #expect(try olive.post(path + "/submission", [("version", draft["version"])]).status == 303)
    }

    @Test func anActionStandsWhereItStood() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        try review.council.inDatabase { db in
            _ = try db.run("UPDATE actions SET assessment_id = \(review.grades[.onTrack])")
        }
        let before = try standing(review)
        let path = try olive.post(
            review.path, review.form(.notAchieved, about: review.action, [("explanation", "None.")])
        )
        .location
        #expect(try standing(review) != before)
        #expect(try olive.post(path + "/withdrawal").status == 303)
        #expect(try standing(review) == before)
    }

    @Test(arguments: [[0, 1], [1, 0]]) func ofTwoThatAreTakenBackNothingStays(_ order: [Int]) throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive, before = try standing(review)
        let paths = try [(Tone.notAchieved, -1), (.onTrack, 0)].map { tone, months in
            try olive.post(
                review.path,
                review.form(
                    tone, period: review.today.adding(months: months), about: review.action, [("explanation", "None.")])
            ).location
        }
        #expect(try olive.post(paths[order[0]] + "/withdrawal").status == 303)
        let left = review.grades[order[0] == 0 ? .onTrack : .notAchieved]
        #expect(try review.value("SELECT assessment_id FROM actions") == left, "the other one stands")
        #expect(try olive.post(paths[order[1]] + "/withdrawal").status == 303)
        #expect(try standing(review) == before)
    }

    @Test func aGradeSetByHandStays() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        _ = try olive.post(review.path, review.form(period: review.today.adding(months: -1), about: review.action))
        let path = try olive.post(
            review.path, review.form(.notAchieved, about: review.action, [("explanation", "None.")])
        ).location
        try review.council.inDatabase {
            _ = try $0.run("UPDATE actions SET assessment_id = \(review.grades[.achieved])")
        }
        #expect(try olive.post(path + "/withdrawal").status == 303)
        #expect(try review.value("SELECT assessment_id FROM actions") == review.grades[.achieved])
    }

    @Test(arguments: ["paper", "closed"]) func notOnceAPaperHasItOrTheRecommendationIsClosed(_ why: String) throws {
        let sitting = try Sitting(days: 5), review = sitting.review, path = try submitted(review)
        try review.council.inDatabase { db in
            if why == "closed" {
                try db.run("UPDATE recommendations SET state = 'signed_off', state_words = 'Members agreed'")
            } else {
                try db.run(
                    "INSERT INTO papers (plan_id, meeting_id, title) VALUES (\(review.plan), \(sitting.meeting), 'Progress')"
                )
                try db.run(
                    """
                    INSERT INTO paper_versions (paper_id, number, plan_id, meeting_id, title, content, digest)
                    SELECT id, 1, plan_id, meeting_id, title, '{}', encode(sha256('{}'), 'hex') FROM papers
                    """)
            }
        }
        #expect(try !review.council.olive.get(path).main.contains("Take back"))
        #expect(try review.council.olive.post(path + "/withdrawal").status == 409)
    }

    @Test func whatIsTakenBackThisMomentComesToNoMeeting() throws {
        let sitting = try Sitting(days: 5), review = sitting.review, council = review.council
        let number = try submitted(review).split(separator: "/").last ?? "", due = sitting.path + "/due"
        let olive = try council.person(.scrutiny), (slug, token) = (council.slug, council.olive.token(council.slug))
        let answers = Together.run(2) { index in
            if index == 1 {
                usleep(200_000)
                let page = try Browser(slug: slug, token: token).postAndFollow(due, [("updates", "update-\(number)")])
                return page.text.contains("Nothing was added")
            }
            let connection = try Example.running.database.connect(as: .owner)
            defer { connection.close() }
            try connection.transaction { db in
                try db.run("SELECT app.open_council(\(slug))")
                try db.run("SELECT app.seal_visit(app.tenant(), \(olive), NULL, NULL, '')")
                try db.run("UPDATE updates SET state = 'draft', submitted_by = NULL, submitted_at = NULL")
                usleep(600_000)
            }
            return true
        }
        #expect(answers == [true, true])
        #expect(try review.value("SELECT state FROM updates") == "draft")
        #expect(try review.value("SELECT count(*) FROM meeting_items") == Int64(0))
    }

    @Test(arguments: ["update", "recommendation", "grid", "file"]) func notOnceSomebodyElseOpenedIt(_ page: String)
        throws
    {
        let review = try ReviewOfCareLeavers(), council = review.council, path = try submitted(review)
        try review.putLenaInTheTeam()
        #expect(try council.olive.get(path).main.contains("Take back"), "whoever submitted it may read it")
        let opened = [
            "update": path, "recommendation": Paths.recommendation(review.recommendation, review.plan),
            "grid": Paths.updates(review.plan), "file": Paths.plan(review.plan) + "/updates.csv",
        ]
        #expect(try council.lena.get(opened[page] ?? "").status == 200)
        #expect(try !council.olive.get(path).main.contains("Take back"))
        let late = try council.olive.post(path + "/withdrawal")
        #expect(late.status == 409 && late.text.contains("It can no longer be taken back"))
        let error = #expect(throws: PostgresError.self) {
            try council.asVisit(council.olive) { try $0.run("UPDATE updates SET state = 'draft'") }
        }
        #expect(error?.kind == .permission, "the database is the last guard")
    }

    @Test func notByAnybodyElseAndNotOnAnAgenda() throws {
        let sitting = try Sitting(days: 5), review = sitting.review, council = review.council
        try review.putLenaInTheTeam()
        let path = try submitted(review)
        #expect(try council.lena.post(path + "/withdrawal").status == 409)
        #expect(try council.mo.post(path + "/withdrawal").status == 403)
        let number = path.split(separator: "/").last ?? ""
        _ = try council.olive.post(sitting.path + "/due", [("updates", "update-\(number)")])
        #expect(try council.olive.post(path + "/withdrawal").status == 409)
    }

    @Test(arguments: [9, 11]) func notAfterTenMinutes(_ minutes: Int) throws {
        let review = try ReviewOfCareLeavers(), olive = try review.council.person(.scrutiny)
        let id: Int64? = try review.value(
            """
            INSERT INTO updates (plan_id, recommendation_id, period_on, state, evidence, submitted_by, submitted_at, changed_at)
            VALUES (\(review.plan), \(review.recommendation), '2024-07-01', 'submitted', 'Two began.', \(olive),
                    now() - make_interval(mins => \(Int32(minutes))), now() - make_interval(mins => \(Int32(minutes))))
            RETURNING id
            """)
        let path = review.path + "/\(id ?? 0)"
        #expect(try review.council.olive.get(path).main.contains("Take back") == (minutes < 10))
        #expect(try review.council.olive.post(path + "/withdrawal").status == (minutes < 10 ? 303 : 409))
    }

    @Test func aWholePlanIsTakenBackAtOnceButForWhatWasOpened() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive, eight = try review.addEight()
        _ = try olive.post(review.path, review.form([("draft", "1")]))
        _ = try olive.post(Paths.updates(eight, review.plan), review.form([("draft", "1")]))
        let check = Paths.updates(review.plan) + "/check"
        let done = try olive.get(olive.confirm(check).location)
        #expect(done.text.contains("2 updates are submitted") || done.text.contains("Two updates are submitted"))
        #expect(done.main.contains("You can take back two updates that nobody else has opened"))
        _ = try review.council.mo.get(Paths.recommendation(eight, review.plan))
        let path = Paths.updates(review.plan), period = ("period", String(review.today.isoText.prefix(7)))
        let one = try olive.postAndFollow(path, [("do", "back-\(eight)"), period])
        #expect(one.text.contains("It can no longer be taken back"))
        #expect(try !olive.postAndFollow(path, [("do", "back-anything"), period]).text.contains("is a draft again"))
        let all = try olive.postAndFollow(path, [("do", "back"), period])
        #expect(all.text.contains("One update is a draft again. Nobody else had opened its page."))
        let states: [String] = try review.council.inDatabase {
            try $0.values("SELECT state FROM updates ORDER BY recommendation_id")
        }
        #expect(states == ["draft", "submitted"])
    }
}
