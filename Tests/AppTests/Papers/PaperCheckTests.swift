import Testing

@testable import App

@Suite struct PaperCheckTests {
    private func reading(
        _ id: Int64, _ value: Double, of whole: Int64? = nil, _ subset: String = "", exact: Bool = true
    ) -> CountedReading {
        CountedReading(
            id: .init(id), wholeID: whole.map { .init($0) }, recommendationID: .init(1), measureID: .init(1),
            measure: "Apprentices", value: value, subset: subset, isExact: exact, isLatest: true)
    }

    private func heading(_ kind: PaperHeading.Kind, required: Bool = true, none: String = "") -> PaperHeading {
        var heading = PaperHeading(kind, "Legal", required: required, none: none)
        (heading.id, heading.version) = (.init(1), 1)
        return heading
    }

    @Test func whatATemplateLeftIsFound() {
        #expect(
            Residue.find(in: "Immediately. (Please delete as appropriate and remove this text)")
                == ["delete as appropriate", "remove this text"])
        #expect(Residue.find(in: "Contact: [Insert name], tel. XXX, date TBC") == ["[Insert", "XXX", "TBC"])
        #expect(Residue.find(in: "Lorem ipsum dolor") == ["Lorem ipsum"])
        #expect(Residue.find(in: "The XXXL tent was confirmed on 3 May.") == [])
    }

    @Test func abbreviationsAreWrittenOutOnceOrKnown() {
        #expect(
            Abbreviations.candidates(in: "The EWG and the NHS in the UK, DMTs, and NOT all; FD4997") == ["EWG", "DMT"])
        #expect(Abbreviations.candidates(in: "Confirmed, minute CYP/23/26; SEN/EHCP") == ["SEN", "EHCP"])
        #expect(Abbreviations.isExpanded("EWG", in: "The Economic Wellbeing Group (EWG) meets. EWG reports."))
        #expect(Abbreviations.isExpanded("NEET", in: "NEET (not in education, employment or training) numbers"))
        #expect(!Abbreviations.isExpanded("EWG", in: "EWG (see above). Everybody was sad (EWG) and left."))
        #expect(!Abbreviations.isExpanded("EWG", in: "The EWG meets."))
    }

    @Test func aPartIsReadWithItsWhole() {
        let claims = Totals.claims(
            in:
                "We now have 9 young people in care who have been an apprentice, 2 of these are now employed by the council."
        )
        #expect(claims.map(\.whole) == [9] && claims.map(\.part) == [2] && claims[0].words.contains("employed"))
        let two = Totals.claims(in: "Six young people are on placements. Of those, four have an apprenticeship.")
        #expect(two.map(\.whole) == [6] && two.map(\.part) == [4])
        #expect(Totals.claims(in: "186 claims, of which 65 were about work").map(\.part) == [65])
        #expect(Totals.claims(in: "In 2018 one of these was dropped.") == [])
        #expect(Totals.claims(in: "The council of which we spoke has 5 teams.") == [])
    }

    /// Seed 003: the summary says 2, the body counts 1 and 2.
    @Test func derbysTwoAndThreeDisagree() {
        let readings = [
            reading(1, 9), reading(2, 1, of: 1, "Full-time employed in data quality"),
            reading(3, 2, of: 1, "Employed after an apprenticeship"), reading(4, 5, of: 1, "On an apprenticeship now"),
            reading(5, 1, of: 1, "Awaiting a start date"),
        ]
        let claims = Totals.claims(in: "We have 9 apprentices, 2 of these are now employed by the council.")
        #expect(Totals.disagreement(claims[0], readings)?.sum == 3)
        let right = Totals.claims(in: "We have 9 apprentices, 3 of these are now employed by the council.")
        #expect(Totals.disagreement(right[0], readings) == nil)
        let other = Totals.claims(in: "We have 8 apprentices, 2 of these are now employed by the council.")
        #expect(Totals.disagreement(other[0], readings) == nil, "another whole is another count")
        #expect(Totals.overfull(readings) == [])
    }

    @Test func aPartIsNoMoreThanItsWhole() {
        let text = CheckedText(name: "“Summary”", text: "We have 3 places, 4 of these are taken.", place: .title)
        #expect(PaperCheck.totals([text], []) == [.error("“Summary” says 4 of 3", .title)])
        #expect(Totals.overfull([reading(1, 2), reading(2, 3, of: 1, "employed")]).map(\.weight) == [.error])
        #expect(Totals.overfull([reading(1, 2), reading(2, 3, "as the text counts them")]).map(\.weight) == [.error])
        let twice = Totals.overfull([reading(1, 2), reading(2, 3)])
        #expect(twice.map(\.words) == ["“Apprentices” was read twice on the same day: 2 and 3"])
        #expect(
            Totals.overfull([reading(1, 5), reading(2, 3, of: 1, "a"), reading(3, 3, of: 1, "b")]).map(\.weight) == [
                .warning
            ])
        #expect(Totals.overfull([reading(1, 2, exact: false), reading(2, 3, of: 1, "employed")]) == [])
    }

    /// Seed 004: 1, 2, then 3 inside the paragraph, 3 again, 5.
    @Test func numbersThatComeTwiceAreFound() {
        #expect(
            Totals.doubled(
                in:
                    "1. Cabinet approved it.\n2. It was resolved to ask. 3. An action plan was agreed.\n3. As a result it varies."
            )
                == 3)
        #expect(Totals.doubled(in: "1. First.\n2. Second.\n\nAnd then:\n1. Anew.\n2. Again.") == nil)
        #expect(Totals.doubled(in: "It grew by 2.5 and 10. of them") == nil)
    }

    @Test func whatMustBeFilledIsFilledOrSaysNone() {
        let id = PaperHeading.ID(1)
        #expect(PaperCheck.missing(heading(.section), .init(heading: id)) == "“Legal” is empty")
        #expect(PaperCheck.missing(heading(.section, required: false), .init(heading: id)) == nil)
        let implication = heading(.implication, none: "None")
        #expect(PaperCheck.missing(implication, .init(heading: id)) == "“Legal” is empty: write it, or say “None”")
        #expect(PaperCheck.missing(implication, .init(heading: id, isNone: true)) == nil)
        #expect(PaperCheck.missing(implication, .init(heading: id, words: "A duty")) == nil)
    }

    @Test func anApprovalHasAPostAndADay() throws {
        let id = PaperHeading.ID(1), day = try #require(Day(iso: "2018-01-12"))
        let officer = heading(.approval)
        #expect(PaperCheck.missing(officer, .init(heading: id)) == "“Legal”: enter the post that approved")
        #expect(
            PaperCheck.missing(officer, .init(heading: id, words: "Head of Legal"))
                == "“Legal”: enter the day of the approval")
        #expect(PaperCheck.missing(officer, .init(heading: id, words: "Head of Legal", givenOn: day)) == nil)
        #expect(PaperCheck.missing(heading(.approval, required: false), .init(heading: id)) == nil)
        #expect(PaperCheck.missing(heading(.approval, required: false), .init(heading: id, givenOn: day)) != nil)
    }
}

/// Beside what else is asked of the demo, which one suite fills.
extension DemoTests {
    /// What a council of the demo published stands up to the check; Derby's does not.
    @Test func thePapersOfTheDemoAreClean() throws {
        _ = try Demo.fill(Example.running.database)
        let connection = try Example.running.database.connect(as: .admin)
        defer { connection.close() }
        for slug in ["merton", "stockton", "sefton", "derby"] {
            let errors = try connection.transaction { db in
                try db.run("SELECT app.open_council(\(slug))")
                let id: Paper.ID = try #require(try db.value("SELECT max(id) FROM papers"))
                let paper = try #require(try db(Paper.find(id)))
                let source = try #require(try PaperSource(paper, in: db))
                return PaperCheck.findings(source).filter { $0.weight == .error }.map(\.words)
            }
            #expect(errors.count == (slug == "derby" ? 1 : 0), "\(slug): \(errors)")
        }
    }
}
