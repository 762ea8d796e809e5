import Fixtures
import Foundation
import Synchronization

/// Stands between a connection and the database, counts trips, and cuts or loses what it is told to.
final class Proxy: Sendable {
    enum Fault: Sendable {
        /// The server gets everything; once it has been sent this word, its answers are lost and the line is cut.
        case loseAnswer(to: String)
        /// Once the server has been sent this word, its answers are kept back and nothing is cut.
        case holdAnswer(to: String)
        /// The line is cut after so many bytes from the server.
        case cutAnswer(after: Int)
        /// The line is cut after so many bytes from the client.
        case cutRequest(after: Int)
    }

    private struct State {
        var fault: Fault?
        var trips = 0
        var fromClient = 0
        var fromServer = 0
    }

    let conninfo: String
    private let target: String
    private let state = Mutex(State())

    init() {
        let directory = temporaryDirectory(in: Database.directory + "/")
        conninfo = "host=\(directory) user=postgres dbname=postgres"
        target = Database.conninfo.split(separator: "'").map(String.init)[1] + "/.s.PGSQL.5432"
        let listener = unixSocket(directory + "/.s.PGSQL.5432") { bind($0, $1, $2) }
        listen(listener, 8)
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                forward(client, unixSocket(target) { connect($0, $1, $2) })
            }
        }
    }

    /// How often the client has spoken after the server did.
    var trips: Int { state.withLock { $0.trips } }
    var bytes: (fromClient: Int, fromServer: Int) { state.withLock { ($0.fromClient, $0.fromServer) } }

    /// From here on; counts begin again.
    func set(_ fault: Fault?) { state.withLock { $0 = State(fault: fault) } }

    /// A directory with the socket of a server that never says a word.
    static func silentServer() -> String {
        let directory = temporaryDirectory(in: Database.directory + "/")
        listen(unixSocket(directory + "/.s.PGSQL.5432") { bind($0, $1, $2) }, 8)
        return directory
    }

    private func forward(_ client: Int32, _ server: Int32) {
        defer {
            close(client)
            close(server)
        }
        var buffer = [UInt8](repeating: 0, count: 65536)
        var clientSpoke = false
        while true {
            var sources = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&sources, 2, -1)
            for (index, source) in sources.enumerated() where source.revents != 0 {
                let count = read(source.fd, &buffer, buffer.count)
                guard count > 0 else { return }
                let isClient = index == 0
                if isClient, !clientSpoke { state.withLock { $0.trips += 1 } }
                clientSpoke = isClient
                let (allowed, isCut) = judge(buffer[..<count], isClient)
                send(isClient ? server : client, buffer, allowed, Int32(MSG_NOSIGNAL))
                if isCut { return }
            }
        }
    }

    /// How many of the bytes may pass, and whether the line is cut then.
    private func judge(_ bytes: ArraySlice<UInt8>, _ isClient: Bool) -> (Int, Bool) {
        state.withLock { state in
            let before = isClient ? state.fromClient : state.fromServer
            if isClient { state.fromClient += bytes.count } else { state.fromServer += bytes.count }
            switch state.fault {
            case .cutAnswer(let limit) where !isClient && before + bytes.count > limit: return (limit - before, true)
            case .cutRequest(let limit) where isClient && before + bytes.count > limit: return (limit - before, true)
            case .loseAnswer(let word) where isClient && Data(bytes).range(of: Data(word.utf8)) != nil:
                state.fault = .cutAnswer(after: state.fromServer)
                return (bytes.count, false)
            case .holdAnswer(let word) where isClient && Data(bytes).range(of: Data(word.utf8)) != nil:
                state.fault = .holdAnswer(to: "")
                return (bytes.count, false)
            case .holdAnswer("") where !isClient: return (0, false)
            default: return (bytes.count, false)
            }
        }
    }
}
