import Glibc

/// What a connection still has to send: bytes of its own, and after them at most one large body it only refers to.
struct Output {
    enum Progress { case done, blocked, failed }

    /// Bodies from this size on are referred to, not copied.
    private static let copied = 16 << 10

    private var bytes: [UInt8] = []
    private var body: [UInt8] = []
    private var sent = 0

    var isEmpty: Bool { bytes.isEmpty && body.isEmpty }
    var count: Int { bytes.count + body.count - sent }
    /// Another answer may be put behind what is here.
    var hasRoom: Bool { body.isEmpty && bytes.count < 64 << 10 }

    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ response: Response, date: [UInt8], _ framing: Response.Framing) {
        response.encodeHead(into: &bytes, date: date, framing)
        guard response.status.allowsBody, !framing.leavesOutBody else { return }
        if response.body.count < Self.copied {
            bytes.append(contentsOf: response.body)
        } else {
            body = response.body
        }
    }

    /// Behind what is sent already.
    mutating func append(_ slice: [UInt8]) { if isEmpty { body = slice } else { bytes.append(contentsOf: slice) } }

    /// Sends what the socket takes, head and body in one call.
    mutating func flush(to socket: Int32) -> Progress {
        while !isEmpty {
            let written = body.isEmpty ? sendBytes(socket) : sendBoth(socket)
            if written < 0 {
                if errno == EINTR { continue }
                return errno == EAGAIN ? .blocked : .failed
            }
            sent += written
            if sent == bytes.count + body.count { reset() }
        }
        return .done
    }

    private func sendBytes(_ socket: Int32) -> Int {
        bytes.withUnsafeBytes { pointer in
            send(socket, pointer.baseAddress.map { $0 + sent }, pointer.count - sent, Int32(MSG_NOSIGNAL))
        }
    }

    private func sendBoth(_ socket: Int32) -> Int {
        let headSent = min(sent, bytes.count), bodySent = sent - headSent
        return bytes.withUnsafeBytes { head in
            body.withUnsafeBytes { body in
                var parts = [
                    iovec(
                        iov_base: UnsafeMutableRawPointer(mutating: head.baseAddress.map { $0 + headSent }),
                        iov_len: head.count - headSent),
                    iovec(
                        iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress.map { $0 + bodySent }),
                        iov_len: body.count - bodySent),
                ]
                return parts.withUnsafeMutableBufferPointer { parts in
                    var message = msghdr()
                    message.msg_iov = parts.baseAddress
                    message.msg_iovlen = parts.count
                    return sendmsg(socket, &message, Int32(MSG_NOSIGNAL))
                }
            }
        }
    }

    private mutating func reset() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 4_096)
        (body, sent) = ([], 0)
    }
}
