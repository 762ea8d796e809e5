import Synchronization

/// A request on its way to a worker.
struct Job: Sendable {
    let token: UInt64
    let request: Request
}

/// First come, first served, and bounded: a full queue refuses.
final class WorkQueue: Sendable {
    private struct State {
        var ring: [Job?]
        var first = 0
        var count = 0
        var sleepers = 0
        var isClosed = false

        mutating func push(_ job: Job) -> Bool {
            guard count < ring.count else { return false }
            ring[(first + count) % ring.count] = job
            count += 1
            return true
        }

        mutating func pop() -> Job? {
            guard count > 0 else { return nil }
            defer { (first, count) = ((first + 1) % ring.count, count - 1) }
            return ring[first].take()
        }
    }

    private enum Turn: Sendable { case work(Job), sleep, stop }

    private let state: Mutex<State>
    private let semaphore: Semaphore

    init(bound: Int) throws(SystemFailure) {
        state = Mutex(State(ring: Array(repeating: nil, count: max(1, bound))))
        semaphore = try Semaphore()
    }

    /// False when the queue is full. Wakes a worker only if one sleeps.
    func offer(_ job: Job) -> Bool {
        let (isTaken, wakes) = state.withLock { state in
            guard state.push(job) else { return (false, false) }
            guard state.sleepers > 0 else { return (true, false) }
            state.sleepers -= 1
            return (true, true)
        }
        if wakes { semaphore.raise() }
        return isTaken
    }

    /// The next job, when there is one; nil once the queue is closed and empty.
    func take() -> Job? {
        while true {
            let turn = state.withLock { state -> Turn in
                if let job = state.pop() { return .work(job) }
                if state.isClosed { return .stop }
                state.sleepers += 1
                return .sleep
            }
            switch turn {
            case .work(let job): return job
            case .stop: return nil
            case .sleep: semaphore.wait()
            }
        }
    }

    /// What is in it is still done.
    func close() {
        let sleepers = state.withLock { state in
            defer { state.sleepers = 0 }
            state.isClosed = true
            return state.sleepers
        }
        if sleepers > 0 { semaphore.raise(sleepers) }
    }
}

/// Answers on their way back to the I/O thread.
final class Results: Sendable {
    struct Result: Sendable {
        let token: UInt64
        let response: Response
    }

    private let waiting = Mutex<[Result]>([])
    let bell: Bell

    init() throws(SystemFailure) { bell = try Bell() }

    func put(_ result: Result) {
        let isFirst = waiting.withLock { waiting in
            waiting.append(result)
            return waiting.count == 1
        }
        if isFirst { bell.ring() }
    }

    func takeAll() -> [Result] {
        bell.hush()
        return waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
