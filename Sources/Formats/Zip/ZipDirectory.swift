/// The list of what a zip archive holds, read from the directory at its end (APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.12).
struct ZipDirectory {
    /// One file of it, as the directory says.
    struct Entry {
        let name: String
        let packed: Int
        fileprivate let method, offset: Int
    }

    let entries: [Entry]
    private let bytes: [UInt8]

    static let mostEntries = 10_000
    /// No honest file unpacks to more than so many times what it is kept as, once it is longer than `usual`.
    static let mostRatio = 200, usual = 1 << 20

    /// Nil when the bytes are no whole archive.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard let end = Self.end(of: bytes), let count = Self.number(bytes, at: end + 10, 2),
            let start = Self.number(bytes, at: end + 16, 4), count <= Self.mostEntries
        else { return nil }
        var entries: [Entry] = []
        var at = start
        for _ in 0..<count {
            guard Self.number(bytes, at: at, 4) == 0x0201_4B50, let name = Self.number(bytes, at: at + 28, 2),
                let extra = Self.number(bytes, at: at + 30, 2), let comment = Self.number(bytes, at: at + 32, 2),
                let method = Self.number(bytes, at: at + 10, 2), let packed = Self.number(bytes, at: at + 20, 4),
                let offset = Self.number(bytes, at: at + 42, 4), at + 46 + name <= end
            else { return nil }
            let words = String(decoding: bytes[(at + 46)..<(at + 46 + name)], as: UTF8.self)
            entries.append(Entry(name: words, packed: packed, method: method, offset: offset))
            at += 46 + name + extra + comment
        }
        self.entries = entries
    }

    /// What a file holds; nil where it is damaged, packed in a way that Office does not use, or longer than `most`
    /// or than anything that people write.
    func content(of entry: Entry, most: Int) -> [UInt8]? {
        guard Self.number(bytes, at: entry.offset, 4) == 0x0403_4B50,
            let name = Self.number(bytes, at: entry.offset + 26, 2),
            let extra = Self.number(bytes, at: entry.offset + 28, 2)
        else { return nil }
        let start = entry.offset + 30 + name + extra
        guard start + entry.packed <= bytes.count else { return nil }
        let packed = bytes[start..<(start + entry.packed)]
        return switch entry.method {
        case 0: packed.count <= most ? Array(packed) : nil
        case 8: Inflate.bytes(packed, most: min(most, max(Self.usual, packed.count * Self.mostRatio)))
        default: nil
        }
    }

    /// Whether the first entry has this name and, stored as it is, this content.
    func firstContent(named name: String, is content: String) -> Bool {
        guard Self.number(bytes, at: 8, 2) == 0, Self.number(bytes, at: 18, 4) == content.utf8.count,
            let length = Self.number(bytes, at: 26, 2), let extra = Self.number(bytes, at: 28, 2)
        else { return false }
        return bytes.dropFirst(30).prefix(length).elementsEqual(name.utf8)
            && bytes.dropFirst(30 + length + extra).prefix(content.utf8.count).elementsEqual(content.utf8)
    }

    /// Where the last record begins: behind it comes only a comment.
    private static func end(of bytes: [UInt8]) -> Int? {
        let last = bytes.count - 22
        guard last >= 0 else { return nil }
        return (max(0, last - 0xFFFF)...last).last { number(bytes, at: $0, 4) == 0x0605_4B50 }
    }

    /// Low byte first; nil beyond the end.
    private static func number(_ bytes: [UInt8], at place: Int, _ length: Int) -> Int? {
        guard place >= 0, place + length <= bytes.count else { return nil }
        return (0..<length).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
