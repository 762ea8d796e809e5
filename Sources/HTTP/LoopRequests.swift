// From bytes to a request, and from an answer to bytes.
extension Loop {
    /// Goes as far as the bytes that are here allow.
    func advance(_ connection: Connection) {
        repeat {
            while connection.canAdvance, step(connection) {}
            settle(connection)
            // Once sent, there may be room for the next of several requests sent at once.
        } while connection.canAdvance && connection.phase == .head && connection.parser.hasUnreadHead
    }

    // True when it got somewhere.
    private func step(_ connection: Connection) -> Bool {
        do throws(Parser.Failure) {
            if connection.phase == .head {
                guard let head = try connection.parser.nextHead() else { return false }
                begin(connection, head)
            } else {
                guard try takeBody(connection) else { return false }
                try submit(connection)
            }
        } catch {
            refuse(connection, server.refusal(error.status, error.reason))
        }
        return true
    }

    // True when it is whole.
    private func takeBody(_ connection: Connection) throws(Parser.Failure) -> Bool {
        guard let limit = connection.exchange?.bodyLimit else { return false }
        let isWhole = try connection.parser.nextBody(limit: limit) { (piece) throws(Parser.Failure) in
            try connection.exchange?.intake.take(piece)
        }
        try countBody(connection)
        return isWhole
    }

    // Keeps the sum over all connections within its bound.
    private func countBody(_ connection: Connection) throws(Parser.Failure) {
        let held = connection.exchange?.intake.held ?? 0
        bodyBytes += held - connection.countedBody
        connection.countedBody = held
        guard bodyBytes <= limits.bodyBytesInAll else {
            throw Parser.Failure(
                status: .serviceUnavailable, reason: "Too much is being sent at once. Try again shortly.")
        }
    }

    private func begin(_ connection: Connection, _ head: Parser.Head) {
        var head = head
        head.request.address = connection.peer.text
        if connection.isProxy {
            (head.request.address, head.request.isSecure) = proxies.origin(of: head.request, from: connection.peer)
        }
        connection.exchange = Connection.Exchange(
            head: head, lane: .page, bodyLimit: 0, share: "",
            intake: Intake(bound: limits.bodyBytesInMemory, directory: server.configuration.bodyDirectory),
            startedAt: Clock.nanoseconds)
        if let file = server.configuration.statics?.answer(head.request) {
            return answerNow(connection, head, file)
        }
        switch server.admit(head.request) {
        case .answer(let response): answerNow(connection, head, response)
        case .accept(let lane, let bodyLimit, let overflow, let share):
            connection.exchange?.lane = lane
            connection.exchange?.share = share
            connection.exchange?.intake.limit = bodyLimit
            expectBody(connection, head, bodyLimit + overflow)
        }
    }

    // A body nobody asked for is not read: the answer is the connection's last.
    private func answerNow(_ connection: Connection, _ head: Parser.Head, _ response: Response) {
        if head.framing == .none { finish(connection, response) } else { refuse(connection, response) }
    }

    private func expectBody(_ connection: Connection, _ head: Parser.Head, _ bodyLimit: Int) {
        if case .length(let length) = head.framing, length > bodyLimit {
            return refuse(connection, server.refusal(.contentTooLarge, Parser.bodyTooLarge.reason))
        }
        connection.exchange?.bodyLimit = bodyLimit
        connection.enter(.body, at: now)
        connection.received = connection.parser.held
        if head.expectsContinue && head.framing != .none && connection.parser.held == 0 {
            connection.output.append("HTTP/1.1 100 Continue\r\n\r\n")
        }
    }

    private func submit(_ connection: Connection) throws(Parser.Failure) {
        guard let exchange = connection.exchange else { return }
        var request = exchange.head.request
        request.cutAt = try connection.exchange?.intake.finish()
        request.content = try connection.exchange?.intake.body() ?? .bytes([])
        connection.exchange?.intake.letGo()
        connection.enter(.working, at: now)
        switch queues[exchange.lane]?.offer(Job(token: connection.token, request: request, share: exchange.share)) {
        case .taken: unanswered += 1
        case .displaced(let token):
            if let other = self.connection(token), other.phase == .working {
                finish(other, busy)
                settle(other)
            }
        default: finish(connection, busy)
        }
    }

