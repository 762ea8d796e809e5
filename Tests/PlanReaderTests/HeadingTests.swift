import Fixtures
import Foundation
import Testing
import Values

@testable import PlanReader

/// What headings mean by how they are built, and what somebody says that they mean.
struct HeadingTests {
    @Test(arguments: [
        ("Panel’s Recommendation", Column.recommendation), ("Recommendation[iv]", .recommendation),
        ("Recommendations of the Working Group", .recommendation), ("Pledge", .recommendation),
        ("Resolution", .recommendation),
        ("What the committee asked for", .recommendation),
        ("Actions completed to date", .action), ("How we will do it", .action), ("Department response", .action),
        ("What will we do", .action), ("Next steps", .action),
        ("Strategic Lead", .lead), ("Accountable Director", .lead), ("Portfolio Holder", .lead),
        ("Owning service", .lead),
        ("Recommendation addressed to", .lead), ("For action by", .lead), ("Lead Officer*", .lead),
        ("Anticipated date of completion", .due), ("Expected delivery date", .due), ("Implementation timescale", .due),
        ("To be completed by", .due), ("Original deadline", .due),
        ("RAG rating (R/A/G)", .status), ("Delivery RAG", .status), ("Implemented (Y/N)", .status),
        ("% complete", .status),
        ("Progress as at May 2026", .evidence), ("Q3 2026/27 Update", .evidence), ("6 month update", .evidence),
        ("Officer commentary", .evidence), ("What has been done", .evidence),
        ("Latest position and next steps", .evidence),
        ("Executive reply", .response), ("Accept / Part accept / Reject", .response), ("Supported?", .response),
        ("Recommendation agreed?", .response), ("Agree (Y/N)", .response),
        ("Ref. number", .number), ("Rec ID", .number), ("#", .number), ("How will we know", .measure),
        ("Desired outcome", .measure), ("Cabinet date", .responseOn), ("Date of meeting", .kept),
    ]) func headingsAreKnownByHowTheyAreBuilt(_ heading: String, _ column: Column) {
        #expect(Label(heading: heading)?.column == column)
    }

