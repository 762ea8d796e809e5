import Formats
import Values

/// A paper as it was pasted or uploaded, turned into lines.
package struct SourceText: Sendable {
    package static let byteLimit = 10 << 20
    static let lineLimit = 40_000

    /// Why a paper cannot be read at all.
    package enum Failure: Error, Equatable {
        case empty, tooLong, tooDear, notText, damagedFile, pdf
        /// A Word, Excel or OpenDocument file that cannot be read.
        case office(OfficeFile.Refusal)

        /// What to do about it.
        package var sentence: String {
            switch self {
            case .empty: "Paste the plan, or choose a file that holds it"
            case .tooLong:
                "Choose a file of up to 10 megabytes, 2 megabytes of them words, and 40,000 lines, or import the plan in parts"
            case .tooDear:
                "Import this plan in parts: its notes, lists or tables are too many to be read in one piece"
            case .damagedFile:
                "This plan file is damaged, or a newer Waymark wrote it: download the plan again and import that"
            case .notText:
                "Choose a Word, Excel, OpenDocument, PDF, HTML, CSV or plain text file, or paste the plan here"
            case .pdf: "Paste the text of the PDF here, or choose the Word file that it was made from"
            case .office(let refusal): "Choose another file, or paste the plan: this one \(refusal.words)"
            }
        }
    }

    /// As it came, but for the styles of a document in HTML.
    let lines: [Substring]
    /// Of a workbook: its sheets that have rows.
    let sheets: [OfficePaper.Sheet]
    /// The lines that stand on every page of a document.
    let margins: Set<Int>

    init(_ bytes: [UInt8]) throws(Failure) {
        if bytes.count > SourceText.byteLimit { throw .tooLong }
        if bytes.starts(with: "%PDF-".utf8) { throw .pdf }
        let office: OfficePaper?
        do { office = try OfficePaper.read(bytes) } catch { throw .office(error) }
        (sheets, margins) = (office?.sheets ?? [], office?.margins ?? [])
        var text = TypedText.streamSafe(office?.text ?? SourceText.decoded(bytes))
        if text.utf8.contains(0) { throw .notText }
        if office == nil, TidyMarkup.isFound(in: text) { text = TidyMarkup.read(text) }
        lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        if lines.count > SourceText.lineLimit { throw .tooLong }
        if lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { throw .empty }
    }

    private static func decoded(_ bytes: [UInt8]) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let high = bytes[0] == 0xFE ? 0 : 1
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { at in
                UInt16(bytes[at + high]) << 8 | UInt16(bytes[at + 1 - high])
            }
            return String(decoding: units, as: UTF16.self)
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: body, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        for byte in body { text.append(scalar(ofWindows: byte)) }
        return String(text)
    }

    /// Word and Excel on a British desk write windows-1252 when they do not write UTF-8.
    private static func scalar(ofWindows byte: UInt8) -> Unicode.Scalar {
        let upper: [Unicode.Scalar] = [
            "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}",
            "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
        ]
        return 0x80...0x9F ~= byte ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }

    /// A line of the paper as its reader saw it, a stroke between its cells.
    package static func shown(_ line: Substring) -> String {
        var shown = ""
        for token in MarkupScanner(line) {
            switch token {
            case .text(let text): shown += Entity.decoded(text)
            case .tag("td", true, _), .tag("th", true, _): shown += " | "
            case .tag("b", _, _), .tag("i", _, _), .tag("em", _, _), .tag("strong", _, _), .tag("span", _, _): break
            case .tag: shown += " "
            }
        }
        return shown.replacing("\t", with: " | ").trimmed
    }
}
