import Postgres
import Testing

@testable import App

/// What the database itself refuses, whoever asks.
@Suite struct NeverOverwrittenTests {
    @Test(
        arguments: [
            "UPDATE stage_entries SET entered_on = entered_on - 1",
            "UPDATE stage_entries SET stage_id = (SELECT max(id) FROM stages)",
            "UPDATE stage_entries SET left_on = left_on - 1 WHERE left_on IS NOT NULL",
            "UPDATE stage_entries SET left_on = NULL WHERE left_on IS NOT NULL AND attempt_id = (SELECT min(id) FROM attempts)",
            "DELETE FROM stage_entries WHERE left_on IS NOT NULL",
            "DELETE FROM attempts WHERE ended_on IS NOT NULL",
            "UPDATE attempts SET number = 9", "UPDATE attempts SET began_on = began_on - 1",
            "UPDATE attempts SET exit_reason = 'pay' WHERE ended_on IS NOT NULL",
            "UPDATE referrals SET decision = 'job' WHERE decision <> ''", "DELETE FROM referrals WHERE decision <> ''",
        ] as [SQL]) func nothingIsOverwritten(_ change: SQL) throws
    {
        let (caseload, robin) = try longAgo()
        let before = try caseload.journey(robin)
        #expect(throws: PostgresError.self) { try caseload.council.asVisit(caseload.bella) { try $0.run(change) } }
        #expect(try caseload.journey(robin) == before)
    }

    /// The first attempt over, the second open, all of it an hour ago.
    private func longAgo() throws -> (Caseload, Caseload.Referred) {
        let caseload = try Caseload(), robin = try caseload.refer("ASH-1", daysAgo: 30)
        let person = try #require(ID<YoungPerson>(robin.person)), today = caseload.today
        try caseload.council.asVisit(caseload.bella) { _ in }
        try caseload.council.inDatabase { db in
            try db.run("SELECT app.move_case(\(person), app.fitting_stage('preparation'), \(today.adding(days: -20)))")
            try db.run("SELECT app.end_attempt(\(person), 'early_exit', \(today.adding(days: -9)), 'pay')")
            try db.run("SELECT app.begin_attempt(\(person), \(today.adding(days: -4)))")
            try db.run(
                """
                UPDATE referrals SET decision = 'preparation', decision_reason = 'Ready', decided_by = 'Head', decided_on = \(today)
                """)
        }
        return (caseload, robin)
    }

    @Test func whatDoesNotFitIsRefusedWithASentence() throws {
        let (caseload, robin) = try longAgo()
        let person = try #require(ID<YoungPerson>(robin.person)), today = caseload.today
        let stage = try #require(Stage.ID(try caseload.stage(.preparation)))
        let first = try #require(Stage.ID(try caseload.stage(.identified)))
        let refused: [(SQL, String)] = [
            ("SELECT app.begin_attempt(\(person), \(today))", "one attempt is open already"),
            ("SELECT app.move_case(\(person), \(first), \(today))", "a case moves to a later stage"),
            (
                "SELECT app.move_case(\(person), \(stage), \(today.adding(days: -5)))",
                "a stage is left on or after the day"
            ),
            ("SELECT app.move_case(\(person), \(stage), \(today.adding(days: 1)))", "a day that is to come"),
            ("SELECT app.end_attempt(\(person), 'early_exit', \(today))", "an early exit has a reason"),
            (
                "SELECT app.end_attempt(\(person), 'early_exit', \(today), 'pay', '', \(today.adding(days: -1)))",
                "after the exit"
            ),
            ("SELECT app.undo_move(\(person))", "can no longer be taken back"),
        ]
        for (call, sentence) in refused {
            let error = #expect(throws: PostgresError.self) {
                try caseload.council.asVisit(caseload.bella) { try $0.run(call) }
            }
            let said = error.map { "\($0)" } ?? "nothing"
            #expect(said.contains(sentence), "\(sentence): \(said)")
        }
    }

    @Test func nobodyElseMoves() throws {
        let caseload = try Caseload(), robin = try caseload.refer("ASH-1"), bramley = try Caseload()
        let paths =
            ["/move", "/early-exit", "/referrals"].map { robin.own + $0 } + [robin.path, robin.path + "/decision"]
        for path in paths {
            #expect(
                try bramley.bella.get(path.replacing(caseload.council.slug, with: bramley.council.slug)).status == 404,
                "\(path)")
        }
        let fields = try [("to", caseload.stage(.preparation)), ("seen", caseload.seen(robin)), ("board", "?")]
        #expect(try bramley.bella.post(robin.own + "/moves", fields, key: bramley.bella.key()).status == 404)
        for (role, browser) in caseload.council.people where role != .broker {
            for path in ["/board", "/board/table", "/board/sheet", "/referrals", "/referrals/new", robin.own + "/move"]
            {
                #expect(try browser.get(path).status == 403, "\(role) \(path)")
            }
            #expect(try browser.post(robin.own + "/moves", fields, key: browser.key()).status == 403)
        }
        #expect(try caseload.journey(robin) == ["1 identified now"])
        #expect(try !bramley.bella.get("/board").main.contains("ASH-1"))
    }
}
