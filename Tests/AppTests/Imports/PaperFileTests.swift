import Fixtures
import Foundation
import Testing

@testable import App
@testable import Formats

/// Plans come in as the files that councils have, and the file stays with the plan.
@Suite struct PaperFileTests {
    private func send(_ bytes: [UInt8], _ name: String, as browser: Browser) throws -> Page {
        try Upload.send([], [Upload(name: name, bytes: bytes, field: "file")], to: "/imports", as: browser)
    }

    /// Read, looked at and saved as it is: the plan's address.
    private func saved(_ bytes: [UInt8], _ name: String, as browser: Browser) throws -> String {
        let review = try send(bytes, name, as: browser)
        try #require(review.status == 303, "\(review.text)")
        let fields = ImportPagesTests.fields(try browser.get(review.location))
        let plan = try browser.post(review.location, fields + ImportPagesTests.anyway)
        try #require(plan.status == 303, "\(plan.text)")
        return plan.location
    }

    @Test func aWordFileBecomesAPlanAndStaysWithIt() throws {
        let council = try Example.council()
        let place = try saved(Offices.plan, "Ponds – final.docx", as: council.olive)
        let page = try council.olive.get(place).text
        #expect(page.contains("Dig two ponds.") && page.contains("Hire diggers.") && page.contains("Frog Team"))
        let (words, size, stale): ([String], Int?, Int?) = try council.inDatabase { db in
            (
                try db.values("SELECT file_name FROM documents WHERE update_id IS NULL"),
                try db.value("SELECT length(content)::bigint FROM document_contents"),
                try db.value("SELECT count(*) FROM pending_imports")
            )
        }
        #expect(words == ["Ponds – final.docx"] && size == Offices.plan.count && stale == 0)
        let id: Int64 = try council.inDatabase { try $0.value("SELECT id FROM documents") } ?? 0
        #expect(page.contains("Imported from") && page.contains("/documents/\(id)\""))
        let file = try council.olive.get("/documents/\(id)")
        #expect(file.status == 200 && file.header("Content-Type") == DocumentKind.docx.mediaType)
        #expect(try council.olive.get("/documents").text.contains("Imported from it"))
        #expect(try council.olive.get("/search?q=ponds").text.contains(" – final</a>"))
    }

    /// It may hold what was taken back: members have the plan, and not the file.
    @Test func theFileIsForThoseWhoSeeDrafts() throws {
        let council = try Example.council(), other = try Example.council()
        let place = try saved(Offices.plan, "ponds.docx", as: council.olive)
        let id: Int64 = try council.inDatabase { try $0.value("SELECT id FROM documents") } ?? 0
        try council.inDatabase { try $0.run("UPDATE plans SET state = 'monitoring', agreed_on = '2026-01-01'") }
        #expect(try council.mo.get(place).text.contains("Dig two ponds."))
        #expect(try council.mo.get(place).text.contains("Imported from") == false)
        for path in ["/documents/\(id)", place + "/documents/\(id)/removal"] {
            #expect(try council.mo.get(path).status != 200, "\(path)")
            #expect(try other.olive.get(path.replacing(council.slug, with: other.slug)).status == 404, "\(path)")
        }
        #expect(try council.mo.get("/documents").text.contains("ponds.docx") == false)
        let removal = place + "/documents/\(id)/removal"
        #expect(try council.lena.post(removal).status == 403)
        #expect(try council.olive.get(removal).text.contains("what was read of it stays"))
        #expect(try council.olive.postAndFollow(removal).text.contains("is no longer with the plan"))
        #expect(try council.olive.get(place).text.contains("Dig two ponds."))
        #expect(try council.olive.get("/documents/\(id)").status == 404)
    }

    @Test func whatIsTextIsKeptAsTextAndWhatWasPastedIsNot() throws {
        let council = try Example.council()
        let html =
            "<html><body><p>Bees</p><table><tr><td>No</td><td>Recommendation</td><td>Action</td></tr><tr><td>1</td><td>Keep bees.</td><td>Buy hives.</td></tr></table><script>alert(1)</script></body></html>"
        _ = try saved(Array(html.utf8), "bees.html", as: council.olive)
        let pasted = try Upload.send([("paper", PlanImportTests.paper)], to: "/imports", as: council.olive)
        let fields = ImportPagesTests.fields(try council.olive.get(pasted.location))
        #expect(try council.olive.post(pasted.location, fields + ImportPagesTests.anyway).status == 303)
        let kept: [String] = try council.inDatabase { try $0.values("SELECT kind || ' ' || file_name FROM documents") }
        #expect(kept == ["txt bees.html.txt"])
    }

