import Postgres
import Testing

@testable import App

/// Rules and sentences of an indicator, without a database.
@Suite struct IndicatorRuleTests {
    private func year(_ start: Int) -> Period {
        let year = CouncilYear(.financial, startYear: start)
        return Period(kind: .financial, begins: year.firstDay, ends: year.lastDay)
    }

    private func point(
        _ start: Int, _ value: Double?, _ other: Double?, _ qualifier: Reading.Qualifier = .exactly
    ) -> IndicatorPoint {
        IndicatorPoint(period: year(start), value: value, qualifier: qualifier, comparator: other)
    }

    private func indicator(_ points: [IndicatorPoint], _ settle: (inout Indicator) -> Void = { _ in }) -> Indicator {
        var it = Indicator()
        (it.name, it.comparator, it.points) = ("Employment", "England", points)
        it.targetSet = ApproximateDay(DemoTime.day(2014, 4, 1))
        it.targetDue = ApproximateDay(DemoTime.day(2018, 3, 31))
        settle(&it)
        return it
    }

    private let then = DemoTime.day(2015, 6, 1), after = DemoTime.day(2019, 1, 1)

    private func said(_ it: Indicator, on day: Day) -> (finding: String, tag: String) {
        (it.finding(on: day), it.tags(on: day).map(\.text).joined(separator: "; "))
    }

