import Fixtures
import Foundation
import Glibc
import HTTP
import Synchronization

@testable import App

/// Speaks clamd's protocol (clamd(8)) on a socket of its own: it knows the test file of EICAR, and can be told to misbehave.
final class StandInClamd: Sendable {
    enum Behaviour: Sendable {
        case scans
        /// Takes all and says nothing.
        case isSilent
        /// Hangs up in the middle of a file.
        case hangsUp
        /// Says this whatever it gets.
        case says(String)
    }

    /// What every scanner knows and nothing fears; in two pieces, so that no scanner finds it here.
    static let eicar = Array(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").utf8)

    let path: String
    private let behaviour: Behaviour
    private let all = Mutex<[[UInt8]]>([])

    /// Every file that came, whole.
    var files: [[UInt8]] { all.withLock { $0 } }

    init(_ behaviour: Behaviour = .scans) {
        self.behaviour = behaviour
        path = FileManager.default.temporaryDirectory.appending(path: "clamd-\(UUID().uuidString.prefix(8))").path
        let listener = unixSocket(path) { bind($0, $1, $2) }
        listen(listener, 16)
        serve(listener)
    }

    /// On a port of this machine; the socket's path says which.
    init(overTCP behaviour: Behaviour) throws {
        self.behaviour = behaviour
        let listener = try Server.listen(host: "127.0.0.1", port: 0)
        path = "127.0.0.1:\(Server.port(of: listener))"
        _ = fcntl(listener, F_SETFL, 0)
        serve(listener)
    }

    deinit { unlink(path) }

    private func serve(_ listener: Int32) {
        Thread.detachNewThread { [weak self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                guard let self else { break }
                Thread.detachNewThread {
                    self.answer(client)
                    close(client)
                }
            }
            close(listener)
        }
    }

    private func answer(_ client: Int32) {
        guard read(10, from: client) == Array("zINSTREAM\0".utf8) else { return }
        var file: [UInt8] = []
        while let head = read(4, from: client) {
            let length = head.reduce(0) { $0 << 8 | Int($1) }
            if length == 0 { break }
            if case .hangsUp = behaviour { return }
            guard let piece = read(length, from: client) else { return }
            file += piece
        }
        all.withLock { $0.append(file) }
        let words =
            switch behaviour {
            case .scans: holdsTheTestFile(file) ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0"
            case .says(let words): words
            case .isSilent, .hangsUp: ""
            }
        if case .isSilent = behaviour { sleep(3) }
        _ = words.withCString { send(client, $0, words.utf8.count, Int32(MSG_NOSIGNAL)) }
    }

    private func holdsTheTestFile(_ file: [UInt8]) -> Bool {
        String(decoding: file, as: UTF8.self).contains(String(decoding: Self.eicar, as: UTF8.self))
    }

    private func read(_ count: Int, from client: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count), have = 0
        while have < count {
            let more = bytes[have...].withUnsafeMutableBytes { recv(client, $0.baseAddress, $0.count, 0) }
            guard more > 0 else { return nil }
            have += more
        }
        return bytes
    }
}
