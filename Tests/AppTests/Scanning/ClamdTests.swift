import Testing

@testable import App

/// What a scanner is asked and what its answers mean (clamd(8), INSTREAM).
@Suite struct ClamdTests {
    private func verdict(_ place: String, of file: [UInt8], within patience: Duration = .seconds(10)) throws
        -> Clamd.Verdict
    {
        let pieces = stride(from: 0, to: file.count, by: 7).map { Array(file[$0..<min($0 + 7, file.count)]) }
        return try Clamd(place).verdict(of: pieces, until: ContinuousClock.now + patience)
    }

    @Test func itSaysWhatTheScannerSays() throws {
        let scanner = StandInClamd(), file = Array("Two began apprenticeships.".utf8)
        #expect(try verdict(scanner.path, of: file) == .clean)
        #expect(try verdict(scanner.path, of: file + StandInClamd.eicar) == .infected("Eicar-Signature"))
        #expect(scanner.files.map(\.count) == [file.count, file.count + StandInClamd.eicar.count])
        #expect(scanner.files[0] == file)
    }

    @Test func itReachesAScannerByHostAndPort() throws {
        let scanner = try StandInClamd(overTCP: .scans)
        #expect(try verdict(scanner.path, of: StandInClamd.eicar) == .infected("Eicar-Signature"))
        #expect(try verdict(scanner.path.replacing("127.0.0.1", with: "localhost"), of: [1]) == .clean)
    }

    @Test(arguments: [
        "", "stream: OK", "OK\0", "stream: \0", "stream: FOUND\0", "INSTREAM size limit exceeded. ERROR\0",
        "stream: Eicar ERROR\0", "stream: OK\0 and more", "UNKNOWN COMMAND\0",
    ])
    func whatIsNotUnderstoodIsNoVerdict(answer: String) throws {
        let scanner = StandInClamd(.says(answer))
        #expect(try verdict(scanner.path, of: [1, 2, 3]) == .unknown)
    }

    @Test func nothingWaitsBeyondItsEnd() throws {
        let silent = StandInClamd(.isSilent), began = ContinuousClock.now
        #expect(try verdict(silent.path, of: [1], within: .milliseconds(200)) == .unknown)
        #expect(ContinuousClock.now - began < .seconds(2))
        #expect(try verdict(StandInClamd(.hangsUp).path, of: [1, 2, 3]) == .unknown)
        #expect(try verdict("/nowhere/clamd.ctl", of: [1]) == .unknown)
        #expect(try verdict("127.0.0.1:1", of: [1]) == .unknown)
    }

    @Test func aPlaceIsAPathOrAHostWithItsPort() throws {
        for place in ["/run/clamav/clamd.ctl", "clamd:3310", "10.0.0.7:3310"] { _ = try Clamd(place) }
        for place in [
            "", "clamd", "clamd:", ":3310", "clamd:port", "clamd:0", "clamd:70000", "a:b:1",
            "/" + String(repeating: "a", count: 120),
        ] {
            #expect(throws: Clamd.Misplaced.self, "\(place)") { _ = try Clamd(place) }
        }
    }
}
