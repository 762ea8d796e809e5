import Foundation

/// Text from outside as it may be kept.
package enum TypedText {
    /// Tells marks beyond the thirtieth behind one letter, what UAX 15 calls stream-safe: without a bound composing and comparing
    /// cost more than linear.
    private struct Marks {
        private var count = 0

        mutating func keeps(_ scalar: Unicode.Scalar) -> Bool {
            let isMark = scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
            count = isMark ? count + 1 : 0
            return count <= 30
        }
    }

    /// The text as it is but for such marks.
    package static func streamSafe(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var marks = Marks()
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { marks.keeps($0) }))
    }

    /// Ends trimmed, one kind of line end, accents composed (NFC); without control characters, noncharacters, and marks beyond
    /// the thirtieth in a run. Linear in the length of the text.
    package static func tidy(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (32...126).contains($0) || $0 == 10 || $0 == 9 }
        if isPlain { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
        Work.took(text.utf8.count)
        var kept = String.UnicodeScalarView()
        var marks = Marks()
        var followsReturn = false
        for scalar in text.unicodeScalars {
            defer { followsReturn = scalar == "\r" }
            switch scalar.value {
            case 10 where followsReturn: continue
            // Word's line break within a paragraph is U+000B; form feed, U+0085, U+2028 and U+2029 are its like.
            case 10, 11, 12, 13, 0x85, 0x2028, 0x2029: if marks.keeps("\n") { kept.append("\n") }
            case 9: if marks.keeps("\t") { kept.append("\t") }
            case 0...31, 127...159, 0xFDD0...0xFDEF: continue
            case let value where value & 0xFFFE == 0xFFFE: continue
            default: if marks.keeps(scalar) { kept.append(scalar) }
            }
        }
        return String(kept).trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    }
}
