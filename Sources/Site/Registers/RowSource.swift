import Formats

/// The file of an import, or what was pasted, as one text: a line of headings, then a line for each row.
struct RowSource: Sendable {
    let text: String
    /// The file's name; empty where rows were pasted.
    let name: String
    /// Which sheet of a workbook was asked for; empty for the first.
    let sheet: String
    /// Why nothing of it can be read.
    let problem: String?

    /// How much of a file is read for one kind of record.
    struct Limit: Sendable {
        var rows = 5_000
        /// Of what is sent.
        var bytes = 2 << 20

        /// How long a statement may take with so many; nil is the usual.
        var patience: Duration? { rows > 5_000 ? .seconds(180) : nil }
    }

    init(text: String, name: String = "", sheet: String = "", problem: String? = nil) {
        (self.text, self.name, self.sheet, self.problem) = (text, name, sheet, problem)
    }

    init(_ form: Fields, file: SentFile?, upTo limit: Limit) {
        var text = form["rows"], problem: String?
        let name = file?.filename ?? "", sheet = form["sheet"]
        if let file {
            text = ""
            do {
                text = try Self.text(of: try file.content(), sheet: sheet, upTo: limit)
            } catch let refusal as SentFile.Refusal {
                problem = refusal.sentence(name)
            } catch let refusal as Workbook.Refusal {
                problem = "Choose another file: “\(name.suffix(80))” \(refusal.words)"
            } catch {
                problem =
                    "Choose another file: “\(name.suffix(80))” is neither an Excel workbook nor text in UTF-8. In Excel, save it as .xlsx or as “CSV UTF-8”"
            }
        }
        if text.hasPrefix("\u{FEFF}") { text = String(text.dropFirst()) }
        if text.isEmpty, problem == nil, file != nil || form.has("rows") {
            problem = "Choose a file, or paste rows with a line of headings"
        }
        self.init(text: text, name: name, sheet: sheet, problem: problem)
    }

    private struct NotText: Error {}

    private static func text(of bytes: [UInt8], sheet: String, upTo limit: Limit) throws -> String {
        if Workbook.isLikely(bytes) {
            return try Workbook.csv(bytes, sheet: sheet.isEmpty ? nil : sheet, rows: limit.rows + 1, upTo: limit.bytes)
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw NotText() }
        return text
    }

    /// What parts the cells: whichever of comma, semicolon and tab the headings have most of.
    private var separator: UInt8 {
        let first = text.prefix { !$0.isNewline }
        let found = [Character(","), ";", "\t"].max { a, b in first.count { $0 == a } < first.count { $0 == b } }
        return found?.asciiValue ?? UInt8(ascii: ",")
    }

    /// Hands over each row with its line, the headings first.
    func read(each take: (_ line: Int, _ cells: [String]) throws -> Void) throws {
        var reader = CSVReader(separator: separator)
        func one(_ record: CSVReader.Record) throws {
            try take(record.firstLine, (0..<record.count).map { Self.cell(record, $0) })
        }
        try reader.read(Array(text.utf8), each: one)
        try reader.finish(each: one)
    }

    /// A cell as it may be kept, without the apostrophe that guarded it.
    private static func cell(_ record: CSVReader.Record, _ index: Int) -> String {
        let bytes = record[index]
        let isPlain =
            bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F || $0 == 0x20 } && bytes.first != 0x20 && bytes.last != 0x20
            && bytes.first != UInt8(ascii: "'")
        if isPlain { return String(decoding: bytes, as: UTF8.self) }
        return Spreadsheet.unguarded(Fields.tidy(record.text(index) ?? ""))
    }
}
