import Foundation
import Postgres
import Synchronization
import Testing

@testable import App

@Suite struct BudgetTests {
    private let kept: Case
    private var bella: Browser { kept.council.bella }
    private var budget: String { kept.path + "/budget" }

    init() throws { kept = try Case() }

    private func line(_ amount: String, _ words: String = "Bus pass", spent: Bool = false) throws -> Page {
        let day = kept.today
        let on =
            spent
            ? [("spent_on_day", "\(day.day)"), ("spent_on_month", "\(day.month)"), ("spent_on_year", "\(day.year)")]
            : []
        return try bella.post(
            budget + "/lines", [("words", words), ("category", "travel"), ("amount", amount)] + on)
    }

    @Test func whatIsLeftIsSaidAndDrawnWithItsTable() throws {
        #expect(try line("412.50", spent: true).status == 303)
        let page = try bella.postAndFollow(
            budget + "/lines", [("words", "First aid"), ("category", "training"), ("amount", "£62")])
        #expect(page.main.contains("£25.50 left of £500.00"))
        for words in ["£412.50", "£62.00", "Planned", "First aid", "The cap is the council’s for everybody."] {
            #expect(page.main.contains(words), "\(words)")
        }
        #expect(try bella.get(budget + "/lines/new").main.contains("£25.50 left of £500.00."))
    }

    @Test func theCapIsNotPassed() throws {
        #expect(try line("450").status == 303)
        let page = try line("50.01")
        #expect(
            page.status == 422
                && page.mistakes == [
                    "Enter £50.00 or less: more would pass the cap. A higher cap can be set with a reason"
                ])
        #expect(try line("50").status == 303)
        #expect(try line("0.01").mistakes == ["Nothing is left under the cap. A higher cap can be set with a reason"])
        #expect(throws: PostgresError.self) {
            try kept.council.inDatabase { db in
                try db.run(
                    "INSERT INTO budget_lines (young_person_id, category, words, amount) VALUES (\(kept.id), 'other', 'x', 1)"
                )
            }
        }
    }

    @Test func aCapOfTheirOwnNeedsAReason() throws {
        #expect(try line("500").status == 303)
        let without = try bella.post(budget + "/cap", [("cap", "650"), ("reason", ""), ("version", "0")])
        #expect(without.status == 422 && without.mistakes == ["Enter the reason, in up to 500 characters"])
        let low = try bella.post(budget + "/cap", [("cap", "499.99"), ("reason", "Less"), ("version", "0")])
        #expect(low.mistakes == ["Enter a cap of £500.00 or more: that much is planned or spent already"])
        let page = try bella.postAndFollow(budget + "/cap", [("cap", "650"), ("reason", "Tools"), ("version", "0")])
        #expect(page.main.contains("£150.00 left of £650.00") && page.main.contains("Reason: Tools"))
        #expect(try line("150").status == 303)
        let ending = try bella.post(budget + "/cap", [("cap", ""), ("reason", ""), ("version", "1")])
        #expect(ending.mistakes == ["Enter a cap of £650.00 or more: that much is planned or spent already"])
        #expect(try bella.post(budget + "/cap", [("cap", "700"), ("reason", "More"), ("version", "9")]).status == 409)
    }

    /// Two clicks in two windows: the second one counts what the first has spent.
    @Test func twoAtOnceDoNotPassTheCapTogether() throws {
        nonisolated(unsafe) let browsers = [bella, try kept.council.secondBroker()]
        let keys = try browsers.map { try $0.get("/account").formKey }
        let statuses = Mutex<[Int]>([]), path = budget + "/lines"
        DispatchQueue.concurrentPerform(iterations: 2) { place in
            let page = try? browsers[place].post(
                path, [("words", "Tools \(place)"), ("category", "equipment"), ("amount", "300")],
                key: keys[place])
            statuses.withLock { $0.append(page?.status ?? 0) }
        }
        #expect(statuses.withLock { $0.sorted() } == [303, 422])
        #expect(try kept.count("SELECT sum(amount) FROM budget_lines WHERE young_person_id = \(kept.id)") == 30_000)
    }

    @Test func theSecondOfTwoTransactionsIsRefusedByTheDatabase() throws {
        let add: SQL =
            "INSERT INTO budget_lines (young_person_id, category, words, amount) VALUES (\(kept.id), 'other', 'x', 30000)"
        let results = Mutex<[Bool]>([])
        nonisolated(unsafe) let council = kept.council
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            let kept: Void? = try? council.inDatabase { db -> Void in
                try db.run(add)
                try db.run("SELECT pg_sleep(0.2)")
            }
            results.withLock { $0.append(kept != nil) }
        }
        #expect(results.withLock { $0.filter { $0 }.count } == 1)
    }

    @Test func anothersCouncilAndOtherRolesSeeNothing() throws {
        #expect(try line("62").status == 303)
        for browser in [kept.council.olive, kept.council.mo, kept.council.ada, kept.council.cora, kept.council.lena] {
            #expect(try browser.get(budget).status == 403)
            #expect(
                try browser.post(budget + "/cap", [("cap", "900"), ("reason", "x")], key: browser.key()).status == 403)
        }
        let bramley = try Example.council()
        #expect(try bramley.bella.get(budget).status == 404)
        #expect(try bramley.bella.post(budget + "/lines", [("words", "x"), ("amount", "1")]).status == 404)
    }

    @Test func aRestrictedCaseIsOnlyItsTeams() throws {
        let hidden = try Case(in: kept.council, "ASH-0418", called: "Heron", isRestricted: true, worker: nil)
        for list in ["/budget", "/support-plans", "/goals", "/reviews", "/reviews/record"] {
            #expect(try bella.get(hidden.path + list).status == 404, "\(list)")
        }
        try kept.council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO case_team (young_person_id, person_id) SELECT \(hidden.id), id FROM people WHERE name = 'Bella Stone'"
            )
        }
        #expect(try bella.get(hidden.path + "/budget").status == 200)
    }
}
