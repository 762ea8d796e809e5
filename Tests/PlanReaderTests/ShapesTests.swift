import Fixtures
import Foundation
import Testing
import Values

@testable import PlanReader

/// Papers in the shapes that councils give them, none of which is a form of ours.
struct ShapesTests {
    private static func imported(_ paper: String, _ answers: ReadingAnswers = .init()) throws -> ImportedPaper {
        try ImportedPaper.read(Array(paper.utf8), named: "paper.txt", today: day(2026, 11, 29), answers: answers)
    }

    @Test func aTrackerOfSeveralReviewsSaysWhichPartEachNumberIsOf() throws {
        let head = "No\tRecommendation\tAction\tLead\n"
        let paper = try Self.imported(
            "Tracker of the year\n\nReview of ponds\n\(head)1\tDig one.\tFind a field.\tPonds Team\n2\tFill one.\tFind sand.\tPonds Team\n\nReview of newts\n\(head)1\tCount them.\tBuy torches.\tNewts Team\n"
        )
        #expect(paper.plan.recommendations.map(\.number) == ["1", "2", "1 (part 2)"])
        #expect(
            paper.plan.recommendations.map(\.otherWords) == ["Review of ponds", "Review of ponds", "Review of newts"])
        #expect(paper.plan.parts == ["Review of ponds", "Review of newts"])
        #expect(paper.doubts.first?.question.hasPrefix("Is each part a plan of its own?") == true)
        let plans = paper.plan.separated
        #expect(plans.map(\.title) == paper.plan.parts)
        #expect(plans.map { $0.recommendations.map(\.number) } == [["1", "2"], ["1"]])
        #expect(Set(plans.map(\.fingerprint)).count == 2)
    }

    @Test func reviewsMayBeNamedInAColumn() throws {
        let paper = try Self.imported(
            "Review,Rec,Recommendation,Action,Lead\nPonds,1,Dig one,Find a field,Ponds Team\nNewts,1,Count them,Buy torches,Newts Team\n"
        )
        #expect(
            paper.plan.recommendations.map(\.number) == ["1", "1 (part 2)"] && paper.plan.parts == ["Ponds", "Newts"])
    }

    @Test(arguments: [
        ("Reject", "not_accepted"), ("Yes", "accepted"), ("No – it floods", "not_accepted"), ("N", "not_accepted"),
        ("Partially agree", "accepted_in_part"), ("In part", "accepted_in_part"), ("Not supported", "not_accepted"),
        ("The Executive agrees this recommendation", "accepted"), ("The Cabinet does not accept this", "not_accepted"),
        ("Agreed. It is in hand.", "accepted"), ("Accepted subject to funds", "accepted_in_part"),
    ]) func theExecutiveAnswersInItsOwnWords(_ words: String, _ response: String) {
        #expect(ResponseReader.read(words)?.response.rawValue == response)
    }

    @Test(arguments: ["No further action", "Noted", "The team will see to it", "Yesterday a letter went", ""])
    func notEveryWordIsAnAnswer(_ words: String) { #expect(ResponseReader.read(words) == nil) }

    @Test func anAnswerInAColumnOfItsOwnKeepsItsComment() throws {
        let paper = try Self.imported(
            "No\tRecommendation\tAgree? (Yes/No)\tComments\tLead\n4\tDig a pond.\tYes\tIt will be small.\tPonds Team\n5\tHeat it.\tNo\tIt is dear.\tPonds Team\n"
        )
        #expect(paper.plan.recommendations.map(\.number) == ["4", "5"])
        #expect(paper.plan.recommendations.map(\.response) == [.accepted, .notAccepted])
        #expect(paper.plan.recommendations.map(\.responseWords) == ["Yes\n\nIt will be small.", "No\n\nIt is dear."])
        #expect(
            paper.plan.recommendations.map { $0.actions.map(\.words) } == [
                ["Carry out the recommendation"], ["None: the recommendation was not accepted"],
            ])
        #expect(paper.doubts.contains { $0.question.hasPrefix("What will be done?") })
    }

    @Test func aTickUnderAnAnswerIsThatAnswer() throws {
        let paper = try Self.imported(
            "Recommendation\tAccepted\tNot accepted\tLead\n1. Dig.\t✓\t\tPonds Team\n2. Fill.\t\tx\tPonds Team\n")
        #expect(paper.plan.recommendations.map(\.response) == [.accepted, .notAccepted])
    }

    @Test(arguments: [
        ("75% complete", Tone.onTrack), ("100%", .achieved), ("0% complete", .notAssessed),
        ("Complete in part", .achievedInPart),
        ("Completed except for two sites", .achievedInPart), ("Nearly complete", .onTrack), ("G", .onTrack),
        ("Not progressed", .notAchieved), ("Actioned", .achieved), ("Progressing well", .onTrack),
    ]) func whatIsNotCompleteNeverBecomesAchieved(_ words: String, _ tone: Tone) {
        #expect(Achievement.tone(within: words) == tone)
        #expect(StatusReader.read(words).status.tone == tone)
    }

    @Test(arguments: ["To be completed", "Will soon be complete", "Once implemented"])
    func aPromiseIsNoAchievement(_ words: String) { #expect(StatusReader.read(words).status.tone != .achieved) }

    @Test func thePapersOwnKeySaysWhatItsColoursMean() throws {
        let paper = try Self.imported(
            "Recommendation\tAction\tStatus\n1. Dig.\tFind a field.\tGreen\n2. Fill.\tFind sand.\tAmber\n\nKey\nGreen: done, leaves the list.\nAmber: going well.\nRed: far too slow.\n"
        )
        #expect(paper.plan.words == [.init(words: "Green", tone: .achieved), .init(words: "Amber", tone: .onTrack)])
        #expect(paper.plan.sections.map(\.heading) == ["Key"])
        #expect(paper.doubts.contains { $0.question.hasPrefix("Do the colours mean what the paper’s own key says?") })
        #expect(paper.statusWords.map(\.tone) == [.achieved, .onTrack])
    }

    @Test func aKeyMayStandInOneLine() throws {
        let paper = try Self.imported(
            "Recommendation\tAction\tStatus\n1. Dig.\tFind a field.\tBlue\n\nKey: Blue = not started; Red = serious delay\n"
        )
        #expect(paper.plan.words == [.init(words: "Blue", tone: .notAssessed)])
    }

    @Test func aKeyOfColoursSaysWhatTheirLettersMean() throws {
        let paper = try Self.imported(
            "Ponds\n\nKey: Green – complete; Amber – on schedule; Red – late\n\nRecommendation\tAction\tRAG\n1. Dig.\tFind a field.\tG\n2. Fill.\tFind sand.\tR\n"
        )
        #expect(paper.plan.words == [.init(words: "G", tone: .achieved), .init(words: "R", tone: .slipped)])
    }

    @Test func titlesOfTablesMayStandInRows() throws {
        let head = "<tr><th>No</th><th>Recommendation</th><th>Action</th></tr>"
        let paper = try Self.imported(
            "<table><tr><td colspan=3>Review of ponds</td></tr>\(head)<tr><td>1</td><td>Dig.</td><td>Find a field.</td></tr><tr><td colspan=3>Review of newts</td></tr>\(head)<tr><td>1</td><td>Count.</td><td>Buy torches.</td></tr></table>"
        )
        #expect(paper.plan.parts == ["Review of ponds", "Review of newts"])
    }

    @Test func eachWhoWithItsOwnWhenIsAnAction() throws {
        let paper = try Self.imported(
            "No\tRecommendation\tLead\tDate\tStatus\n1\tDig.\tPonds Team\tMay 2027\tOngoing\n\t\tSpades Team\tJune 2027\tComplete\n"
        )
        let actions = try #require(paper.plan.recommendations.first?.actions)
        #expect(actions.map { $0.due?.isoText } == ["2027-05", "2027-06"])
        #expect(actions.map(\.achievement) == [["Ongoing"], ["Complete"]])
    }

    @Test func strokesMayStandBetweenCellsAlone() throws {
        let paper = try Self.imported(
            "Ponds\n\nRecommendation | Cabinet response | Lead | Timescale\nRec 1 - Dig. | Agree | Ponds Team | By end March 2027\nRec 2 - Heat. | Disagree | - | n/a\n"
        )
        #expect(paper.plan.recommendations.map(\.number) == ["1", "2"])
        #expect(paper.plan.recommendations.map(\.response) == [.accepted, .notAccepted])
        #expect(paper.plan.recommendations.first?.actions.first?.due?.isoText == "2027-03")
    }

    @Test func rowsOfThemesStandOverTheRowsBelow() throws {
        let paper = try Self.imported(
            "No\tRecommendation\tAction\tLead\nTheme one: water\t\t\t\n1\tDig.\tFind a field.\tPonds Team\n2\tFill.\tFind sand.\tPonds Team\nTheme two: beasts\t\t\t\n3\tCount.\tBuy torches.\tNewts Team\nNotes\t\t\t\nThe list is from May.\t\t\t\n"
        )
        #expect(paper.plan.recommendations.map(\.number) == ["1", "2", "3"])
        #expect(
            paper.plan.recommendations.map(\.otherWords) == [
                "Theme one: water", "Theme one: water", "Theme two: beasts",
            ])
        #expect(paper.plan.sections.map(\.words) == ["The list is from May."] && paper.notUnderstood.isEmpty)
    }

    @Test func aThemeWithNothingBelowItIsNotLost() throws {
        let paper = try Self.imported(
            "No\tRecommendation\tAction\tLead\n1\tDig.\tFind a field.\tPonds Team\nWords of nobody at all.\t\t\t\n")
        #expect(paper.notUnderstood.map(\.text) == ["Words of nobody at all."])
        #expect(paper.plan.recommendations.map(\.otherWords) == [""])
    }

    @Test func actionsMayStandUnderNoRecommendation() throws {
        let paper = try Self.imported(
            "Ponds for all\n\nAction\tLead\tBy when\nDig.\tPonds Team\tMay 2027\nFill.\tPonds Team\tJune 2027\n")
        #expect(paper.plan.recommendations.map(\.words) == ["Ponds for all"])
        #expect(paper.plan.recommendations.first?.actions.map(\.words) == ["Dig.", "Fill."])
        #expect(paper.doubts.contains { $0.question.hasPrefix("Which recommendations do these actions carry out?") })
    }

    @Test func recommendationsMayStandWithoutActions() throws {
        let list =
            "Recommendations of the pond group\n\n1. That one be dug.\n2. That it be deep.\n9. That it be filled.\n"
        #expect(try Self.imported(list).plan.recommendations.map(\.number) == ["1", "2", "9"])
        let resolved =
            "Meeting of the Ponds Panel\n\nRESOLVED that the Panel recommends to Cabinet\n1. That one be dug.\n2. That it be deep.\n"
        #expect(try Self.imported(resolved).plan.recommendations.map(\.number) == ["1", "2"])
    }

    @Test(arguments: [
        ("R3: Dig.", "3"), ("R4:Dig.", "4"), ("b) Dig.", "b"), ("(c) Dig.", "c"), ("iv) Dig.", "iv"),
        ("12. Dig.", "12"),
    ]) func lettersAndReferencesAreNumbers(_ words: String, _ number: String) {
        let read = NumberedText(CellText(paragraphs: [words]))
        #expect(read.number == number && read.rest.paragraphs == ["Dig."])
    }

    @Test func longReferencesAreKeptAsPrinted() throws {
        let paper = try Self.imported(
            "Reference\tRecommendation\tAction\tLead\nPPC (26/27) 0014\tDig.\tFind a field.\tPonds Team\n")
        #expect(paper.plan.recommendations.map(\.number) == ["PPC (26/27) 0014"])
    }

    @Test(arguments: [
        ("Mar-28", "2028-03"), ("Mar-31", "2031-03"), ("2028-03-31", "2028-03-31"),
        ("March 2028 (was May 2027)", "2028-03"),
        ("To be completed by March 2028", "2028-03"), ("end of March 2028", "2028-03"),
    ]) func daysAreReadAsPeopleWriteThem(_ words: String, _ day: String) {
        #expect(DueReader.day([words])?.isoText == day)
    }

    @Test(arguments: ["Ongoing", "Q2 2031/32", "Commencing May 2027 and ongoing", "Summer term"])
    func aDayThatIsNoneIsAskedAbout(_ words: String) throws {
        let paper = try Self.imported("Recommendation\tAction\tTimescale\n1. Dig.\tFind a field.\t\(words)\n")
        let action = try #require(paper.plan.recommendations.first?.actions.first)
        #expect(action.due == nil && action.dueWords == words)
        #expect(paper.doubts.contains { $0.question.hasPrefix("Which day is meant by “\(words)”") })
    }

    @Test func whatIsDoneIsNotDue() throws {
        let paper = try Self.imported("Recommendation\tAction\tTimescale\n1. Dig.\tFind a field.\tCompleted May 2026\n")
        let action = try #require(paper.plan.recommendations.first?.actions.first)
        #expect(action.achievement == ["Completed"] && action.due == nil && action.dueWords == "Completed May 2026")
    }

    @Test func theDayOfTheMeetingIsNoDueDate() throws {
        let paper = try Self.imported(
            "Date\tRecommendation\tCabinet date\tAction\tDecision\n03/02/26\tDig.\t10/03/26\tFind a field.\tAgreed\n")
        let it = try #require(paper.plan.recommendations.first)
        #expect(it.actions.first?.due == nil && it.responseOn == day(2026, 3, 10) && it.response == .accepted)
        #expect(it.otherWords == "Date: 03/02/26\nCabinet date: 10/03/26")
    }

    @Test func listsOfOneLengthAreAsManyActions() throws {
        let paper = try Self.imported(
            "Recommendation\tAction\tTimescale\tLead\n1. Dig.\t\"• find a field\n• find a spade\"\t\"• May 2027\n• Ongoing\"\tPonds Team\n"
        )
        let actions = try #require(paper.plan.recommendations.first?.actions)
        #expect(actions.map(\.words) == ["find a field", "find a spade"])
        #expect(actions.map { $0.due?.isoText } == ["2027-05", nil])
        #expect(actions.map { $0.leads.map(\.name) } == [["Ponds Team"], ["Ponds Team"]])
    }

    @Test(arguments: [
        ("The Member for Ponds, Lakes and Rivers", ["The Member for Ponds, Lakes and Rivers"]),
        ("The Member for Ponds and the Head of Lakes", ["The Member for Ponds", "Head of Lakes"]),
        ("AD Ponds, AD Lakes and Director of Rivers", ["AD Ponds", "AD Lakes", "Director of Rivers"]),
        ("Council, on the advice of the Mayor", ["Council"]),
    ]) func leadsAreNamedAsPostsAre(_ words: String, _ names: [String]) throws {
        let paper = try Self.imported("Recommendation\tAction\tLead\n1. Dig.\tFind a field.\t\(words)\n")
        #expect(paper.plan.recommendations.first?.actions.first?.leads.map(\.name) == names)
    }

    @Test func theHeadOfAReportGivesTitleAndMonth() throws {
        let paper = try Self.imported(
            "Report to: Ponds Committee\nDate: 3 June 2026\nSubject: Progress on ponds\n\n1. Purpose\n1.1 To tell.\n\nRec No\tRecommendation\tAction\tProgress\n1\tDig.\tFind a field.\tOne was found.\n\nContact officer: Ann Ash\n"
        )
        #expect(paper.plan.title == "Progress on ponds" && paper.plan.body == "Ponds Committee")
        #expect(paper.plan.recommendations.first?.updates.map(\.period) == [day(2026, 6, 1)])
        #expect(paper.plan.linkOfficers == "Ann Ash" && paper.notUnderstood.isEmpty)
    }
}

/// Small papers in the shapes of real ones: all that each recommends comes in.
@Suite(.enabled(if: Cases.isHere, "\(Cases.absence)")) struct CaseTests {
    private struct Expected: Decodable {
        struct Recommendation: Decodable { var starts: String, kept: [String] }
        var recommendations: [Recommendation]
    }

    @Test func everyCaseComesIn() throws {
        let folder = try #require(Cases.folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".txt") || $0.hasSuffix(".csv") || $0.hasSuffix(".html")
        }
        #expect(names.count > 20)
        for name in names {
            let stem = String(name.split(separator: ".")[0])
            let expected = try JSONDecoder().decode(Expected.self, from: Data(Cases.bytes(stem + ".expected.json")))
            let plan = try ImportedPaper.read(Cases.bytes(name), named: name, today: day(2026, 11, 29)).plan
            #expect(plan.recommendations.count == expected.recommendations.count, "\(name)")
            for (it, wanted) in zip(plan.recommendations, expected.recommendations) {
                #expect(wanted.starts.isEmpty || it.words.folded.contains(wanted.starts.folded), "\(name): \(it.words)")
            }
        }
    }
}
