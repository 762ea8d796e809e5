import App
import Foundation
import Synchronization

/// Once an hour keeps what members are told of the last month and clears away what nobody came back for: on a thread of its own, so that no signal waits for it.
final class Housekeeping: Sendable {
    private struct Round {
        var next = ContinuousClock.now
        var isRunning = false
    }

    private let round = Mutex(Round())

    /// Begins a round when one is due. What goes wrong is said, and tried again an hour later.
    func keepUp(_ conninfo: String) {
        let isDue = round.withLock { round in
            guard !round.isRunning, ContinuousClock.now >= round.next else { return false }
            (round.isRunning, round.next) = (true, ContinuousClock.now + .seconds(3_600))
            return true
        }
        guard isDue else { return }
        Thread.detachNewThread { [self] in
            defer { round.withLock { $0.isRunning = false } }
            do {
                let connection = try Database(conninfo: conninfo).connect(as: .site, statementTimeout: .seconds(120))
                defer { connection.close() }
                _ = try connection.transaction { try BrokerageCount.keep(in: $0) }
                let cleared = try connection.transaction { try Cleared.all(in: $0) }.filter { $0.count > 0 }
                guard !cleared.isEmpty else { return }
                Console.say("Cleared away: " + cleared.map { "\($0.count) \($0.what)" }.joined(separator: ", "))
            } catch {
                Console.complain("What nobody came back for could not be cleared away: \(Stop(error).sentence)")
            }
        }
    }
}
