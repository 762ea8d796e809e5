import Postgres
import Testing

@testable import App

/// Derby’s nine follow from its placements, and its report’s 2 stands beside its own 3 (003.20 to 003.22). One suite fills the demo.
extension DemoTests {
    private static let day = DemoTime.day(2017, 11, 30)

    private func derby<T>(_ body: (Transaction, ID<Pledge>) throws -> T) throws -> T {
        _ = try Demo.fill(Example.running.database)
        let connection = try Example.running.database.connect(as: .admin)
        defer { connection.close() }
        return try connection.transaction { db in
            try db.run("SELECT app.open_council('derby')")
            return try body(db, try #require(try db.value("SELECT id FROM pledges")))
        }
    }

    @Test func nineOfUpToEightAreOneAndTwoAndFiveAndOne() throws {
        let (pledge, parts) = try derby { db, id in
            (try #require(try db(Pledge.find(id, on: Self.day))), try db(PledgeStanding.all(of: id, on: Self.day)))
        }
        let numbers = try #require(pledge.numbers)
        #expect(numbers.madeAvailable == 9 && numbers.takenUp == 9 && numbers.toStart == 1 && numbers.completed == 3)
        #expect(numbers.employed == 3 && numbers.applied == nil)
        #expect(pledge.state(on: Self.day) == .met(DemoTime.day(2017, 6, 5)))
        #expect(parts.map(\.people) == [1, 2, 5, 1])
        #expect(parts[0].wasTrainee && parts[0].places == ["Data Quality"])
        #expect(parts[1].places == ["Document Management Centre"] && parts[3].wasMoved)
    }

    @Test func thePapersTwoStandsBesideItsThree() throws {
        let groups = try derby { db, id in PaperGroup.groups(try db(PaperComparison.all(of: id))) }
        #expect(groups.map(\.differ) == [false, true])
        #expect(groups[1].compactMap(\.paper.value) == [2, 3] && groups[1][0].numbers?.employed == 3)
    }
}
