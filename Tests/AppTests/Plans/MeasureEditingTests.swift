import Foundation
import Postgres
import Testing

@testable import App

@Suite struct MeasureEditingTests {
    static let typed = [
        ("title", "Care leavers in apprenticeships"), ("unit", "people"), ("comparator", "at least the national level"),
        ("milestone_1_sense", "at_least"), ("milestone_1_value", "5"), ("milestone_1_due_month", "April"),
        ("milestone_1_due_year", "2023"),
        ("milestone_1_breadth", "4"), ("milestone_1_breadth_unit", "areas"), ("milestone_2_sense", "at_least"),
        ("milestone_2_value", ""),
        ("milestone_3_sense", "up_to"), ("milestone_3_value", "1,012.5"),
    ]

    private func measure(_ council: ExampleCouncil, _ plan: Planted) throws -> String {
        #expect(try council.olive.post(plan.recommendation + "/measures", Self.typed).status == 303)
        let id: Measure.ID = try #require(try council.inDatabase { try $0.value("SELECT max(id) FROM measures") })
        return Paths.measure(id, plan.first, plan.plan)
    }

    @Test func anOfficerAddsAMeasureWithMilestonesAndChangesIt() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let path = try measure(council, plan)
        let form = try council.olive.get(path + "/edit")
        #expect(
            form.typed("milestone_1_value") == "5" && form.typed("milestone_1_due_month") == "4"
                && form.typed("milestone_1_due_day") == "")
        #expect(
            form.typed("milestone_1_breadth_unit") == "areas" && form.typed("milestone_2_value") == "1012.5"
                && form.typed("milestone_3_value") == "")
        let changed = try council.olive.post(
            path,
            [
                ("version", "1"), ("title", "Apprentices"), ("unit", "places"), ("milestone_2_sense", "exactly"),
                ("milestone_2_value", "8"),
            ])
        #expect(changed.location == "/\(council.slug)\(plan.recommendation)")
        let again = try council.olive.get(path + "/edit")
        #expect(
            again.typed("title") == "Apprentices" && again.typed("milestone_1_value") == "8"
                && again.typed("milestone_2_value") == "")
    }

    @Test func mistakesInRowsAreShownAtTheirRow() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let page = try council.olive.post(
            plan.recommendation + "/measures",
            [
                ("title", ""), ("unit", "people"), ("milestone_4_sense", "at_least"), ("milestone_4_value", "five"),
                ("milestone_4_breadth", "4"),
            ])
        #expect(page.status == 422)
        #expect(page.text.contains("href=\"#milestone_4_value\"") && page.typed("milestone_4_value") == "five")
        #expect(page.text.components(separatedBy: "Enter what it is spread over").count == 3)
    }

    @Test func onlyScrutinyOfficersMayAndOnlyInTheirCouncil() throws {
        let council = try Example.council(), bramley = try Example.council()
        let plan = try Planted(in: council, state: .agreed)
        let path = try measure(council, plan)
        let reading = [("qualifier", "exactly"), ("value", "3"), ("as_of_year", "2020"), ("projected", "no")]
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get(plan.recommendation + "/measures/new").status == 403)
            #expect(try person.post(plan.recommendation + "/measures", Self.typed).status == 403)
            #expect(try person.post(path, Self.typed).status == 403)
            #expect(try person.post(path + "/removal").status == 403)
            #expect(try person.get(path + "/readings/new").status == 403)
            #expect(try person.post(path + "/readings", reading).status == 403)
        }
        #expect(try bramley.olive.get(path + "/edit").status == 404)
        #expect(try bramley.olive.post(path + "/removal").status == 404)
        #expect(try bramley.olive.post(path + "/readings", reading).status == 404)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM readings") as Int? } == 0)
    }

    @Test func aLeadOfficerRecordsReadingsWhereATeamOfTheirsLeads() throws {
        let council = try Example.council()
        let plan = try Planted(in: council, state: .agreed)
        let path = try measure(council, plan)
        try plan.lead(by: "lead", in: council)
        #expect(try council.lena.get(path + "/readings/new").status == 200)
        let whole = try council.lena.post(
            path + "/readings",
            [
                ("qualifier", "more_than"), ("value", "14"), ("as_of_month", "3"), ("as_of_year", "2019"),
                ("projected", "no"), ("source", "Virtual school"),
            ])
        #expect(whole.location == "/\(council.slug)\(plan.recommendation)")
        let id: Reading.ID = try #require(try council.inDatabase { try $0.value("SELECT max(id) FROM readings") })
        #expect(try council.lena.get(plan.recommendation).text.contains("/readings/\(id)/removal"))
        #expect(!(try council.mo.get(plan.recommendation).text.contains("/removal")))
        let part = [
            ("qualifier", "exactly"), ("value", "4"), ("as_of_month", "3"), ("as_of_year", "2019"), ("projected", "no"),
            ("whole", "\(id)"),
        ]
        let unnamed = try council.lena.post(path + "/readings", part)
        #expect(
            unnamed.status == 422 && unnamed.text.contains("Enter which of them these are")
                && unnamed.text.contains("more than 14 people, March 2019</option>"))
        #expect(try council.lena.post(path + "/readings", part + [("subset", "secured apprenticeships")]).status == 303)

        let question = try council.lena.get(path + "/readings/\(id)/removal")
        #expect(
            question.text.contains("more than 14 people, March 2019") && question.text.contains("Part of it: 4 people"))
        #expect(try council.lena.confirm(path + "/readings/\(id)/removal").status == 303)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM readings") as Int? } == 0)
    }

    @Test func aReadingIsOfADayThatHasComeUnlessItIsProjected() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let path = try measure(council, plan)
        let page = try council.olive.post(
            path + "/readings", [("qualifier", "about"), ("value", "-3"), ("as_of_year", "2040"), ("projected", "no")])
        #expect(
            page.status == 422 && page.text.contains(": enter a number, such as 14")
                && page.text.contains("choose projected"))
        let key = try council.olive.get(path + "/readings/new").formKey
        for _ in 0..<2 {
            let sent = try council.olive.post(
                path + "/readings",
                [("qualifier", "about"), ("value", "3"), ("as_of_year", "2040"), ("projected", "yes")], key: key)
            #expect(sent.status == 303)
        }
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM readings") as Int? } == 1)
    }

    @Test func theLaterOfTwoSavesIsToldAndAMeasureGoesWithWhatItHolds() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let path = try measure(council, plan)
        #expect(try council.olive.post(path, Self.typed + [("version", "1")]).status == 303)
        let page = try council.olive.post(path, [("version", "1"), ("title", "Mine"), ("unit", "jobs")])
        #expect(page.status == 409 && page.text.contains("Milestone 1: Number") && page.typed("title") == "Mine")
        #expect(try council.olive.get(path + "/removal").text.contains("two milestones"))
        #expect(try council.olive.confirm(path + "/removal").status == 303)
        #expect(try council.olive.get(path + "/edit").status == 404)
    }
}
