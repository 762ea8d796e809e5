import Synchronization

/// A request on its way to a worker.
struct Job: Sendable {
    let token: UInt64
    let request: Request
    /// Of the slice that is asked for; nil asks for the answer.
    var offset: Int?
    var share = ""
}

/// Bounded, and fair: within a share first come, first served, and the shares take turns.
final class WorkQueue: Sendable {
    /// What became of an offer.
    enum Outcome: Equatable, Sendable {
        case taken
        /// The queue is full.
        case refused
        /// Taken in the place of the last of a share that has more waiting: that one is refused.
        case displaced(token: UInt64)
    }

    /// One share's jobs, and how many of them ask for an answer.
    private struct Line {
        var jobs = Fifo<Job>()
        var count = 0

        mutating func append(_ job: Job) {
            jobs.append(job)
            if job.offset == nil { count += 1 }
        }

        mutating func popFirst() -> Job? {
            let job = jobs.popFirst()
            if let job, job.offset == nil { count -= 1 }
            return job
        }

        /// The last that is no slice: those behind it move up.
        mutating func popLastAnswer() -> Job? {
            var slices: [Job] = []
            defer { for slice in slices.reversed() { jobs.append(slice) } }
            while let job = jobs.popLast() {
                if job.offset == nil {
                    count -= 1
                    return job
                }
                slices.append(job)
            }
            return nil
        }
    }

    private struct State {
        let bound: Int
        var lines: [String: Line] = [:]
        /// The shares in which somebody waits, the next in turn first.
        var turns = Fifo<String>()
        /// Of those that ask for an answer.
        var count = 0
        var sleepers = 0
        var isClosed = false

        mutating func push(_ job: Job) -> Outcome {
            var outcome = Outcome.taken
            // Of an answer under way the next slice is never refused, and takes nobody's place; there is one at most for each
            // connection.
            if job.offset == nil, count >= bound {
                guard let displaced = displace(for: job.share) else { return .refused }
                outcome = .displaced(token: displaced.token)
            }
            if lines[job.share] == nil {
                lines[job.share] = Line()
                turns.append(job.share)
            }
            lines[job.share]?.append(job)
            if job.offset == nil { count += 1 }
            return outcome
        }

        private mutating func displace(for share: String) -> Job? {
            guard let longest = lines.max(by: { $0.value.count < $1.value.count }),
                longest.value.count > (lines[share]?.count ?? 0) + 1,
                let job = lines[longest.key]?.popLastAnswer()
            else { return nil }
            count -= 1
            return job
        }

        mutating func pop() -> Job? {
            guard let share = turns.popFirst(), let job = lines[share]?.popFirst() else { return nil }
            if job.offset == nil { count -= 1 }
            if lines[share]?.jobs.count == 0 { lines[share] = nil } else { turns.append(share) }
            return job
        }
    }

    private enum Turn: Sendable { case work(Job), sleep, stop }

    private let state: Mutex<State>
    private let semaphore: Semaphore

    init(bound: Int) throws(SystemFailure) {
        state = Mutex(State(bound: max(1, bound)))
        semaphore = try Semaphore()
    }

    /// Wakes a worker only if one sleeps.
    func offer(_ job: Job) -> Outcome {
        let (outcome, wakes) = state.withLock { state in
            let outcome = state.push(job)
            guard outcome == .taken, state.sleepers > 0 else { return (outcome, false) }
            state.sleepers -= 1
            return (outcome, true)
        }
        if wakes { semaphore.raise() }
        return outcome
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
    enum Content: Sendable { case response(Response), slice([UInt8]?) }

    struct Result: Sendable {
        let token: UInt64
        let content: Content
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