    private var busy: Response { server.refusal(.serviceUnavailable, "The site is busy. Try again shortly.") }

    /// Answers the request under way; the connection stays open if both sides wish it.
    func finish(_ connection: Connection, _ response: Response) {
        guard let exchange = connection.exchange else { return }
        let stays = exchange.head.isPersistent && drainingSince == nil
        // A client that asked for the close sends nothing more; any other might.
        connection.lingers = exchange.head.isPersistent && !stays
        put(connection, response, stays: stays)
        guard response.rest > 0, response.status.allowsBody, exchange.head.request.method != .head else {
            return connection.enter(stays ? .head : .ending, at: now)
        }
        connection.slices = Connection.Slices(
            request: exchange.head.request, lane: exchange.lane, share: exchange.share, count: response.rest,
            stays: stays)
        connection.enter(.slicing, at: now)
    }

    /// Asks for the next slice of an answer, once what was here of it is sent.
    func askForSlice(_ connection: Connection) {
        guard let slices = connection.slices, !slices.isAsked else { return }
        connection.slices?.isAsked = true
        unanswered += 1
        _ = queues[slices.lane]?.offer(
            Job(token: connection.token, request: slices.request, offset: slices.sent, share: slices.share))
    }

    /// Sends the next slice; without one the answer is broken off, which its length tells the client.
    func take(_ bytes: [UInt8]?, _ connection: Connection) {
        guard let slices = connection.slices, let bytes, 1...(slices.count - slices.sent) ~= bytes.count else {
            return close(connection)
        }
        connection.output.append(bytes)
        connection.slices?.isAsked = false
        connection.slices?.sent += bytes.count
        guard slices.sent + bytes.count == slices.count else { return }
        connection.slices = nil
        connection.enter(slices.stays && drainingSince == nil ? .head : .ending, at: now)
    }

    /// Answers and reads no further.
    func refuse(_ connection: Connection, _ response: Response) {
        connection.lingers = true
        put(connection, response, stays: false)
        connection.enter(.ending, at: now)
    }

    private func put(_ connection: Connection, _ response: Response, stays: Bool) {
        let head = connection.exchange?.head
        var framing = Response.Framing()
        if !stays {
            framing.persistence = .close
        } else if head?.isOldVersion == true {
            framing.persistence = .keepAliveSaid
        }
        framing.leavesOutBody = head.map { $0.request.method == .head } ?? connection.parser.isHead
        connection.output.append(response, date: date.bytes, framing)
        let nanoseconds = connection.exchange.map { Clock.nanoseconds - $0.startedAt } ?? 0
        server.log(
            AccessLine(
                method: head?.request.method, path: head?.request.path ?? "", status: response.status,
                bytes: framing.leavesOutBody ? 0 : response.body.count + response.rest,
                microseconds: nanoseconds / 1_000))
        connection.exchange = nil
        bodyBytes -= connection.countedBody
        connection.countedBody = 0
    }
}

// Time limits.
extension Loop {
    func checkTime(_ connection: Connection) {
        let elapsed = Double(now - connection.phaseSince) / 1_000
        if connection.writeSince > 0 && isReaderTooSlow(connection) { return close(connection) }
        switch connection.phase {
        case .head where connection.parser.isBetweenRequests:
            let limit = drainingSince == nil ? limits.idleSeconds : limits.graceSeconds
            let since = max(connection.phaseSince, drainingSince ?? 0)
            if connection.output.isEmpty && Double(now - since) / 1_000 > limit { close(connection) }
        case .head:
            if elapsed > limits.headSeconds { giveUp(connection) }
        case .body:
            let earned = Double(connection.received) / Double(max(1, limits.bodyBytesPerSecond))
            if elapsed > limits.bodySeconds + min(limits.longestBodySeconds, earned) { giveUp(connection) }
        case .working, .slicing, .ending: break
        case .lingering:
            if elapsed > limits.lingerSeconds { close(connection) }
        }
    }

    private func giveUp(_ connection: Connection) {
        refuse(connection, server.refusal(.requestTimeout, "The request took too long to arrive."))
        settle(connection)
    }

    private func isReaderTooSlow(_ connection: Connection) -> Bool {
        let still = Double(now - connection.writtenAt) / 1_000
        return still > limits.writeSeconds
    }
}
