import Synchronization

/// How often one network may look for a council on the front page: thirty times in ten minutes, so that an office finds its council
/// on its first day, and nobody reads the names of all councils off a list of places.
///
/// Each process counts for itself, in memory: the front page writes nothing, and what it would write down is a stranger's address.
final class LookUpPace: Sendable {
    private struct Span {
        let began: ContinuousClock.Instant
        var count = 0
    }

    private static let most = 30, length = Duration.seconds(600)
    /// So that many strangers take no memory: then all begin anew.
    private static let mostNetworks = 20_000

    private let spans = Mutex<[String: Span]>([:])

    /// Counts one more; the seconds to wait where it is one too many.
    func wait(_ network: String, at now: ContinuousClock.Instant = .now) -> Int? {
        spans.withLock { spans in
            if spans.count >= Self.mostNetworks { spans.removeAll() }
            var span = spans[network] ?? Span(began: now)
            if now - span.began >= Self.length { span = Span(began: now) }
            span.count += 1
            spans[network] = span
            return span.count > Self.most ? Int((Self.length - (now - span.began)).components.seconds) + 1 : nil
        }
    }
}
