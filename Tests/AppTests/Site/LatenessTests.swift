import Testing

@testable import App

@Suite struct LatenessTests {
    @Test func aSpanIsYearsAndMonths() throws {
        let start = try #require(Day(iso: "2018-01-31"))
        func span(_ end: String) throws -> String { Late.span(start, try #require(Day(iso: end))) }
        #expect(try span("2018-01-31") == "0 days")
        #expect(try span("2018-02-01") == "1 day")
        #expect(try span("2018-02-28") == "28 days")
        #expect(try span("2018-03-31") == "2 months")
        #expect(try span("2019-01-31") == "1 year")
        #expect(try span("2024-11-21") == "6 years and 9 months")
        #expect(try span("2017-01-01") == "0 days")
    }
}
