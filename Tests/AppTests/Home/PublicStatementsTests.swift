import Postgres
import Testing

@testable import App

/// The accessibility statement and the privacy notice: what the council says of itself, and plainly what it has not said yet.
@Suite struct PublicStatementsTests {
    private static let path = "/settings/statements"
    private let council: ExampleCouncil

    init() throws { council = try Example.council(name: "Ashdown Borough Council") }

    private func form(_ more: [(String, String)] = [], version: String = "0") -> [(String, String)] {
        let all = [
            ("version", version), ("compliance", "partial"), ("gaps", "Older papers.\n\nThe map on a phone."),
            ("tested_how", "By our web team, ten pages."), ("tested_on_day", "3"), ("tested_on_month", "2"),
            ("tested_on_year", "2026"), ("prepared_on_day", "4"), ("prepared_on_month", "2"),
            ("prepared_on_year", "2026"), ("email", "web@ashdown.example"), ("telephone", "020 7946 0123"),
            ("controller", "Ashdown Borough Council, Town Hall"), ("officer", "dpo@ashdown.example"),
            ("lawful_basis", "Article 6(1)(e), a public task."), ("recipients", "Providers of placements."),
            ("retention", "Until somebody is 25."),
        ]
        return all.filter { pair in !more.contains { $0.0 == pair.0 } } + more
    }

    @Test func whatIsNotFilledInIsSaidToEverybody() throws {
        for person in [council.stranger, council.mo, council.ada] {
            let statement = try person.get("/accessibility"), notice = try person.get("/privacy")
            #expect(statement.words.contains("This page is not complete"))
            #expect(
                statement.words.contains(
                    "Ashdown Borough Council has not said yet: how far the site complies, what does not work"))
            #expect(notice.words.contains("who the controller is") && notice.words.contains("Not filled in yet."))
            #expect(
                notice.words.contains("Four cookies, all necessary.")
                    && notice.words.contains("Information Commissioner"))
            let link = "href=\"/\(council.slug)\(Self.path)\""
            #expect(statement.text.contains(link) == (person === council.ada))
        }
        #expect(try council.ada.get("/settings").words.contains("10 of 10 fields are not filled in yet"))
    }

    @Test func whatTheCouncilSaysStandsOnThePages() throws {
        let saved = try council.ada.postAndFollow(Self.path, form())
        #expect(saved.words.contains("Both pages are complete."))
        let statement = try council.stranger.get("/accessibility"), notice = try council.stranger.get("/privacy")
        for words in [
            "partially compliant with the Web Content Accessibility Guidelines 2.2, level AA", "Older papers.",
            "By our web team, ten pages.", "last tested on 3 February 2026", "prepared on 4 February 2026",
            "E-mail: web@ashdown.example", "Telephone: 020 7946 0123", "Equality and Human Rights Commission",
        ] { #expect(statement.words.contains(words), "\(words)") }
        #expect(statement.text.contains("<p>The map on a phone.</p>") && !statement.words.contains("not complete"))
        for words in [
            "Ashdown Borough Council, Town Hall", "dpo@ashdown.example", "Article 6(1)(e), a public task.",
            "Providers of placements.", "Until somebody is 25.",
        ] { #expect(notice.words.contains(words), "\(words)") }
        #expect(!notice.words.contains("Not filled in yet"))
        #expect(try council.ada.get("/settings/history").words.contains("Accessibility and privacy"))
    }

    @Test func theSecondOfTwoSaversSeesBoth() throws {
        _ = try council.ada.post(Self.path, form())
        #expect(try council.ada.post(Self.path, form([("retention", "Six years.")], version: "1")).status == 303)
        let late = try council.ada.post(Self.path, form([("retention", "Ten years.")], version: "1"))
        #expect(late.status == 409 && late.words.contains("Ten years.") && late.words.contains("Six years."))
    }

    @Test func mistakesAreExplainedAndNothingIsLost() throws {
        let later = try council.inDatabase { try $0.value("SELECT app.today() + 40") as Day? }
        let day = try #require(later)
        let wrong = try council.ada.post(
            Self.path,
            form([
                ("gaps", ""), ("email", "nobody"), ("tested_on_day", String(day.day)),
                ("tested_on_month", String(day.month)), ("tested_on_year", String(day.year)),
                ("reviewed_on_day", "1"), ("reviewed_on_month", "1"), ("reviewed_on_year", "2026"),
            ]))
        #expect(wrong.status == 422)
        for words in [
            "Enter what does not work", "Enter an e-mail address", "not in the future", "Enter the day of the review",
            "Until somebody is 25.",
        ] { #expect(wrong.words.contains(words), "\(words)") }
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM public_statements") as Int? } == 0)
        #expect(try council.ada.post(Self.path, form([("compliance", "splendid")])).status == 422)
    }

    @Test func onlyTheAdministratorMay() throws {
        for person in [council.olive, council.lena, council.mo, council.bella, council.cora, council.sam] {
            #expect(try person.get(Self.path).status == 403)
            #expect(try person.post(Self.path, form()).status == 403)
        }
        let other = try Example.council()
        _ = try council.ada.post(Self.path, form())
        #expect(try !other.stranger.get("/privacy").words.contains("Town Hall"))
    }

    /// One that no record can have is an older one than there is.
    @Test func aVersionThatNoRecordHasIsStale() throws {
        let council = try Example.council()
        #expect(try council.ada.post(Self.path, form([("retention", "Six years.")], version: "0")).status == 303)
        #expect(
            try council.ada.post(Self.path, form([("retention", "Ten years.")], version: "3000000000")).status == 409)
    }
}
