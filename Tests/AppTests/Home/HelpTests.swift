import Testing

@testable import App

/// Help speaks in the council’s own words.
@Suite struct HelpTests {
    @Test func itNamesTheCouncilsStatusWordsAndCommittees() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let page = try council.mo.get("/help")
        for words in [
            "“1 Fully Achieved” is proposed by officers and confirmed by members",
            "“2 On-Track” is only for what is not yet past its date.",
            "“3 Slipped” asks for a new date, a reason and an explanation.",
            "“4 Not Achieved” asks for an explanation.",
            "Your council’s committees here: Children and Young People Select Committee.",
        ] { #expect(page.words.contains(words), "\(words)") }
        try council.inDatabase { try $0.run("UPDATE assessments SET is_retired = true WHERE tone = 'slipped'") }
        #expect(try !council.mo.get("/help").words.contains("3 Slipped"))
    }

    @Test func whoeverSeesNoPlansIsToldOfNone() throws {
        let council = try ReviewOfCareLeavers().council
        for person in [council.stranger, council.sam] {
            let page = try person.get("/help")
            #expect(page.status == 200 && !page.words.contains("On-Track") && !page.words.contains("Select Committee"))
        }
    }
}
