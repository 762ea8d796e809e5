import Testing

@testable import App

@Suite struct ReadingEditingTests {
    /// A measure with one reading of 6, and where its readings are.
    private func readings() throws -> (ReviewOfCareLeavers, path: String, id: Reading.ID) {
        let review = try ReviewOfCareLeavers()
        try review.addMeasure(reading: 6)
        let measure: Measure.ID = try #require(try review.value("SELECT id FROM measures"))
        let id: Reading.ID = try #require(try review.value("SELECT id FROM readings"))
        return (review, Paths.readings(measure, review.recommendation, review.plan), id)
    }

    private func form(_ value: String, _ more: [(String, String)] = []) -> [(String, String)] {
        [
            ("qualifier", "exactly"), ("value", value), ("projected", "no"), ("as_of_day", "1"), ("as_of_month", "9"),
            ("as_of_year", "2022"),
        ] + more
    }

    private func page(_ review: ReviewOfCareLeavers) throws -> Page {
        try review.council.olive.get("/plans/\(review.plan)/recommendations/\(review.recommendation)")
    }

    @Test func aReadingIsPutRightAndTheHistoryKeepsWhatItWas() throws {
        let (review, path, id) = try readings(), olive = review.council.olive
        #expect(try page(review).text.contains("\(path)/\(id)/edit"))
        let edit = try olive.get("\(path)/\(id)/edit")
        #expect(edit.typed("value") == "6" && edit.typed("as_of_year") == "2022" && edit.value(of: "version") == "1")
        #expect(try olive.post("\(path)/\(id)", form("7", [("version", "1")])).status == 303)
        #expect(try page(review).text.contains("7 people"))
        let history = try olive.get("/plans/\(review.plan)/recommendations/\(review.recommendation)/history").text
        #expect(history.contains("Reading changed") && history.contains(">6</del>") && history.contains(">7</ins>"))
    }

    @Test func theLaterOfTwoIsToldAndLosesNothing() throws {
        let (review, path, id) = try readings(), olive = review.council.olive
        #expect(try olive.post("\(path)/\(id)", form("7", [("version", "1")])).status == 303)
        let late = try olive.post("\(path)/\(id)", form("8", [("version", "1"), ("caveat", "Counted by hand.")]))
        #expect(late.status == 409 && late.text.contains("Counted by hand.") && late.typed("value") == "8")
        #expect(try olive.post("\(path)/\(id)", form("8", [("version", "2")])).status == 303)
    }

    /// 3,5 is 35 to nobody; 1,200 is 1200 to everybody here.
    @Test func aCommaPartsThousandsOnly() throws {
        let (review, path, id) = try readings(), olive = review.council.olive
        for wrong in ["3,5", "1,20", "12,3456", ",5"] {
            let page = try olive.post("\(path)/\(id)", form(wrong, [("version", "1")]))
            #expect(page.status == 422 && page.text.contains("write decimals with a point"), "\(wrong)")
            #expect(page.typed("value") == wrong)
        }
        #expect(try olive.post("\(path)/\(id)", form("1,200.5", [("version", "1")])).status == 303)
        #expect(try review.value("SELECT value FROM readings") == 1200.5)
    }

    /// A text as Word puts it on the clipboard, on its page.
    @Test func whatComesFromWordLooksLikeIt() throws {
        let (review, _, _) = try readings(), olive = review.council.olive
        let words = "They will:\n•\toffer 12 beds* for one* night\n•\task each school\n\nIt costs 7*8.\u{B}And *more*."
        #expect(try olive.post(review.path, review.form(evidence: words)).status == 303)
        let page = try page(review).text
        #expect(page.contains("<ul><li>offer 12 beds* for one* night</li><li>ask each school</li></ul>"))
        #expect(page.contains("It costs 7*8.<br>And <em>more</em>."))
    }

    @Test func aPartBeginsWithItsWholeAndIsNeverMoreThanIt() throws {
        let (review, path, id) = try readings(), olive = review.council.olive
        let new = try olive.get("\(path)/new?whole=\(id)")
        #expect(new.typed("as_of_year") == "2022" && new.text.contains("value=\"\(id)\" selected"))
        let part = [("whole", "\(id)"), ("subset", "secured apprenticeships")]
        #expect(try olive.post(path, form("4", part)).status == 303)
        #expect(try page(review).text.contains("of those, 4 people"))
        let small = try olive.post("\(path)/\(id)", form("3", [("version", "1")]))
        #expect(small.status == 422 && small.text.contains("no smaller than 4, its largest part"))
        let nested = try olive.post("\(path)/\(id)", form("6", part + [("version", "1")]))
        #expect(nested.status == 422 && nested.text.contains("it has parts of its own"))
    }

    @Test func onlyThoseWhoMayChangeIt() throws {
        let (review, path, id) = try readings(), council = review.council, other = try Example.council()
        for browser in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try browser.get("\(path)/\(id)/edit").status == 403)
            #expect(try browser.post("\(path)/\(id)", form("9", [("version", "1")])).status == 403)
        }
        #expect(try other.olive.get("\(path)/\(id)/edit").status == 404)
        try review.putLenaInTheTeam()
        #expect(try council.lena.post("\(path)/\(id)", form("9", [("version", "1")])).status == 303)
    }

    @Test func totalsThatDisagreeAreSaidBesideTheNumbers() throws {
        let (review, path, id) = try readings(), olive = review.council.olive
        #expect(try !page(review).text.contains("The numbers disagree."))
        _ = try olive.post(path, form("4", [("whole", "\(id)"), ("subset", "in work")]))
        _ = try olive.post(path, form("5", [("whole", "\(id)"), ("subset", "in training")]))
        _ = try olive.post(path, form("9", [("source", "The summary")]))
        let seen = try page(review).text
        #expect(seen.contains("The readings of 1 September 2022 differ: "))
        #expect(seen.contains("9 people (The summary)") && seen.contains("add up to 9 people"))
        let members = try review.council.mo.get("/plans/\(review.plan)/recommendations/\(review.recommendation)").text
        #expect(members.contains("add up to more") && !members.contains("add up to 9 people"))
        #expect(try olive.get(review.path + "/new").text.contains("The numbers disagree."))
    }

    @Test func whatCannotBeRecordedIsNotNought() throws {
        let (review, _, _) = try readings()
        try review.council.inDatabase { db in
            try db.run("DELETE FROM readings")
            _ = try db.run("UPDATE actions SET recordability = 'cannot', recordability_words = 'Nobody keeps a list.'")
        }
        let seen = try page(review).text
        #expect(seen.contains("Cannot be recorded") && seen.contains("Not counted") && !seen.contains("No reading"))
    }
}
