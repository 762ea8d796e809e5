import Testing

@testable import App

@Suite struct DisclosureTests {
    let members = Disclosure()

    @Test(arguments: [(0, "0"), (1, "[c]"), (5, "[c]"), (6, "6"), (1_234, "1,234")])
    func aSmallCountIsHeldBackAndNoneIsShown(_ number: Int, _ text: String) {
        #expect(members.count(number) == text)
    }

    @Test func officersSeeTheNumberMarked() {
        let officers = Disclosure(seesAll: true)
        #expect(officers.count(3) == "3 [c]")
        #expect(officers.count(12) == "12")
        #expect(officers.share(3, of: 10) == "30% [c]")
        #expect(officers.list([3, 9, 20], total: 32).counts == ["3 [c]", "9 [c]", "20"])
        #expect(officers.note.text.contains("members"))
    }

    @Test func aCouncilMaySetAnotherThreshold() {
        #expect(Disclosure(threshold: 9).count(9) == "[c]")
        #expect(Disclosure(threshold: 0).count(1) == "1")
    }

    @Test func aListWithoutSmallCountsIsShownWhole() {
        let shown = members.list([10, 0, 20], total: 30)
        #expect(shown.counts == ["10", "0", "20"] && shown.total == "30")
    }

    @Test func oneSmallCountTakesTheSmallestOtherWithIt() {
        let shown = members.list([3, 40, 9, 0], total: 52)
        #expect(shown.counts == ["[c]", "40", "[c]", "0"] && shown.total == "52")
    }

    @Test func twoSmallCountsCoverEachOther() {
        let shown = members.list([2, 4, 30], total: 36)
        #expect(shown.counts == ["[c]", "[c]", "30"] && shown.total == "36")
    }

    @Test func countsThatCanOnlyBeOneEachAreNoCover() {
        let shown = members.list([1, 1, 8, 30], total: 40)
        #expect(shown.counts == ["[c]", "[c]", "[c]", "30"] && shown.total == "40")
    }

    @Test func countsThatCanOnlyBeTheThresholdAreNoCover() {
        #expect(members.list([5, 5, 8, 30], total: 48).counts == ["[c]", "[c]", "[c]", "30"])
    }

    @Test func withNothingElseToHideTheTotalGoes() {
        let shown = members.list([4, 0, 0], total: 4)
        #expect(shown.counts == ["[c]", "0", "0"] && shown.total == "[c]")
        let alone = members.list([1, 1, 1, 1, 1, 1], total: 6)
        #expect(alone.counts == Array(repeating: "[c]", count: 6) && alone.total == "[c]")
    }

    @Test func aSmallTotalIsHeldBackToo() {
        #expect(members.list([1, 2], total: 3).total == "[c]")
        #expect(members.list([], total: 3).total == "[c]")
        #expect(members.list([0, 0], total: 0).total == "0")
    }

    @Test func aShareIsHiddenWithItsCountItsWholeOrItsRest() {
        #expect(members.share(3, of: 30) == "[c]")
        #expect(members.share(28, of: 30) == "[c]")
        #expect(members.share(2, of: 4) == "[c]")
        #expect(members.share(10, of: 30) == "33%")
        #expect(members.share(0, of: 30) == "0%" && members.share(30, of: 30) == "100%")
    }

    /// Every list of up to four counts to nine: of what is published, no hidden count has only one value it could have.
    @Test func nothingFollowsBySubtraction() {
        for number in 0..<10_000 {
            let counts = [number / 1_000, number / 100 % 10, number / 10 % 10, number % 10]
            let total = counts.reduce(0, +)
            let (hidden, hidesTotal) = members.hidden(counts, total: total)
            for (count, isHidden) in zip(counts, hidden) where members.isSmall(count) { #expect(isHidden) }
            guard !hidesTotal, hidden.contains(true) else { continue }
            let held = zip(counts, hidden).filter(\.1).map(\.0), sum = held.reduce(0, +)
            #expect(held.count > 1 && sum > held.count, "\(counts)")
        }
    }
}

@Suite struct ShownReadingsTests {
    /// A measure of people with a whole of 12, of which 10 went on, and a whole of 3.
    private func measured(_ council: ExampleCouncil) throws -> String {
        let watched = try Watched(council)
        let id = watched.recommendations[0]
        try council.inDatabase { db in
            let measure: Measure.ID? = try db.value(
                """
                INSERT INTO measures (plan_id, recommendation_id, position, title, unit)
                VALUES (\(watched.plan), \(id), 1, 'Care leavers in apprenticeships', 'people') RETURNING id
                """)
            func read(_ value: Double, _ day: String, whole: Reading.ID? = nil, subset: String = "") throws -> Reading
                .ID?
            {
                try db.value(
                    """
                    INSERT INTO readings (plan_id, measure_id, whole_id, value, as_of, subset)
                    VALUES (\(watched.plan), \(measure), \(whole), \(value), \(Day(iso: day)), \(subset)) RETURNING id
                    """)
            }
            let whole = try read(12, "2024-03-31")
            _ = try read(10, "2024-03-31", whole: whole, subset: "now employed")
            _ = try read(3, "2023-03-31")
        }
        return Paths.recommendation(id, watched.plan)
    }

    @Test func membersDoNotReadSmallCountsNorWhatTheyFollowFrom() throws {
        let council = try Example.council()
        let path = try measured(council)
        for browser in [council.mo, council.bella, council.cora] {
            let text = try browser.get(path).text
            #expect(text.contains("12 people") && text.contains("of those, [c]: now employed"))
            #expect(!text.contains("10 people") && !text.contains("3 people"))
            #expect(text.contains("Confidential: not shown, because it counts 5 people or fewer"))
        }
    }

    @Test func officersReadThemMarked() throws {
        let council = try Example.council()
        let path = try measured(council)
        let text = try council.olive.get(path).text
        #expect(
            text.contains("3 people [c]") && text.contains("of those, 10 people [c]: now employed")
                && text.contains("12 people<"))
    }

    @Test func partsThatMakeUpTheirWholeCoverEachOther() {
        let members = Disclosure()
        #expect(members.hidden(parts: [4, 8], of: 12).parts == [true, true])
        #expect(members.hidden(parts: [4], of: 12).parts == [true])
        #expect(members.hidden(parts: [8], of: 12).parts == [true])
        #expect(members.hidden(parts: [6], of: 12) == ([false], false))
        #expect(members.hidden(parts: [20, 15], of: 30).parts == [false, false])
        #expect(members.hidden(parts: [2], of: 3) == ([true], true))
    }
}
