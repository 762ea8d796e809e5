import Postgres
import Testing

@testable import App

/// By which rule a kind of place is a gap: computed from offers and plans alone.
@Suite struct PathwayMapTests {
    private let today = Day(year: 2026, month: 11, day: 28) ?? .first

    private func offer(
        _ kind: PlaceKind = .jobCarving, _ standing: Offer.State = .current, _ settle: (inout Offer) -> Void = { _ in }
    ) -> Offer {
        var offer = Offer()
        (offer.name, offer.kind, offer.state, offer.standing) = ("Carved jobs", kind, standing, standing)
        settle(&offer)
        return offer
    }

    private func line(_ offers: [Offer], _ plans: [ExpansionPlan] = [], for group: PathwayGroup = PathwayGroup())
        throws -> PathwayMap.Line
    {
        try #require(PathwayMap(offers, plans, for: group).lines.first { $0.kind == .jobCarving })
    }

    @Test func aGapSaysByWhichRuleItIsOne() throws {
        #expect(try line([]).standing == .gap(.nothing))
        #expect(try line([offer(.job)]).standing == .gap(.nothing), "another kind closes nothing")
        #expect(try line([offer(.jobCarving, .ended)]).standing == .gap(.ended))
        #expect(try line([offer(.jobCarving, .planned), offer(.jobCarving, .ended)]).standing == .gap(.planned))
        let older = offer { $0.ageFrom = 19 }
        #expect(try line([older], for: PathwayGroup(age: 18)).standing == .gap(.leftOut))
        #expect(try line([older, offer(.jobCarving, .planned)], for: PathwayGroup(age: 18)).standing == .gap(.planned))
        #expect(try line([older], for: PathwayGroup(age: 19)).standing == .open)
    }

    @Test func noDayMakesAPlannedOfferCurrent() throws {
        let late = offer(.jobCarving, .planned) { $0.starts = today.adding(days: -1) }
        #expect(late.isStartLate(on: today) && !late.isStartLate(on: today.adding(days: -1)))
        #expect(try line([late]).standing == .gap(.planned))
        #expect(late.plannedWords(on: today) == "Was to begin on 27 November 2026")
        #expect(late.plannedWords(on: today.adding(days: -1)) == "Planned from 27 November 2026")
    }

    @Test func whatHasNoFreePlaceIsFullAndWhatIsNotRecordedIsNot() throws {
        let full = offer { ($0.capacity, $0.vacancies, $0.counted) = (5, 0, today) }
        #expect(try line([full]).standing == .full)
        #expect(try line([full, offer()]).standing == .open, "how many are free is not known")
        #expect(try line([full, offer { $0.vacancies = 1 }]).standing == .open)
        #expect(try line([offer(.jobCarving, .pilot)]).standing == .pilot)
        #expect(try line([offer(.jobCarving, .pilot), offer()]).standing == .open)
        #expect(try line([offer()]).free == nil && line([full]).free == 0)
    }

    @Test func placesAndFreeOnesAreOfTheSameOffers() throws {
        let full = offer { ($0.capacity, $0.vacancies, $0.counted) = (5, 1, today) }
        let line = try line([full, offer { $0.capacity = 20 }, offer { $0.vacancies = 7 }])
        #expect(line.capacity == 5 && line.freeOfCapacity == 1 && line.withoutNumbers == 2)
        #expect(try self.line([offer()]).capacity == nil)
    }

    @Test func anAgeIsWithinAnOffersAges() {
        let some = offer { ($0.ageFrom, $0.ageTo) = (16, 25) }
        for (age, takes) in [(16, true), (25, true), (26, false)] {
            #expect((PathwayGroup(age: age).leavesOut(some) == nil) == takes, "\(age)")
        }
        #expect(PathwayGroup(age: 15).leavesOut(some) == "Ages: 16 to 25")
        // “26 and over” is taken where some of them are.
        #expect(PathwayGroup(age: 26).leavesOut(offer { $0.ageFrom = 30 }) == nil)
        #expect(PathwayGroup(age: 25).leavesOut(offer { $0.ageFrom = 30 }) != nil)
        #expect(PathwayGroup(age: 26).leavesOut(offer { $0.ageTo = 24 }) != nil)
        #expect(PathwayGroup(age: 40).leavesOut(offer()) == nil)
    }

