import HTTP

/// A table to take away, for a spreadsheet or a program.
struct Spreadsheet {
    /// What a cell holds: only text may need guarding against a spreadsheet that would run it.
    enum Cell: Encodable {
        case text(String)
        /// Several texts in one cell.
        case list([String])
        case truth(Bool)
        case whole(Int)
        case number(Double)
        case day(Day?)
        case none

        var csv: String {
            switch self {
            case .text(let text): Spreadsheet.guarded(text)
            case .list(let texts): Spreadsheet.guarded(texts.joined(separator: "; "))
            case .truth(let truth): truth ? "yes" : "no"
            case .whole(let number): String(number)
            case .number(let number): Quantity.plain(number)
            case .day(let day): day?.isoText ?? ""
            case .none: ""
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .list(let texts): try container.encode(texts)
            case .truth(let truth): try container.encode(truth)
            case .whole(let number): try container.encode(number)
            case .number(let number): try container.encode(number)
            case .day(let day): try container.encode(day)
            case .none: try container.encodeNil()
            }
        }
    }

    let heads: [String]
    let rows: [[Cell]]

    /// UTF-8 with the mark by which spreadsheets know it, lines ended as RFC 4180 says.
    var csv: [UInt8] {
        var text = "\u{FEFF}" + heads.map(Self.guarded).joined(separator: ",") + "\r\n"
        for row in rows { text += row.map(\.csv).joined(separator: ",") + "\r\n" }
        return Array(text.utf8)
    }

    /// Text that begins like a formula gets an apostrophe before it; quotes where the format needs them.
    private static func guarded(_ text: String) -> String {
        let starts = text.drop { $0 == " " }.unicodeScalars.first
        let runs = starts.map { "=+-@\t\r\n|".unicodeScalars.contains($0) } ?? false
        let safe = runs ? "'" + text : text
        return safe.unicodeScalars.contains { ",\"\n\r;\t".unicodeScalars.contains($0) }
            ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}

extension Response {
    /// A CSV file of this name.
    static func csv(_ sheet: Spreadsheet, named name: String) -> Response {
        var response = Response(body: sheet.csv)
        response.headers.set("Content-Type", "text/csv; charset=utf-8; header=present")
        response.headers.set("Content-Disposition", "attachment; filename=\"\(name).csv\"")
        return response
    }

    /// A value as JSON, its keys in order.
    static func json(_ value: some Encodable) throws -> Response {
        var response = Response(body: try JSONText.encode(value))
        response.headers.set("Content-Type", "application/json; charset=utf-8")
        return response
    }
}
