import Postgres
import Testing

@testable import App

@Suite struct SupportPlanTests {
    private let kept: Case
    private var bella: Browser { kept.council.bella }

    init() throws { kept = try Case() }

    private func plan(_ agencies: String, agreed: Bool = false) throws -> Page {
        let parts = [("day", kept.today.day), ("month", kept.today.month), ("year", kept.today.year)]
        let made = parts.map { ("made_on_\($0.0)", "\($0.1)") }
        return try bella.post(
            kept.path + "/support-plans",
            made + [("agencies", agencies)] + (agreed ? parts.map { ("agreed_on_\($0.0)", "\($0.1)") } : []))
    }

    @Test func aNewPlanEndsTheOneBeforeAndTakesItsOpenGoals() throws {
        try kept.goal("Bus pass", in: 4)
        let page = try bella.get(plan("Leaving Care Team, college").location)
        #expect(page.text.contains("and takes over one goal that is still open."))
        #expect(page.main.contains("Bus pass") && page.main.contains("Not agreed yet"))
        #expect(
            try kept.count("SELECT count(*) FROM support_plans WHERE ended_on IS NULL AND young_person_id = \(kept.id)")
                == 1)
        let list = try bella.get(kept.path + "/support-plans").main
        #expect(list.contains("0 of 1") && list.contains("Open"))
    }

    @Test func aGoalIsDoneFromItsPlan() throws {
        let goal = try kept.goal("First aid", in: 4)
        let done = try bella.post(kept.path + "/goals/\(goal)/completion", [("version", "1")])
        #expect(done.status == 303)
        let page = try bella.get(done.location)
        #expect(page.main.contains("Done \(kept.today.longText)"))
        #expect(try bella.post(kept.path + "/goals/\(goal)/completion", [("version", "1")]).status == 409)
    }

    @Test func aGoalNeedsAPlan() throws {
        let page = try bella.post(
            kept.path + "/goals",
            [
                ("words", "Bus pass"), ("who", "Adviser"), ("due_day", "1"), ("due_month", "12"), ("due_year", "2030"),
                ("state", "not_started"),
            ])
        #expect(page.mistakes == ["Add a support plan first: there is none open to which this goal could belong"])
    }

    @Test func whatIsDoneHasItsDay() throws {
        let goal = try kept.goal(in: 4)
        let due = kept.today.adding(days: 4)
        let fields = [
            ("words", "Bus pass"), ("who", "Adviser"), ("due_day", "\(due.day)"), ("due_month", "\(due.month)"),
            ("due_year", "\(due.year)"), ("state", "done"), ("version", "1"),
        ]
        let future = try bella.post(
            kept.path + "/goals/\(goal)",
            fields + [
                ("done_on_day", "\(due.day)"), ("done_on_month", "\(due.month)"), ("done_on_year", "\(due.year)"),
            ])
        #expect(future.mistakes == ["Enter today or an earlier day"])
        #expect(try bella.post(kept.path + "/goals/\(goal)", fields).status == 303)
        #expect(try kept.count("SELECT count(*) FROM goals WHERE id = \(goal) AND done_on = \(kept.today)") == 1)
    }
}
