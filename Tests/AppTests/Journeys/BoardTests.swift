import Postgres
import Testing

@testable import App

@Suite struct BoardTests {
    @Test func itShowsCasesByStageWithWhatIsLate() throws {
        let caseload = try Caseload(), bella = caseload.bella
        #expect(try bella.get("/board").main.contains("A case comes to the board with its first referral."))
        let robin = try caseload.refer("ASH-1", name: "Robin Ash", daysAgo: 22)
        let wren = try caseload.refer("ASH-2", name: "Wren Oak")
        #expect(try caseload.move(wren, to: caseload.stage(.preparation)).status == 303)
        let board = try bella.get("/board")
        #expect(board.main.contains("1 of 2 cases needs a look") && board.main.contains("8 days over the usual time"))
        #expect(board.main.contains("Robin Ash") && board.main.contains("ASH-2"))
        #expect(!board.text.prefix(900).contains("Robin"), "no name in the title")
        #expect(try bella.get("/board?worker=me").main.contains("No case fits these filters"))
        let flagged = try bella.get("/board?flag=any").main
        #expect(flagged.contains("Robin Ash") && !flagged.contains("Wren Oak"))
        #expect(try bella.get("/board?q=ash-2").main.contains("Wren Oak"))
        let table = try bella.get("/board/table?sort=-since").main
        #expect(table.contains("2 open cases") && table.contains("Robin Ash") && table.contains("Decision 8 days late"))
        #expect(try bella.get("/board/table?stage=\(caseload.stage(.preparation))").main.contains("1 open case"))
        _ = robin
    }

    @Test func aRestrictedCaseIsNotEvenCounted() throws {
        let caseload = try Caseload(), bruno = try caseload.anotherBroker()
        let robin = try caseload.refer("ASH-1"), bella = caseload.bella
        _ = try caseload.refer("ASH-2", name: "Wren Oak")
        let person = try #require(ID<YoungPerson>(robin.person))
        let broker = try caseload.council.person(.broker)
        try caseload.council.asOwner { db in
            try db.run("INSERT INTO case_team (young_person_id, person_id) VALUES (\(person), \(broker))")
            try db.run("UPDATE young_people SET is_restricted = true, restricted_on = app.today() WHERE id = \(person)")
        }
        #expect(try bella.get("/board").main.contains("Restricted"))
        for path in ["/board", "/board/table", "/board/sheet", "/referrals", "/board?since=1%20Jan"] {
            let page = try bruno.get(path).main
            #expect(!page.contains("ASH-1") && !page.contains("Robin") && !page.contains("2 cases"), "\(path)")
        }
        #expect(try bruno.get(robin.own + "/move").status == 404)
        #expect(try bruno.post(robin.own + "/moves", [("to", "1")], key: bruno.key()).status == 404)
    }

    @Test func aColumnShowsTwentyThenMore() throws {
        let caseload = try Caseload(), bella = caseload.bella
        try caseload.council.asOwner { db in
            try db.run(
                """
                INSERT INTO young_people (reference, name, born_on) SELECT 'R-' || n, 'Name ' || n, '2008-01-01' FROM generate_series(1, 25) n
                """)
            try db.run(
                """
                INSERT INTO referrals (young_person_id, referred_on, referred_by, reason) SELECT id, app.today(), 'School', 'Why' FROM young_people
                """)
            try db.run("SELECT app.begin_referred(id) FROM referrals")
        }
        let board = try bella.get("/board")
        #expect(board.text.matches(of: /id="case-/).count == 20 && board.main.contains("Show 5 more"))
        let first = try caseload.stage(.identified)
        #expect(try bella.get("/board?open=\(first)").text.matches(of: /id="case-/).count == 25)
        #expect(board.main.contains("Identified 25"))
    }

