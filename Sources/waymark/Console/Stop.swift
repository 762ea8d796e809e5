import App
import Foundation
import HTTP
import Postgres

/// Why a command ends early: one sentence for who called it, and the exit code that programs read.
struct Stop: Error {
    enum Code: Int32 {
        case failed = 1, usage = 2, notFound = 3, conflict = 4, unavailable = 6
    }

    let code: Code
    let sentence: String

    static func failed(_ sentence: String) -> Stop { Stop(code: .failed, sentence: sentence) }
    static func usage(_ sentence: String) -> Stop { Stop(code: .usage, sentence: sentence) }
    static func notFound(_ sentence: String) -> Stop { Stop(code: .notFound, sentence: sentence) }
    static func conflict(_ sentence: String) -> Stop { Stop(code: .conflict, sentence: sentence) }
    static func unavailable(_ sentence: String) -> Stop { Stop(code: .unavailable, sentence: sentence) }
    static func noCouncil(_ slug: String) -> Stop {
        .notFound("There is no council \(slug); `waymark tenant list` names them all")
    }

    /// Whatever was thrown, as a sentence to act on.
    init(_ error: any Error) {
        switch error {
        case let stop as Stop: self = stop
        case let error as PostgresError: self = Self.database(error)
        case let error as MigrationError: self = .failed(error.description)
        case let failure as PrivateCluster.Failure: self = .unavailable(failure.description)
        case let failure as Server.Failure: self = .unavailable(failure.description)
        default: self = .failed("\(error)")
        }
    }

    private init(code: Code, sentence: String) { (self.code, self.sentence) = (code, sentence) }

    private static func database(_ error: PostgresError) -> Stop {
        // libpq's advice after the first line is not about Waymark.
        let message =
            error.message.split { $0.isNewline || $0 == "\t" }.first.map { $0.trimmingCharacters(in: .whitespaces) }
            ?? ""
        return switch error.kind {
        case .connection where error.sqlState == "3D000":
            .unavailable("The database does not exist: \(message). Create it, or name another in DATABASE_URL")
        case .connection where error.sqlState.hasPrefix("28"):
            .unavailable("The database refuses this user: \(message). Check DATABASE_URL or the PG… variables")
        case .connection:
            .unavailable(
                "The database cannot be reached: \(message). Start it, or check DATABASE_URL or the PG… variables"
            )
        case .timeout: .unavailable("The database took too long to answer: \(message). Try again")
        case .permission:
            .failed("The database does not allow this: \(message). Use a login that is a member of waymark_admin")
        default: .failed("The database said: \(message)")
        }
    }
}
