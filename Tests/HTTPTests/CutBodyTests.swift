import Testing

@testable import HTTP

/// A body that is longer than it may be: its beginning and its end are there, and what was cut through is left out.
@Suite struct CutBodyTests {
    private func intake(_ body: [UInt8], limit: Int, pieces: Int) throws -> (Int?, [UInt8], Int) {
        var intake = Intake(bound: 1_000, directory: "/tmp")
        intake.limit = limit
        for start in stride(from: 0, to: body.count, by: pieces) {
            try intake.take(body[start..<min(start + pieces, body.count)])
        }
        #expect(intake.held >= min(body.count, limit + (64 << 10)), "what is kept of its end is counted too")
        let seam = try intake.finish()
        let kept = try intake.body()
        return (seam, kept.bytes(0..<kept.count), intake.count)
    }

    @Test(arguments: [1_000, 4_096, 65_536]) func itsBeginningAndItsEndAreKept(_ pieces: Int) throws {
        let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        let (seam, kept, count) = try intake(body, limit: 100_000, pieces: pieces)
        #expect(seam == 100_000 && count == 100_000 + 65_536)
        #expect(kept == body.prefix(100_000) + body.suffix(65_536))
    }

    @Test func oneThatFitsIsWhole() throws {
        let body = [UInt8](repeating: 7, count: 5_000)
        let (seam, kept, _) = try intake(body, limit: 5_000, pieces: 999)
        #expect(seam == nil && kept == body)
        let (close, all, _) = try intake(body, limit: 4_999, pieces: 999)
        #expect(close == 4_999 && all == body)
    }

    @Test func whatWasCutThroughIsLeftOut() throws {
        var request = Request(
            method: .post, path: "/", headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array("a=1&long=xxxx%2&b=2".utf8))
        for seam in 4...15 {
            request.cutAt = seam
            #expect(try request.form().pairs.map(\.name) == ["a", "b"], "\(seam)")
        }
        request.body = Array("long=xxxx".utf8)
        request.cutAt = 6
        #expect(try request.form().pairs.isEmpty)
        request.headers = ["Content-Type": "multipart/form-data; boundary=b"]
        func part(_ name: String, _ text: String) -> String {
            "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(text)\r\n"
        }
        let first = part("a", "1"), second = part("long", "xxxx")
        request.body = Array((first + second + part("b", "2") + "--b--\r\n").utf8)
        request.cutAt = first.utf8.count + second.utf8.count - 4
        #expect(try request.multipart().map(\.name) == ["a", "b"])
    }
}
