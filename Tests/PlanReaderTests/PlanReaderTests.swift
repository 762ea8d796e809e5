import Testing
import Values

@testable import PlanReader

/// What a paper in so many words comes to.
func outline(_ paper: String) throws -> String { try Outline.of(plan(paper)) }

func day(_ year: Int, _ month: Int, _ day: Int) -> Day { Day(year: year, month: month, day: day) ?? .first }

func plan(_ paper: String) throws -> PlanDraft { try PlanReader.read(Array(paper.utf8)) }

@Test func aTableFromWordKeepsItsMergedCellsAndItalics() throws {
    let paper = """
        <html><head><style>p { color: red }</style></head><body><!--StartFragment-->
        <h1>Review of Allotments</h1>
        <table border=1><tr><th>Rec. no.</th><th>Recommendation</th><th>Proposed actions</th>
        <th>Responsible officer(s)</th><th>Timescale</th><th>RAG</th></tr>
        <tr><td rowspan=2>1</td><td rowspan="2"><p>Open the <em>Green Gate</em> to
        learners &amp; carers.</p></td><td><p>Write a plan.</p></td><td>Head of Parks</td><td>March 2027</td><td>On-track</td></tr>
        <tr><td>Find three tutors.</td><td>Parks Team; Skills Team</td><td>by end of 2027</td><td>Not started</td></tr>
        <tr><td>2a</td><td>Say so widely.</td><td><ul><li>one poster</li><li>one page</li></ul></td><td>Parks Team</td>
        <td>22nd January 2028</td><td>Completed</td></tr></table></body></html>
        """
    #expect(
        try outline(paper) == """
            title: Review of Allotments
            recommendation 1 (asks)
              Open the *Green Gate* to learners & carers.
              action
                Write a plan.
                lead: Head of Parks (team)
                due: March 2027 (March 2027)
                status: On-track
                achievement: On-track (on_track)
              action
                Find three tutors.
                lead: Parks Team (team)
                lead: Skills Team (team)
                due: by end of 2027 (2027)
                status: Not started
                achievement: Not started (not_assessed)
            recommendation 2a (asks)
              Say so widely.
              action
                • one poster
                • one page
                lead: Parks Team (team)
                due: 22nd January 2028 (22 January 2028)
                status: Completed
                achievement: Completed (achieved)
            """)
}

@Test func commaSeparatedValuesMayHoldLinesAndQuotes() throws {
    let paper = """
        Ref,Recommendation,Actions,Workstream,Owner,Due date,Status,Progress (July 2026)
        R1,"Offer ""taster"" days, often",Ask every team,HR,"Ann Ash, Bob Birch",1/3/2027,In progress,"Six asked.
        Two said yes."
        R1,,list the answers,,Bob Birch,,Part met. Report back to Panel by June 2027,
        R3,Stop,,,,,,
        """
    #expect(
        try outline(paper) == """
            title: 
            recommendation 1 (asks)
              Offer "taster" days, often
              action
                [HR] Ask every team
                lead: Ann Ash (team)
                lead: Bob Birch (team)
                due: 1/3/2027 (1 March 2027)
                status: In progress
                achievement: In progress (on_track)
              action
                list the answers
                lead: Bob Birch (team)
                status: Part met. Report back to Panel by June 2027
                achievement: Part met (achieved_in_part)
                once: Report back to Panel by June 2027; to Panel; by June 2027
              update July 2026 on action 0
                evidence: Six asked.
                evidence: Two said yes.
            recommendation 3 (asks)
              Stop
            doubt: What became of recommendation 2, which is not in this paper?
            """)
}

@Test func aRowBrokenOverAPageIsOneRow() throws {
    let paper = """
        Plan for the Harbour

        Recommendation 4\tActions\tLeads\tStatus
        The council should mend the quay, the steps² and\tMarine – Draw it up\tBoat Club\tMet

        ² Only the inner steps.

        Plan for the Harbour

        the ladders before winter\tand build it.\t\t
        Page 2 of 3
        """
    #expect(
        try outline(paper)
            == """
            title: Plan for the Harbour
            recommendation 4 (asks) notes [2]
              The council should mend the quay, the steps and the ladders before winter
              action
                [Marine] Draw it up and build it.
                lead: Boat Club (team)
                status: Met
                achievement: Met (achieved)
            footnote 2 (note): Only the inner steps.
              on recommendation of 4: steps
            """)
}

