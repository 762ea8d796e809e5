import Foundation

/// Identifiers made of names: the same name gives the same one, today and after a restore (UUID version 5, RFC 9562, section 5.5).
enum NameUUID {
    /// Waymark’s own namespace, chosen at random once: 6d0c9d3e-55a7-4f0e-9b0b-2f4a8f6c1e37.
    private static let waymark: [UInt8] = [
        0x6D, 0x0C, 0x9D, 0x3E, 0x55, 0xA7, 0x4F, 0x0E, 0x9B, 0x0B, 0x2F, 0x4A, 0x8F, 0x6C, 0x1E, 0x37,
    ]

    /// In small letters, as RFC 9562 writes them.
    static func text(_ name: String, in namespace: [UInt8] = waymark) -> String {
        var it = Array(Secret.sha1(namespace + Array(name.utf8)).prefix(16))
        it[6] = it[6] & 0x0F | 0x50
        it[8] = it[8] & 0x3F | 0x80
        let digits = it.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return [digits[0..<4], digits[4..<6], digits[6..<8], digits[8..<10], digits[10..<16]].map { $0.joined() }
            .joined(separator: "-")
    }
}