    @Test func movementAddsUpAndAgreesWithTheBoard() throws {
        let caseload = try Caseload(), today = caseload.today, council = caseload.council
        let people = try (1...4).map { try caseload.refer("ASH-\($0)", name: "Name \($0)", daysAgo: 60) }
        let ids = try people.map { try #require(ID<YoungPerson>($0.person)) }
        try council.inDatabase { db in
            try db.run("SELECT app.move_case(\(ids[0]), app.fitting_stage('preparation'), \(today.adding(days: -50)))")
            try db.run(
                "SELECT app.move_case(\(ids[0]), app.fitting_stage('apprenticeship'), \(today.adding(days: -10)))")
            try db.run(
                "SELECT app.move_case(\(ids[1]), app.fitting_stage('work_experience'), \(today.adding(days: -40)))")
            try db.run("SELECT app.end_attempt(\(ids[1]), 'early_exit', \(today.adding(days: -5)), 'pay')")
            try db.run("SELECT app.begin_attempt(\(ids[1]), \(today.adding(days: -2)))")
            try db.run("SELECT app.move_case(\(ids[2]), app.fitting_stage('job'), \(today.adding(days: -8)))")
            try db.run(
                "UPDATE young_people SET closed_on = \(today.adding(days: -1)), closed_reason = 'destination' WHERE id = \(ids[2])"
            )
        }
        _ = try caseload.refer("ASH-9", name: "New", daysAgo: 3)
        try council.inDatabase { db in
            let kept = try db(
                Query<[BoardLine]>.list(
                    "SELECT stage_id, count(*) AS counted FROM young_people WHERE closed_on IS NULL GROUP BY stage_id"))
            for (from, to) in [(-30, 0), (-6, 0), (0, 0), (-70, -20), (-3, -3)] {
                let rows = try db(StageMovement.between(today.adding(days: from), today.adding(days: to)))
                for row in rows {
                    #expect(
                        row.before + row.cameIn - row.movedOn - row.early - row.closed == row.after, "\(from) \(row)")
                }
                let sum = { (part: KeyPath<StageMovement, Int>) in rows.reduce(0) { $0 + $1[keyPath: part] } }
                #expect(sum(\.before) + sum(\.new) - sum(\.closed) == sum(\.after), "\(from)")
                guard to == 0 else { continue }
                for line in kept { #expect(rows.first { $0.stage == line.stage }?.after == line.count) }
                #expect(sum(\.after) == kept.reduce(0) { $0 + $1.count })
            }
            let rows = try db(StageMovement.between(today.adding(days: -30), today))
            #expect(rows.reduce(0) { $0 + $1.early } == 1 && rows.reduce(0) { $0 + $1.new } == 1)
        }
        let page = try caseload.bella.get("/board?since=\(today.adding(days: -30).isoText)").main
        #expect(page.contains("4 became 4: one new, one closed, one left early and went back to the first stage"))
    }

    private struct BoardLine: RowDecodable {
        let stage: Stage.ID
        let count: Int

        init(row: Row) throws(PostgresError) {
            stage = try row["stage_id"]
            count = try row["counted"]
        }
    }

    @Test func theSheetCountsAndNamesNobody() throws {
        let caseload = try Caseload(), bella = caseload.bella, today = caseload.today
        let robin = try caseload.refer("ASH-1", daysAgo: 20)
        let person = try #require(ID<YoungPerson>(robin.person))
        try caseload.council.inDatabase { db in
            try db.run("SELECT app.end_attempt(\(person), 'early_exit', \(today.adding(days: -1)), 'travel')")
        }
        _ = try bella.get(robin.path)
        let page = try bella.get("/board/sheet?from=\(today.adding(days: -30).isoText)&to=\(today.isoText)")
        #expect(page.status == 200 && page.main.contains("One early exit by reason") && page.main.contains("Travel"))
        #expect(page.main.contains("One referral came in. One referral waited for a decision"))
        #expect(!page.text.contains("Robin") && !page.text.contains("ASH-1"))
        let wrong = try bella.get("/board/sheet?from=soon&to=1%20Jan%202200").main
        #expect(wrong.contains("Enter a day, like 1 Sep or 1/9/26") && wrong.contains("Enter today or an earlier day"))
    }
}
