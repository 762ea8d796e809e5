import Postgres
import Testing

@testable import App

/// A brokers' office with a provider's contract: 400 pounds at the start, 900 after 13 weeks, breaks of 14 days, 8 hours a week.
final class ClaimsOffice {
    let office: BrokersOffice
    let contract: String

    var council: ExampleCouncil { office.council }
    var today: Day { office.today }
    var cora: Browser { council.cora }
    var bella: Browser { council.bella }

    init() throws {
        let office = try BrokersOffice()
        func add(_ path: String, _ fields: [(String, String)]) throws -> String {
            let answer = try office.council.cora.post(path, fields)
            try #require(answer.status == 303, "\(path): \(answer.mistakes)")
            return answer.location
        }
        func days(_ name: String, _ day: Day) -> [(String, String)] {
            [("\(name)_day", "\(day.day)"), ("\(name)_month", "\(day.month)"), ("\(name)_year", "\(day.year)")]
        }
        let provider = try add("/providers", [("name", "Larch Works"), ("kind", "charity")]).split(separator: "/").last
        let link = try add(
            "/contracts",
            [
                ("name", "Supported employment"), ("reference", "C-17"), ("provider", String(provider ?? "")),
                ("price", "84,000.50"), ("per", "year"), ("review_months", "3"),
            ] + days("begins", office.today.adding(days: -400)) + days("ends", office.today.adding(days: 400)))
        self.office = office
        contract = String(link.split(separator: "/").last ?? "")
        try milestone("Start", ["amount": "400", "length": "0", "needs_check": ""])
        try milestone("13 weeks", ["amount": "900.25", "length": "13"])
    }

    func milestone(_ name: String, _ changes: [String: String] = [:]) throws {
        var fields = [
            "name": name, "unit": "weeks", "gap_days": "14", "gap_rule": "longest", "hours": "8", "kinds": "job",
            "needs_check": "yes",
        ]
        for (name, value) in changes { fields[name] = value }
        let answer = try cora.post("/contracts/\(contract)/milestones", fields.map { ($0.key, $0.value) })
        try #require(answer.status == 303, "\(answer.mistakes)")
    }

    /// A job under the contract that began so many days ago; its path.
    @discardableResult
    func job(began: Int, _ changes: [String: String] = [:]) throws -> String {
        var fields = [
            "kind": "job", "role": "Baker \(began)", "start": "-\(began)", "planned_end": "", "hours": "20",
            "contract": "permanent", "provider_contract": contract,
        ]
        for (name, value) in changes { fields[name] = value }
        return try office.record(fields)
    }

    func end(_ placement: String, daysAgo: Int) throws {
        let answer = try office.move(placement, "ending", ["ended": "-\(daysAgo)", "outcome": "completed"])
        #expect(answer.status == 303, "\(answer.mistakes)")
    }

    /// The claims of a milestone, the first spell first.
    func claims(_ milestone: String = "13 weeks") throws -> [Claim] {
        try council.inDatabase { db in
            try db(.list("\(Claim.select) WHERE m.name = \(milestone) ORDER BY x.from_on, x.id"))
        }
    }

    func claim(_ milestone: String = "13 weeks") throws -> Claim { try #require(try claims(milestone).first) }

    /// Answers the check of 13 weeks as on the day on which it is due, or later.
    func check(_ days: Int = 0) throws {
        try council.inDatabase { db in
            try db.run(
                "UPDATE work_checks SET answered_on = due_on + \(days)::integer, is_working = true WHERE weeks = 13 AND answered_on IS NULL"
            )
        }
    }

    @discardableResult
    func take(_ noun: String, _ claim: Claim, as browser: Browser, _ answers: [(String, String)] = []) throws -> Page {
        let path = Paths.claim(claim.id) + "/" + noun, page = try browser.get(path)
        if page.status != 200 { return page }
        return try browser.post(path, answers + [("version", page.value(of: "version"))])
    }

    /// Straight to the table: what the database says.
    func refuses(_ sql: SQL) throws -> String? {
        let error = #expect(throws: PostgresError.self) { try council.inDatabase { try $0.run(sql) } }
        return error?.message
    }
}
