import Foundation
import HTTP
import Testing

@testable import App
@testable import Formats

@Suite struct DocumentPagesTests {
    private typealias Sent = Upload

    private func send(
        _ fields: [(String, String)], _ files: [Upload] = [], to path: String, as browser: Browser, key: String? = nil
    ) throws -> Page { try Upload.send(fields, files, to: path, as: browser, key: key) }

    private static let pdf = DemoPDF.page(["Minutes"])
    private static let docm: [UInt8] = {
        var archive = ZipArchive()
        for name in ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"] { archive.add(name, [0x78]) }
        return archive.data
    }()
    private let minutes = Sent(name: "Minutes.pdf", bytes: Self.pdf)

    private func documents(_ review: ReviewOfCareLeavers) throws -> [Int64] {
        try review.council.inDatabase { try $0.values("SELECT id FROM documents ORDER BY id") }
    }

    @Test func accentsFindTheSameDocuments() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let link = [("link_address", "https://modgov.example.gov.uk/a"), ("link_title", "Café places")]
        #expect(try send(review.form(link), [minutes], to: review.path, as: council.olive).status == 303)
        for words in ["Caf%C3%A9", "cafe"] {
            let list = try council.mo.get("/documents?q=" + words).text
            #expect(list.contains("Café places") && !list.contains(">Minutes</a>"), "\(words)")
            #expect(try council.mo.get("/search?q=" + words).text.contains("Café"), "\(words)")
        }
    }

    @Test func filesAndALinkComeWithTheUpdate() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let link = [("link_address", "https://modgov.example.gov.uk/a?b=1"), ("link_title", "Cabinet papers")]
        let form = review.form(link)
        let update = try send(
            form, [minutes, Sent(name: "Data.csv", bytes: Array("a,b\n".utf8))], to: review.path, as: council.olive)
        #expect(update.status == 303)
        let page = try council.mo.get(update.location).text
        #expect(page.contains(">Minutes</a> <span class=\"app-quiet\">PDF, "))
        #expect(page.contains(">Data</a> <span class=\"app-quiet\">CSV, 4 bytes"))
        #expect(
            page.contains("href=\"https://modgov.example.gov.uk/a?b=1\" rel=\"external noreferrer\">Cabinet papers</a>")
        )
        #expect(!page.contains("/removal"), "submitted is frozen")
        let id = try documents(review)[0]
        #expect(
            try council.mo.get("/plans/\(review.plan)/recommendations/\(review.recommendation)").text.contains(
                "/documents/\(id)\""))
        let file = try council.mo.get("/documents/\(id)")
        #expect(file.status == 200 && file.text == String(decoding: Self.pdf, as: UTF8.self))
        #expect(file.header("Content-Type") == "application/pdf" && file.header("X-Content-Type-Options") == "nosniff")
        #expect(
            file.header("Content-Disposition") == "attachment; filename=\"Minutes.pdf\"; filename*=UTF-8''Minutes.pdf")
        #expect(
            file.header("Content-Security-Policy")?.hasSuffix("; sandbox") == true
                && file.header("Cache-Control") == "no-store")
        #expect(try council.mo.send("HEAD", "/documents/\(id)", [], "").text.isEmpty)
        #expect(try council.mo.get("/documents/\(documents(review)[2])").status == 404, "a link is no file of ours")
    }

    private static let large = (0..<700_000).map { UInt8(33 + $0 % 89) }

    @Test func aLargeFileComesBackByteForByte() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let file = Sent(name: "Large.txt", bytes: Self.large)
        #expect(try send(review.form([]), [file], to: review.path, as: council.olive).status == 303)
        let page = try council.mo.get("/documents/\(documents(review)[0])")
        #expect(page.header("Content-Length") == "700000")
        // Not compared by the expectation, which would look for the least difference.
        let isWhole = Array(page.text.utf8) == Self.large
        #expect(isWhole)
    }

    @Test func eachSliceIsForThoseWhoMaySeeTheFile() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let file = Sent(name: "Large.txt", bytes: Self.large)
        #expect(try send(review.form([]), [file], to: review.path, as: council.olive).status == 303)
        let id = try documents(review)[0]
        var worker = try Site(Routes.parts, database: Example.running.database, directory: Example.directory).worker(
            .document)
        func slice(_ browser: Browser?, from offset: Int) -> [UInt8]? {
            let token = browser?.token(council.slug)?.cookie ?? ""
            let cookie: Headers = ["Cookie": "waymark-\(council.slug)=\(token)"]
            let request = Request(method: .get, path: "/\(council.slug)/documents/\(id)", headers: cookie)
            return worker.slice(request, from: offset)
        }
        let first = slice(council.mo, from: 0), last = slice(council.mo, from: 600_000)
        let areRight = first == Array(Self.large.prefix(262_144)) && last == Array(Self.large.suffix(100_000))
        #expect(areRight)
        #expect(slice(council.sam, from: 0) == nil)
        #expect(slice(nil, from: 0) == nil)
    }

    @Test func membersSeeThemOnceTheUpdateIsSubmitted() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let draft = try send(review.form([("draft", "1")]), [minutes], to: review.path, as: council.olive).location
        let id = try documents(review)[0]
        #expect(try council.olive.get("/documents/\(id)").status == 200)
        for browser in [council.mo, council.bella, council.cora] {
            #expect(try browser.get("/documents/\(id)").status == 404)
            #expect(try !browser.get("/documents").text.contains(">Minutes</a>"))
            #expect(try !browser.get("/documents.json").text.contains("Minutes"))
        }
        #expect(try council.sam.get("/documents/\(id)").status == 403)
        #expect(try council.stranger.get("/documents/\(id)").status == 303)
        let seen: [Int?] = try council.asVisit(council.mo, readOnly: true) { db in
            [try db.value("SELECT count(*) FROM documents"), try db.value("SELECT count(*) FROM document_contents")]
        }
        #expect(seen == [0, 0])
        let version = try council.olive.get(draft).value(of: "version")
        #expect(try council.olive.post(draft + "/submission", [("version", version)]).status == 303)
        #expect(try council.mo.get("/documents/\(id)").status == 200)
        #expect(try Example.council().olive.get("/documents/\(id)").status == 404)
    }

    @Test func badFilesAreExplainedAndWhatWasTypedIsKept() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let page = try send(
            review.form([("link_address", "javascript:alert(1)")]), [Sent(name: "plan.docx", bytes: Self.docm)],
            to: review.path, as: council.olive)
        #expect(page.status == 422 && page.text.contains("“plan.docx” holds macros"))
        #expect(page.text.contains("Two began apprenticeships.") && page.text.contains("value=\"javascript:alert(1)\""))
        #expect(page.text.contains("Enter an address that begins with https://"))
        let many = (0..<21).map { Sent(name: "\($0).pdf", bytes: Self.pdf) }
        #expect(try send(review.form(), many, to: review.path, as: council.olive).text.contains("up to 20 documents"))
        let lost = try send(review.form(evidence: ""), [minutes], to: review.path, as: council.olive)
        #expect(lost.status == 422 && lost.text.contains("Choose the files again"))
        #expect(try documents(review) == [])
        #expect(try review.value("SELECT count(*) FROM updates") == Int64(0))
        for address in [
            "http://", "https://user:pw@example.org/", "ftp://example.org", "https://a b", "//example.org", "data:x",
        ] {
            #expect(!WebAddress.isOne(address), "\(address)")
        }
    }

    @Test func aDocumentGoesFromADraftWithAQuestion() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let draft = try send(review.form([("draft", "1")]), [minutes], to: review.path, as: council.olive).location
        let removal = draft + "/documents/\(try documents(review)[0])/removal"
        #expect(try council.olive.get(draft).text.contains("href=\"\(removal)\""))
        #expect(try council.olive.get(removal).text.contains("“Minutes”, PDF"))
        for browser in [council.lena, council.mo, council.ada, council.sam] {
            #expect([403, 404].contains(try browser.post(removal).status))
        }
        #expect(try documents(review).count == 1)
        #expect(try council.olive.post(removal).status == 303)
        #expect(try documents(review) == [])
        #expect(try review.value("SELECT count(*) FROM document_contents") == Int64(0))
        #expect(try council.olive.get(removal).status == 404)
        let history = try council.olive.get("/plans/\(review.plan)/history").text
        #expect(history.contains("Document removed") && history.contains("Minutes"))
    }

    @Test func whatIsSubmittedKeepsItsDocumentsAndACorrectionBeginsWithThem() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let update = try send(review.form(), [minutes], to: review.path, as: council.olive).location
        let first = try documents(review)[0]
        #expect(try council.olive.get(update + "/documents/\(first)/removal").status == 409)
        #expect(try council.olive.post(update + "/documents/\(first)/removal").status == 409)
        #expect(throws: (any Error).self) { try council.asVisit(council.olive) { try $0.run("DELETE FROM documents") } }
        let correction = try council.olive.post(update + "/correction", [("reason", "Another paper")]).location
            .replacing("/edit", with: "")
        let carried = try #require(try documents(review).last)
        #expect(carried != first)
        #expect(try council.olive.get("/documents/\(carried)").text == String(decoding: Self.pdf, as: UTF8.self))
        #expect(try council.mo.get("/documents/\(carried)").status == 404)
        #expect(try council.olive.confirm(correction + "/documents/\(carried)/removal").status == 303)
        #expect(try council.olive.get("/documents/\(first)").status == 200, "the earlier edition keeps its own")
    }

    @Test func theSameFormTwiceIsOneDocument() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let key = olive.key()
        let first = try send(review.form(), [minutes], to: review.path, as: olive, key: key)
        let second = try send(review.form(), [minutes], to: review.path, as: olive, key: key)
        #expect(first.status == 303 && second.location == first.location)
        #expect(try documents(review).count == 1)
    }

    @Test func theListIsFilteredAndTakenAway() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        #expect(try olive.get("/documents").text.contains("No documents yet"))
        let link = [("link_address", "https://example.org/=x"), ("link_title", "=Sum of papers")]
        _ = try send(review.form(link), [minutes], to: review.path, as: olive)
        let all = try olive.get("/documents?plan=\(review.plan)").text
        #expect(all.contains("2 documents") && all.contains(">Minutes</a>") && all.contains("=Sum of papers"))
        #expect(try olive.get("/documents?q=minut").text.contains("1 document<"))
        #expect(try olive.get("/documents?form=links&sort=title").text.contains("=Sum of papers</a>"))
        #expect(try olive.get("/documents?q=zebra").text.contains("No documents match"))
        let csv = try olive.get("/documents.csv?form=links")
        #expect(csv.text.contains("'=Sum of papers,Web page") && !csv.text.contains("Minutes"))
        let json = try olive.get("/documents.json").text
        #expect(json.contains("\"file\" : \"Minutes.pdf\"") && json.contains("\"kind\" : \"Web page\""))
        #expect(try olive.get("/plans/\(review.plan)").text.contains("/documents?plan=\(review.plan)\""))
    }
}
