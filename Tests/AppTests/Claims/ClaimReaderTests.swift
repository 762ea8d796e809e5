import Postgres
import Testing

@testable import App

/// Who reads claims and contracts, and what they are told of anybody.
@Suite struct ClaimReaderTests {
    private let office: ClaimsOffice

    init() throws { office = try ClaimsOffice() }

    @Test func aCommissionerReadsNumbersOfPlacementsAndNobodysName() throws {
        let job = try office.job(began: 100)
        let claim = try office.claim()
        for path in ["/claims", Paths.claim(claim.id), "/claims.csv", "/claims.json", "/contracts/\(office.contract)"] {
            let page = try office.cora.get(path)
            #expect(page.status == 200, "\(path)")
            for told in ["YP-1", "Kit", "Somebody", "Made-up Bakery", "/young-people/"] {
                #expect(!page.text.contains(told), "\(path) tells \(told)")
            }
        }
        #expect(try office.cora.get("/claims").main.contains("P\(claim.placement)"))
        #expect(try office.bella.get(Paths.claim(claim.id)).text.contains(job))
        for (role, browser) in office.council.people where ![.commissioner, .broker].contains(role) {
            #expect(try browser.get("/claims").status == 403, "\(role)")
            #expect(try browser.get(Paths.claim(claim.id)).status == 403, "\(role)")
            #expect(try browser.get("/contracts/\(office.contract)").status == 403, "\(role)")
        }
    }

    @Test func aRestrictedCaseIsNotThere() throws {
        try office.job(began: 100)
        let claim = try office.claim()
        try office.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO case_team (young_person_id, person_id)
                SELECT y.id, (SELECT r.person_id FROM person_roles r WHERE r.role = 'broker') FROM young_people y
                """)
            try db.run(
                "UPDATE young_people SET is_restricted = true, restricted_on = app.today(), restricted_until = app.today() + 30"
            )
        }
        #expect(try office.cora.get("/claims").main.contains("No claims yet"))
        #expect(try office.cora.get(Paths.claim(claim.id)).status == 404)
        #expect(try !office.cora.get("/contracts/\(office.contract)").main.contains("£900.25 "))
        let removal = try office.cora.get("/contracts/\(office.contract)/removal").main
        #expect(
            removal.contains("One placement is under this contract"), "what stands in the way is counted all the same")
    }

    @Test func brokersChooseAContractAndReadNoPrice() throws {
        #expect(try office.cora.get("/contracts/\(office.contract)").main.contains("£84,000.50 a year"))
        #expect(try office.bella.get("/contracts/\(office.contract)").status == 403)
        let form = try office.bella.get(office.office.placements + "/new").text
        #expect(form.contains("C-17 · Supported employment · Larch Works") && !form.contains("84,000"))
        func count(_ browser: Browser, _ table: SQL) throws -> Int? {
            try office.council.asVisit(browser, readOnly: true) { try $0.value("SELECT count(*) FROM \(table)") }
        }
        #expect(try count(office.bella, "contracts") == 1 && count(office.bella, "contract_prices") == 0)
        #expect(try count(office.cora, "contract_prices") == 1 && count(office.council.mo, "contracts") == 0)
    }

    @Test func aPlacementBeginsWithinTheContract() throws {
        let early = try office.bella.post(
            office.office.placements,
            office.office.placement([
                "kind": "job", "start": "-401", "planned_end": "", "provider_contract": office.contract,
            ]))
        #expect(early.status == 422 && early.mistakes.contains { $0.hasPrefix("Choose another contract, or none") })
    }

    /// Which milestone is paid depends on the benefit that somebody came off (004.25).
    @Test func whatIsPaidDependsOnTheBenefit() throws {
        try office.milestone(
            "After three months", ["length": "3", "unit": "months", "benefits": "income_support", "amount": "7"])
        try office.milestone(
            "After six months", ["length": "6", "unit": "months", "benefits": "jobseekers", "amount": "8"])
        let job = try office.job(began: 10)
        let unknown = try office.bella.get(job).main
        #expect(unknown.contains("Paid only after Income Support: the benefit is not recorded"))
        #expect(try office.claims("After three months").isEmpty)
        try office.council.inDatabase { try $0.run("UPDATE placements SET benefit = 'jobseekers'") }
        #expect(try office.claims("After three months").isEmpty && office.claims("After six months").count == 1)
        let known = try office.bella.get(job).main
        #expect(known.contains("Paid only after Income Support") && !known.contains("is not recorded"))
    }

    @Test func aReviewThatWasHeldIsDueAgain() throws {
        let path = "/contracts/\(office.contract)"
        #expect(try office.cora.confirm(path + "/review").status == 303)
        #expect(try office.cora.get(path).main.contains(office.today.adding(months: 3).longText))
        #expect(try office.cora.get(path + "/review").status == 409)
        #expect(try office.cora.get("/contracts?state=running").main.contains("Supported employment"))
        #expect(try office.cora.get("/contracts?state=ended").main.contains("No contracts match"))
        #expect(try office.cora.get("/search?q=c-17").main.contains("Supported employment"))
        #expect(try !office.bella.get("/search?q=c-17").main.contains("Supported employment"))
    }

    /// Counted in the year of the contract, of the group on the day (002.22); who reads it opens no case.
    @Test func aTargetSaysHowFarItHasCome() throws {
        let path = "/contracts/\(office.contract)"
        for (measure, year, cohort) in [
            ("started", "1", ""), ("started", "1", "send"), ("sustained", "2", ""), ("referred", "4", ""),
        ] {
            let fields = [("measure", measure), ("number", "12"), ("year", year), ("cohort", cohort)]
            #expect(try office.cora.post(path + "/targets", fields).status == 303)
        }
        try office.job(began: 100)
        try office.job(began: 90, ["both": "yes"])
        let targets: [Int?] = try office.council.asVisit(office.cora, readOnly: true) { db in
            try db(ContractTarget.all(at: .council)).map(\.reached)
        }
        #expect(
            targets == [1, 0, 1, nil],
            "one person, who is not of the group, was in work for 13 weeks by the second year")
        let hers: Int? = try office.council.asVisit(office.bella, readOnly: true) {
            try $0.value(
                "SELECT app.count_target(t) FROM generate_series(1, 9) AS t WHERE app.count_target(t) IS NOT NULL LIMIT 1"
            )
        }
        #expect(hers == nil)
        #expect(try office.cora.get(path).main.contains("Not begun"))
    }

    @Test func mergingTwoRecordsTakesTheirClaimsAlong() throws {
        try office.job(began: 100)
        _ = try office.office.addPerson("YP-2", called: "Kim")
        let (kept, owners): (Int64, [Int64]) = try office.council.asVisit(office.bella) { db in
            let ids: [Int64] = try db.values("SELECT id FROM young_people ORDER BY id")
            try db.run("SELECT app.merge_young_people(\(ids[0]), \(ids[1]))")
            return (ids[1], try db.values("SELECT young_person_id FROM claims"))
        }
        #expect(owners == [kept, kept], "its start and its thirteen weeks")
    }
}
