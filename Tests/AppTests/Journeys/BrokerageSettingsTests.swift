import Postgres
import Testing

@testable import App

@Suite struct BrokerageSettingsTests {
    @Test func aChangeHoldsForEveryOpenCaseAtOnce() throws {
        let caseload = try Caseload(), ada = caseload.council.ada
        _ = try caseload.refer("ASH-1", daysAgo: 100)
        let form = try FilledForm(on: ada.get("/settings/brokerage"))
        #expect(form["cap"] == "500" && form["caseload"] == "25" && form["review"] == "6")
        var changed = form
        (changed["cap"], changed["review"]) = ("750.50", "3")
        #expect(try ada.post("/settings/brokerage", changed.fields, key: form.key).status == 303)
        let due: Day? = try caseload.council.inDatabase { try $0.value("SELECT next_review_on FROM young_people") }
        #expect(due == caseload.today.adding(days: -100).adding(months: 3))
        let settings = try ada.get("/settings").main
        #expect(settings.contains("£750.50") && settings.contains("Identified, Decision, Preparation"))
        let stale = try ada.post("/settings/brokerage", form.saying("9").fields, key: ada.key())
        #expect(stale.status == 409 && stale.main.contains("saved this while you were editing"))
        let wrong = try ada.post("/settings/brokerage", [("version", "2"), ("review", "7")], key: ada.key())
        #expect(wrong.status == 422 && wrong.mistakes.count == 5)
        #expect(try caseload.bella.get("/settings/brokerage").status == 403)
        #expect(try ada.get("/settings/history").main.contains("£750.50"))
    }

    @Test func theFiveStagesAreOfferedUntilACaseIsInOne() throws {
        let caseload = try Caseload(), ada = caseload.council.ada
        #expect(try ada.get("/settings/stages").main.contains("Use the five stages of supported employment"))
        let question = try FilledForm(on: ada.get("/settings/five-stages"))
        #expect(try ada.post("/settings/five-stages", question.fields, key: question.key).status == 303)
        let list = try ada.get("/settings/stages").main
        #expect(list.contains("On and off the job support") && !list.contains("Use the five stages"))
        _ = try caseload.refer("ASH-1")
        #expect(try caseload.bella.get("/board").main.contains("Client engagement"))
        #expect(try ada.post("/settings/five-stages", [], key: ada.key()).status == 409)
        let used = try ada.get("/settings/stages")
        #expect(used.main.contains("Cases") && !used.main.contains("ASH-1"))
    }
}
