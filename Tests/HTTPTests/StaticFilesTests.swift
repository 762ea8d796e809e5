import Glibc
import Testing

@testable import HTTP

struct StaticFilesTests {
    let files: StaticFiles
    private let css = "body { margin: 0 }"
    private let long = "/assets/css/long.css"

    init() throws {
        var template = Array("/tmp/waymark-files-XXXXXX\0".utf8CString)
        mkdtemp(&template)
        let directory = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        mkdir(directory + "/css", 0o755)
        Self.write(css, directory + "/css/base.css")
        Self.write(String(repeating: "a {} ", count: 400), directory + "/css/long.css")
        Self.write("secret", directory + "/.hidden")
        symlink("/etc/passwd", directory + "/passwd")
        files = try StaticFiles(directory: directory)
        for path in ["/css/base.css", "/css/long.css", "/.hidden", "/passwd"] { unlink(directory + path) }
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

    @Test func aConditionOnTheTagIsStrong() throws {
        let tag = try #require(get("/assets/css/base.css")?.headers["ETag"])
        for condition in [tag, "\"x\", \(tag)", "*"] {
            #expect(get("/assets/css/base.css", ["If-Match": condition])?.status == .ok)
        }
        for condition in ["W/" + tag, "\"x\""] {
            let answer = get("/assets/css/base.css", ["If-Match": condition, "If-None-Match": tag])
            #expect(answer?.status == .preconditionFailed && answer?.body.isEmpty == true)
        }
    }

    @Test func textIsPackedForWhoTakesIt() throws {
        files.pack()
        let plain = try #require(get(long)), packed = try #require(get(long, ["Accept-Encoding": "br, gzip"]))
        #expect(plain.headers["Content-Encoding"] == nil && packed.headers["Content-Encoding"] == "gzip")
        #expect(packed.body.count < plain.body.count / 2 && packed.body.starts(with: [0x1F, 0x8B]))
        #expect(plain.headers["Vary"] == "Accept-Encoding" && packed.headers["Vary"] == "Accept-Encoding")
        #expect(packed.headers["Accept-Ranges"] == nil && packed.headers["Content-Type"] == "text/css; charset=utf-8")
        let tags = try [#require(plain.headers["ETag"]), #require(packed.headers["ETag"])]
        #expect(tags[0] != tags[1])
        for (tag, status) in [(tags[1], Status.notModified), (tags[0], .ok)] {
            let again = get(long, ["Accept-Encoding": "gzip", "If-None-Match": tag])
            #expect(again?.status == status && again?.headers["Vary"] == "Accept-Encoding")
        }
        let range = try #require(get(long, ["Accept-Encoding": "gzip", "Range": "bytes=0-3"]))
        #expect(range.status == .partialContent && range.headers["Content-Encoding"] == nil)
        #expect(range.body == Array("a {}".utf8) && range.headers["ETag"] == tags[0])
        let stale = get(long, ["Accept-Encoding": "gzip", "Range": "bytes=0-3", "If-Range": tags[1]])
        #expect(stale?.status == .ok && stale?.body == plain.body)
        #expect(get("/assets/css/base.css", ["Accept-Encoding": "gzip"])?.headers["Content-Encoding"] == nil)
    }

    @Test func withoutGzipFilesAreServedAsTheyAre() {
        #expect(Gzip.pack([1, 2, 3], with: "/nowhere/gzip") == nil)
        #expect(Gzip.pack([1, 2, 3], with: "/bin/false") == nil)
        #expect(get(long, ["Accept-Encoding": "gzip"])?.headers["Content-Encoding"] == nil)
    }

    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("x-gzip", true), ("br, gzip;q=0.5", true), ("*", true), ("*;q=0.1", true),
        ("gzip;q=1.000, identity;q=0.5", true), ("identity;q=0, gzip;q=0.001", true), ("gzip ; q=0.5,,", true),
        ("", false), ("br", false), ("gzip;q=0", false), ("gzip;q=0.000", false), ("*;q=0", false),
        ("gzip;q=0, *", false), ("identity", false), ("gzip;q=0.5, identity;q=0.6", false), ("gzip;q=2", false),
        ("gzip;q=1.001", false), ("gzip;q=0.0001", false), ("gzip;q=", false), ("gzip;q=-1", false),
        ("gzip;q=a", false), ("gzip;level=1", false), ("gz ip", false),
    ])
    func theClientSaysWhatItTakes(_ text: String, _ isGzip: Bool) {
        #expect(AcceptEncoding.prefersGzip([text]) == isGzip)
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
