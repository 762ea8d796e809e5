import Postgres
import Testing

@testable import App

/// The clock of a claim, what may be submitted, and who decides.
@Suite struct ClaimTests {
    private let office: ClaimsOffice
    private var today: Day { office.today }

    init() throws { office = try ClaimsOffice() }

    @Test func theClockSaysWhenSomethingCanBeClaimed() throws {
        try office.job(began: 50)
        let start = try office.claim("Start"), later = try office.claim()
        #expect(start.state == .claimable && start.spell?.reach == today.adding(days: -50))
        #expect(later.state == .notYet && later.spell?.reach == today.adding(days: 41))
        let page = try office.cora.get("/claims").main
        #expect(page.contains("From \(today.adding(days: 41).longText), in 41 days") && page.contains("£900.25"))
        #expect(try office.cora.get("/claims?state=not_yet").main.contains("13 weeks"))
        #expect(page.contains("£400.00 could be submitted"))
        let file = try office.cora.get("/claims.csv").text
        #expect(file.contains("900.25") && file.contains(today.adding(days: 41).isoText))
    }

    /// Three months from 30 November are over on the last day of February: the corresponding date rule.
    @Test func monthsRunToTheCorrespondingDay() throws {
        let days: [Day] = try office.council.inDatabase { db in
            let person: Int64? = try db.value("SELECT id FROM young_people")
            try db.run("DELETE FROM payment_milestones")
            for (name, months) in [("3 months", 3), ("6 months", 6)] {
                try db.run(
                    """
                    INSERT INTO payment_milestones (contract_id, name, kinds, length, unit, gap_days, gap_rule, amount)
                    SELECT id, \(name), '{job}', \(months), 'months', 0, 'longest', 100 FROM contracts
                    """)
            }
            try db.run("UPDATE contracts SET begins_on = '2023-01-01'")
            try db.run(
                """
                INSERT INTO placements (young_person_id, kind, employer_id, planned_on, started_on, provider_contract_id)
                SELECT \(person), 'job', e.id, '2025-11-30', '2025-11-30', c.id FROM employers e, contracts c
                """)
            return try db.values("SELECT reach_on FROM claims ORDER BY reach_on")
        }
        #expect(days == [Day(year: 2026, month: 2, day: 28), Day(year: 2026, month: 5, day: 30)].compactMap(\.self))
        #expect(days.first == Day(year: 2025, month: 11, day: 30)?.adding(months: 3), "as a Day adds them")
    }

