import Testing

@testable import App

@Suite struct ExcerptTests {
    @Test func firstWordsAreCutBetweenTwo() {
        #expect(Excerpt.opening("That *all*\n\ncontracts ask", upTo: 40) == "That all contracts ask")
        #expect(Excerpt.opening("That all contracts ask", upTo: 14) == "That all…")
    }
}
