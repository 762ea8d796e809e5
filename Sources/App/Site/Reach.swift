import Postgres
import Synchronization

/// Whether the database can be reached, as the workers of one process found it. While it cannot, one of them tries
/// and the others answer at once, so that nobody waits in a queue for the next time limit.
final class Reach: Sendable {
    private struct State {
        var failures = 0
        var nextTry = ContinuousClock.now
        var isTrying = false
    }

    private let state = Mutex(State())

    /// Runs the body when the database is believed to be there, or when it is this worker's turn to find out.
    func attempt<T>(_ body: () throws(PostgresError) -> T) throws(PostgresError) -> T {
        let mayTry = state.withLock { state in
            guard state.failures > 0 else { return true }
            guard !state.isTrying, state.nextTry <= .now else { return false }
            state.isTrying = true
            return true
        }
        guard mayTry else { throw PostgresError(.connection, "the database was away a moment ago") }
        do throws(PostgresError) {
            let value = try body()
            state.withLock { $0 = State() }
            return value
        } catch {
            state.withLock { state in
                state.failures += 1
                state.isTrying = false
                // 0.1, 0.2, 0.4 ... 1 second: back well within five seconds of the database.
                state.nextTry = .now + .milliseconds(min(1_000, 50 << min(state.failures, 5)))
            }
            throw error
        }
    }
}
