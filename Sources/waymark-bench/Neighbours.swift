import App
import Fixtures
import Foundation
import Glibc
import HTTP
import PlanReader
import Synchronization

/// What a council’s page takes while twelve hostile requests of the largest size allowed, from nobody and from an officer of another
/// council, are on their way all the time.
struct Neighbours {
    /// How many are on their way at once, and how many times its usual the slowest page in a hundred may take.
    private static let many = 12, most = 2.0

    /// `waymark-bench neighbours [--seconds N] [--rounds N]`
    static func call(_ arguments: [String]) -> Int32 {
        guard let options = Options(["--quick"] + arguments) else {
            print(Options.help)
            return 2
        }
        do {
            var table = Table()
            try Benchmark(options).withSite { site in try Neighbours().measure(site, options, into: &table) }
            print(table.text)
            return 0
        } catch {
            FileHandle.standardError.write(Data("waymark-bench neighbours: \(error)\n".utf8))
            return 1
        }
    }

    private func measure(_ site: Benchmark.Running, _ options: Options, into table: inout Table) throws {
        try site.filling.fill(2...2)
        let token = try site.filling.signIn(.scrutiny, to: "council-2", 9)
        let neighbour = Requests(port: site.port, cookie: FormKeys.cookie(token), council: "council-2")
        let page = neighbour.get("/council-2/due")
        let load = Load(port: site.port, connections: 4, seconds: options.seconds) { page }
        for kind in Hostility.all {
            var ratios: [Double] = [], usual: [Double] = []
            var answers: [Int: Int] = [:]
            for _ in 0..<options.rounds {
                usual.append(try load.run().percentile(0.99))
                let attack = Attack(try kind.requests(site), port: site.port, many: Self.many)
                defer { answers.merge(attack.stop(), uniquingKeysWith: +) }
                let beside = try load.run()
                guard beside.failures == 0 else { throw Problem("\(beside.failures) pages failed beside \(kind.name)") }
                ratios.append(beside.percentile(0.99) / max(0.001, usual[usual.count - 1]))
            }
            let statuses = answers.sorted { $0.key < $1.key }.map { "\($0.value) x \($0.key)" }.joined(separator: ", ")
            table.add(
                "due list of another council, p99 beside \(Self.many) \(kind.name)",
                "\(Table.spread(ratios, 2)) of its usual \(Table.spread(usual, 1)) ms; answers \(statuses)",
                "<= \(Self.most)")
        }
    }
}

/// Requests sent in turn, each connection as soon as its last was answered or refused.
private final class Attack: Sendable {
    private let isOver = Atomic<Bool>(false)
    private let next = Atomic<Int>(0)
    private let answers = Mutex<[Int: Int]>([:])
    private let ended = DispatchGroup()

    init(_ requests: [[UInt8]], port: Int, many: Int) {
        for _ in 0..<many {
            ended.enter()
            Thread.detachNewThread { [self] in
                while !isOver.load(ordering: .relaxed) {
                    let place = next.add(1, ordering: .relaxed).oldValue % requests.count
                    let status = (try? Self.ask(port, requests[place])) ?? 0
                    answers.withLock { $0[status, default: 0] += 1 }
                }
                ended.leave()
            }
        }
        usleep(500_000)
    }

    /// Sends all that is taken and waits for the beginning of an answer: its status, 0 where there is none.
    private static func ask(_ port: Int, _ request: [UInt8]) throws -> Int {
        let client = try Client(port: port)
        defer { close(client.handle) }
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                send(client.handle, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        var answer = [UInt8](repeating: 0, count: 4_096)
        let count = max(0, read(client.handle, &answer, answer.count))
        return Int(String(decoding: answer[..<count].dropFirst(9).prefix(3), as: UTF8.self)) ?? 0
    }

    /// How many answers of each status there were.
    func stop() -> [Int: Int] {
        isOver.store(true, ordering: .relaxed)
        ended.wait()
        return answers.withLock(\.self)
    }
}

/// A kind of hostile request, of the largest size that its door takes or one beyond it.
private struct Hostility: Sendable {
    let name: String
    let requests: @Sendable (Benchmark.Running) throws -> [[UInt8]]

    static let all = [
        Hostility(name: "sign-ins by nobody") { site in
            try (0..<12).map { number in
                let page = try Requests(port: site.port, cookie: nil).whole(
                    Requests(port: site.port, cookie: nil).get("/council-1/sign-in"))
                guard let cookie = page.firstMatch(of: /waymark-council-1=([^;]+)/)?.1,
                    let key = page.firstMatch(of: /name="form_key" value="([^"]+)"/)?.1
                else { throw Problem("the sign-in page has no form") }
                let text = ["a", "1", "aB3"][number % 3]
                let long = String(repeating: text, count: (7 << 10) / text.utf8.count)
                return Requests(port: site.port, cookie: String(cookie)).post(
                    "/council-1/sign-in",
                    [("form_key", String(key)), ("email", "a@\(number).example"), ("password", long)])
            }
        },
        Hostility(name: "bodies too large by nobody") { site in
            [
                Requests(port: site.port, cookie: nil).post(
                    "/council-1/imports", [("paper", String(repeating: "a", count: SourceText.byteLimit))])
            ]
        },
        Hostility(name: "papers of 10 MB by an officer") { site in
            officer(site, Hostile.papers, each: 1) { officer, key, paper in
                officer.upload(
                    "/council-1/imports", [key], "file", file: paper.text(SourceText.byteLimit - 1_024), named: "a.txt")
            }
        },
        Hostility(name: "forms of 2 MB by an officer") { site in
            officer(site, Hostile.texts, each: 8) { officer, key, text in
                let words = text.text(1_000_000)
                let room = (2 << 20) - 1_024, weight = Percent.encode(words).utf8.count
                let kept = String(words.prefix(words.count * min(room, weight) / weight))
                return officer.post("/council-1/plans", [key, ("title", "a"), ("introduction", kept)])
            }
        },
    ]

    /// Of the first six texts, some requests each, with keys of their own.
    private static func officer(
        _ site: Benchmark.Running, _ texts: [Hostile], each: Int,
        _ request: (Requests, (String, String), Hostile) -> [UInt8]
    ) -> [[UInt8]] {
        let officer = Requests(port: site.port, cookie: FormKeys.cookie(site.sessions.officer))
        return (0..<each).flatMap { _ in
            texts.prefix(6).map { request(officer, ("form_key", FormKeys.make(site.sessions.officer) ?? ""), $0) }
        }
    }
}
