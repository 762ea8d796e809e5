import Glibc
import Testing

@testable import HTTP

struct StaticFilesTests {
    let files: StaticFiles
    private let css = "body { margin: 0 }"

    init() throws {
        var template = Array("/tmp/waymark-files-XXXXXX\0".utf8CString)
        mkdtemp(&template)
        let directory = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        mkdir(directory + "/css", 0o755)
        Self.write(css, directory + "/css/base.css")
        Self.write("secret", directory + "/.hidden")
        symlink("/etc/passwd", directory + "/passwd")
        files = try StaticFiles(directory: directory)
        for path in ["/css/base.css", "/.hidden", "/passwd"] { unlink(directory + path) }
        rmdir(directory + "/css")
        rmdir(directory)
    }

    private static func write(_ text: String, _ path: String) {
        let file = open(path, O_CREAT | O_WRONLY, 0o644)
        _ = Glibc.write(file, text, text.utf8.count)
        close(file)
    }

    private func get(_ path: String, _ headers: Headers = [:], method: HTTP.Method = .get) -> Response? {
        files.answer(Request(method: method, path: path, headers: headers))
    }

    @Test func aHashedNameMayBeKeptForEver() throws {
        let url = files.url("css/base.css")
        #expect(url.hasPrefix("/assets/css/base.") && url.hasSuffix(".css") && url.utf8.count > 30)
        let answer = try #require(get(url))
        #expect(answer.body == Array(css.utf8))
        #expect(answer.headers["Cache-Control"] == "public, max-age=31536000, immutable")
        #expect(answer.headers["Content-Type"] == "text/css; charset=utf-8")
        #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
        #expect(get("/assets/css/base.css")?.headers["Cache-Control"] == "no-cache")
        #expect(files.url("gone.css") == "/assets/gone.css")
    }

    @Test func anUnchangedFileIsNotSentAgain() throws {
        let tag = try #require(get("/assets/css/base.css")?.headers["ETag"])
        for condition in [tag, "W/" + tag, "\"x\", \(tag)", "*"] {
            let answer = get("/assets/css/base.css", ["If-None-Match": condition])
            #expect(answer?.status == .notModified && answer?.body.isEmpty == true)
        }
        #expect(get("/assets/css/base.css", ["If-None-Match": "\"x\""])?.status == .ok)
    }

    @Test(arguments: [
        ("bytes=0-3", "body", "bytes 0-3/18"), ("bytes=14-", ": 0 }".dropFirst().description, "bytes 14-17/18"),
        ("bytes=-3", "0 }", "bytes 15-17/18"), ("bytes=16-99", " }", "bytes 16-17/18"),
        ("bytes=-99", nil, "bytes 0-17/18"),
    ])
    func oneRangeIsCutOut(_ range: String, _ body: String?, _ content: String) throws {
        let answer = try #require(get("/assets/css/base.css", ["Range": range]))
        #expect(answer.status == .partialContent)
        #expect(answer.body == Array((body ?? css).utf8))
        #expect(answer.headers["Content-Range"] == content)
    }

    @Test func otherRangesAreLeftOrRefused() throws {
        for range in ["bytes=0-1,3-4", "lines=1-2", "bytes=3-1", "bytes=a-b", "bytes=-", "bytes=+1-2"] {
            #expect(get("/assets/css/base.css", ["Range": range])?.status == .ok)
        }
        for range in ["bytes=18-", "bytes=99-100", "bytes=-0"] {
            let answer = get("/assets/css/base.css", ["Range": range])
            #expect(answer?.status == .rangeNotSatisfiable && answer?.headers["Content-Range"] == "bytes */18")
        }
        #expect(get("/assets/css/base.css", ["Range": "bytes=0-1", "If-Range": "\"x\""])?.status == .ok)
        #expect(get("/assets/css/base.css", ["Range": "bytes=0-1"], method: .head)?.status == .ok)
    }

    @Test(arguments: [
        "/assets/.hidden", "/assets/passwd", "/assets/../css/base.css", "/assets/css/../css/base.css",
        "/assets/%2e%2e/x", "/assets/css%2Fbase.css", "/assets//css/base.css", "/assets/css", "/assets/",
        "/css/base.css",
    ])
    func nothingElseIsAFile(_ path: String) {
        #expect(get(path) == nil)
    }

    @Test func filesAreOnlyRead() {
        #expect(get("/assets/css/base.css", method: .post) == nil)
    }

    @Test func theWireServesThemWithoutAWorker() throws {
        let wire = try Wire { $0.statics = files }
        let answer = try wire.get("/assets/css/base.css", "Range: bytes=0-3\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 206 Partial Content\r\n") && answer.hasSuffix("\r\n\r\nbody"))
        let unchanged = try wire.get("/assets/css/base.css", "If-None-Match: *\r\n")
        #expect(unchanged.hasPrefix("HTTP/1.1 304 Not Modified\r\n") && unchanged.hasSuffix("\r\n\r\n"))
        #expect(!unchanged.contains("Content-Length"))
    }
}
