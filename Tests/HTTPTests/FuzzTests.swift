import Glibc
import Testing

@testable import HTTP

/// The same numbers every time.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// One to three bytes changed, lost, doubled or swapped.
    mutating func damage(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<5, using: &self) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert([0, 9, 10, 13, 32, 58, 48, 255].randomElement(using: &self) ?? 0, at: index)
            case 3: bytes.insert(contentsOf: bytes[index..<min(index + 9, bytes.count)], at: index)
            default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &self))
            }
        }
        return bytes
    }

    mutating func bytes(_ most: Int) -> [UInt8] {
        (0..<Int.random(in: 0...most, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    mutating func cuts(_ count: Int) -> [Int] {
        (0..<3).map { _ in Int.random(in: 0...count, using: &self) }.sorted()
    }
}

/// Rules that hold for every input. WAYMARK_FUZZ_ROUNDS makes the run long, WAYMARK_FUZZ_SEED another one.
struct FuzzTests {
    private static let rounds = number("WAYMARK_FUZZ_ROUNDS") ?? 500
    private static let seed = UInt64(number("WAYMARK_FUZZ_SEED") ?? 2_026)

    private static func number(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

    private func each(_ body: (inout Dice) throws -> Void) rethrows {
        var dice = Dice(state: Self.seed)
        for _ in 0..<Self.rounds { try body(&dice) }
    }

    private static let requests = [
        "POST /a?b=c HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n0\r\nT: x\r\n\r\n",
        "GET http://a/%41 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nCookie: a=b; c=d\r\n\r\n",
    ]

    @Test func aDamagedRequestIsReadTheSameHoweverItIsCut() {
        each { dice in
            let bytes = dice.damage(Self.requests.randomElement(using: &dice) ?? "")
            #expect(Reading(bytes) == Reading(bytes, cuts: dice.cuts(bytes.count)))
        }
    }

    @Test func aRequestThatIsReadIsUnambiguous() {
        each { dice in
            var parser = Parser()
            parser.append(dice.damage(Self.requests.randomElement(using: &dice) ?? ""))
            guard let head = try? parser.nextHead() else { return }
            let lengths = head.request.headers.all("Content-Length")
            let codings = head.request.headers.all("Transfer-Encoding")
            #expect(lengths.count + codings.count <= 1 && head.request.headers.all("Host").count <= 1)
            #expect(!head.request.path.utf8.contains { $0 < 0x20 })
            #expect(head.request.segments.allSatisfy { $0 != ".." && $0 != "." })
        }
    }

    @Test func anyBodyComesOutOfChunksAsItWentIn() {
        each { dice in
            let body = dice.bytes(300)
            var sent = Array("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
            var rest = body[...]
            while !rest.isEmpty {
                let piece = rest.prefix(Int.random(in: 1...40, using: &dice))
                rest = rest.dropFirst(piece.count)
                sent += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
            }
            sent += Array("0\r\n\r\n".utf8)
            let reading = Reading(sent, cuts: dice.cuts(sent.count))
            #expect(reading.requests == ["POST / " + String(decoding: body, as: UTF8.self)])
        }
    }

    @Test func whatAFormHoldsComesBack() throws {
        try each { dice in
            let pairs = (0..<3).map { _ in
                let name = String(decoding: dice.bytes(6), as: UTF8.self).filter { $0 != "\0" }
                return (name: name, value: String(decoding: dice.bytes(20), as: UTF8.self).filter { $0 != "\0" })
            }
            let again = try Form.parse(Array(Form(pairs).encoded().utf8))
            #expect(again.pairs.map(\.name) == pairs.map(\.name) && again.pairs.map(\.value) == pairs.map(\.value))
            _ = try? Form.parse(dice.damage("a=b&c=%41+d&%zz"))
        }
    }

    @Test func anyFileComesOutOfMultipartAsItWentIn() throws {
        try each { dice in
            let file = dice.bytes(200)
            let parts = try Multipart.parse(.bytes(Upload.body(file)), boundary: "b", limits: Multipart.Limits())
            #expect(parts.count == 2 && parts[1].bytes == file)
            #expect(parts[1].pieces(of: 7).flatMap { $0 } == file)
            let damaged = dice.damage(String(decoding: Upload.body([65, 66]), as: UTF8.self))
            for part in (try? Multipart.parse(.bytes(damaged), boundary: "b", limits: Multipart.Limits())) ?? [] {
                #expect(part.count <= damaged.count && part.bytes.count == part.count)
            }
        }
    }

    @Test func aCookieThatIsSetIsReadBack() {
        each { dice in
            let value = String(decoding: dice.bytes(20), as: UTF8.self).filter { $0 != "\0" }
            let line = Cookie("name", value).line
            #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
            let read = Cookie.parse(String(line.prefix { $0 != ";" }))
            #expect(read.count == 1 && (read[0].value == value || Percent.decode(read[0].value) == value))
            _ = Cookie.parse(String(decoding: dice.damage("a=b; c=\"d\"; =; e"), as: UTF8.self))
        }
    }

    @Test func percentDecodingUndoesEncodingAndGivesNoNul() {
        each { dice in
            let text = String(decoding: dice.bytes(30), as: UTF8.self).filter { $0 != "\0" }
            #expect(Percent.decode(Percent.encode(text)) == text)
            let damaged = dice.damage("%41%c3%a9+b%2")
            #expect(Percent.decode(damaged[...], plusIsSpace: true)?.utf8.contains(0) != true)
        }
    }

    @Test func aRangeIsAlwaysAPartOfTheFile() {
        each { dice in
            let body = dice.bytes(40)
            var response = Response(body: body)
            response.cut(to: [String(decoding: dice.damage("bytes=3-17"), as: UTF8.self)])
            switch response.status {
            case .ok: #expect(response.body == body)
            case .partialContent: #expect(!response.body.isEmpty && response.body.count <= body.count)
            default: #expect(response.status == .rangeNotSatisfiable && response.body.isEmpty)
            }
        }
    }

    @Test func aDamagedPreferenceIsNoPreferenceButNeverHurts() {
        each { dice in
            let text = String(decoding: dice.damage("gzip;q=0.8, identity; q=0.5, *;q=0"), as: UTF8.self)
            _ = AcceptEncoding.prefersGzip([text])
            if AcceptEncoding.prefersGzip([text, "gzip;q=0, *;q=0"]) { Issue.record("\(text)") }
        }
    }
}
