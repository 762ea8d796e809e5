/// One client's socket and how far it has come. Stays on the I/O thread.
final class Connection {
    enum Phase {
        /// Waiting for a request's head, or in the middle of one.
        case head
        /// Its body is coming.
        case body
        /// A worker has it.
        case working
        /// Its answer leaves slice by slice.
        case slicing
        /// Answered for the last time; once that is sent, close.
        case ending
        /// Refused and shut for writing: reads and drops.
        case lingering
    }

    /// The request under way.
    struct Exchange {
        var head: Parser.Head
        var lane: Lane
        var bodyLimit: Int
        var share: String
        var intake: Intake
        let startedAt: Int
    }

    /// What follows an answer's body.
    struct Slices {
        let request: Request
        let lane: Lane
        let share: String
        let count: Int
        /// The connection is kept afterwards.
        let stays: Bool
        var sent = 0
        /// A worker has been asked for the next.
        var isAsked = false
    }

    let socket: Int32
    let token: UInt64
    let peer: Address
    let isProxy: Bool
    var parser: Parser
    var output = Output()
    var phase = Phase.head
    var exchange: Exchange?
    var slices: Slices?
    var interest: UInt32
    var inputEnded = false
    /// The last answer is followed by a lingering close.
    var lingers = false
    var isOpen = true
    /// When the present phase began, and when something was last read or written; milliseconds.
    var phaseSince: Int
    var writeSince = 0
    var writtenAt = 0
    var received = 0
    /// Counted in the sums over all connections.
    var countedBody = 0
    var countedAnswer = 0

    init(socket: Int32, token: UInt64, peer: Address, isProxy: Bool, limits: Server.Limits, now: Int) {
        (self.socket, self.token, self.peer, self.isProxy) = (socket, token, peer, isProxy)
        (parser, phaseSince, interest) = (Parser(limits: limits.parser), now, 0)
    }

    func enter(_ phase: Phase, at now: Int) {
        (self.phase, phaseSince) = (phase, now)
    }

    /// A worker has the request, or its answer is leaving.
    var isAnswering: Bool { phase == .working || phase == .slicing }

    /// Another request may be begun: the one before is answered, and its answer is not piling up.
    var canAdvance: Bool {
        isOpen && (phase == .body || (phase == .head && output.hasRoom))
    }

    /// What arrives while nothing can be done with it is bounded.
    var wantsInput: Bool {
        if inputEnded { return false }
        return canAdvance || phase == .lingering || (phase != .ending && parser.held < 64 << 10)
    }
}
