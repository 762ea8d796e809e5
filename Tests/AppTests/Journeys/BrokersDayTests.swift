import HTTP
import Postgres
import Testing

@testable import App

/// A journey from a referral to work, with an early exit in between (003.12 to 003.19).
@Suite struct BrokersDayTests {
    @Test func fromReferralToWorkInTwoAttempts() throws {
        let caseload = try Caseload(), bella = caseload.bella, today = caseload.today
        let robin = try caseload.refer("ASH-1", daysAgo: 20)
        #expect(try caseload.journey(robin) == ["1 identified now"])
        #expect(try bella.get("/referrals").main.contains("6 days late"))
        #expect(try bella.get("/board").main.contains("Decision 6 days late"))

        let form = try FilledForm(on: bella.get(robin.path + "/decision"))
        let decided = try bella.post(
            robin.path + "/decision",
            [
                ("version", form["version"]), ("decision", "work_experience"), ("reason", "Ready to try."),
                ("by", "Virtual School Head"),
            ]
                + Caseload.day("decided", today.adding(days: -10)), key: form.key)
        #expect(decided.status == 303)
        let page = try bella.get(decided.location)
        #expect(page.text.contains("The case is now in Work experience.") && page.main.contains("Virtual School Head"))
        #expect(page.main.contains("Record the placement"))
        #expect(try caseload.journey(robin) == ["1 identified", "1 work_experience now"])

        let left = try bella.post(
            robin.own + "/early-exit",
            [("version", caseload.seen(robin)), ("reason", "travel"), ("words", "Two buses")]
                + Caseload.day("on", today.adding(days: -3)) + Caseload.day("again", today.adding(days: -1)),
            key: bella.key())
        #expect(left.status == 303)
        #expect(try caseload.journey(robin) == ["1 identified", "1 work_experience early_exit"])
        let board = try bella.get("/board").main
        #expect(board.contains("Re-contact 1 day late") && board.contains("Waits for attempt 2"))

        #expect(try caseload.move(robin, to: "begin").status == 303)
        #expect(try caseload.move(robin, to: caseload.stage(.preparation)).status == 303)
        let employed = try caseload.move(robin, to: caseload.stage(.employed))
        #expect(employed.location.hasSuffix("moved=\(robin.person)#case-\(robin.person)"))
        #expect(
            try caseload.journey(robin) == [
                "1 identified", "1 work_experience early_exit", "2 identified", "2 preparation", "2 employed now",
            ])
        let moved = try bella.get("/board?moved=\(robin.person)").text
        #expect(moved.contains("Undo") && moved.contains("Attempt 2") && moved.contains("Record the placement"))
        #expect(moved.contains("/young-people/\(robin.person)/placements/new?kind=job"))
    }

    @Test func aMoveIsTakenBackByWhoMadeItAndByNobodyElse() throws {
        let caseload = try Caseload(), bella = caseload.bella, bruno = try caseload.anotherBroker()
        let robin = try caseload.refer("ASH-2")
        #expect(try caseload.move(robin, to: caseload.stage(.preparation)).status == 303)
        let fields = try [("seen", caseload.seen(robin)), ("board", "?")]
        #expect(try bruno.post(robin.own + "/undo", fields, key: bruno.key()).status == 409)
        #expect(try !bruno.get("/board?moved=\(robin.person)").main.contains("Undo"))
        #expect(try bella.post(robin.own + "/undo", fields, key: bella.key()).status == 303)
        #expect(try caseload.journey(robin) == ["1 identified now"])
        #expect(try bella.post(robin.own + "/undo", fields, key: bella.key()).status == 409, "it was another standing")
        // After ten minutes nobody does.
        #expect(try caseload.move(robin, to: caseload.stage(.decision)).status == 303)
        try caseload.council.asOwner { db in
            try db.run("ALTER TABLE stage_entries DISABLE TRIGGER USER")
            try db.run("UPDATE stage_entries SET made_at = now() - interval '11 minutes'")
            try db.run("ALTER TABLE stage_entries ENABLE TRIGGER USER")
        }
        let late = try [("seen", caseload.seen(robin)), ("board", "?")]
        #expect(try bella.post(robin.own + "/undo", late, key: bella.key()).status == 409)
    }

    @Test func anEarlyExitCanBeTakenBackToo() throws {
        let caseload = try Caseload(), bella = caseload.bella, robin = try caseload.refer("ASH-3")
        let left = try bella.post(
            robin.own + "/early-exit?board=%3F",
            [("version", caseload.seen(robin)), ("reason", "health")]
                + Caseload.day("on", caseload.today) + Caseload.day("again", caseload.today.adding(days: 14)),
            key: bella.key())
        #expect(left.location.contains("/board?moved=\(robin.person)"))
        let undo = try [("seen", caseload.seen(robin)), ("board", "?")]
        #expect(try bella.post(robin.own + "/undo", undo, key: bella.key()).status == 303)
        #expect(try caseload.journey(robin) == ["1 identified now"])
    }

    @Test func whoMovesFromAnOlderPageIsToldAndNothingMoves() throws {
        let caseload = try Caseload(), bella = caseload.bella, robin = try caseload.refer("ASH-4")
        let seen = try caseload.seen(robin)
        let fields = try [("to", caseload.stage(.preparation)), ("seen", seen), ("board", "?")], key = bella.key()
        let once = try bella.post(robin.own + "/moves", fields, key: key)
        #expect(once.status == 303)
        // The same button twice is one move and one answer.
        let again = try bella.post(robin.own + "/moves", fields, key: key)
        #expect(again.location == once.location)
        #expect(try caseload.journey(robin) == ["1 identified", "1 preparation now"])
        // Another tab, as it stood before.
        let bruno = try caseload.anotherBroker()
        let other = try bruno.post(
            robin.own + "/moves", [("to", caseload.stage(.employed)), ("seen", seen), ("board", "?")], key: bruno.key())
        let told = try bruno.get(String(other.location.prefix { $0 != "#" }))
        #expect(told.text.contains("Somebody moved this case after you opened the page"))
        let form = try bruno.post(
            robin.own + "/move",
            [("to", caseload.stage(.employed)), ("version", seen)] + Caseload.day("on", caseload.today),
            key: bruno.key())
        #expect(form.status == 409 && form.main.contains("after you opened this page"))
        #expect(try caseload.journey(robin) == ["1 identified", "1 preparation now"])
    }

    @Test func mistakesAreExplainedAndTypingIsKept() throws {
        let caseload = try Caseload(), bella = caseload.bella, robin = try caseload.refer("ASH-5", daysAgo: 5)
        let early = try bella.post(
            robin.own + "/move",
            [("version", caseload.seen(robin)), ("words", "Went well")]
                + Caseload.day("on", caseload.today.adding(days: -9)), key: bella.key())
        #expect(early.status == 422 && early.mistakes.count == 2 && early.main.contains("Went well"))
        #expect(early.mistakes.contains { $0.contains("or a later day: the case has been where it is since then") })
        let exit = try bella.post(
            robin.own + "/early-exit",
            [("version", caseload.seen(robin))] + Caseload.day("on", caseload.today)
                + Caseload.day("again", caseload.today.adding(days: -1)), key: bella.key())
        #expect(exit.mistakes.count == 2 && exit.mistakes[0] == "Choose why they left early")
        let back = try caseload.move(robin, to: caseload.stage(.identified))
        #expect(back.status == 409)
        let decision = try bella.post(
            robin.path + "/decision", [("version", "1")] + Caseload.day("decided", caseload.today.adding(days: 2)),
            key: bella.key())
        #expect(decision.status == 422 && decision.mistakes.count == 4)
    }

    @Test func aDecisionIsMadeOnce() throws {
        let caseload = try Caseload(), bella = caseload.bella, robin = try caseload.refer("ASH-6")
        let fields =
            [("version", "1"), ("decision", "declined"), ("reason", "Is in full-time college."), ("by", "Broker")]
            + Caseload.day("decided", caseload.today)
        #expect(try bella.post(robin.path + "/decision", fields, key: bella.key()).status == 303)
        #expect(try bella.post(robin.path + "/decision", fields, key: bella.key()).status == 409)
        #expect(try bella.get(robin.path + "/removal").main.contains("What was decided about it is kept."))
        #expect(try caseload.journey(robin) == ["1 identified now"])
        let edit = try FilledForm(on: bella.get(robin.path + "/edit"))
        #expect(edit["decision_reason"] == "Is in full-time college.")
    }
}
