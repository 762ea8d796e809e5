import Values

/// An Office or OpenDocument file: its parts by their names, bounded one by one and together.
package final class OfficeFile {
    /// Whether the bytes are meant as one: a zip archive, or what Office wrote before there were any and encrypts in.
    static func isLikely(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    /// Why nothing of it is read; goes behind the file's name.
    package enum Refusal: Error, Equatable {
        /// As for any document.
        case document(DocumentKind.Refusal)
        case damaged, tooLarge
        /// None at all, or none of this name.
        case noSheet(String?)

        package var words: String {
            switch self {
            case .document(let refusal): refusal.words
            case .damaged:
                "is damaged, or no Office file: open it in the program that it comes from and save it again, as .xlsx or .docx"
            case .tooLarge: "is too large to be read: save the sheet as CSV, or import it in parts"
            case .noSheet(nil): "has no sheet with rows"
            case .noSheet(let name?): "has no sheet called “\(name.cut(to: 80))”: look at the tabs at its foot"
            }
        }
    }

    /// Of what says how the file is made up.
    static let mostOther = 4 << 20

    private let archive: ZipDirectory
    private let entries: [String: ZipDirectory.Entry]
    /// How much more may come of all parts together.
    private var left: Int

    /// `most` bounds what its parts come to, unpacked.
    init(_ bytes: [UInt8], most: Int) throws(Refusal) {
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .document(.oldOffice) }
        guard let archive = ZipDirectory(bytes) else { throw .damaged }
        (self.archive, left) = (archive, most)
        let parts = OfficeParts(archive)
        if parts.haveMacros { throw .document(.macros) }
        if parts.haveObjects { throw .document(.embedded) }
        do { try parts.look() } catch { throw .document(error) }
        entries = Dictionary(archive.entries.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    }

    func has(_ name: String) -> Bool { entries[name.lowercased()] != nil }

    /// What a part holds; nil where there is none.
    func part(_ name: String, most: Int = mostOther) throws(Refusal) -> [UInt8]? {
        guard let entry = entries[name.lowercased()] else { return nil }
        guard let bytes = archive.content(of: entry, most: min(most, left)) else {
            throw entry.packed > min(most, left) / 20 ? .tooLarge : .damaged
        }
        left -= bytes.count
        Work.took(bytes.count)
        return bytes
    }

    /// What a part points to, by the number of each relation (ECMA-376 part 2, section 9), those of one type alone.
    func relations(of part: String, ending type: String) throws(Refusal) -> [String: String] {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/"),
            file = part.split(separator: "/").last ?? ""
        guard let markup = try self.part("\(folder)/_rels/\(file).rels") else { return [:] }
        var reader = MarkupReader(markup), found: [String: String] = [:]
        while let piece = try reader.next() {
            guard case .open = piece, reader.isNamed("Relationship"), let id = reader.words("Id"),
                let target = reader.words("Target"), reader.words("Type")?.hasSuffix("/" + type) == true
            else { continue }
            let isElsewhere = reader.words("TargetMode") == "External"
            found[id] =
                isElsewhere ? target : target.hasPrefix("/") ? String(target.dropFirst()) : "\(folder)/\(target)"
        }
        return found
    }
}