    /// The words of the three boroughs’ paper (002.17, 002.18).
    @Test func thePapersNumberIsShortOfItsTargetInPoints() {
        let it = indicator([point(2013, 1.7, 7.4)])
        let said = self.said(it, on: after)
        #expect(
            said.finding
                == "1.7% in 2013/14, 5.7 points below England (7.4%); the target is at least the level of England by 31 March 2018: not met in 2013/14; whether it was met by then is not recorded."
        )
        #expect(said.tag == "Short by 5.7 points in 2013/14")
        #expect(self.said(it, on: then).finding.hasSuffix("by 31 March 2018: not met yet."))
    }

    @Test func withoutAComparatorOfTheSamePeriodNothingIsSaid() {
        let said = self.said(indicator([point(2012, 8, 7), point(2013, 7, nil), point(2014, nil, 9)]), on: then)
        #expect(said.tag == "Cannot be said in 2013/14")
        #expect(said.finding.contains("7.0% in 2013/14, with no value for England of the same period"))
        #expect(said.finding.hasSuffix("cannot be said, because there is no value for England in 2013/14."))
        #expect(self.said(indicator([point(2013, nil, 7)]), on: then).tag == "No value")
        #expect(self.said(indicator([]), on: then).finding == "No value is recorded yet.")
        #expect(self.said(indicator([point(2013, 5, 7)]) { $0.target = .none }, on: then).tag == "No target")
    }

    @Test func aTargetThatWasReachedInTimeStaysMetAndALateOneSaysSo() {
        #expect(said(indicator([point(2013, 1, 7), point(2016, 7, 7)]), on: then).tag == "Met in 2016/17")
        let later = indicator([point(2016, 7.1, 7), point(2018, 2, 7)])
        #expect(said(later, on: after).tag == "Met in 2016/17")
        #expect(said(later, on: after).finding.hasSuffix(": met in 2016/17."))
        let late = said(indicator([point(2016, 3, 7), point(2018, 7, 7)]), on: after)
        #expect(late.tag == "Met late in 2018/19" && late.finding.hasSuffix("met later than that, in 2018/19."))
        #expect(
            said(indicator([point(2018, 3, 7)]), on: after).finding.hasSuffix("not met."), "a later value is recorded")
    }

    /// A gap of 6 points in March 2014 and four years: after one year 4.5 are left at an even pace.
    @Test func onCourseIsAnEvenPaceFromWhenItWasSet() {
        func course(_ value: Double) -> (finding: String, tag: String) {
            said(indicator([point(2013, 1, 7), point(2014, value, 7)]), on: then)
        }
        #expect(course(2.5).tag == "On course, short by 4.5 points in 2014/15")
        #expect(course(2.5).finding.hasSuffix("not met yet, but on course at the pace since 2013/14."))
        #expect(course(2.4).tag == "Short by 4.6 points in 2014/15")
        #expect(course(2.4).finding.hasSuffix("not met yet, and behind an even pace since 2013/14."))
    }

    @Test func lowerMayBeBetterAndATargetMayHaveAMarginOrANumber() {
        func lower(_ value: Double, _ settle: (inout Indicator) -> Void = { _ in }) -> (finding: String, tag: String) {
            said(
                indicator([point(2013, value, 7)]) {
                    $0.better = .lower
                    settle(&$0)
                }, on: then)
        }
        #expect(lower(7).tag == "Met in 2013/14" && lower(7).finding.contains("the same as England (7.0%)"))
        #expect(lower(7.1).tag == "Short by 0.1 points in 2013/14")
        #expect(lower(7).finding.contains("the target is at most the level of England"))
        #expect(lower(6, { $0.targetNumber = 2 }).finding.contains("at least 2.0 points below England"))
        #expect(lower(6, { $0.targetNumber = 2 }).tag == "Short by 1.0 point in 2013/14")
        let rate = lower(
            60,
            {
                ($0.scale, $0.ofWhat, $0.target, $0.targetNumber) = (.rate, "per 10,000 children", .absolute, 48.4)
            })
        #expect(rate.tag == "Short by 11.6 in 2013/14")
        #expect(rate.finding.contains("60 per 10,000 children in 2013/14, 53 above England (7)"))
        #expect(rate.finding.contains("at most 48.4 per 10,000 children"))
    }

    @Test func aNumberThatIsNotExactDecidesOnlyWhatItCan() {
        func tag(_ value: Double, _ qualifier: Reading.Qualifier) -> String {
            self.said(indicator([point(2013, value, 7, qualifier)]), on: then).tag
        }
        #expect(tag(7, .moreThan) == "Met in 2013/14" && tag(6, .moreThan) == "Cannot be said in 2013/14")
        #expect(tag(7, .nearly) == "Short in 2013/14" && tag(6, .upTo) == "Short in 2013/14")
        #expect(tag(8, .upTo) == "Cannot be said in 2013/14" && tag(7, .atLeast) == "Met in 2013/14")
        let words = self.said(indicator([point(2013, 6, 7, .moreThan)]), on: then).finding
        #expect(words.contains("More than 6.0% in 2013/14, against England (7.0%)"))
        #expect(words.contains("because the value is not exact enough"))
    }

    @Test func areasAreToldApart() {
        var it = indicator([])
        (it.areas, it.areaNames, it.areaShortNames) = (
            [ID(1), ID(2), ID(3)], ["Ash", "Birch", "Cedar"], ["A", "B", "C"]
        )
        func value(_ area: Int64, _ value: Double) -> IndicatorPoint {
            var point = point(2013, value, 7)
            point.area = ID(area)
            return point
        }
        it.points = [value(1, 1.7)]
        #expect(it.finding(on: after).hasPrefix("Ash: 1.7% in 2013/14, 5.3 points below"))
        #expect(it.finding(on: after).hasSuffix("No value is recorded for Birch or Cedar."))
        it.points = [value(1, 1.7), value(2, 7)]
        #expect(
            it.finding(on: after)
                == "The target, at least the level of England by 31 March 2018, is met in Birch; not met in Ash. No value is recorded for Cedar."
        )
        #expect(it.tags(on: after).map(\.text) == ["A: short by 5.3 points in 2013/14", "B: met in 2013/14"])
    }

    /// One period is two dots; a line joins only periods that follow on each other.
    @Test func aLineIsDrawnOnlyWhereACourseIsKnown() throws {
        func drawings(_ points: [IndicatorPoint]) -> [String] {
            indicator(points).figures(csv: "/x").compactMap { $0.svg?.html }
        }
        let one = try #require(drawings([point(2013, 1.7, 7.4)]).first)
        #expect(!one.contains("stroke-dasharray=\"5 4\"") && one.contains("<circle"))
        let lines = try #require(
            drawings([point(2010, 1, 5), point(2011, 2, nil), point(2012, nil, 6), point(2013, 3, 7)]).first)
        let paths = lines.matches(of: /<path d="(M[0-9. ]+(?:[ML][0-9. ]+)*)" fill="none" stroke="var\(--s1\)"/)
        let path = try #require(paths.first).output.1
        #expect(path.count { $0 == "M" } == 2 && path.count { $0 == "L" } == 1, "a gap, not nought: \(path)")
        #expect(drawings([point(2013, nil, 7)]).isEmpty)
        let table = try #require(
            indicator([point(2010, 1, 5), point(2012, nil, 6)]).figures(csv: "/x").first)
        #expect(table.table.rows[1].cells.map(\.text) == ["Not known", "6.0%", "Not known"])
        #expect(table.caption == "1.0% in 2010/11, 4.0 points below England (5.0%)")
    }

    @Test func aPeriodReadsAsItIsWritten() {
        let day = DemoTime.day
        func own(_ begins: Day, _ ends: Day) -> Period { Period(kind: .own, begins: begins, ends: ends) }
        #expect(year(2013).text == "2013/14" && year(2013).within == "in 2013/14")
        let academic = Period(kind: .academic, begins: day(2013, 9, 1), ends: day(2014, 8, 31))
        #expect(academic.within == "in the academic year 2013/14")
        #expect(own(day(2018, 1, 23), day(2018, 1, 23)).within == "on 23 January 2018")
        #expect(own(day(2017, 12, 1), day(2017, 12, 31)).within == "in December 2017")
        #expect(own(day(2013, 4, 1), day(2013, 6, 30)).within == "from 1 April 2013 to 30 June 2013")
    }
}

/// Indicators through the front door.
@Suite struct IndicatorPagesTests {
    private let council: ExampleCouncil

    init() throws { council = try Example.council() }

    private func add(_ path: String, _ form: [(String, String)]) throws -> String {
        let answer = try council.cora.post(path, form)
        try #require(answer.status == 303, "\(path): \(answer.mistakes)")
        return answer.location
    }