    @Test func anOfferThatNamesNobodyIsForEverybody() {
        let leavers = offer { $0.cohorts = [.careLeaver] }
        #expect(PathwayGroup(cohort: .kind(.send)).leavesOut(leavers) == "For Care leaver only")
        #expect(PathwayGroup(cohort: .kind(.careLeaver)).leavesOut(leavers) == nil)
        #expect(PathwayGroup().leavesOut(leavers) == nil, "nobody was chosen")
        #expect(PathwayGroup(cohort: .kind(.neet)).leavesOut(offer()) == nil)
        let planned = offer { ($0.cohorts, $0.needsPlan) = ([.send], true) }
        #expect(PathwayGroup(cohort: .kind(.send)).leavesOut(planned) == nil)
        #expect(PathwayGroup(cohort: .sendWithoutPlan).leavesOut(planned) == "Only with an EHC plan")
        #expect(PathwayGroup(cohort: .kind(.neet)).leavesOut(offer { $0.needsPlan = true }) == "Only with an EHC plan")
        let some = offer { ($0.cohorts, $0.ageFrom, $0.needsPlan) = ([.careLeaver, .send], 18, true) }
        #expect(some.whomWords == "Care leaver or SEND, 18 and over, with an EHC plan")
        let here = PathwayGroup.Place(id: 1, name: "Westminster", short: "W"),
            there = offer {
                ($0.areas, $0.areaShortNames) = ([ID(2), ID(3)], ["H&F", "K&C"])
            }
        #expect(PathwayGroup(age: 15, area: here).leavesOut(there) == "Only in H&F and K&C")
        #expect(PathwayGroup(area: here).leavesOut(offer()) == nil)
    }

    private func plan(_ kind: PlaceKind?, _ state: ExpansionPlan.State = .underWay) -> ExpansionPlan {
        var plan = ExpansionPlan()
        (plan.aim, plan.words, plan.state) = (.init(stage: .supported, kind: kind), "Ask the hotels", state)
        return plan
    }

    @Test func aPlanIsForItsKindOrItsStage() throws {
        let line = try line([], [plan(.jobCarving), plan(nil), plan(.supportedJob), plan(nil, .done)])
        #expect(line.plans.map(\.aim.kind) == [.jobCarving] && line.stagePlans.count == 1)
        #expect(try self.line([], [plan(.jobCarving, .dropped)]).anyPlan == nil)
        let map = PathwayMap([offer(.job)], [plan(.jobCarving)])
        #expect(map.finding == "15 of 16 kinds of place are gaps")
        #expect(
            map.planFinding == "For one of the gaps something is planned and for 14 of the gaps nothing is planned.")
        #expect(PathwayMap([], []).planFinding == "For all of these gaps nothing is planned.")
        let others = PlaceKind.allCases.filter { $0 != .jobCarving }.map { offer($0) }
        #expect(PathwayMap(others, []).planFinding == "For it nothing is planned.")
        #expect(PathwayMap(others, [plan(nil)]).planFinding == "For it only the whole stage has a plan.")
        let planned = try self.line([offer(.jobCarving, .planned)], [plan(nil)])
        #expect(
            planned.nearestPlan == nil && planned.anyPlan != nil, "a planned offer is nearer than a plan of the stage")
    }

    @Test func aPlanThatWasPutOffHasSlippedAndOneThatIsOverIsLate() {
        var plan = plan(nil)
        (plan.due, plan.firstDue) = (today.adding(days: 10), today.adding(days: 10))
        #expect(plan.tag(on: today).text == "Under way")
        plan.firstDue = today.adding(days: -20)
        #expect(
            plan.tag(on: today).text == "Slipped" && plan.whoAndWhen(on: today).contains("put off from 8 November 2026")
        )
        #expect(plan.tag(on: today.adding(days: 11)).text == "Late")
        plan.state = .done
        #expect(plan.tag(on: today.adding(days: 11)).text == "Done")
        plan.firstDue = today.adding(days: 30)
        #expect(plan.slippedFrom == nil, "brought forward is no slip")
    }

    @Test func everyKindHasItsStageInOrder() {
        #expect(PathwayStage.allCases.flatMap(\.kinds) == PlaceKind.allCases)
        #expect(Set(PlaceKind.allCases.map(\.label)).count == PlaceKind.allCases.count)
    }

    @Test func theGridsAnswerAsTheMapDoes() throws {
        let offers = [offer { ($0.ageFrom, $0.ageTo) = (19, 25) }, offer(.job)]
        let map = PathwayMap(offers, [])
        let ages = try #require(PathwayGrid.all(map, []).first { $0.id == "ages" })
        let row = try #require(ages.rows.first { $0.label == "Job carving" })
        #expect(row.cells.map(\.text) == ["Gap", "Gap", "Gap", "Yes", "Yes", "Yes", "Yes", "Yes", "Yes", "Yes", "Gap"])
        #expect(ages.heading == "Age by age: one kind is a gap for some only")
        let none = PathwayGrid.all(PathwayMap(PlaceKind.allCases.map { self.offer($0) }, []), [])
        #expect(none.map(\.heading) == ["Age by age: no gaps", "Group by group: no gaps"])
    }
}
