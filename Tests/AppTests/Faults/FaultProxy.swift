import Fixtures
import Foundation
import Glibc
import Synchronization

/// Stands between the site and its database, and cuts what it is told to.
final class FaultProxy: Sendable {
    enum Fault: Sendable {
        /// The database gets the word, its answer is lost, and the proxy is cut.
        case loseAnswer(to: String)
        /// The database never gets the word: the proxy is cut before it.
        case loseWord(String)
    }

    private struct State {
        var fault: Fault?
        var isDown = false
        var staysDown = false
        var open: Set<Int32> = []
    }

    let directory: String
    private let target: String
    private let state = Mutex(State())

    init(_ target: String) {
        self.target = target + "/.s.PGSQL.5432"
        directory = target + "-proxy"
        mkdir(directory, 0o755)
        unlink(directory + "/.s.PGSQL.5432")
        let listener = unixSocket(directory + "/.s.PGSQL.5432") { bind($0, $1, $2) }
        listen(listener, 64)
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                Thread.detachNewThread { [self] in forward(client) }
            }
        }
    }

    /// Cuts every connection there is, and from now on does this to the first that says the word;
    /// after it the proxy may stay down until `mend`.
    func arm(_ fault: Fault, thenDown: Bool = false) {
        cut()
        state.withLock { ($0.fault, $0.staysDown) = (fault, thenDown) }
    }

    func mend() { state.withLock { ($0.fault, $0.isDown, $0.staysDown) = (nil, false, false) } }

    private func cut() {
        state.withLock { state in for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    private func forward(_ client: Int32) {
        guard !state.withLock(\.isDown) else {
            close(client)
            return
        }
        let server = unixSocket(target) { connect($0, $1, $2) }
        state.withLock { $0.open.formUnion([client, server]) }
        defer {
            state.withLock { $0.open.subtract([client, server]) }
            close(client)
            close(server)
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var isAnswerLost = false
        while true {
            var sources = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&sources, 2, -1)
            for source in sources where source.revents != 0 {
                let count = read(source.fd, &buffer, buffer.count)
                guard count > 0 else { return }
                if source.fd == server, isAnswerLost { return }
                if source.fd == client {
                    switch take(buffer[..<count]) {
                    case .loseAnswer: isAnswerLost = true
                    case .loseWord: return
                    case nil: break
                    }
                }
                send(source.fd == client ? server : client, buffer, count, Int32(MSG_NOSIGNAL))
            }
        }
    }

    /// The fault that these bytes set off.
    private func take(_ bytes: ArraySlice<UInt8>) -> Fault? {
        state.withLock { state in
            let word: String
            switch state.fault {
            case .loseAnswer(let said), .loseWord(let said): word = said
            case nil: return nil
            }
            guard Data(bytes).range(of: Data(word.utf8)) != nil else { return nil }
            defer { (state.fault, state.isDown) = (nil, state.staysDown) }
            return state.fault
        }
    }
}
