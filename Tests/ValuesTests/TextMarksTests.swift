import Testing
import Values

@Suite struct TextMarksTests {
    private func italics(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return TextMarks.italics(bytes).map { String(decoding: bytes[$0.open + 1..<$0.close], as: UTF8.self) }
    }

    @Test(arguments: ["• ", "•\t", "•\u{A0}", "·\t", "o\t", "\u{F0B7}\t", "▪ ", "– ", "- ", "-\t"])
    func aBulletIsWhatKeyboardsAndWordHave(_ bullet: String) {
        #expect(TextMarks.bullet(Array((bullet + "ask each school").utf8)) == bullet.utf8.count)
    }

    @Test(arguments: ["o clock", "-5 degrees", "•", "–", "", "ask • each"]) func otherLinesAreNoneOfAList(
        _ line: String
    ) {
        #expect(TextMarks.bullet(Array(line.utf8)) == nil)
    }

    @Test func starsThatHugWordsAreItalics() {
        #expect(italics("*One* and *two words here*, (*three*) *é*.") == ["One", "two words here", "three", "é"])
        #expect(italics("*Ends with a stop.*") == ["Ends with a stop."])
    }

    @Test(arguments: [
        "keep 12 beds* for one* night", "7*8 and 2*9", "* a note", "a * b * c", "**", "*", "ä*ö*ü", "* a*",
    ])
    func otherStarsAreStars(_ text: String) {
        #expect(italics(text) == [] && TextMarks.plain(text) == text)
    }

    @Test func plainTextKeepsItsStars() {
        #expect(TextMarks.plain("*Both* of 5*3\nand *this*") == "Both of 5*3\nand this")
    }

    @Test func everyLineBreakIsALineBreak() {
        #expect(TypedText.tidy("a\u{B}b\u{C}c\u{85}d\u{2028}e\r\nf") == "a\nb\nc\nd\ne\nf")
    }
}
