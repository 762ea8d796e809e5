import Postgres
import Testing

@testable import App

/// What members are told of the brokerage tells of nobody, and is not told differently later.
@Suite struct BrokerageCountTests {
    /// So many young people whose attempt ended early for a reason, in the last whole month; all at once, because a test
    /// beside this one may have every council's counts kept.
    private func leave(_ reasons: [(people: Int, reason: String)], in council: ExampleCouncil) throws {
        try council.inDatabase { db in
            for (people, reason) in reasons {
                try db.run(
                    """
                    WITH y AS (INSERT INTO young_people (reference, name, born_on)
                        SELECT \(reason) || n, 'Young person', date '2006-05-05' FROM generate_series(1, \(people)::integer) AS n RETURNING id)
                    INSERT INTO attempts (young_person_id, number, began_on, ended_on, ending, exit_reason, recontact_on)
                    SELECT id, 1, m.day - 40, m.day, 'early_exit', \(reason), m.day + 14
                      FROM y, (SELECT date_trunc('month', app.today())::date - 3 AS day) AS m
                    """)
            }
        }
    }

    /// What a member reads on the page, in one line; its head may name the council with any number.
    private func told(in council: ExampleCouncil) throws -> String {
        let page = try council.mo.get("/brokerage").text
        return (page.components(separatedBy: "<main").last ?? page).replacing(/<[^>]*>/, with: " ")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func keep() throws {
        _ = try Example.running.connections.with(.site) { try $0.transaction(BrokerageCount.keep) }
    }

    @Test func noNumberThatIsToldIsOneNumberAlone() throws {
        let told: [Int] = try Example.council().asOwner { db in
            try db.values("SELECT app.coarse(n::bigint)::bigint FROM generate_series(0, 302) AS n")
        }
        #expect(told.prefix(6).allSatisfy { $0 == 0 } && told[6] == 5 && told[7] == 5 && told[8] == 10)
        for number in Set(told) { #expect(told.count { $0 == number } >= 2, "\(number)") }
        #expect(told.enumerated().allSatisfy { $0.offset <= 5 || abs($0.element - $0.offset) <= 2 })
    }

    @Test func aMemberReadsCoarseNumbersAndNoRow() throws {
        let council = try Example.council()
        try leave([(4, "travel"), (13, "health")], in: council)
        try keep()
        let words = try told(in: council)
        #expect(words.contains("Health about 15") && words.contains("Travel 5 or fewer"))
        #expect(words.contains("5 or fewer each:") && !words.contains("13") && !words.contains("17"))
        #expect(try council.mo.get("/brokerage.csv").text.contains("Health,about 15"))
        #expect(try council.mo.get("/young-people").status == 403)
        let seen: Int? = try council.asVisit(council.mo, readOnly: true) { db in
            try db.value("SELECT (SELECT count(*) FROM young_people) + (SELECT count(*) FROM attempts)")
        }
        #expect(seen == 0)
        #expect(throws: PostgresError.self) {
            _ = try council.asVisit(council.mo, readOnly: true) { db in
                try db.values("SELECT people FROM app.count_brokerage(app.today())") as [Int]
            }
        }
    }

    @Test func whatWasPublishedStays() throws {
        let council = try Example.council()
        try leave([(13, "health")], in: council)
        try keep()
        try leave([(9, "hours")], in: council)
        try keep()
        #expect(try told(in: council).contains("Hours 5 or fewer"), "added later to a month that was told")
        #expect(throws: PostgresError.self) {
            try council.inDatabase { try $0.run("UPDATE brokerage_counts SET people = 20 WHERE figure = 'exits'") }
        }
    }

    @Test func aCouncilWithoutCasesSaysSo() throws {
        let council = try Example.council()
        try keep()
        #expect(try council.mo.get("/brokerage").words.contains("No figures yet"))
        #expect(try council.mo.get("/brokerage?at=2020-13-45").status == 404)
    }
}
