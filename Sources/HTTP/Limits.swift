extension Server {
    /// How much, and for how long.
    public struct Limits: Sendable {
        /// Of a request's head.
        public var headBytes = 16 << 10
        /// Header fields in one request.
        public var fields = 100
        /// Of a request's target.
        public var targetBytes = 8 << 10
        /// From a head's first byte to its last.
        public var headSeconds = 10.0
        /// Between two requests, and before the first.
        public var idleSeconds = 60.0
        /// Without the client reading anything.
        public var writeSeconds = 30.0
        /// A body slower than this is given up.
        public var bodyBytesPerSecond = 1_024
        /// Head start a body has before its rate counts.
        public var bodySeconds = 10.0
        /// The most that a body gains by its rate, however much of it has come.
        public var longestBodySeconds = 600.0
        /// After a refusal: how long the rest is read and dropped.
        public var lingerSeconds = 1.0
        /// On stopping: for connections that are between requests.
        public var graceSeconds = 0.25
        /// On stopping: for everything.
        public var drainSeconds = 30.0
        /// Pages waiting for a worker.
        public var queue = 512
        /// Requests waiting in any other lane.
        public var otherQueues = 32
        /// Connections in all.
        public var connections = 10_000
        /// Connections of one address, unless it is a listed proxy's.
        public var connectionsPerAddress = 1_000
        /// Of one body; the rest of a larger one, and what was here of it, is kept in a file.
        public var bodyBytesInMemory = 64 << 10
        /// Of all bodies, in memory and in files, until their requests are answered.
        public var bodyBytesInAll = 256 << 20
        /// Of all answers not yet read by their clients.
        public var answerBytesInAll = 256 << 20

        /// The usual bounds.
        public init() {}

        var parser: Parser.Limits {
            Parser.Limits(headBytes: headBytes, fields: fields, targetBytes: targetBytes)
        }
    }
}
