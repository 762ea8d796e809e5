import Foundation

/// A text as it is searched, the same as `app.find_words` makes it: without case, accents and punctuation, with a blank before and
/// behind each word; and where each of its letters stands in the text.
struct FoldedText {
    private(set) var letters: [Unicode.Scalar] = [" "]
    private(set) var places: [String.Index]

    init(_ text: String) {
        places = [text.startIndex]
        for index in text.unicodeScalars.indices {
            let scalar = text.unicodeScalars[index]
            if scalar.isASCII {
                add(scalar, at: index)
            } else {
                for part in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars {
                    add(part, at: index)
                }
            }
        }
        if letters.last != " " { add(" ", at: text.endIndex) }
    }

    var text: String { String(String.UnicodeScalarView(letters)) }

    private mutating func add(_ scalar: Unicode.Scalar, at place: String.Index) {
        switch scalar.value {
        case 0x300...0x36F: return
        case 65...90: letters.append(Unicode.Scalar(UInt8(scalar.value + 32)))
        case 48...57, 97...122, 0xC0...0x1FFF, 0x2C00...0x2FFF, 0x3040...0x10FFFF: letters.append(scalar)
        default:
            if letters.last == " " { return }
            letters.append(" ")
        }
        places.append(place)
    }

    /// Where a word that begins so, or a whole phrase, stands in the text: to the end of its last word.
    func ranges(of needle: String) -> [Range<String.Index>] {
        let wanted = Array(needle.unicodeScalars)
        guard wanted.count > 1, letters.count >= wanted.count else { return [] }
        var found: [Range<String.Index>] = []
        for start in 0...(letters.count - wanted.count) where letters[start] == " " {
            guard letters[start..<(start + wanted.count)].elementsEqual(wanted) else { continue }
            var end = start + wanted.count
            if wanted.last == " " { end -= 1 }
            while end < letters.count, letters[end] != " " { end += 1 }
            found.append(places[start + 1]..<(end < places.count ? places[end] : places[places.count - 1]))
        }
        return found
    }
}
