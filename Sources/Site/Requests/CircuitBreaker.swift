import Glibc
import Postgres
import Synchronization

/// Whether the database can be reached, as the workers of one process found it. While it cannot, one of them tries
/// and the others answer at once, so that nobody waits in a queue for the next time limit.
final class CircuitBreaker: Sendable {
    private struct State {
        var failures = 0
        var nextTry = ContinuousClock.now
        var tryingSince: ContinuousClock.Instant?
    }

    private enum Turn { case attempt, wait, leave }

    private let state = Mutex(State())

    /// Runs the body when the database is believed to be there, or when it is this worker's turn to find out.
    func attempt<T>(_ body: () throws(PostgresError) -> T) throws(PostgresError) -> T {
        var turn = Turn.wait
        while turn == .wait {
            turn = state.withLock { Self.turn(&$0) }
            if turn == .wait { usleep(5_000) }
        }
        guard turn == .attempt else { throw PostgresError(.connection, "the database was away a moment ago") }
        do throws(PostgresError) {
            let value = try body()
            state.withLock { $0 = State() }
            return value
        } catch {
            state.withLock { state in
                state.failures += 1
                state.tryingSince = nil
                // 0.1, 0.2, 0.4, 0.8 seconds: back well within five seconds of the database.
                state.nextTry = .now + .milliseconds(50 << min(state.failures, 4))
            }
            throw error
        }
    }

    /// A connection broke in use: the next is made by one worker first.
    func lost() {
        state.withLock { if $0.failures == 0 { $0.failures = 1 } }
    }

    private static func turn(_ state: inout State) -> Turn {
        guard state.failures > 0 else { return .attempt }
        // A database that is there answers the one who tries at once.
        if let since = state.tryingSince { return .now < since + .milliseconds(200) ? .wait : .leave }
        guard state.nextTry <= .now else { return .leave }
        state.tryingSince = .now
        return .attempt
    }
}
