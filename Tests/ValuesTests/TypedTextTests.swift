import Foundation
import Testing
import Values

@Suite struct TypedTextTests {
    private static let noncharacters = [0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE].compactMap(Unicode.Scalar.init).map {
        String($0)
    }

    private static let kept: [(typed: String, kept: String)] = [
        ("  plain  ", "plain"), ("a\r\nb\rc", "a\nb\nc"), ("line\u{0B}break", "line\nbreak"), ("e\u{301}", "é"),
        ("bell\u{07}, escape\u{1B}[2J, delete\u{7F}", "bell, escape[2J, delete"), ("tab\tstays", "tab\tstays"),
        ("next\u{85}line", "next\nline"), ("para\u{2029}graph", "para\ngraph"),
        ("not\(noncharacters.joined()) kept", "not kept"),
    ]

    @Test(arguments: kept) func itIsKeptAs(_ typed: String, _ kept: String) {
        #expect(
            Array(TypedText.tidy(typed).unicodeScalars)
                == Array(kept.precomposedStringWithCanonicalMapping.unicodeScalars))
    }

    @Test func aLetterCarriesThirtyMarksAtMost() {
        let typed = "a" + String(repeating: "\u{323}\u{301}", count: 60_000) + "b"
        let safe = "a" + String(repeating: "\u{323}\u{301}", count: 15) + "b"
        let kept = TypedText.tidy(typed)
        #expect(kept.unicodeScalars.count <= 32)
        #expect(kept.hasSuffix("b"))
        #expect(TypedText.streamSafe(typed).unicodeScalars.elementsEqual(safe.unicodeScalars))
    }

    @Test func marksOfSeveralLettersAreCountedApart() {
        let typed = String(repeating: "e\u{323}\u{301}", count: 1_000)
        #expect(TypedText.tidy(typed).count == 1_000)
    }
}
