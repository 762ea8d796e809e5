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
}

struct FuzzTests {
    static let seeds = [
        "POST /a?b=c HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n0\r\nT: x\r\n\r\n",
        "GET http://a/%41 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nCookie: a=b; c=d\r\n\r\n",
    ].map { Array($0.utf8) }

    @Test func damagedRequestsNeverHurtAndAreReadTheSameHoweverTheyAreCut() {
        var dice = Dice(state: 2_026)
        for _ in 0..<3_000 {
            let bytes = damaged(Self.seeds.randomElement(using: &dice) ?? [], &dice)
            let cuts = (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &dice) }.sorted()
            #expect(Reading(bytes) == Reading(bytes, cuts: cuts))
        }
    }

    @Test func damagedFormsNeverHurt() {
        var dice = Dice(state: 7)
        let body = Array("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n".utf8)
        for _ in 0..<3_000 {
            _ = try? Multipart.parse(damaged(body, &dice), boundary: "b", limits: Multipart.Limits())
            _ = try? Form.parse(damaged(Array("a=b&c=%41+d".utf8), &dice))
            _ = Cookie.parse(String(decoding: damaged(Array("a=b; c=\"d\"".utf8), &dice), as: UTF8.self))
        }
    }

    private func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &dice) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &dice)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert([0, 9, 10, 13, 32, 58, 48, 255].randomElement(using: &dice) ?? 0, at: index)
            case 3: bytes.insert(contentsOf: bytes[index..<min(index + 9, bytes.count)], at: index)
            default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &dice))
            }
        }
        return bytes
    }
}
