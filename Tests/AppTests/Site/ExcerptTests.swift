import Testing

@testable import App

@Suite struct ExcerptTests {
    @Test func firstWordsAreCutBetweenTwo() {
        #expect(Excerpt.opening("That *all*\n\ncontracts ask", upTo: 40) == "That all contracts ask")
        #expect(Excerpt.opening("That all contracts ask", upTo: 14) == "That all…")
        #expect(Excerpt.opening("  Wörter\u{2003}und *mehr* \r\n davon ", upTo: 40) == "Wörter und mehr davon")
        #expect(Excerpt.line("\n First line, *marked*\nsecond", upTo: 40) == "First line, marked")
    }
}
