import Foundation
import Testing

@testable import HTTP

/// Files, conditions, ranges, packing and cookies by a real socket.
@Suite struct WireFilesTests {
    private static let sheet = String(repeating: "a {} ", count: 400)

    private func wire() throws -> Wire {
        let directory = FileManager.default.temporaryDirectory.appending(path: "wire-files-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try Self.sheet.write(to: directory.appending(path: "long.css"), atomically: true, encoding: .utf8)
        let files = try StaticFiles(directory: directory.path)
        files.pack()
        return try Wire { $0.statics = files }
    }

    private func field(_ name: String, of answer: String) -> String? {
        answer.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    @Test func aFileIsSentPlainPackedInPartOrNotAgain() throws {
        let wire = try wire()
        let plain = try wire.get("/assets/long.css")
        #expect(plain.hasPrefix("HTTP/1.1 200 ") && plain.hasSuffix("\r\n\r\n" + Self.sheet))
        let packed = try wire.get("/assets/long.css", "Accept-Encoding: br;q=1, gzip;q=0.5\r\n")
        #expect(field("Content-Encoding", of: packed) == "gzip" && field("Vary", of: packed) == "Accept-Encoding")
        #expect(packed.utf8.count < plain.utf8.count / 2)
        let refused = try wire.get("/assets/long.css", "Accept-Encoding: gzip;q=0, *;q=0.1\r\n")
        #expect(field("Content-Encoding", of: refused) == nil && refused.hasSuffix(Self.sheet))

        let tag = try #require(field("ETag", of: plain))
        #expect(field("ETag", of: packed) != tag)
        let same = try wire.get("/assets/long.css", "If-None-Match: \(tag)\r\n")
        #expect(same.hasPrefix("HTTP/1.1 304 ") && same.hasSuffix("\r\n\r\n"))
        #expect(try wire.get("/assets/long.css", "If-Match: \"x\"\r\n").hasPrefix("HTTP/1.1 412 "))
        let part = try wire.get("/assets/long.css", "Range: bytes=0-3\r\nIf-Range: \(tag)\r\n")
        #expect(part.hasPrefix("HTTP/1.1 206 ") && part.hasSuffix("\r\n\r\na {}"))
        #expect(field("Content-Range", of: part) == "bytes 0-3/2000")
        #expect(try wire.get("/assets/long.css", "Range: bytes=9999-\r\n").hasPrefix("HTTP/1.1 416 "))
        let head = try wire.ask("HEAD /assets/long.css HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(field("Content-Length", of: head) == "2000" && head.hasSuffix("\r\n\r\n"))
    }

    /// RFC 6265bis section 5.8: by name; a pair without a name or with a control never arrives.
    @Test func cookiesArriveByName() throws {
        let wire = try wire()
        let answer = try wire.get("/cookies", "Cookie: b=2; a=\"1\"; a=3\r\nCookie: c=x=y; d\r\n")
        #expect(answer.hasSuffix("\r\n\r\na=\"1\"|b=2|c=x=y"))
        #expect(try wire.get("/cookies", "Cookie: a=1\u{1}\r\n").hasPrefix("HTTP/1.1 400 "))
    }
}
