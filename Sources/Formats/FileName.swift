import Foundation
import Values

/// The names of files, as they come and as they go.
package enum FileName {
    /// "pdf"; empty when the name has none.
    package static func ending(of name: String) -> String {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return "" }
        return name[name.utf8.index(after: dot)...].lowercased()
    }

    /// Without folders, without what a file system or a reader could take amiss, and with the ending of what the file is.
    package static func clean(_ name: String, for kind: DocumentKind) -> String {
        // No file system takes a longer name.
        let last = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last.map { String($0).cut(to: 1_000) } ?? ""
        let safe = String(String.UnicodeScalarView(TypedText.tidy(last).unicodeScalars.compactMap(kept)))
        let hasEnding = kind.endings.contains(ending(of: safe))
        let stem = hasEnding ? String(safe[..<(safe.lastIndex(of: ".") ?? safe.endIndex)]) : safe
        let trimmed = stem.trimmingCharacters(in: CharacterSet(charactersIn: " .")).prefix(80)
        return (trimmed.isEmpty ? "document" : trimmed.cut(to: 100))
            + "." + (hasEnding ? ending(of: safe) : kind.rawValue)
    }

    /// Controls and marks that turn the writing round go; what has a meaning in paths and headers becomes a line.
    private static func kept(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: nil
        default: "<>:\"|?*;%".unicodeScalars.contains(scalar) ? "_" : scalar
        }
    }

    /// Content-Disposition (RFC 6266): the name for old readers, and the whole name for all others.
    package static func attachment(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map {
                $0.isASCII && $0.value >= 0x20 && !"\"\\%".unicodeScalars.contains($0) ? Character($0) : "_"
            })
        let whole = name.utf8.map { byte in
            attributeCharacters.contains(byte)
                ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(whole.joined())"
    }

    /// Those that need no escape (RFC 8187).
    private static let attributeCharacters = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~".utf8)

    /// "12 kB", "3.4 MB".
    package static func size(_ bytes: Int) -> String {
        if bytes < 1_000 { return "\(bytes) bytes" }
        if bytes < 999_500 { return "\((bytes + 500) / 1_000) kB" }
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
