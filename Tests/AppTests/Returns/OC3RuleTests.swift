import Testing

@testable import App

/// A dry run of OC3: rows that the published validation takes, and for each of its rules one that it refuses.
@Suite struct OC3RuleTests {
    /// A row of somebody of an age, on that birthday, in the year that ends on 31 March 2027.
    struct Dry: CustomTestStringConvertible, Sendable {
        let age: Int
        let cells: [String]
        let broken: [String]
        var testDescription: String { "\(age): \(cells)" }
    }

    private static let end = Day(year: 2027, month: 3, day: 31) ?? .first

    static let good: [Dry] = [
        Dry(age: 19, cells: ["DCY0417", "YES", "F4", "U1"], broken: []),
        Dry(age: 17, cells: ["DCY0417", "YES", "P1", "B1"], broken: []),
        Dry(age: 18, cells: ["7", "YES", "G4", "T1"], broken: []),
        Dry(age: 18, cells: ["7", "YES", "F5", "Z1"], broken: []),
        Dry(age: 20, cells: ["A1", "NO", "0", "0"], broken: []),
        Dry(age: 20, cells: ["A1", "NO", "G5", "S2"], broken: []),
        Dry(age: 21, cells: ["A1", "REFU", "0", "R2"], broken: []),
        Dry(age: 21, cells: ["A1", "NREQ", "F2", "K2"], broken: []),
        Dry(age: 17, cells: ["A1", "RHOM", "0", "0"], broken: []),
        Dry(age: 19, cells: ["A1", "DIED", "0", "0"], broken: []),
        Dry(age: 19, cells: ["A1", "YES", "G6", "X2"], broken: []),
    ]

    static let bad: [Dry] = [
        Dry(age: 19, cells: ["DCY-0417", "YES", "F4", "U1"], broken: ["CHILD"]),
        Dry(age: 19, cells: ["", "YES", "F4", "U1"], broken: ["CHILD"]),
        Dry(age: 19, cells: ["A1", "MAYBE", "F4", "U1"], broken: ["131"]),
        Dry(age: 19, cells: ["A1", "yes", "F4", "U1"], broken: ["131"]),
        Dry(age: 19, cells: ["A1", "YES", "F3", "U1"], broken: ["132"]),
        Dry(age: 19, cells: ["A1", "YES", "G7", "U1"], broken: ["132"]),
        Dry(age: 19, cells: ["A1", "YES", "F4", "U"], broken: ["133"]),
        Dry(age: 19, cells: ["A1", "YES", "F4", "U3"], broken: ["133"]),
        Dry(age: 19, cells: ["A1", "YES", "F4", "A1"], broken: ["133"]),
        Dry(age: 19, cells: ["A1", "YES", "F4", "S1"], broken: ["133"]),
        Dry(age: 19, cells: ["A1", "YES", "F4", "X1"], broken: ["133"]),
        Dry(age: 19, cells: ["A1", "", "", ""], broken: ["canbeblank"]),
        Dry(age: 19, cells: ["A1", "YES", "", "U1"], broken: ["153"]),
        Dry(age: 19, cells: ["A1", "YES", "F4", ""], broken: ["153"]),
        Dry(age: 19, cells: ["A1", "", "F4", "U1"], broken: ["153"]),
        Dry(age: 19, cells: ["A1", "DIED", "F4", "0"], broken: ["344"]),
        Dry(age: 19, cells: ["A1", "RHOM", "0", "B1"], broken: ["344"]),
        Dry(age: 19, cells: ["A1", "YES", "0", "U1"], broken: ["345"]),
        Dry(age: 19, cells: ["A1", "YES", "F4", "0"], broken: ["345"]),
        Dry(age: 17, cells: ["A1", "YES", "F2", "T1"], broken: ["347"]),
        Dry(age: 17, cells: ["A1", "YES", "F2", "T2"], broken: ["347"]),
        Dry(age: 17, cells: ["A1", "YES", "F2", "Z1"], broken: ["3001"]),
        Dry(age: 16, cells: ["A1", "YES", "F2", "B1"], broken: ["391"]),
    ]

    private func broken(_ dry: Dry) -> [String] {
        let born = Self.end.adding(months: -12 * dry.age).adding(days: -1)
        let row = OC3Row(
            child: dry.cells[0], born: born, inTouch: dry.cells[1], activ: dry.cells[2], accom: dry.cells[3])
        return row.broken(around: Birthday(dry.age, born: born), end: Self.end).map(\.rawValue)
    }

    @Test(arguments: good) func aGoodRowIsTaken(_ dry: Dry) { #expect(broken(dry) == []) }

    @Test(arguments: bad) func aBadRowNamesItsRule(_ dry: Dry) { #expect(broken(dry) == dry.broken) }

    @Test func everyRuleHasABadRowAndAHelpfulSentence() {
        let covered = Set(Self.bad.flatMap(\.broken)).union(["INT34"])
        #expect(covered == Set(OC3Rule.allCases.map(\.rawValue)))
        for rule in OC3Rule.allCases {
            #expect(rule.words.hasSuffix(").") && (Int(rule.rawValue) == nil || rule.words.contains(rule.rawValue)))
        }
    }

    @Test func aPersonStandsInTheFileOnce() {
        let rows = ["A1", "A2", "A1"].map { OC3Row(child: $0, born: Self.end) }
        #expect(OC3Row.repeated(rows) == ["A1"])
        #expect(OC3Row.child("DCY-0417/β") == "DCY0417")
    }

    @Test func aBirthdayCountsFromThreeMonthsBeforeToOneAfter() {
        let born = Day(year: 2007, month: 2, day: 14) ?? .first, birthday = Birthday(19, born: born)
        #expect(birthday.day.isoText == "2026-02-14")
        #expect(
            birthday.window.lowerBound.isoText == "2025-11-14" && birthday.window.upperBound.isoText == "2026-03-14")
        #expect(OC3Row(child: "A1", born: born).cells[1] == "14/02/2007")
    }
}
