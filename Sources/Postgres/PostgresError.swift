/// What went wrong between us and PostgreSQL; never shown to a person as it is.
public struct PostgresError: Error, CustomStringConvertible {
    /// What the caller can do something about.
    public enum Kind: Sendable, Equatable {
        /// The server is away, or left in the middle; the connection is of no use any more.
        case connection
        /// The server took longer than allowed: for the statement, for a lock, or for any answer at all.
        case timeout
        /// COMMIT was sent and its answer never came: it may have happened, or not.
        case commitUnknown
        /// A constraint said no; its name.
        case constraint(String)
        /// The transaction met another and should be tried again.
        case serialization
        /// The transaction was chosen to end a deadlock.
        case deadlock
        /// The role may not do this, or a policy refused the row.
        case permission
        /// A write in a read-only transaction or on a standby.
        case readOnly
        /// A value that PostgreSQL cannot hold, such as text with a NUL.
        case encoding
        /// A result that is not what the program asked for.
        case decoding
        /// Anything else; almost always a mistake in the program.
        case other
    }

    /// What the caller can do something about.
    public let kind: Kind
    /// PostgreSQL's five characters; empty when the error is our own.
    public let sqlState: String
    /// For the log.
    public let message: String

    /// An error of our own, or with PostgreSQL's code.
    public init(_ kind: Kind, sqlState: String = "", _ message: String) {
        (self.kind, self.sqlState, self.message) = (kind, sqlState, message)
    }

    /// For the log.
    public var description: String {
        sqlState.isEmpty ? "\(kind): \(message)" : "\(kind) [\(sqlState)]: \(message)"
    }

    static func kind(sqlState: String, constraint: String, isFatal: Bool) -> Kind {
        switch sqlState {
        case "40001": .serialization
        case "40P01": .deadlock
        case "42501": .permission
        case "25006": .readOnly
        case "57014", "55P03", "25P03", "25P04": .timeout
        case _ where isFatal || sqlState.hasPrefix("08") || sqlState.hasPrefix("57P"): .connection
        case _ where sqlState.hasPrefix("23"): .constraint(constraint)
        default: .other
        }
    }
}
