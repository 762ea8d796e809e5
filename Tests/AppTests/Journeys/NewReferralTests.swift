import Postgres
import Testing

@testable import App

@Suite struct NewReferralTests {
    @Test func aPersonIsRecordedAndReferredInOneForm() throws {
        let caseload = try Caseload(), bella = caseload.bella
        let empty = try bella.post("/referrals", [], key: bella.key())
        #expect(empty.status == 422 && empty.mistakes.count == 6)
        let key = bella.key(), fields = caseload.referral("ASH-1")
        let once = try bella.post("/referrals", fields, key: key)
        let again = try bella.post("/referrals", fields, key: key)
        #expect(again.location == once.location)
        #expect(try caseload.council.inDatabase { try $0.value("SELECT count(*) FROM young_people") } == 1)
        let taken = try bella.post("/referrals", caseload.referral("ash-1", name: "Somebody Else"), key: bella.key())
        #expect(taken.mistakes == ["Enter another reference: this one is taken"])
    }

    @Test func theSameNameAndBirthIsAskedAndNeverMergedByItself() throws {
        let caseload = try Caseload(), bella = caseload.bella
        let first = try caseload.refer("ASH-1", name: "Zoë Ash")
        let asked = try bella.post("/referrals", caseload.referral("ASH-2", name: "Zoe ASH"), key: bella.key())
        #expect(asked.status == 422 && asked.main.contains("Is this the same person?"))
        #expect(asked.main.contains("Yes, ASH-1: add the referral to their record"))
        let yes = try bella.post(
            "/referrals", caseload.referral("ASH-2", name: "Zoe ASH") + [("same", first.person)], key: bella.key())
        #expect(yes.location.contains("/young-people/\(first.person)/referrals/"))
        let no = try bella.post(
            "/referrals", caseload.referral("ASH-3", name: "Zoe ASH") + [("same", "no")], key: bella.key())
        #expect(no.status == 303 && !no.location.contains("/young-people/\(first.person)/"))
        #expect(try caseload.journey(first) == ["1 identified now"], "a second referral begins no second attempt")
    }

    @Test func aClosedCaseTakesNone() throws {
        let caseload = try Caseload(), bella = caseload.bella, robin = try caseload.refer("ASH-1")
        try caseload.council.inDatabase {
            try $0.run("UPDATE young_people SET closed_on = app.today(), closed_reason = 'moved_away'")
        }
        #expect(try caseload.journey(robin) == ["1 identified closed"], "closing ends the attempt")
        let form = try FilledForm(on: bella.get(robin.own + "/referrals/new"), saying: "Words", today: caseload.today)
        let answer = try bella.post(form.action, form.fields, key: form.key)
        #expect(answer.mistakes == ["This case is closed. Open it again first, then record the referral"])
        #expect(try bella.get(robin.own + "/move").status == 409)
        #expect(try caseload.move(robin, to: caseload.stage(.preparation)).status == 409)
    }
}
