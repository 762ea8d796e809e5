import CLinux

/// What hides in the parts of an Office or OpenDocument file: macros, and objects that other programs open (OLE).
struct OfficeParts {
    private let archive: ZipDirectory
    private let names: [String]

    init(_ archive: ZipDirectory) {
        self.archive = archive
        names = archive.entries.map { $0.name.lowercased() }
    }

    /// By their names alone.
    var haveMacros: Bool {
        names.contains { name in
            name.hasSuffix("vbaproject.bin") || name.contains("macrosheets/") || name.contains("activex/")
                || name.hasPrefix("basic/") || name.hasPrefix("scripts/")
        }
    }

    /// Whatever is embedded and no Office file without macros, as the sheet behind a chart is.
    var haveObjects: Bool {
        names.contains { name in
            name.contains("oleobject")
                || name.contains("embeddings/") && !name.hasSuffix("/")
                    && !["docx", "xlsx", "pptx"].contains(FileName.ending(of: name))
        }
    }

    /// What the parts say of each other (ECMA-376 part 2, sections 10 and 9; OpenDocument 1.3 part 2, section 4).
    func look() throws(DocumentKind.Refusal) {
        var packed = Self.mostPacked, whole = Self.mostWhole
        for (name, entry) in zip(names, archive.entries) where Self.tells(name) {
            packed -= entry.packed
            guard packed >= 0, let content = archive.content(of: entry, most: whole) else { throw .intricate }
            whole -= content.count
            // In UTF-16 every other byte is nothing.
            let text = content.lazy.filter { $0 != 0 }.map { $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) }
            let words = Array(text)
            if words.holds("vbaproject") || words.holds("macroenabled") { throw .macros }
            if words.holds("/oleobject\"") || words.holds("/oleobject'") || words.holds("sun.star.oleobject") {
                throw .embedded
            }
        }
    }

    private static func tells(_ name: String) -> Bool {
        name.hasSuffix(".rels") || name == "[content_types].xml" || name == "meta-inf/manifest.xml"
    }

    /// In all, as kept and as read: far more than an honest file has.
    private static let mostPacked = 1 << 20, mostWhole = 16 << 20
}

extension [UInt8] {
    fileprivate func holds(_ words: StaticString) -> Bool {
        withUnsafeBytes {
            ByteSearch.holds($0, UnsafeRawBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
        }
    }
}
