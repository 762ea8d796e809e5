import CLinux
import Glibc

// Opening, reading, writing and closing.
extension Loop {
    /// Takes a few of those who wait, so that those already here have their turn; true when there may be more.
    func accept() -> Bool {
        guard listensAgainAt == nil, drainingSince == nil else { return false }
        for _ in 0..<64 {
            var storage = sockaddr_storage()
            let socket = clinux_accept(listener, &storage)
            if socket >= 0 {
                welcome(socket, Address(storage))
            } else if errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM {
                // The backlog waits in the kernel; asking again at once would only spin.
                rest()
                return false
            } else if errno == EAGAIN {
                return false
            }
        }
        return true
    }

    private func rest() {
        poller.remove(listener)
        listensAgainAt = now + 100
    }

    private func welcome(_ socket: Int32, _ peer: Address) {
        let isProxy = proxies.lists(peer)
        let siblings = perAddress[peer, default: 0]
        let isTooMany = open >= limits.connections || (!isProxy && siblings >= limits.connectionsPerAddress)
        // The refused are told why, but not without bound.
        if open >= limits.connections + 64 || (!isProxy && siblings >= limits.connectionsPerAddress + 16) {
            Glibc.close(socket)
            return
        }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        generation = generation &+ 1 == 0 ? 1 : generation &+ 1
        let token = UInt64(generation) << 32 | UInt64(socket)
        let connection = Connection(
            socket: socket, token: token, peer: peer, isProxy: isProxy, limits: limits, now: now)
        connection.interest = clinux_in
        guard (try? poller.add(socket, clinux_in, token: token)) != nil else {
            Glibc.close(socket)
            return
        }
        while connections.count <= Int(socket) { connections.append(nil) }
        connections[Int(socket)] = connection
        open += 1
        perAddress[peer] = siblings + 1
        if isTooMany {
            refuse(connection, server.refusal(.serviceUnavailable, "Too many connections. Try again shortly."))
            settle(connection)
        }
    }

    func serve(_ event: Poller.Event) {
        guard let connection = connection(event.token) else { return }
        if event.events & clinux_broken != 0 { return close(connection) }
        if event.events & clinux_in != 0 { receive(connection) }
        if connection.isOpen { advance(connection) }
    }

    private func receive(_ connection: Connection) {
        let count = recv(connection.socket, &incoming, incoming.count, 0)
        if count < 0 {
            if errno != EAGAIN && errno != EINTR { close(connection) }
            return
        }
        if count == 0 { connection.inputEnded = true }
        guard count > 0, connection.phase != .lingering, connection.phase != .ending else { return }
        // A head's time runs from its first byte.
        if connection.phase == .head && connection.parser.isBetweenRequests { connection.phaseSince = now }
        connection.received += count
        connection.parser.append(incoming[..<count])
    }

    /// Sends what there is, then closes or asks for what the connection now waits for.
    func settle(_ connection: Connection) {
        guard connection.isOpen else { return }
        if !connection.output.isEmpty {
            let before = connection.output.count
            switch connection.output.flush(to: connection.socket) {
            case .failed: return close(connection)
            case .done: connection.writeSince = 0
            case .blocked:
                if connection.writeSince == 0 { (connection.writeSince, connection.writtenAt) = (now, now) }
                if connection.output.count < before { connection.writtenAt = now }
            }
            countAnswer(connection)
            guard connection.isOpen else { return }
        }
        if connection.output.isEmpty {
            if connection.phase == .slicing { askForSlice(connection) }
            if connection.phase == .ending { end(connection) }
            if connection.inputEnded && !connection.isAnswering && !connection.parser.hasUnreadHead {
                close(connection)
            }
        }
        if connection.isOpen { watch(connection) }
    }

    // Shut for writing, then read and drop for a moment, else a reset could eat the answer.
    private func end(_ connection: Connection) {
        guard connection.lingers && !connection.inputEnded else { return close(connection) }
        shutdown(connection.socket, Int32(SHUT_WR))
        connection.enter(.lingering, at: now)
    }

    private func watch(_ connection: Connection) {
        let wanted =
            (connection.wantsInput ? clinux_in : 0) | (connection.output.isEmpty ? 0 : clinux_out)
        guard wanted != connection.interest else { return }
        connection.interest = wanted
        poller.change(connection.socket, wanted, token: connection.token)
    }

    func close(_ connection: Connection) {
        guard connection.isOpen else { return }
        connection.isOpen = false
        connections[Int(connection.socket)] = nil
        open -= 1
        let siblings = perAddress[connection.peer, default: 1] - 1
        perAddress[connection.peer] = siblings > 0 ? siblings : nil
        bodyBytes -= connection.countedBody
        answerBytes -= connection.countedAnswer
        Glibc.close(connection.socket)
    }

    // Keeps the sum over all connections within its bound.
    private func countAnswer(_ connection: Connection) {
        answerBytes += connection.output.count - connection.countedAnswer
        connection.countedAnswer = connection.output.count
        guard answerBytes > limits.answerBytesInAll else { return }
        // Whoever has not read for longest goes first.
        let waiting = connections.compactMap { $0 }.filter { !$0.output.isEmpty }
        if let slowest = waiting.min(by: { $0.writtenAt < $1.writtenAt }) { close(slowest) }
    }
}
