import Values

/// A table to take away, for a spreadsheet or a program.
package struct Spreadsheet {
    /// What a cell holds: only text may need guarding against a spreadsheet that would run it.
    package enum Cell: Encodable {
        case text(String)
        /// Several texts in one cell.
        case list([String])
        case truth(Bool)
        case whole(Int)
        case number(Double)
        case day(Day?)
        /// One of which only the month or the year may be known.
        case approximateDay(ApproximateDay?)
        case none

        var csv: String {
            switch self {
            case .text(let text): Spreadsheet.guarded(text)
            case .list(let texts): Spreadsheet.guarded(texts.joined(separator: "; "))
            case .truth(let truth): truth ? "yes" : "no"
            case .whole(let number): String(number)
            case .number(let number): number.plain
            case .day(let day): day?.isoText ?? ""
            case .approximateDay(let day): day?.isoText ?? ""
            case .none: ""
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .list(let texts): try container.encode(texts)
            case .truth(let truth): try container.encode(truth)
            case .whole(let number): try container.encode(number)
            case .number(let number): try container.encode(number)
            case .day(let day): try container.encode(day)
            case .approximateDay(let day): try container.encode(day?.isoText)
            case .none: try container.encodeNil()
            }
        }
    }

    let heads: [String]
    let rows: [[Cell]]

    package init(heads: [String], rows: [[Cell]]) { (self.heads, self.rows) = (heads, rows) }

    /// UTF-8 with the mark by which spreadsheets know it, lines ended as RFC 4180 says.
    package var csv: [UInt8] {
        var text = "\u{FEFF}" + heads.map(Self.guarded).joined(separator: ",") + "\r\n"
        for row in rows { text += row.map(\.csv).joined(separator: ",") + "\r\n" }
        return Array(text.utf8)
    }

    /// Whether a spreadsheet might run a text, once it has taken apostrophes and blanks from its front.
    private static func runs(_ text: String) -> Bool {
        let start = text.drop { $0 == " " || $0 == "'" }.unicodeScalars.first
        return start.map { "=+-@\t\r\n|＝＋－＠".unicodeScalars.contains($0) } ?? false
    }

    /// A text as it was before it was guarded: what comes back from a file is what went out.
    package static func unguarded(_ text: String) -> String {
        text.hasPrefix("'") && runs(text) ? String(text.dropFirst()) : text
    }

    /// Text that begins like a formula gets an apostrophe before it; quotes where the format needs them.
    private static func guarded(_ text: String) -> String {
        let safe = runs(text) ? "'" + text : text
        return safe.unicodeScalars.contains { ",\"\n\r;\t".unicodeScalars.contains($0) }
            ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}
