/// What a document is: an address, or a file by what its bytes are. The raw value of a file's kind is the ending of its name.
package enum DocumentKind: String, Sendable, CaseIterable {
    case link, pdf, docx, xlsx, pptx, odt, ods, png, jpeg = "jpg", csv, text = "txt"

    package var label: String {
        switch self {
        case .link: "Web page"
        case .pdf: "PDF"
        case .docx: "Word document"
        case .xlsx: "Excel workbook"
        case .pptx: "PowerPoint presentation"
        case .odt: "OpenDocument text"
        case .ods: "OpenDocument spreadsheet"
        case .png: "PNG picture"
        case .jpeg: "JPEG picture"
        case .csv: "CSV"
        case .text: "plain text"
        }
    }

    package var mediaType: String {
        let office = "application/vnd.openxmlformats-officedocument."
        return switch self {
        case .link, .text: "text/plain"
        case .pdf: "application/pdf"
        case .docx: office + "wordprocessingml.document"
        case .xlsx: office + "spreadsheetml.sheet"
        case .pptx: office + "presentationml.presentation"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .csv: "text/csv"
        }
    }

    /// Endings that say the same.
    package var endings: [String] { self == .jpeg ? ["jpg", "jpeg"] : [rawValue] }

    /// Why a file is not taken; goes behind its name.
    package enum Refusal: Error, Equatable {
        case empty, tooLarge, macros, embedded, intricate, program, oldOffice, otherKind

        package var words: String {
            switch self {
            case .empty: "is empty"
            case .tooLarge: "is larger than 10 megabytes"
            case .macros: "holds macros, which may run by themselves: save it without them, as .docx, .xlsx or .pptx"
            case .embedded:
                "holds an embedded object that another program opens: take it out, or attach what is embedded as a file of its own"
            case .intricate:
                "cannot be looked through for macros and embedded objects: save it once more, or save it as PDF"
            case .program: "is a program, not a document"
            case .oldOffice:
                "is an old Office file or has a password: save it as .docx, .xlsx or .pptx without a password"
            case .otherKind:
                "is not a PDF, Word, Excel, PowerPoint or OpenDocument file, a PNG or JPEG picture, CSV or plain text"
            }
        }
    }

    package static let mostBytes = 10 << 20
}

extension DocumentKind {
    /// By what the bytes are; the ending of the name only tells CSV from other text.
    package static func of(_ bytes: [UInt8], named name: String) throws(Refusal) -> DocumentKind {
        if bytes.isEmpty { throw .empty }
        if bytes.count > mostBytes { throw .tooLarge }
        if bytes.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try package(bytes) }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .oldOffice }
        for start in ["MZ", "\u{7F}ELF", "#!"] where bytes.starts(with: Array(start.utf8)) { throw .program }
        return try text(bytes, ending: FileName.ending(of: name))
    }

    /// Office and OpenDocument files are zip archives; what is in them tells which.
    private static func package(_ bytes: [UInt8]) throws(Refusal) -> DocumentKind {
        guard let archive = ZipDirectory(bytes) else { throw .otherKind }
        let names = Set(archive.entries.map { $0.name.lowercased() })
        let parts = OfficeParts(archive)
        if parts.haveMacros { throw .macros }
        if names.contains(where: { programs.contains(FileName.ending(of: $0)) }) { throw .program }
        if parts.haveObjects { throw .embedded }
        try parts.look()
        if archive.firstContent(named: "mimetype", is: DocumentKind.odt.mediaType) { return .odt }
        if archive.firstContent(named: "mimetype", is: DocumentKind.ods.mediaType) { return .ods }
        guard names.contains("[content_types].xml") else { throw .otherKind }
        if names.contains("word/document.xml") { return .docx }
        if names.contains("xl/workbook.xml") { return .xlsx }
        if names.contains("ppt/presentation.xml") { return .pptx }
        throw .otherKind
    }

    private static let programs: Set = [
        "exe", "dll", "com", "scr", "bat", "cmd", "ps1", "vbs", "js", "jar", "msi", "lnk",
    ]

    private static func text(_ bytes: [UInt8], ending: String) throws(Refusal) -> DocumentKind {
        let isText = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) && $0 != 0x0B }
        guard isText, ["", "txt", "csv"].contains(ending) else { throw .otherKind }
        return ending == "csv" ? .csv : .text
    }
}
