/// An e-mail address as people type it, and as browsers and mail programs copy it.
package enum EmailAddress {
    /// The address alone, in small letters; nil where there is not exactly one. "mailto:", a name with angle brackets, the
    /// punctuation of a list of addresses and letters that nobody sees are taken off.
    package static func read(_ text: String) -> String? {
        var text = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isUnseen($0) }))
        if let start = text.lastIndex(of: "<") {
            text = String(text[text.index(after: start)...].prefix { $0 != ">" })
        }
        text = trimmed(text)
        if text.lowercased().hasPrefix("mailto:") {
            let address = text.dropFirst("mailto:".count).prefix { $0 != "?" }
            text = trimmed(String(address).replacing("%40", with: "@").replacing("%27", with: "'"))
        }
        return isAddress(text) ? text.lowercased() : nil
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .control
    }

    /// Without what stands around an address in a sentence or a list.
    private static func trimmed(_ text: String) -> String {
        func surrounds(_ letter: Character) -> Bool { letter.isWhitespace || ";,.:\"'“”‘’()[]".contains(letter) }
        return String(text.drop(while: surrounds).reversed().drop(while: surrounds).reversed())
    }

    /// What mail servers take (RFC 5321), with a domain of at least two parts.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64 else { return false }
        let domain = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isAtom)
            && domain.count > 1 && domain.allSatisfy(isLabel) && domain.last?.contains { $0.isLetter } == true
    }

    private static func isAtom(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }

    private static func isLabel(_ text: Substring) -> Bool {
        (1...63).contains(text.utf8.count) && text.first != "-" && text.last != "-"
            && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: false
        }
    }
}