@Test func leadsAreSplitByWhatThePaperItselfCallsThem() throws {
    let paper = """
        Recommendation\tAction\tLead
        1. Grow\tABC - Dig\tABC Rose Garden greenMoor
        2. Sow\tgreenMoor – Rake\tABC
        3. Reap\tXYZ¹ to mow\tABC Director
        4. Keep\tStore\tAny officer who works near a barn.
        5. Sell\tTell\tHead of Hay, Straw and Oats

        ¹ Xylem Yard Zone
        """
    let plan = try plan(paper)
    let leads = plan.recommendations.map { $0.actions[0].leads.map(\.name) }
    #expect(
        leads == [
            ["ABC", "Rose Garden", "greenMoor"], ["ABC"], ["ABC Director"], ["Any officer who works near a barn"],
            ["Head of Hay, Straw and Oats"],
        ])
    #expect(plan.doubts.contains { $0.question.contains("“Rose Garden” appears only here") })
    #expect(plan.doubts.contains { $0.question == "Is “Head of Hay, Straw and Oats” one lead?" })
    #expect(plan.recommendations.map(\.number) == ["1", "2", "3", "4", "5"])
    #expect(plan.glossary.map(\.long) == ["Xylem Yard Zone"])
}

@Test(arguments: [
    ("Met", "Met" as String?, PlanDraft.Report()), ("", nil, .init()),
    (
        "Part met - report back to Cabinet", "Part met",
        .init(duty: .once, words: "report back to Cabinet", to: "Cabinet")
    ),
    ("Report back to Panel. Partly met", "Partly met", .init(duty: .once, words: "Report back to Panel", to: "Panel")),
    ("Reported quarterly", nil, .init(duty: .recurring, words: "Reported quarterly", everyMonths: 3)),
    ("To be reported six-monthly", nil, .init(duty: .recurring, words: "To be reported six-monthly", everyMonths: 6)),
    ("Not achieved", "Not achieved", .init()), ("2. On Track", "On Track", .init()),
])
func aStatusHasTwoAxes(words: String, achievement: String?, duty: PlanDraft.Report) {
    let reading = StatusReader.read(words)
    #expect(reading.status.achievement == achievement)
    #expect(reading.status.duty == duty)
    #expect(reading.rest.isEmpty && reading.status.words == words)
}

@Test func aStatusNobodyKnowsIsShownAsNotUnderstood() throws {
    let plan = try plan("Recommendation\tAction\tStatus\n1. Grow\tDig\tPurple\n")
    #expect(plan.recommendations[0].actions[0].status.words == "Purple")
    #expect(
        plan.notUnderstood == [.init(lines: SourceLines(2), text: "Purple", why: "It is no status that Waymark knows")])
}

@Test func milestonesSayHowManyOfWhatByWhenAndHowWidely() {
    let read = MilestoneReader.read([
        "Larger number of benches in town. 2 by Ap 2026 and at least 6 by 1 May 2027 across 3 wards. Up to 9 paid jobs within two years.",
        "Section 3 was read in 2025.",
    ])
    #expect(read.map(\.value) == [2, 6, 9])
    #expect(read.map(\.sense) == [.exactly, .atLeast, .upTo])
    #expect(read.map { $0.by?.text ?? $0.byWords } == ["April 2026", "1 May 2027", "within two years"])
    #expect(read.map(\.unit) == ["benches", "benches", "paid jobs"])
    #expect(read[1].breadth == .init(sense: .exactly, value: 3, unit: "wards"))
}

