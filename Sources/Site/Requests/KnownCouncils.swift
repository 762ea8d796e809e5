import Synchronization

/// The short names of the councils that the door has found since the start: each of them waits in a line of its own.
final class KnownCouncils: Sendable {
    private let slugs = Mutex<Set<String>>([])

    func contains(_ slug: String) -> Bool { slugs.withLock { $0.contains(slug) } }

    func insert(_ slug: String) { slugs.withLock { _ = $0.insert(slug) } }
}