    @Test(arguments: ["Weather", "Budget", "The pond was dug in the spring", "That a pond be dug", "", "7", "Species"])
    func otherWordsAreNoHeadings(_ words: String) { #expect(Label(heading: words) == nil) }

    @Test func theMonthInAHeadingIsThatOfTheProgress() {
        #expect(Label(heading: "Progress as at May 2026")?.period?.isoText == "2026-05")
        #expect(Label(heading: "May 2026 Update")?.period?.isoText == "2026-05")
        #expect(Label(heading: "6 month update")?.period == nil)
    }

    /// Half of the headings that real papers have.
    @Test(.enabled(if: Cases.isHere, "\(Cases.absence)")) func headingsOfRealPapersAreKnownOrAskedAbout() throws {
        struct Kinds: Decodable { var headings: [String: [String: String]] }
        let kinds = try JSONDecoder().decode(Kinds.self, from: Data(Cases.bytes("headings.json"))).headings
        let names = kinds.values.flatMap(\.keys)
        #expect(names.filter { Label(heading: $0) == nil }.count * 20 <= names.count)
    }

    @Test func aColumnNobodyKnowsIsKeptUnderItsRowAndAskedAbout() throws {
        let paper = try ImportedPaper.read(
            Array("Recommendation\tAction\tWeather\n1. Sing\tHum\tRain\n2. Dance\tHop\tSun\n".utf8), named: "",
            today: .first)
        #expect(paper.plan.recommendations.map(\.otherWords) == ["Weather: Rain", "Weather: Sun"])
        #expect(
            paper.doubts.filter { $0.text == "Weather" }.map(\.question) == [
                "What does the column “Weather” hold? Its words are kept with each recommendation"
            ])
        let heading = try #require(paper.tables.first?.headings.last)
        #expect(
            heading
                == .init(
                    words: "Weather", key: "weather", column: .kept, sureness: .unknown, examples: ["Rain", "Sun"]))
    }

    @Test func theOnlyLongColumnIsTakenForTheRecommendations() throws {
        let paper = try ImportedPaper.read(
            Array(
                "No\tWhat members would like\tAction\tLead\n1\tThat a pond be dug in every park.\tDig\tPonds Team\n"
                    .utf8),
            named: "", today: .first)
        #expect(paper.plan.recommendations.map(\.words) == ["That a pond be dug in every park."])
        #expect(paper.tables.first?.headings.map(\.sureness) == [.known, .guessed, .known, .known])
    }

    @Test func answersSayWhatColumnsAndWordsMean() throws {
        let paper = Array("Ask\tAim\tWeather\n1. Sing\tHum a song\tRain\n2. Dance\tHop about\tSun\n".utf8)
        let answers = ReadingAnswers(
            columns: ["ask": .recommendation, "aim": .action, "weather": .status],
            tones: ["rain": .slipped, "sun": .achieved])
        let read = try ImportedPaper.read(paper, named: "", today: .first, answers: answers)
        #expect(read.plan.recommendations.map(\.words) == ["Sing", "Dance"])
        #expect(read.plan.recommendations.map { $0.actions.map(\.words) } == [["Hum a song"], ["Hop about"]])
        #expect(read.plan.words == [.init(words: "Rain", tone: .slipped), .init(words: "Sun", tone: .achieved)])
        #expect(read.tables.first?.headings.map(\.sureness) == [.answered, .answered, .answered])
        #expect(read.statusWords.map(\.sureness) == [.answered, .answered] && read.notUnderstood.isEmpty)
    }

    @Test func anAnswerTakesBackAKnownHeading() throws {
        let paper = Array("Recommendation\tAction\tLead\tComments\n1. Sing\tHum\tChoir\tLoudly\n".utf8)
        let read = try ImportedPaper.read(paper, named: "", today: .first, answers: .init(columns: ["comments": .kept]))
        #expect(read.plan.recommendations.first?.updates == [])
        #expect(read.plan.recommendations.first?.otherWords == "Comments: Loudly")
        #expect(read.doubts.allSatisfy { $0.text != "Comments" })
    }

    @Test func anAnswerSaysOfWhichMonthTheProgressIs() throws {
        let paper = Array("Recommendation\tAction\tProgress\n1. Sing\tHum\tLoudly\n".utf8)
        let month = ApproximateDay(day(2026, 5, 1), .month)
        let read = try ImportedPaper.read(paper, named: "", today: .first, answers: .init(month: month))
        #expect(read.plan.recommendations.first?.updates.map(\.period) == [day(2026, 5, 1)])
        #expect(read.doubts.allSatisfy { !$0.question.hasPrefix("Of which month") })
    }

    @Test func membersBesideOfficersDoNotLead() throws {
        let paper = try ImportedPaper.read(
            Array(
                "Recommendation\tAction\tPortfolio Holder\tLead Officer\n1. Sing\tHum\tMember for Song\tChoir\n".utf8),
            named: "", today: .first)
        #expect(paper.plan.recommendations.first?.actions.first?.leads.map(\.name) == ["Choir"])
        #expect(paper.plan.recommendations.first?.otherWords == "Portfolio Holder: Member for Song")
    }

    @Test func answersAreKeptAsJSON() throws {
        let answers = ReadingAnswers(columns: ["cabinet date": .responseOn, "ward": .kept], tones: ["g": .achieved])
        let json = try JSONEncoder().encode(answers)
        #expect(try JSONDecoder().decode(ReadingAnswers.self, from: json) == answers)
        #expect(
            Set(Column.inTables).isSuperset(of: [.kept, .responseOn])
                && Set(Column.inTables.map(\.label)).count == Column.inTables.count)
    }
}
