import Foundation

/// Text from outside as it may be kept.
package enum TypedText {
    /// The most combining marks behind one letter: what UAX 15 calls stream-safe. Composing costs more than linear without a bound.
    private static let mostMarks = 30

    /// Ends trimmed, one kind of line end, accents composed (NFC); without control characters, noncharacters, and marks beyond
    /// the thirtieth in a run. Linear in the length of the text.
    package static func tidy(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { (32...126).contains($0) || $0 == 10 || $0 == 9 }
        if isPlain { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
        var kept = String.UnicodeScalarView()
        var marks = 0
        var followsReturn = false
        for scalar in text.unicodeScalars {
            defer { followsReturn = scalar == "\r" }
            switch scalar.value {
            case 10 where followsReturn: continue
            // Word's line break within a paragraph is U+000B; U+2028 and U+2029 are its like.
            case 10, 11, 13, 0x2028, 0x2029: kept.append("\n")
            case 9: kept.append("\t")
            case 0...31, 127...159, 0xFDD0...0xFDEF: continue
            case let value where value & 0xFFFE == 0xFFFE: continue
            case ..<0x300: kept.append(scalar)
            default:
                let isMark = scalar.properties.canonicalCombiningClass != .notReordered
                marks = isMark ? marks + 1 : 0
                if marks <= mostMarks { kept.append(scalar) }
                continue
            }
            marks = 0
        }
        return String(kept).trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    }
}
