import Synchronization

/// How often councils may be looked for on the front page: thirty times in ten minutes from one network, so that an office finds its
/// council on its first day, and three thousand times from all together. Whoever tries a list of places from one network is slow;
/// from many networks at once they are held to the second number, and so is everybody else for that time.
///
/// Each process counts for itself, in memory, and forgets what is over: the front page writes nothing, and what it would write down
/// is a stranger's address.
final class LookUpPace: Sendable {
    private struct Span {
        let began: ContinuousClock.Instant
        var count = 0

        func left(_ now: ContinuousClock.Instant) -> Int? {
            let left = LookUpPace.length - (now - began)
            return left > .zero ? Int(left.components.seconds) + 1 : nil
        }
    }

    private struct Counts {
        var all: Span?
        var networks: [String: Span] = [:]
    }

    static let most = 30, mostOfAll = 3_000
    private static let length = Duration.seconds(600)

    private let counts = Mutex(Counts())

    /// Counts one more; the seconds to wait where it is one too many, which is then not counted.
    func wait(_ network: String, at now: ContinuousClock.Instant = .now) -> Int? {
        counts.withLock { counts in
            var all = counts.all ?? Span(began: now)
            if all.left(now) == nil {
                // No more than began in two such times are ever kept.
                counts.networks = counts.networks.filter { $0.value.left(now) != nil }
                all = Span(began: now)
            }
            var span = counts.networks[network] ?? Span(began: now)
            if span.left(now) == nil { span = Span(began: now) }
            if span.count >= Self.most { return span.left(now) }
            if all.count >= Self.mostOfAll { return all.left(now) }
            (span.count, all.count) = (span.count + 1, all.count + 1)
            (counts.networks[network], counts.all) = (span, all)
            return nil
        }
    }
}
