import Glibc
import Testing

@testable import HTTP

/// What came up, part by part: name, size, and the sum of all bytes.
enum Upload {
    static func answer(_ request: Request) -> Response {
        do {
            let parts = try request.multipart()
            return .text(parts.map { "\($0.name) \($0.count) \(sum($0.pieces()))" }.joined(separator: "; "))
        } catch {
            return .text("\(error)", .badRequest)
        }
    }

    static func sum(_ pieces: some Sequence<[UInt8]>) -> UInt32 {
        var sum: UInt32 = 0
        for piece in pieces { for byte in piece { sum = sum &* 31 &+ UInt32(byte) } }
        return sum
    }

    /// A form with a title and one file.
    static func body(_ file: [UInt8]) -> [UInt8] {
        Array("--b\r\nContent-Disposition: form-data; name=title\r\n\r\nMinutes\r\n".utf8)
            + Array("--b\r\nContent-Disposition: form-data; name=file; filename=\"a.pdf\"\r\n\r\n".utf8)
            + file + Array("\r\n--b--\r\n".utf8)
    }

    static func head(_ length: Int) -> String {
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            + "Content-Length: \(length)\r\n\r\n"
    }
}

struct UploadTests {
    private static func file(_ count: Int) -> [UInt8] {
        var dice = Dice(state: UInt64(count))
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &dice) }
    }

    @Test(arguments: [0, 1, 60_000, 65_300, 65_536, 200_000]) func aFileArrivesAsItWasSent(_ count: Int) throws {
        let file = Self.file(count), body = Upload.body(file)
        let client = try Wire().connect()
        client.send(Upload.head(body.count))
        client.send(body)
        let wanted = "title 7 \(Upload.sum([Array("Minutes".utf8)])); file \(count) \(Upload.sum([file]))"
        #expect(client.read(until: wanted).hasSuffix(wanted))
        client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "well\n").hasSuffix("well\n"), "the connection goes on")
    }

    @Test func aChunkedFileAndTheNextRequestBehindItAreToldApart() throws {
        let body = Upload.body(Self.file(150_000))
        var sent = Array(Upload.head(0).replacing("Content-Length: 0", with: "Transfer-Encoding: chunked").utf8)
        for start in stride(from: 0, to: body.count, by: 9_999) {
            let piece = body[start..<min(start + 9_999, body.count)]
            sent += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
        }
        sent += Array("0\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".utf8)
        let client = try Wire().connect()
        client.send(sent)
        let answer = client.readToEnd()
        #expect(answer.contains("file 150000 ") && answer.hasSuffix("well\n"))
    }

    @Test func whatIsInAFileIsReadLikeWhatIsInMemory() throws {
        let body = Upload.body(Self.file(100_000))
        var memory = Intake(bound: 1 << 20, directory: "/tmp"), file = Intake(bound: 10, directory: "/tmp")
        for start in stride(from: 0, to: body.count, by: 7_777) {
            let piece = body[start..<min(start + 7_777, body.count)]
            try memory.take(piece)
            try file.take(piece)
        }
        guard case .file(let mapped) = try file.body(), case .bytes(let bytes) = try memory.body() else {
            Issue.record("the bound was not kept")
            return
        }
        #expect(mapped.count == body.count && bytes == body)
        let request = Request(method: .post, path: "/", headers: ["Content-Type": "multipart/form-data; boundary=b"])
        var (small, large) = (request, request)
        (small.content, large.content) = (try memory.body(), try file.body())
        #expect(try small.multipart().map(\.bytes) == large.multipart().map(\.bytes))
        #expect(try large.form()["title"] == "Minutes")
        #expect(large.body == body)
    }

    @Test func aLargeFormIsReadFromItsFile() throws {
        let client = try Wire { $0.limits.bodyBytesInMemory = 4 }.connect()
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world")
        #expect(client.read(until: "hello world").hasSuffix("POST /x hello world"))
    }

    @Test func aDiskWithoutRoomIsSaidInWordsAndSmallBodiesGoOn() throws {
        let wire = try Wire { $0.bodyDirectory = "/nowhere" }
        let client = try wire.connect()
        client.send(Upload.head(200_000))
        client.send([UInt8](repeating: 0x41, count: 200_000))
        let answer = client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 507 ") && answer.contains("There is no room here"))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(try wire.ask("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello").hasSuffix("hello"))
        let full = try Descriptor(open("/dev/full", O_WRONLY), "/dev/full")
        #expect(throws: SystemFailure.self) { try full.write([1, 2, 3]) }
    }

    @Test func nothingStaysOnTheDisk() throws {
        var template = Array("/tmp/waymark-bodies-XXXXXX\0".utf8CString)
        mkdtemp(&template)
        let directory = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let wire = try Wire { $0.bodyDirectory = directory }
        let body = Upload.body(Self.file(100_000)), half = try wire.connect(), whole = try wire.connect()
        half.send(Upload.head(body.count))
        half.send(Array(body.prefix(90_000)))
        whole.send(Upload.head(body.count))
        whole.send(body)
        #expect(whole.read(until: "file 100000").contains("200 OK"))
        #expect(rmdir(directory) == 0, "it is empty even while a body is coming")
    }
}
