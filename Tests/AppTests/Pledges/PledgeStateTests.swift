import Testing

@testable import App

/// How a pledge stands follows from its numbers, and what is told of it tells nobody's.
@Suite struct PledgeStateTests {
    @Test(arguments: [(0, 0...5), (5, 6...7), (10, 8...12), (15, 13...17)])
    func everyNumberThatIsToldAlikeIsKnown(_ told: Int, _ range: ClosedRange<Int>) {
        #expect(PledgeTold.range(told) == range)
    }

    @Test func whatIsWordedIsSaidAsItWasPledged() {
        var pledge = Pledge()
        (pledge.wording, pledge.target, pledge.kinds) = (.upTo, 8, [.apprenticeship])
        #expect(pledge.targetWords == "up to 8" && pledge.things == "apprenticeships")
        pledge.kinds.append(.job)
        pledge.wording = .atLeast
        #expect(pledge.targetWords == "at least 8" && pledge.things == "places")
    }

    @Test func aYearIsNamedAndAnOpenEndIsSaid() throws {
        var pledge = Pledge()
        pledge.begins = try #require(Day(iso: "2026-05-01"))
        #expect(pledge.periodWords == "From 1 May 2026, without an end")
        pledge.period = .municipal
        pledge.ends = pledge.period.year(of: pledge.begins)?.lastDay
        #expect(pledge.periodWords == "Municipal year 2026/27" && pledge.ends?.isoText == "2027-04-30")
    }
}
