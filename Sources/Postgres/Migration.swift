/// One numbered file: `0001_tenants.sql`.
public struct Migration: Sendable {
    /// Its place, from 1.
    public let number: Int
    /// Its file's name.
    public let name: String
    /// Where the file is.
    public let path: String
    let text: String

    /// Whether all of it happens or nothing. A file whose first line is `-- waymark: no transaction` runs statement by
    /// statement, and from its first again when it was interrupted: it begins by clearing away what it may have left.
    public var runsInTransaction: Bool { !text.hasPrefix("-- waymark: no transaction") }

    /// The directory's migrations in order, without a gap.
    static func all(in directory: String) throws(MigrationError) -> [Migration] {
        let names = try Files.names(in: directory).filter { $0.hasSuffix(".sql") }.sorted()
        var migrations: [Migration] = []
        for name in names {
            let digits = name.prefix { $0 != "_" }
            guard digits.utf8.count == 4, let number = Int(digits), number == migrations.count + 1 else {
                throw MigrationError("\(name) should be number \(migrations.count + 1), with four digits")
            }
            let path = "\(directory)/\(name)"
            migrations.append(Migration(number: number, name: name, path: path, text: try Files.text(path)))
        }
        return migrations
    }
}

/// How one migration stands with a database.
public struct Standing: Sendable {
    /// What the file and the database say of each other.
    public enum State: Sendable, Equatable {
        /// Run, and the file is as it was.
        case run
        /// Still to run.
        case pending
        /// Run, and the file was changed since.
        case changed
        /// Run, where there is now a file of another name.
        case replaced(by: String)
        /// Run by a newer version, which has this file.
        case unknown
    }

    /// Its place, from 1.
    public let number: Int
    /// Its file's name.
    public let name: String
    /// When it ran, in UTC as ISO 8601 writes it; nil when it is still to run.
    public let ranAt: String?
    /// What the file and the database say of each other.
    public let state: State

    /// Why nothing may be run and nothing served, as a sentence; nil when all is well.
    public var problem: String? {
        switch state {
        case .run, .pending: nil
        case .changed: "\(name) was changed after it ran; put it back and write the next one"
        case .replaced(let other): "The database ran \(name) where this version has \(other)"
        case .unknown: "The database is newer than this version of Waymark: it has \(name)"
        }
    }
}
