/// Files in one file, stored as they are (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
package struct ZipArchive {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    package init() {}

    /// Every file has the same day, so that the same contents are the same bytes.
    package mutating func add(_ name: String, _ content: [UInt8]) {
        let offset = bytes.count
        let sum = CRC32.sum(content)
        // Version 2.0, names in UTF-8, stored, 1 January 1980.
        let shared = Self.two(20, 0x0800, 0, 0, 0x21) + Self.four(sum, UInt32(content.count), UInt32(content.count))
        let path = Array(name.utf8)
        bytes += Self.four(0x0403_4B50) + shared + Self.two(UInt16(path.count), 0) + path + content
        directory += Self.four(0x0201_4B50) + Self.two(20) + shared + Self.two(UInt16(path.count), 0, 0, 0, 0)
        directory += Self.four(0, UInt32(offset)) + path
        count += 1
    }

    /// The whole archive.
    package var data: [UInt8] {
        let end = Self.two(0, 0, UInt16(count), UInt16(count)) + Self.four(UInt32(directory.count), UInt32(bytes.count))
        return bytes + directory + Self.four(0x0605_4B50) + end + Self.two(0)
    }

    private static func two(_ values: UInt16...) -> [UInt8] {
        values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }

    private static func four(_ values: UInt32...) -> [UInt8] {
        values.flatMap { value in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) } }
    }
}
