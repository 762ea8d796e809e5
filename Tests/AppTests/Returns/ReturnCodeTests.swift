import Fixtures
import Testing

@testable import App

/// The codes that one record gives, against our own list and against the published ones.
@Suite struct ReturnCodeTests {
    private static let codes = MainActivity.allCases.flatMap { main in
        (main.family == nil ? [Activity.Mode.neither] : [.full, .part]).map { (main, $0) }
    }

    @Test func oneRecordGivesEachCode() {
        func told(
            _ main: MainActivity, _ mode: Activity.Mode, _ hours: Double? = nil, beside: Double? = nil,
            seeking: Bool = false
        )
            -> [String]
        {
            [
                main.oc3(mode), main.nccis(mode),
                EmploymentStatus(main, hours: hours, paidHours: beside, isSeeking: seeking).rawValue,
            ]
        }
        #expect(told(.apprenticeship, .full, 30) == ["F4", "310", "Paid: 16 or more hours a week"])
        #expect(told(.apprenticeship, .part) == ["P4", "310", "Paid: Hours per week unknown"])
        #expect(told(.employment, .part, 15.5) == ["P5", "360", "Paid: Less than 16 hours a week"])
        #expect(told(.employment, .full, 16) == ["F5", "330", "Paid: 16 or more hours a week"])
        #expect(told(.higherEducation, .part, nil, beside: 8) == ["P1", "250", "Paid: Less than 16 hours a week"])
        #expect(
            told(.furtherEducation, .full) == [
                "F2", "230", "Not in Paid Employment (not actively seeking work / retired)",
            ])
        #expect(told(.furtherEducation, .full, nil, seeking: true)[2] == "Not in Paid Employment (seeking work)")
        #expect(told(.seeking, .neither) == ["G5", "619", "Not in Paid Employment (seeking work)"])
        #expect(told(.illness, .neither)[0] == "G4" && told(.pregnancy, .neither)[0] == "G6")
        #expect(
            told(.ownChild, .neither) == ["G6", "630", "Not in Paid Employment (not actively seeking work / retired)"])
        #expect(told(.unpaidWork, .neither) == ["G5", "540", "Not in Paid Employment (voluntary work only)"])
        #expect(
            told(.supportedInternship, .full) == [
                "F5", "460", "Not in Paid Employment (not actively seeking work / retired)",
            ])
        #expect(told(.notKnown, .neither) == ["0", "810", "Unknown"])
    }

    @Test func everyCodeThatIsGivenIsOneOfOurList() {
        for (main, mode) in Self.codes { #expect(OC3Row.activities.contains(main.oc3(mode)), "\(main)") }
        #expect(Set(Self.codes.map { $0.0.oc3($0.1) }) == OC3Row.activities, "and every one can be given")
        #expect(Set(Self.codes.map { $0.0.nccis($0.1) }).count == 40)
        #expect(OC3Row.accommodations.count == 31)
    }

    @Test(.enabled(if: Standards.isHere, "\(Standards.absence)")) func theyAreThePublishedOnes() throws {
        let historic: Set = ["F3", "P3"]
        #expect(
            Set(try Standards.firstCells("ssda903/care_leaver_activity.csv")).subtracting(historic) == OC3Row.activities
        )
        #expect(Set(try Standards.firstCells("ssda903/care_leaver_in_touch.csv")) == OC3Row.contacts)
        #expect(
            Set(try Standards.firstCells("ssda903/care_leaver_accommodation.csv"))
                == Set(Accommodation.allCases.map(\.letter)))
        #expect(
            Set(try Standards.firstCells("nccis/current_activity_codes.csv"))
                == Set(Self.codes.map { $0.0.nccis($0.1) }))
        #expect(
            Set(try Standards.firstCells("adult-social-care/employment_status.csv"))
                == Set(EmploymentStatus.allCases.map(\.rawValue)))
    }

    /// Columns and codes of the schema; it also lists S1 and X1, which rule 133 refuses.
    @Test(.enabled(if: Standards.isHere, "\(Standards.absence)")) func theFileHasTheColumnsOfTheSchema() throws {
        let lines = try Standards.text("ssda903/SSDA903_schema_2024_OC3_extract.yml").split(
            whereSeparator: \.isNewline)
        let heads = lines.compactMap { $0.firstMatch(of: /^      ([A-Z_]+):$/)?.1 }.map(String.init)
        #expect(heads == OC3Row.heads)
        let codes = Set(lines.compactMap { $0.firstMatch(of: /code: "(.+)"/)?.1 }.map(String.init))
        let ours = OC3Row.contacts.union(OC3Row.activities).union(OC3Row.accommodations)
        #expect(codes.subtracting(["S1", "X1"]) == ours)
    }

    /// Every published rule is one that a row is held to, one that says who is in the return, or one that Waymark cannot know.
    @Test(.enabled(if: Standards.isHere, "\(Standards.absence)")) func everyPublishedRuleIsAccountedFor() throws {
        let rules = Set(try Standards.firstCells("ssda903/oc3_validation_rules.csv"))
        let held = Set(OC3Rule.allCases.map(\.rawValue)), cohort: Set = ["1007", "1016", "348"]
        // The birthday is the record’s own, so that it agrees with itself.
        let elsewhere: Set = ["1000", "1011", "INT15"]
        #expect(rules.subtracting(held).subtracting(cohort).subtracting(elsewhere) == [])
        #expect(rules.isSuperset(of: cohort) && rules.isSuperset(of: elsewhere))
    }
}