    @Test func aWorkbookOfSeveralSheetsIsOnePlan() throws {
        let council = try Example.council()
        let review = try send(Workbooks.several, "tracker.xlsx", as: council.olive)
        let page = try council.olive.get(review.location).text
        #expect(page.contains("Two recommendations, two actions and no updates were read"))
        #expect(page.contains("2 sheets were read in this order: “Ponds”, “Key”"))
        #expect(page.contains("Choose places.") && page.contains("value=\"30 June 2027\""))
    }

    @Test func refusalsSayWhatToDo() throws {
        let council = try Example.council()
        func refusal(_ bytes: [UInt8], _ name: String) throws -> String {
            let page = try send(bytes, name, as: council.olive)
            #expect(page.status == 422, "\(name)")
            #expect(page.text.contains(">Begin by hand</a>"), "\(name)")
            return page.text
        }
        #expect(try refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old.doc").contains("save it as .docx"))
        #expect(try refusal(Array(Offices.plan.prefix(400)), "cut.docx").contains("this one is damaged"))
        #expect(
            try refusal(Array("%PDF-1.4\nno more".utf8), "cut.pdf").contains("paste the plan below")
                || !PDFText.isInstalled)
        #expect(
            try refusal(Offices.word(Offices.line("Hello")), "empty.docx").contains(
                "found no recommendation in the 3 lines of this paper"))
        #expect(
            try refusal(
                Workbooks.one("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"), "a.xlsx"
            ).contains("in the sheet “Sheet1”"))
    }

    /// A script that shows how much is sent goes on by itself, and the notice waits for the page that it goes to.
    @Test func aScriptIsToldWhereToGo() throws {
        let council = try Example.council()
        let file = Upload(name: "ponds.docx", bytes: Offices.plan, field: "file")
        let sent = try Upload.send([], [file], to: "/imports", as: council.olive, headers: [("Waymark-Sending", "1")])
        #expect(
            sent.status == 204 && sent.header("Waymark-Location")?.contains("/imports/") == true && sent.text.isEmpty)
        let again = try Upload.send([], [file], to: "/imports", as: council.olive, headers: [("Waymark-Sending", "1")])
        #expect(again.status == 204)
        let place = try #require(again.header("Waymark-Location"))
        #expect(try council.olive.get(place).text.contains("You had begun to import this paper"))
    }

    @Test(.enabled(if: PDFText.isInstalled, "pdftotext is not installed"))
    func aPDFIsReadAndAskedAbout() throws {
        let council = try Example.council()
        let heads = [(60, 80, "No"), (100, 80, "Recommendation"), (300, 80, "Action"), (500, 80, "Lead")]
        let pdf = PDFPage.of(
            heads + [(60, 100, "1"), (100, 100, "Sing in"), (300, 100, "Hum"), (500, 100, "Choir"), (100, 112, "tune")])
        let review = try send(pdf, "choir.pdf", as: council.olive)
        #expect(review.status == 303)
        let page = try council.olive.get(review.location).text
        #expect(page.contains("Are rows and columns right?") && page.contains("Sing in tune</textarea>"))
    }

    /// What Waymark writes for a spreadsheet comes back in from the spreadsheet's own file.
    @Test func itsOwnActionsComeBackOutOfAWorkbook() throws {
        let council = try Example.council()
        let place = try saved(Offices.plan, "ponds.docx", as: council.olive)
        let csv = try council.olive.get(place + "/actions.csv").text
        var rows = ""
        var reader = CSVReader()
        func add(_ record: CSVReader.Record) {
            let cells = (0..<record.count).map { record.text($0) ?? "" }
            rows +=
                "<row>" + cells.map { "<c t=\"inlineStr\"><is><t>\(OfficePaper.escaped($0))</t></is></c>" }.joined()
                + "</row>"
        }
        let text = csv.hasPrefix("\u{FEFF}") ? String(csv.dropFirst()) : csv
        try reader.read(Array(text.utf8), each: add)
        reader.finish(each: add)
        let book = Workbooks.one("<worksheet><sheetData>\(rows)</sheetData></worksheet>")
        let other = try Example.council()
        let again = try saved(book, "actions.xlsx", as: other.olive)
        let page = try other.olive.get(again).text
        #expect(page.contains("Dig two ponds.") && page.contains("Hire diggers.") && page.contains("Youth Service"))
    }
}
