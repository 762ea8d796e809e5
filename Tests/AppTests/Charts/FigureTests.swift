import Testing

@testable import App

@Suite struct FigureTests {
    private let bars = ToneBars(
        id: "now", caption: "One of four", subtitle: "Now", unit: "recommendations",
        bars: [
            ToneBars.Bar(words: "Met <fully>", tone: .achieved, count: 1),
            ToneBars.Bar(words: "Not met", tone: .notAchieved, count: 3),
        ])

    @Test func aDrawingNamesTheNumbersOfItsTable() throws {
        let figure = bars.figure, svg = try #require(figure.svg).html
        #expect(
            svg.contains("<title id=\"now-name\">4 recommendations by grade: Met &lt;fully&gt; 1, Not met 3</title>"))
        #expect(svg.contains(">3 (75%)</text>"))
        #expect(figure.table.rows.map(\.head) == ["Met <fully>", "Not met", "All"])
        #expect(figure.table.rows[1].cells.map(\.text) == ["3", "75%"])
    }

    @Test func noDrawingStylesItselfOrLinks() throws {
        for svg in try [#require(bars.figure.svg), #require(trend.figure.svg), #require(grid.figure.svg)] {
            #expect(!svg.html.contains("style=") && !svg.html.contains("<a ") && !svg.html.contains("#0"))
        }
    }

    private let trend = TrendBars(
        id: "trend", caption: "One behind", subtitle: "A plan", unit: "recommendations",
        grades: [TrendBars.Grade(words: "Met", tone: .achieved), TrendBars.Grade(words: "Slipped", tone: .slipped)],
        periods: [
            TrendBars.Period(label: "Sep 2022", counts: [0, 4]), TrendBars.Period(label: "Feb 2023", counts: [3, 1]),
        ])

    @Test func aTrendSaysEveryUpdateInItsName() throws {
        let svg = try #require(trend.figure.svg).html
        #expect(
            svg.contains("Recommendations by grade at two updates. Sep 2022: Slipped 4; Feb 2023: Met 3, Slipped 1"))
        #expect(svg.contains("url(#trend-caution)"))
        #expect(trend.figure.table.rows[1].cells.map(\.text) == ["3 (75%)", "1 (25%)"])
    }

    private let grid = GradeGrid(
        id: "each", caption: "None changed", subtitle: "A plan", rowName: "Recommendation", periods: ["Sep 2022"],
        rows: [
            GradeGrid.Row(label: "7a", grades: [GradeGrid.Grade(words: "Part met", tone: .achievedInPart)]),
            GradeGrid.Row(label: "8", grades: [nil]),
        ])

    @Test func aGridLeavesOutWhatWasNotGraded() throws {
        #expect(try #require(grid.figure.svg).html.contains("Latest: 7a Part met, 8 no grade"))
        #expect(grid.figure.table.rows[1].cells.map(\.text) == ["No grade"])
    }

    @Test func aSparkSaysItsMarksInWords() {
        #expect(Spark(id: "s", marks: []).markup == nil)
        #expect(Spark(id: "s", marks: [("Sep 2022", "Met", .achieved)]).name == "Last update: Sep 2022 Met")
        let two = Spark(id: "s", marks: [("Sep 2022", "Slipped", .slipped), ("Feb 2023", "Met", .achieved)])
        #expect(two.name == "Last two updates: Sep 2022 Slipped, Feb 2023 Met")
    }

    @Test(arguments: [
        (0, 3, "0%"), (1, 3, "33%"), (2, 3, "67%"), (3, 3, "100%"), (1, 1_000, "under 1%"), (999, 1_000, "over 99%"),
        (0, 0, "0%"),
    ])
    func aShareIsNeverRoundedToNothingOrAll(_ part: Int, _ whole: Int, _ text: String) {
        #expect(percentage(part, of: whole) == text)
    }

    @Test func smallNumbersAreWords() {
        #expect(counted(1, "update", "updates") == "one update")
        #expect(counted(10, "update", "updates") == "10 updates")
        #expect("four".sentenceCase == "Four")
    }
}
