/// One numbered file: `0001_tenants.sql`.
public struct Migration: Sendable {
    /// Its place, from 1.
    public let number: Int
    /// Its file's name.
    public let name: String
    let text: String

    var needsNoTransaction: Bool { text.hasPrefix("-- waymark: no transaction") }

    /// The directory's migrations in order, without a gap.
    static func all(in directory: String) throws(MigrationError) -> [Migration] {
        let names = try Files.names(in: directory).filter { $0.hasSuffix(".sql") }.sorted()
        var migrations: [Migration] = []
        for name in names {
            let digits = name.prefix { $0 != "_" }
            guard digits.utf8.count == 4, let number = Int(digits), number == migrations.count + 1 else {
                throw MigrationError("\(name) should be number \(migrations.count + 1), with four digits")
            }
            let text = try Files.text("\(directory)/\(name)")
            migrations.append(Migration(number: number, name: name, text: text))
        }
        return migrations
    }
}
