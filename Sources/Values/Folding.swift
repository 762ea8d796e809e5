import Foundation

/// The one folding of words, for keys, filters and search: without case and accents, with one kind of apostrophe, quote and dash, and
/// "ł" as "l". The database has the same (`Migrations/rules/folding.sql`); a test compares the two over every Latin letter.
///
/// A value is a text as it is searched, as `app.find_words` makes it: words alone, a blank before and behind each, and where each
/// letter stands in the text.
package struct Folding {
    package private(set) var letters: [Unicode.Scalar] = [" "]
    package private(set) var places: [String.Index]

    package init(_ text: String) {
        Work.took(text.utf8.count)
        places = [text.startIndex]
        for index in text.unicodeScalars.indices {
            Self.fold(text.unicodeScalars[index]) { add($0, at: index) }
        }
        if letters.last != " " { add(" ", at: text.endIndex) }
    }

    package var text: String { String(String.UnicodeScalarView(letters)) }

    private mutating func add(_ scalar: Unicode.Scalar, at place: String.Index) {
        if Self.isWordPart(scalar) {
            letters.append(scalar)
        } else {
            if letters.last == " " { return }
            letters.append(" ")
        }
        places.append(place)
    }

    /// Where a word that begins so, or a whole phrase, stands in the text: to the end of its last word.
    package func ranges(of needle: String) -> [Range<String.Index>] {
        Work.took(letters.count)
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

extension Folding {
    /// As `app.fold` keeps names for comparing: with their punctuation, single blanks between words.
    package static func key(_ text: some StringProtocol) -> String {
        joined(text) { scalar in
            switch scalar.value {
            case 9...13, 32, 0x85, 0x1680, 0x2028, 0x2029: nil
            default: true
            }
        }
    }

    /// The words of a paper without punctuation: "Actions- Pathways:" is "actions pathways", "people’s 14+" is "peoples 14+".
    package static func words(_ text: some StringProtocol) -> String {
        joined(text) { $0 == "'" ? false : $0 == "+" || isWordPart($0) ? true : nil }
    }

    /// Single blanks where `keeps` answers nil; what it answers false to is left out.
    private static func joined(_ text: some StringProtocol, _ keeps: (Unicode.Scalar) -> Bool?) -> String {
        Work.took(text.utf8.count)
        var words = "".unicodeScalars
        var isApart = false
        for scalar in text.unicodeScalars {
            fold(scalar) { part in
                switch keeps(part) {
                case true?:
                    if isApart && !words.isEmpty { words.append(" ") }
                    isApart = false
                    words.append(part)
                case false?: break
                case nil: isApart = true
                }
            }
        }
        return String(words)
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 48...57, 97...122, 0xC0...0x1FFF, 0x2C00...0x2FFF, 0x3040...0x10FFFF: true
        default: false
        }
    }

    /// What becomes of one letter: nothing, one, or several.
    private static func fold(_ scalar: Unicode.Scalar, _ take: (Unicode.Scalar) -> Void) {
        if scalar.isASCII { return take(lowered(scalar)) }
        if let parts = table[scalar] { return parts.forEach(take) }
        for part in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars {
            switch part.value {
            case ..<0x80: take(lowered(part))
            case 0x300...0x36F, 0xAD, 0x2060, 0xFEFF: break
            default: if let parts = table[part] { parts.forEach(take) } else { take(part) }
            }
        }
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        65...90 ~= scalar.value ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
    }

    /// Letters and marks that do not come apart by themselves.
    private static let table: [Unicode.Scalar: [Unicode.Scalar]] = {
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        let pairs = "ßæœþẞÆŒÞ".unicodeScalars
        for (letter, parts) in zip(pairs, ["ss", "ae", "oe", "th", "ss", "ae", "oe", "th"]) {
            table[letter] = Array(parts.unicodeScalars)
        }
        for (marks, mark) in [("‘’‛ʹʻʼʽˈ′", "'"), ("“”„‟«»", "\""), ("‐‒–—―−", "-")] {
            for scalar in marks.unicodeScalars { table[scalar] = Array(mark.unicodeScalars) }
        }
        for (letter, plain) in zip(letters.unicodeScalars, plain.unicodeScalars) where table[letter] == nil {
            table[letter] = [plain]
        }
        return table
    }()

    private static let letters =
        "ȺⱥƀƁƂƃɃɓꞖꞗƇƈȻȼɕꞒꞓꞔꟄÐðĐđƉƊƋƌȡɖɗꟇꟈɆɇⱸꬴƑƒꞘꞙƓǤǥɠꞠꞡĦħɦⱧⱨꞕꞪıƗɨȷɈɉʝꞲĸƘƙⱩⱪꝀꝁꝂꝃ"
        + "ꝄꝅꞢꞣŁłƚȴȽɫɬɭⱠⱡⱢꝈꝉꞎꞭꬷꬸꬹɱⱮꬺŊŋƝƞȠȵɲɳꞐꞑꞤꞥꬻØøƟⱺꝊꝋꝌꝍƤƥⱣꝐꝑꝒꝓꝔꝕɊɋʠꝖꝗꝘꝙɌɍɼɽɾⱤꞦꞧ"
        + "ꭉȿʂⱾꞨꞩꟅꟉꟊŦŧƫƬƭƮȶȾʈⱦꞸꞹꭎꭒƲʋⱱⱴꝞꝟⱲⱳꭖꭗꭘꭙƳƴɎɏỾỿꭚƵƶȤȥɀʐʑⱫⱬⱿꟆŒƄƆƎƏƐƔƖƜƢƦƧƩƱƷƸƼ"
        + "ǶǷȜȢɁɄɅỺỼⱭⱯⱰⱵꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝆꝎꝚꝜꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞚꞜꞞꞫꞬꞮꞰꞱꞳꞴꞶꞺꞼꞾꟀꟂꟐꟖꟘꟵÆ"
        + "ÞẞςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    private static let plain =
        "aabbbbbbbbcccccccccdddddddddddddeeeeffffgggggghhhhhhhiiijjjjjkkkkkkkkk"
        + "kkkkllllllllllllllllllmmmnnnnnnnnnnnnnoooooooopppppppppqqqqqqqrrrrrrrr"
        + "rssssssssttttttttttuuuuvvvvvvwwxxxxyyyyyyyzzzzzzzzzzzœƅɔǝəɛɣɩɯƣʀƨʃʊʒƹƽ"
        + "ƕƿȝȣɂʉʌỻỽɑɐɒⱶꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝇꝏꝛꝝꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞛꞝꞟɜɡɪʞʇꭓꞵꞷꞻꞽꞿꟁꟃꟑꟗꟙꟶæ"
        + "þßσαβγδεζηθικλμνξοπρστυφχψωђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюя"
}

/// A text as it is kept for comparing (`Folding.key`).
package func folded(_ text: String) -> String { Folding.key(text) }
