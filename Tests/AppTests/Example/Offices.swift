@testable import Formats

/// Small Word files.
enum Offices {
    /// With a body and other parts.
    static func word(_ body: String, _ parts: [(String, String)] = []) -> [UInt8] {
        var archive = ZipArchive()
        let usual = [
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", "<w:document><w:body>\(body)</w:body></w:document>"),
        ]
        for (name, text) in usual + parts { archive.add(name, Array(text.utf8)) }
        return archive.data
    }

    static func line(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

    /// A table of rows, with the paragraphs of a cell on lines of their own.
    static func table(_ rows: [[String]]) -> String {
        let cells = rows.map { row in
            row.map { "<w:tc>" + $0.split(separator: "\n").map { line(String($0)) }.joined() + "</w:tc>" }.joined()
        }
        return "<w:tbl>" + cells.map { "<w:tr>\($0)</w:tr>" }.joined() + "</w:tbl>"
    }

    /// An action plan of a council: a title, a table, a note.
    static let plan = word(
        line("Ponds for all")
            + table([
                ["No", "Recommendation", "Action", "Lead", "Due", "Status"],
                ["1", "Dig two ponds.", "Choose places.\nHire diggers.", "Frog Team", "June 2027", "Met"],
                ["2", "Count the frogs.", "Ask each school.", "Youth Service", "March 2028", "Part met"],
            ]))
}
