import Synchronization

/// What reading one text costs, in steps: one for each byte that folding, scanning or searching looks at. Never time, so that
/// the same text ends in the same way on every machine.
package final class Work: Sendable {
    @TaskLocal private static var current: Work?
    private let steps = Atomic<Int>(0)

    package init() {}

    /// So far.
    package var spent: Int { steps.load(ordering: .relaxed) }

    /// Counts what is done within; whoever counts around it counts that too.
    package func counting<T, Failure: Error>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
        let before = spent
        defer { Work.took(spent - before) }
        return try Work.$current.withValue(self) { Result { () throws(Failure) in try body() } }.get()
    }

    /// For those who look at texts.
    package static func took(_ steps: Int) { current?.steps.add(steps, ordering: .relaxed) }
}