    private func indicator(_ more: [(String, String)] = []) throws -> String {
        try add(
            "/indicators",
            [
                ("name", "Employment of adults"), ("definition", "Who is in work."), ("scale", "percent"),
                ("of_what", "known adults"), ("better", "higher"), ("comparator", "England"),
                ("held_against", "relative"),
                ("target_due_year", "2018"),
            ] + more)
    }

    private func value(_ more: [(String, String)]) -> [(String, String)] {
        [
            ("period", "financial"), ("begins_day", "1"), ("begins_month", "6"), ("begins_year", "2013"),
            ("qualifier", "exactly"),
        ] + more
    }

    @Test func theCommissionerKeepsItAndMembersReadTheFinding() throws {
        let link = try indicator()
        _ = try add(
            link + "/values",
            value([
                ("value", "1.7"), ("comparator_value", "7.4"), ("source", "Appendix 2"),
                ("address", "https://example.org/a"),
            ]))
        let finding = "1.7% in 2013/14, 5.7 points below England (7.4%)"
        for (role, browser) in council.people {
            let page = try browser.get(link)
            #expect(page.status == (role == .provider ? 403 : 200), "\(role)")
            #expect(page.main.contains(finding) == (role != .provider))
            #expect(page.main.contains("Add a value") == (role == .commissioner))
            if role != .commissioner {
                #expect(try browser.post(link + "/values", value([("value", "2")]), key: browser.key()).status == 403)
            }
        }
        let page = try council.mo.get(link)
        #expect(page.text.contains("href=\"https://example.org/a\"") && page.main.contains("Short by 5.7 points"))
        #expect(try council.mo.get("/dashboard").main.contains(finding))
        #expect(try council.mo.get("/indicators").main.contains("Short by 5.7 points in 2013/14"))
        #expect(try council.mo.get(link + "/values.csv").text.contains("1.7"))
        let bramley = try Example.council()
        #expect(try bramley.cora.get(link).status == 404)
        #expect(try bramley.cora.post(link + "/values", value([("value", "2")])).status == 404)
    }

    @Test func whatCannotBeIsExplained() throws {
        let link = try indicator()
        func mistakes(_ more: [(String, String)]) throws -> [String] {
            try council.cora.post(link + "/values", value(more)).mistakes
        }
        #expect(try mistakes([]) == ["Enter the local value, the comparator’s, or both"])
        #expect(try mistakes([("value", "1.75")]).count == 1)
        #expect(try mistakes([("value", "101")]).count == 1)
        #expect(try mistakes([("value", "2"), ("address", "javascript:alert(1)")]).count == 1)
        #expect(try mistakes([("value", "2"), ("area", "7")]) == ["Choose one of the indicator’s areas"])
        _ = try add(link + "/values", value([("comparator_value", "7.4")]))
        #expect(
            try mistakes([("value", "2")]) == ["There is a value of this period and area already: change that one"],
            "any day of a year is that year")
        #expect(try council.mo.get(link).main.contains("No value is recorded yet"))
        let form = try FilledForm(on: council.cora.get(link + "/edit"))
        func changed(_ name: String, _ value: String) throws -> [String] {
            var form = form
            form[name] = value
            return try council.cora.post(link, form.fields).mistakes
        }
        #expect(try changed("scale", "rate") == ["Leave this as it is: its values are recorded by it"])
        #expect(try changed("comparator", "").contains { $0.hasPrefix("Enter the comparator") })
        #expect(try changed("held_against", "none").contains("Leave this empty: no target is chosen"))
        for wrong: SQL in [
            "UPDATE indicator_values SET comparator_value = NULL", "UPDATE indicator_values SET value = -1",
            "UPDATE indicators SET comparator = ''", "UPDATE indicators SET target = 'absolute'",
            "UPDATE indicator_values SET address = 'javascript:alert(1)'",
            "UPDATE indicator_values SET area_id = 1", "UPDATE indicator_values SET ends_on = '2000-01-01'",
        ] {
            #expect(throws: PostgresError.self) { try council.inDatabase { try $0.run(wrong) } }
        }
    }

    @Test func anAreaWithValuesStaysTicked() throws {
        _ = try add("/areas", [("name", "Ash"), ("short_name", "A")])
        let area: String = try #require(
            try council.inDatabase { try $0.value("SELECT id::text FROM areas") })
        let link = try indicator([("areas", area)])
        _ = try add(link + "/values", value([("value", "2"), ("comparator_value", "3"), ("area", area)]))
        let form = try FilledForm(on: council.cora.get(link + "/edit"))
        let without = form.fields.filter { $0.0 != "areas" }
        #expect(
            try council.cora.post(link, without).mistakes == ["Leave Ash ticked: it has values. Remove those first"])
        let removal = try council.cora.get("/areas/\(area)/removal").main
        #expect(removal.contains("One indicator is for it by name, so it stays"))
        #expect(try council.cora.confirm(link + "/removal").status == 303, "all of it goes together")
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM indicator_values") } == 0)
    }
}