@Test func aFormOfLabelledLinesGoesOnOverAPage() throws {
    let paper = """
        ## Progress: Ponds
        | Review: | Ponds of the town |
        |---|---|
        | Link Officer/s: | Ann Ash, Bob Birch |
        | Action Plan Agreed: | May 2024 |
        | Ward: | All |
        | Recommendation 2: | Clean them. |
        | Responsibility: | Ann Ash/Bob Birch |
        | Agreed Action: | Buy nets. |
        | Evidence of Progress (June 2025): | Nets bought, and |
        ## Progress: Ponds
        |   | used twice. As at 3rd June 2025 all is well. |
        | Assessment of Progress (June 2025): (explain) | 2 - Nearly there It rained. |
        | Evidence of Progress (June 2026): | Clean. |
        | Assessment of Progress (June 2026): | Done |

        | Progress | 1 | 2 |
        |---|---|---|
        | Key: | Done | Nearly there |
        """
    #expect(
        try outline(paper) == """
            title: Progress: Ponds
            review: Ponds of the town
            agreed: May 2024
            fact: Ward = All
            recommendation 2 (asks)
              Clean them.
              action
                Buy nets.
                lead: Ann Ash (team)
                lead: Bob Birch (team)
              update June 2025 as of 2025-06-03
                evidence: Nets bought, and used twice. As at 3rd June 2025 all is well.
                grade: 2 Nearly there (-)
                explanation: It rained.
              update June 2026
                evidence: Clean.
                grade: 1 Done (achieved)
            grade: 1 Done (achieved)
            grade: 2 Nearly there (-)
            """)
}

@Test func smallDigitsThatAreNoFootnotesStay() throws {
    let read = try plan("Recommendation\tAction\n1. Mow 40 m²¹ of lawn<sup>th</sup>\tx<sup>1</sup>\n\n¹ Measured.\n")
    #expect(read.recommendations[0].paragraphs[0].hasPrefix("Mow 40 m²¹"))
    let other = try PlanReader.read(
        Array("Recommendation\tAction\n1. Mow 40 m² on the 9<sup>th</sup>\tx<sup>1</sup>\n\n¹ Measured.\n".utf8))
    #expect(other.recommendations[0].paragraphs == ["Mow 40 m² on the 9th"])
    #expect(other.recommendations[0].actions[0].footnotes == [1])
    #expect(other.recommendations[0].actions[0].paragraphs.map(\.text) == ["x"])
}

@Test func footnotesMayBeginAnewOnEachPage() throws {
    let paper = """
        Recommendation\tAction
        1. Sing¹\tHum

        ¹ With both hands.

        2. Dance¹\tHop

        ¹ On one foot.
        """
    let notes = try plan(paper).footnotes
    #expect(notes.map { $0.anchors.map(\.recommendation) } == [["1"], ["2"]])
}

@Test func aFootnoteWithoutAPlaceAsksWhereItHangs() throws {
    let plan = try plan("Recommendation\tAction\n1. Sing\tHum\n\n⁷ Loudly.\n")
    #expect(plan.doubts.map(\.question) == ["Where does footnote 7 hang? No small 7 was found"])
}

@Test func thePaperIsKnownAgainHoweverItWasLaidOut() throws {
    let tabs = try plan("Recommendation\tAction\n1. Sing &amp; dance\tHum\n")
    let html = try plan("<table><tr><td>Recommendation<td><b>Action</b>\n<tr><td>1.  SING & dance<td>Hum</table>")
    #expect(tabs.fingerprint == html.fingerprint && tabs.fingerprint.count == 32)
    #expect(tabs.recommendations.map(\.number) == html.recommendations.map(\.number))
    #expect(try plan("Recommendation\tAction\n1. Sing and dance\tHum\n").fingerprint != tabs.fingerprint)
}

@Test func unnumberedAndRepeatedRecommendationsRaiseDoubts() throws {
    let plan = try plan("Recommendation\tAction\nSing loudly.\tHum\n2. Dance.\tHop\n2. Jump.\tHop\n")
    #expect(plan.recommendations.map(\.number) == ["", "2", "2"])
    #expect(plan.doubts.map(\.question).contains("Which number does this recommendation bear? None is printed"))
    #expect(plan.doubts.map(\.question).contains("Is this another recommendation 2? There is one already"))
}

@Test func wordsOfOtherColumnsAreNotLost() throws {
    let plan = try plan("Recommendation\tAction\tWeather\n1. Sing\tHum\tRain\textra\n\nAfterwards all went home.\n")
    #expect(
        plan.notUnderstood.map { "\($0.text): \($0.why)" } == [
            "extra: No heading stands over it",
            "Afterwards all went home.: It stands outside the tables",
        ])
}
