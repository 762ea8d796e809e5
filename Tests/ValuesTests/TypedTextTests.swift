import Testing
import Values

@Suite struct TypedTextTests {
    @Test(arguments: [
        ("  plain  ", "plain"), ("a\r\nb\rc", "a\nb\nc"), ("line\u{0B}break", "line\nbreak"),
        ("e\u{301}", "é"), ("bell\u{07}, escape\u{1B}[2J, delete\u{7F}", "bell, escape[2J, delete"),
        ("tab\tstays", "tab\tstays"),
        ("next\u{85}line", "nextline"), ("para\u{2029}graph", "para\ngraph"),
    ])
    func itIsKeptAs(_ typed: String, _ kept: String) {
        #expect(TypedText.tidy(typed) == kept)
    }

    @Test func whatIsNoCharacterGoes() {
        // No literal may hold them.
        let none = [0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE].compactMap { Unicode.Scalar($0 as UInt32) }.map(String.init)
        #expect(none.count == 4)
        #expect(TypedText.tidy(none.joined(separator: "not") + " characters") == "notnotnot characters")
    }

    @Test func aLetterCarriesThirtyMarksAtMost() {
        let typed = "a" + String(repeating: "\u{323}\u{301}", count: 60_000) + "b"
        let kept = TypedText.tidy(typed)
        #expect(kept.unicodeScalars.count <= 32)
        #expect(kept.hasSuffix("b"))
    }

    @Test func marksOfSeveralLettersAreCountedApart() {
        let typed = String(repeating: "e\u{323}\u{301}", count: 1_000)
        #expect(TypedText.tidy(typed).count == 1_000)
    }
}

