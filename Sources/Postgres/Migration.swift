/// One file of Migrations: a step of the tables, or the rules of a feature.
public struct Migration: Sendable {
    /// What kind of file it is.
    public enum Kind: Sendable {
        /// `tables/20261128_employers.sql`: runs once and is never edited after.
        case tables
        /// `rules/employers.sql`: functions, triggers and policies, run again whenever the file changed.
        case rules
    }

    /// What kind of file it is.
    public let kind: Kind
    /// Its folder and its file's name.
    public let name: String
    /// Where the file is.
    public let path: String
    let text: String

    /// Whether all of it happens or nothing. A tables file whose first line is `-- waymark: no transaction` runs statement
    /// by statement, and from its first again when it was interrupted: it begins by clearing away what it may have left.
    public var runsInTransaction: Bool { kind == .rules || !text.hasPrefix("-- waymark: no transaction") }

    private var comesBeforeTables: Bool { kind == .rules && text.hasPrefix("-- waymark: before the tables") }

    /// The files in the order in which they run: rules that tables rest on, tables, the other rules; by name in each.
    static func all(in directory: String) throws -> [Migration] {
        if let stray = try Files.names(in: directory).filter({ $0.hasSuffix(".sql") }).min() {
            throw MigrationError("\(stray) belongs into tables or rules")
        }
        let rules = try files(.rules, "rules", in: directory)
        let tables = try files(.tables, "tables", in: directory)
        return rules.filter(\.comesBeforeTables) + tables + rules.filter { !$0.comesBeforeTables }
    }

    private static func files(_ kind: Kind, _ folder: String, in directory: String) throws -> [Migration] {
        try Files.names(in: "\(directory)/\(folder)").filter { $0.hasSuffix(".sql") }.sorted().map { file in
            if kind == .tables, file.wholeMatch(of: #/[0-9]{8}_[a-z0-9_]+\.sql/#) == nil {
                throw MigrationError("tables/\(file) should be named by its day and feature: 20261128_employers.sql")
            }
            let path = "\(directory)/\(folder)/\(file)"
            return Migration(kind: kind, name: "\(folder)/\(file)", path: path, text: try Files.text(path))
        }
    }
}

/// How one file of Migrations stands with a database.
public struct Standing: Sendable {
    /// What the file and the database say of each other.
    public enum State: Sendable, Equatable {
        /// Run, and the file is as it was.
        case run
        /// Still to run.
        case pending
        /// Rules that were changed since they ran: they are run again.
        case outdated
        /// Tables that were changed since they ran.
        case changed
        /// Run by a newer version, which has this file.
        case unknown
    }

    /// Its folder and its file's name.
    public let name: String
    /// When it ran last, in UTC as ISO 8601 writes it; nil when it is still to run.
    public let ranAt: String?
    /// What the file and the database say of each other.
    public let state: State

    /// Whether it would be run.
    public var isPending: Bool { state == .pending || state == .outdated }

    /// Why nothing may be run and nothing served, as a sentence; nil when all is well.
    public var problem: String? {
        switch state {
        case .run, .pending, .outdated: nil
        case .changed: "\(name) was changed after it ran; put it back and write the next one"
        case .unknown: "The database is newer than this version of Waymark: it has \(name)"
        }
    }
}
