import Foundation
import Postgres
import Testing

@testable import App

@Suite struct OwnWordTests {
    private func id<T: Term>(_ words: String, _ list: T.Type, in council: ExampleCouncil) throws -> ID<T> {
        try #require(try council.inDatabase { try $0.value("SELECT id FROM \(list.from) WHERE words = \(words)") })
    }

    private func path<T: Term>(_ words: String, _ list: Register<T>, in council: ExampleCouncil) throws -> String {
        "\(list.path)/\(try id(words, T.self, in: council))"
    }

    private static let complete = [
        ("words", "Complete"), ("tone", "achieved"), ("spellings", "Completed\nDone"), ("asks", "words"),
    ]

    @Test func aCouncilAddsItsWordsInItsOrder() throws {
        let council = try Example.council()
        let key = try council.ada.get("/settings/assessments/new").formKey
        for _ in 0..<2 {
            #expect(try council.ada.post("/settings/assessments", Self.complete, key: key).status == 303)
        }
        #expect(
            try council.olive.post("/settings/assessments", [("words", "Late"), ("tone", "slipped"), ("asks", "date")])
                .status == 303)
        let list = try council.olive.get("/settings/assessments").text
        #expect(
            list.contains("app-tag--good") && list.contains("asks for an explanation; also spelled Completed, Done"))
        let late = try path("Late", StatusWord.register, in: council)
        for _ in 0..<2 { _ = try council.olive.post(late + "/place", [("to", "up"), ("at", "2")]) }
        let order: [String] = try council.inDatabase {
            try $0.values("SELECT words FROM assessments ORDER BY position")
        }
        #expect(order == ["Late", "Complete"])
        let edit = try council.ada.get(late + "/edit")
        #expect(edit.text.contains("Remove this status word") && edit.value(of: "version") == "1")
        #expect(try council.ada.confirm(late + "/removal").status == 303)
        #expect(try council.ada.get("/settings/history").text.contains("Status word removed: Late"))
    }

    @Test func whatIsTypedWrongIsExplainedAndKept() throws {
        let council = try Example.council()
        #expect(try council.ada.post("/settings/assessments", Self.complete).status == 303)
        let wrong = try council.ada.post("/settings/assessments", [("words", "done."), ("tone", "on_track")])
        #expect(
            wrong.status == 422 && wrong.text.contains("“Complete” goes by this already")
                && wrong.typed("words") == "done.")
        let empty = try council.ada.post("/settings/assessments", [("words", ""), ("spellings", "Completed")])
        for sentence in [
            "Enter the status word in up to 60 characters", "Choose what it counts as", "Take “Completed” out",
        ] {
            #expect(empty.text.components(separatedBy: sentence).count == 3, "\(sentence)")
        }
        let complete = try path("Complete", StatusWord.register, in: council)
        let last = try council.ada.post(complete, [("version", "1"), ("words", "Complete"), ("tone", "on_track")])
        #expect(last.status == 422 && last.text.contains("only word that means achieved"))
        #expect(try council.ada.post(complete + "/retirement").status == 409)
        #expect(try council.ada.post(complete + "/removal").status == 409)
    }

    @Test func aWordInUseIsRenamedEverywhereOnceThatIsAgreedTo() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council
        #expect(try council.olive.post(review.path, review.form()).status == 303)
        let path = try path("2 On-Track", StatusWord.register, in: council)
        let typed = [("version", "1"), ("words", "Going well"), ("tone", "achieved")]
        let asked = try council.ada.post(path, typed)
        #expect(asked.status == 422 && asked.text.contains("One update will say “Going well” instead of “2 On-Track”"))
        #expect(
            asked.text.contains("will count as “achieved” instead of “on track”")
                && asked.typed("words") == "Going well")
        #expect(try council.ada.post(path, typed + [("confirmed", "1")]).status == 303)
        let page = try council.mo.get(Paths.recommendation(review.recommendation, review.plan)).text
        #expect(page.contains("Going well") && !page.contains("2 On-Track"))
        let kept: String? = try review.value("SELECT tone FROM recommendations")
        let spellings: [String]? = try review.value("SELECT spellings FROM assessments WHERE words = 'Going well'")
        #expect(kept == "achieved" && spellings == ["2 On-Track"], "papers with the old words are still understood")
        let stale = try council.olive.post(path, [("version", "1"), ("words", "Mine"), ("tone", "achieved")])
        #expect(stale.status == 409 && stale.text.contains("Ada Price saved this while you were editing"))
        #expect(stale.typed("words") == "Mine" && stale.value(of: "version") == "2")
    }

    @Test func aRetiredWordStaysReadableAndIsNoLongerOffered() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council
        #expect(try council.olive.post(review.path, review.form()).status == 303)
        let path = try path("2 On-Track", StatusWord.register, in: council)
        #expect(try council.ada.post(path + "/removal").status == 409)
        #expect(try council.ada.get(path + "/removal").text.contains("It is used by one update"))
        #expect(try council.ada.get(path + "/retirement").text.contains("stays where it is used (one update)"))
        #expect(try council.ada.confirm(path + "/retirement").status == 303)
        #expect(!(try council.olive.get(review.path + "/new").text.contains("2 On-Track</label>")))
        #expect(
            try council.olive.get(Paths.recommendation(review.recommendation, review.plan)).text.contains("2 On-Track"))
        let earlier = review.today.adding(months: -2)
        let refused = try council.olive.post(review.path, review.form(.onTrack, period: earlier))
        #expect(refused.status == 422 && refused.text.contains("“2 On-Track” is no longer used"))
        #expect(try council.ada.confirm(path + "/return").status == 303)
        #expect(try council.olive.post(review.path, review.form(.onTrack, period: earlier)).status == 303)
    }

    @Test func importKnowsTheSpellings() throws {
        let council = try Example.council()
        #expect(
            try council.ada.post(
                "/settings/assessments", [("words", "Finished"), ("tone", "achieved"), ("spellings", "All done")]
            ).status == 303)
        let (id, new): (Assessment.ID?, [String]) = try council.inDatabase { db in
            var vocabulary = try Vocabulary(in: db)
            var new: [String] = []
            return (try vocabulary.id(of: ["all-done."], in: db, new: &new), new)
        }
        #expect(id?.value == (try self.id("Finished", StatusWord.self, in: council).value) && new.isEmpty)
    }

    @Test func reasonsForSlippingAreTheCouncils() throws {
        let review = try ReviewOfCareLeavers()
        let council = review.council
        #expect(try council.olive.post("/settings/reasons", [("words", "Ofsted visit")]).status == 303)
        let funding = try path("Funding", SlipReason.register, in: council)
        let later = ReviewOfCareLeavers.date("new_due", review.today.adding(months: 6))
        let slip = review.form(.slipped, [("slip_reason", "Funding"), ("explanation", "No money.")] + later)
        #expect(try council.olive.post(review.path, slip).status == 303)
        #expect(try council.olive.confirm(funding + "/retirement").status == 303)
        let form = try council.olive.get(review.path + "/new").text
        #expect(form.contains("Ofsted visit</option>") && !form.contains("Funding</option>"))
        #expect(
            try council.mo.get(Paths.recommendation(review.recommendation, review.plan)).text.contains(
                "Reason: Funding"))
        try council.inDatabase { try $0.run("UPDATE slip_reasons SET is_retired = true WHERE words <> 'Ofsted visit'") }
        let only = try path("Ofsted visit", SlipReason.register, in: council)
        #expect(try council.ada.post(only + "/removal").text.contains("the only reason on offer"))
    }

    @Test func onlyAdministratorsAndScrutinyMayAndOnlyInTheirCouncil() throws {
        let council = try Example.council(), bramley = try Example.council()
        let path = try path("Funding", SlipReason.register, in: council)
        for person in [council.lena, council.mo, council.bella, council.cora, council.sam] {
            #expect(try person.get("/settings").status == 403)
            #expect(try person.post("/settings/reasons", [("words", "x")]).status == 403)
            #expect(try person.post(path + "/retirement").status == 403)
            #expect(!(try person.get("/account").text.contains("/settings\"")))
        }
        #expect(try council.ada.get("/people").text.contains("/settings\""))
        #expect(try bramley.ada.get(path + "/edit").status == 404)
        #expect(try bramley.ada.post(path + "/removal").status == 404)
        #expect(throws: PostgresError.self) {
            try council.asVisit(council.lena) {
                try $0.run("INSERT INTO slip_reasons (words, position) VALUES ('x', 1)")
            }
        }
    }
}
