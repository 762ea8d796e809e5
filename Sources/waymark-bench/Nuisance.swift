import Foundation
import Glibc
import Synchronization

/// Clients that send a byte now and then, and clients that ask and never read.
final class Nuisance: Sendable {
    private let isOver = Atomic<Bool>(false)
    private let hasEnded = Atomic<Bool>(false)

    /// Begins; `asset` is a path whose answer is long.
    init(port: Int, dribbling: Int, deaf: Int, asset: String) {
        Thread.detachNewThread { [self] in
            var slow: [Client?] = Array(repeating: nil, count: dribbling)
            let silent = (0..<deaf).compactMap { _ in try? Client(port: port) }
            let request = Array("GET \(asset) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
            for client in silent { for _ in 0..<20 { Self.send(request, to: client) } }
            while !isOver.load(ordering: .relaxed) {
                for index in slow.indices {
                    if let client = slow[index], Self.send(Array("x".utf8), to: client) { continue }
                    if let client = slow[index] { close(client.handle) }
                    slow[index] = try? Client(port: port)
                    if let client = slow[index] {
                        Self.send(Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8), to: client)
                    }
                }
                usleep(200_000)
            }
            for client in slow.compactMap({ $0 }) + silent { close(client.handle) }
            hasEnded.store(true, ordering: .relaxed)
        }
        sleep(1)
    }

    @discardableResult
    private static func send(_ bytes: [UInt8], to client: Client) -> Bool {
        Glibc.send(client.handle, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)) == bytes.count
    }

    func stop() {
        isOver.store(true, ordering: .relaxed)
        while !hasEnded.load(ordering: .relaxed) { usleep(1_000) }
    }
}

extension Measurement {
    /// Health while every worker is busy with pages and more wait.
    func healthUnderLoad(_ health: [UInt8], beside page: [UInt8], into table: inout Table) throws {
        let (port, seconds) = (port, options.seconds)
        try withLoad(page, port: port, seconds: seconds + 1) {
            let result = try Load(port: port, connections: 1, seconds: seconds) { health }.run()
            guard result.failures == 0 else { throw Problem("health was refused") }
            table.add(
                "health while every worker is busy, p99", String(format: "%.1f ms", result.percentile(0.99)), "<= 10 ms"
            )
        }
    }

    /// Keeps 64 connections busy meanwhile.
    private func withLoad(_ page: [UInt8], port: Int, seconds: Double, _ body: () throws -> Void) throws {
        let hasEnded = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            // A load that fails shows in the page's own figures.
            _ = try? Load(port: port, connections: 64, seconds: seconds) { page }.run()
            hasEnded.signal()
        }
        defer { hasEnded.wait() }
        usleep(500_000)
        try body()
    }

    /// The load as it is without them, as a share of itself, in turn.
    func nuisance(_ what: String, _ page: [UInt8], asset: String, into table: inout Table) throws {
        var ratios: [Double] = []
        let before = CPU.megabytes(of: site)
        for _ in 0..<options.rounds {
            let alone = try Load(port: port, connections: options.connections, seconds: options.seconds) { page }.run()
            let nuisance = Nuisance(port: port, dribbling: 500, deaf: 50, asset: asset)
            let beside = try Load(port: port, connections: options.connections, seconds: options.seconds) { page }.run()
            nuisance.stop()
            guard beside.failures == 0 else { throw Problem("\(beside.failures) pages failed beside slow clients") }
            ratios.append(beside.perSecond / alone.perSecond)
        }
        table.add(
            "\(what), beside 500 dribbling and 50 deaf clients",
            "\(Table.spread(ratios, 2)) of itself, \(String(format: "%+.1f MB", CPU.megabytes(of: site) - before))",
            ">= 0.9, <= +10 MB")
    }
}
