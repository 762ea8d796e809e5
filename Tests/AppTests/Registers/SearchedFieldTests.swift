import Testing

@testable import App

@Suite struct SearchedFieldTests {
    /// A field of words needs no second line to be found.
    @Test func whateverIsTypedIntoAnEmployersWordsIsFoundAndShown() throws {
        let bella = try Example.council().bella
        let fields = Employer.fields.filter(\.isWords).map(\.name).filter { $0 != "name" }
        #expect(fields.contains("contact") && fields.contains("commitments"))
        for field in fields {
            let answer = try bella.post(
                "/employers",
                [
                    ("name", "Quarry \(field)"), ("sector", "other"), ("size", "small"), ("stage", "contacted"),
                    ("disability_confident", "none"), (field, "Heronsbrook"),
                ])
            #expect(answer.status == 303)
            let found = try bella.get("/search?q=heronsbrook").text
            #expect(found.contains("Quarry \(field)") && found.contains("<mark>Heronsbrook</mark>"), "\(field)")
            #expect(try bella.get("/employers?q=heronsbrook").main.contains("Quarry \(field)"))
        }
    }

    @Test func addressesAndNumbersAreNotSearched() throws {
        let bella = try Example.council().bella
        _ = try bella.post(
            "/employers",
            [
                ("name", "Quarry Works"), ("sector", "other"), ("size", "small"), ("stage", "contacted"),
                ("disability_confident", "none"), ("email", "heron@quarry.example"), ("telephone", "020 7946 0000"),
            ])
        #expect(try !bella.get("/search?q=heron").main.contains("Quarry Works"))
        #expect(try !bella.get("/search?q=7946").main.contains("Quarry Works"))
    }
}
