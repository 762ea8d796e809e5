import HTTP
import Testing

@testable import App

/// More than there is room for: the limit is named, and the words stay.
@Suite struct TooLargeTests {
    private let review: ReviewOfCareLeavers

    init() throws { review = try ReviewOfCareLeavers() }

    private func send(_ megabytes: Int, by browser: Browser, key: String, _ more: [(String, String)] = []) throws
        -> Page
    {
        let boundary = "a-line-that-no-paper-holds"
        func part(_ name: String, _ value: String) -> [UInt8] {
            Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let texts = [("form_key", key)] + review.form(evidence: "Two began apprenticeships at the depot.") + more
        let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"Minutes.pdf\"\r\n\r\n"
        let body =
            texts.flatMap { part($0.0, $0.1) } + Array(head.utf8)
            + [UInt8](repeating: 0x25, count: megabytes << 20) + Array("\r\n".utf8)
            + part("link_title", "The minutes, as published") + Array("--\(boundary)--\r\n".utf8)
        return try browser.send(
            "POST", review.path,
            [("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Sec-Fetch-Site", "same-origin")], body)
    }

    @Test(arguments: [11, 22, 30, 90]) func aFileThatIsTooLargeLeavesTheWords(_ megabytes: Int) throws {
        let olive = review.council.olive
        let page = try send(megabytes, by: olive, key: olive.get("/account").formKey)
        #expect(page.status == (megabytes < 20 ? 422 : 413))
        #expect(page.words.contains("10 megabytes") && page.words.contains("Olive Ward"))
        #expect(page.text.contains("Two began apprenticeships at the depot."), "what stands before the file")
        #expect(page.text.contains("The minutes, as published"), "what stands behind it")
        let kept: Int? = try review.council.inDatabase { try $0.value("SELECT count(*) FROM updates") }
        #expect(kept == 0)
        let again = try olive.post(review.path, review.form([("draft", "1")]), key: page.formKey)
        #expect(again.status == 303)
    }

    @Test(arguments: [("65536", Lane.page), ("65537", .upload), ("2000000", .upload), ("?", .upload)])
    func aLongFormKeepsNoPageWaiting(_ length: String, _ lane: Lane) throws {
        let request = Request(
            method: .post, path: "/x/plans",
            headers: [
                "Cookie": SessionCookie.name("x", isSecure: true) + "=" + Token().cookie, "Content-Length": length,
            ])
        guard case .accept(lane, _, _, _) = try Asking.secureSite().admit(request) else {
            Issue.record("\(length) bytes are read by others")
            return
        }
    }

    @Test func beyondAllMeasureItIsStillAPage() throws {
        let page = try review.council.olive.send(
            "POST", review.path, [("Content-Length", "999999999")], [] as [UInt8])
        #expect(page.status == 400 || page.status == 413)
        let stranger = try review.council.stranger.send(
            "POST", "/sign-in", [("Content-Type", "application/x-www-form-urlencoded")],
            String(repeating: "a", count: 17_000))
        #expect(stranger.status == 413 && stranger.text.contains("<h1") && stranger.words.contains("10 megabytes"))
        #expect(stranger.header("Content-Security-Policy") == SafeHeaders.policy)
    }

    @Test func aWholeReportThatIsPastedComesBack() throws {
        let olive = review.council.olive
        let report = String(repeating: "“Nobody was left behind,” said the panel. ", count: 300_000 / 42) + "End."
        let path = "/plans/\(review.plan)/recommendations/\(review.recommendation)"
        let page = try olive.post(path, [("number", "7"), ("words", report)])
        #expect(page.status == 422 && page.text.contains(report) && page.words.contains("characters"))
    }

    @Test func textBeyondTheLimitLeavesTheOtherBoxes() throws {
        let bella = review.council.bella
        let page = try bella.post(
            "/employers",
            [
                ("name", "Harbour Joinery"), ("commitments", String(repeating: "a", count: 3 << 20)),
                ("contact", "Joinery and boats"),
            ])
        #expect(page.status == 413 && page.words.contains("2 megabytes in all"))
        #expect(page.text.contains("Harbour Joinery") && page.text.contains("Joinery and boats"))
    }

    /// Nobody's session is not worth more than the sign-in form, and a session that is over shows nothing.
    @Test func withoutASessionNothingIsComposed() throws {
        let olive = review.council.olive, key = try olive.get("/account").formKey
        try review.council.rest(.scrutiny)
        let page = try send(30, by: olive, key: key)
        #expect(page.status == 403 && page.words.contains("Your session has ended"))
        #expect(!page.text.contains("at the depot"))
        #expect(try review.council.unsent() == 0)
        let bare = try send(1, by: review.council.stranger, key: key)
        #expect(bare.status == 413 && !bare.text.contains("at the depot"))
    }
}