    @Test func aBreakWithinTheRuleMovesTheDayAndALongerOneBeginsAgain() throws {
        let first = try office.job(began: 120)
        try office.end(first, daysAgo: 80)
        #expect(try office.claim().state == .cannot, "41 days, and the 14 are over")
        try office.job(began: 70)
        let one = try office.claims()
        #expect(one.count == 1 && one[0].spell?.gapDays == 9)
        #expect(one[0].spell?.reach == today.adding(days: -120 + 91 + 9) && one[0].spell?.stays.count == 2)
        #expect(one[0].state == .evidenceMissing)
        let page = try office.cora.get(Paths.claim(one[0].id)).main
        #expect(page.contains("Placements that are one spell") && page.contains("Nine days"))
        // One day more than is permitted.
        try office.council.inDatabase {
            try $0.run("UPDATE payment_milestones SET gap_days = 8 WHERE name = '13 weeks'")
        }
        let two = try office.claims()
        #expect(two.map(\.state) == [.cannot, .notYet] && two[1].spell?.reach == today.adding(days: -70 + 91))
        // Nine days of fourteen together are gone, so five are left.
        try office.council.inDatabase {
            try $0.run("UPDATE payment_milestones SET gap_days = 14, gap_rule = 'total' WHERE name = '13 weeks'")
        }
        let second = try #require(
            try office.council.inDatabase { try $0.value("SELECT max(id) FROM placements") as Int64? })
        try office.end("\(office.office.placements)/\(second)", daysAgo: 60)
        #expect(try office.claims()[0].spell?.resumeBy == today.adding(days: -60 + 1 + 5))
    }

    @Test func whatIsShorterOrHasFewerHoursCannotBeClaimed() throws {
        let short = try office.job(began: 100)
        try office.end(short, daysAgo: 30)
        let claim = try office.claim()
        #expect(claim.state == .cannot && claim.story(on: today) == "A shorter spell cannot be claimed")
        #expect(try office.take("submission", claim, as: office.bella).status == 409)
        try office.end(try office.job(began: 29, ["hours": "7"]), daysAgo: 1)
        #expect(try office.claims().count == 1, "7 hours are fewer than 8")
        let page = try office.bella.get("\(office.office.placements)").main
        #expect(page.contains("Baker 29"))
    }

    @Test func aPeriodThatIsNotCompleteIsRefusedByTheDatabaseToo() throws {
        try office.job(began: 90)
        let claim = try office.claim()
        #expect(claim.state == .notYet && claim.spell?.reach == today.adding(days: 1))
        #expect(try office.take("submission", claim, as: office.bella).status == 409)
        let why = try office.refuses(
            "UPDATE claims SET submitted_on = app.today(), submitted_by = (SELECT min(id) FROM people) WHERE id = \(claim.id)"
        )
        #expect(why?.contains("not reached") == true)
        #expect(throws: PostgresError.self) {
            try office.council.asVisit(office.bella) {
                try $0.run("UPDATE claims SET reach_on = app.today() WHERE id = \(claim.id)")
            }
        }
        try office.council.inDatabase { try $0.run("UPDATE placements SET started_on = app.today() - 91") }
        #expect(try office.claim().state == .evidenceMissing)
        let bare = try office.refuses(
            "UPDATE claims SET submitted_on = app.today(), submitted_by = (SELECT min(id) FROM people) WHERE id = \(claim.id)"
        )
        #expect(bare?.contains("nothing shows yet") == true)
    }

    @Test func evidenceIsAnInWorkCheckOrWhatIsRecorded() throws {
        try office.job(began: 100)
        #expect(try office.claim().state == .evidenceMissing)
        let early = try office.take(
            "evidence", try office.claim(), as: office.bella,
            office.office.days(["shows": "-20"]) + [("evidence", "Payslip")])
        #expect(early.mistakes == ["Enter a day on or after the milestone, \(today.adding(days: -9).longText)"])
        let kept = try office.take(
            "evidence", try office.claim(), as: office.bella,
            office.office.days(["shows": "-9"]) + [("evidence", "Payslip of the last month")])
        #expect(kept.status == 303)
        #expect(try office.claim().state == .claimable)
        #expect(try office.cora.get(Paths.claim(try office.claim().id)).main.contains("Payslip of the last month"))
        try office.check()
        #expect(try office.claim().checked == today.adding(days: -9))
    }

    @Test func whoSubmittedDoesNotValidate() throws {
        try office.job(began: 100)
        try office.check()
        #expect(try office.take("submission", try office.claim(), as: office.bella).status == 303)
        let claim = try office.claim()
        #expect(claim.state == .submitted && claim.submission?.amount == Money(pence: 90_025))
        #expect(try office.bella.post(Paths.claim(claim.id) + "/validation").status == 403)
        #expect(try office.take("submission", claim, as: office.bella).status == 409)
        #expect(try office.take("validation", claim, as: office.cora).status == 303)
        #expect(
            try office.take("payment", try office.claim(), as: office.cora, office.office.days(["paid": "+1"])).mistakes
                == ["Enter today or an earlier day"])
        #expect(
            try office.take("payment", try office.claim(), as: office.cora, office.office.days(["paid": "today"]))
                .status == 303)
        let page = try office.cora.get(Paths.claim(claim.id)).main
        #expect(page.contains("Paid") && page.contains("Bella Stone") && page.contains("Cora Nash"))
        // Her own she does not validate, nor does the database let her.
        #expect(try office.take("submission", try office.claim("Start"), as: office.cora).status == 303)
        let own = try office.claim("Start")
        let refused = try office.take("validation", own, as: office.cora)
        #expect(refused.status == 409 && refused.main.contains("You submitted this claim"))
        #expect(throws: PostgresError.self) {
            try office.council.asVisit(office.cora) {
                try $0.run(
                    "UPDATE claims SET validated_on = app.today(), validated_by = app.person() WHERE id = \(own.id)")
            }
        }
        // What was submitted keeps its amount, whatever the tariff becomes.
        try office.council.inDatabase { try $0.run("UPDATE payment_milestones SET amount = 5") }
        #expect(try office.claim().amount == Money(pence: 90_025))
        _ = try office.refuses("UPDATE claims SET amount = 5 WHERE id = \(claim.id)")
        _ = try office.refuses("DELETE FROM claims WHERE id = \(claim.id)")
    }

    @Test func aRefusalHasAReasonAndMayBePutRight() throws {
        try office.job(began: 100)
        try office.check()
        try office.take("submission", try office.claim(), as: office.bella)
        #expect(try office.take("refusal", try office.claim(), as: office.cora).status == 422)
        try office.take("refusal", try office.claim(), as: office.cora, [("because", "The payslip is of another job")])
        let claim = try office.claim()
        #expect(claim.state == .refused)
        #expect(try office.bella.get(Paths.claim(claim.id)).main.contains("The payslip is of another job"))
        #expect(try office.take("submission", claim, as: office.bella).status == 303)
        #expect(try office.claim().state == .submitted)
        #expect(
            try office.cora.get(Paths.claim(claim.id)).main.contains("The payslip is of another job"),
            "what was done stays")
    }

    @Test func neverTwiceForTheSameMilestone() throws {
        let first = try office.job(began: 300)
        try office.take("submission", try office.claim("Start"), as: office.bella)
        try office.end(first, daysAgo: 200)
        try office.job(began: 100)
        let starts = try office.claims("Start")
        #expect(starts.map(\.state) == [.submitted, .cannot])
        #expect(starts[1].story(on: today) == "The same milestone was claimed already")
        #expect(try office.take("submission", starts[1], as: office.bella).status == 409)
        let again = try office.refuses(
            "UPDATE claims SET submitted_on = app.today(), submitted_by = (SELECT min(id) FROM people) WHERE id = \(starts[1].id)"
        )
        #expect(again?.contains("the same milestone was claimed already") == true)
        #expect(try office.take("removal", starts[0], as: office.bella).status == 404)
        let removal = try office.bella.get(first + "/removal").main
        #expect(removal.contains("What was claimed for it stays on record"))
    }

    @Test func aClaimThatTheRecordsNoLongerBearSaysSo() throws {
        let job = try office.job(began: 100)
        try office.check()
        try office.take("submission", try office.claim(), as: office.bella)
        try office.end(job, daysAgo: 40)
        let claim = try office.claim()
        let words =
            "By the records the work ended on \(today.adding(days: -40).longText), before the milestone would have been reached"
        #expect(claim.contradiction?.hasPrefix(words) == true && claim.state == .submitted)
        #expect(try office.cora.get("/claims?records=disagree").main.contains(words))
        let refused = try office.take("validation", claim, as: office.cora)
        #expect(refused.status == 409 && refused.main.contains(words))
        _ = try office.refuses(
            "UPDATE claims SET validated_on = app.today(), validated_by = (SELECT max(id) FROM people) WHERE id = \(claim.id)"
        )
        let page = try office.bella.get(job).main
        #expect(page.contains("Records disagree"))
    }

    /// A start that was corrected takes the evidence of an earlier day away: what was submitted is then neither validated nor paid.
    @Test func aClaimThatLostItsEvidenceIsNeitherValidatedNorPaid() throws {
        let job = try office.job(began: 100)
        try office.check()
        try office.take("submission", try office.claim(), as: office.bella)
        func correct(_ days: Int) throws {
            try office.council.inDatabase { db in
                try db.run("UPDATE work_checks SET answered_on = due_on - \(days)::integer WHERE weeks = 13")
            }
        }
        try correct(1)
        let claim = try office.claim(), words = "By the records nothing shows any more that the work went on until"
        #expect(claim.state == .submitted && claim.contradiction?.hasPrefix(words) == true)
        #expect(try office.cora.get("/claims?records=disagree").main.contains(words))
        #expect(try office.take("validation", claim, as: office.cora).status == 409)
        _ = try office.refuses(
            "UPDATE claims SET validated_on = app.today(), validated_by = (SELECT max(id) FROM people WHERE id <> submitted_by) WHERE id = \(claim.id)"
        )
        try correct(0)
        #expect(try office.take("validation", try office.claim(), as: office.cora).status == 303)
        // Ended before the milestone after all: what was validated is not paid.
        try office.end(job, daysAgo: 40)
        let later = try office.take("payment", try office.claim(), as: office.cora)
        #expect(later.status == 409 && later.main.contains("By the records the work ended"))
        _ = try office.refuses(
            "UPDATE claims SET paid_on = app.today(), paid_by = (SELECT max(id) FROM people) WHERE id = \(claim.id)")
    }
}
