import Foundation

/// Values as JSON for people who look into it: keys sorted, addresses unescaped.
package enum JSONText {
    /// With `snakeCase`, `minimumAge` is written `minimum_age`.
    package static func encode(_ value: some Encodable, snakeCase: Bool = false) throws -> [UInt8] {
        let encoder = JSONEncoder()
        if snakeCase { encoder.keyEncodingStrategy = .convertToSnakeCase }
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + Array("\n".utf8)
    }
}
