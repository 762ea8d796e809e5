import Testing

@testable import App

/// Where a scanner is set, no file is kept that it did not find clean; what was typed stays in the form.
@Suite struct ScannedFilesTests {
    private struct Scanned {
        let review: ReviewOfCareLeavers
        let server: TestServer
        let scanner: StandInClamd

        init(_ behaviour: StandInClamd.Behaviour, patience: Duration = .seconds(10)) throws {
            review = try ReviewOfCareLeavers()
            scanner = StandInClamd(behaviour)
            var clamd = try Clamd(scanner.path)
            clamd.patience = patience
            server = try TestServer(Example.running.database, scanner: clamd)
        }

        /// The same person's browser at this server.
        func here(_ browser: Browser) -> Browser {
            Browser(slug: review.council.slug, token: browser.token(review.council.slug), port: server.port)
        }

        func send(_ files: [Upload], as browser: Browser? = nil) throws -> Page {
            try Upload.send(review.form(), files, to: review.path, as: here(browser ?? review.council.olive))
        }

        var kept: [Int64] {
            get throws {
                try review.council.inDatabase { db in
                    try [
                        db.value("SELECT count(*) FROM documents"), db.value("SELECT count(*) FROM updates"),
                    ].compactMap { $0 }
                }
            }
        }
    }

    private let clean = Upload(name: "Minutes.txt", bytes: Array("Agreed.".utf8))
    private let infected = Upload(name: "Invoice.txt", bytes: Array("Pay. ".utf8) + StandInClamd.eicar)

    @Test func aCleanFileIsKept() throws {
        let scanned = try Scanned(.scans)
        #expect(try scanned.send([clean]).status == 303)
        #expect(try scanned.kept == [1, 1] && scanned.scanner.files == [clean.bytes])
        scanned.server.stop()
    }

    @Test func anInfectedFileIsExplainedAndNothingIsKept() throws {
        let scanned = try Scanned(.scans)
        let page = try scanned.send([clean, infected])
        #expect(page.status == 422 && page.text.contains("Two began apprenticeships."))
        #expect(page.text.contains("“Invoice.txt” holds malware, known as Eicar-Signature. Nothing of it was kept."))
        #expect(!page.text.contains("“Minutes.txt” holds"))
        #expect(try scanned.kept == [0, 0])
        #expect(scanned.server.lines.text.contains("A file with malware was refused: Eicar-Signature"))
        #expect(!scanned.server.lines.text.contains("Invoice"))
        scanned.server.stop()
    }

    @Test func withoutAVerdictNoFileIsKeptAndWordsAre() throws {
        for behaviour in [StandInClamd.Behaviour.isSilent, .hangsUp, .says("ERROR\0")] {
            let scanned = try Scanned(behaviour, patience: .milliseconds(200))
            let page = try scanned.send([clean])
            #expect(page.status == 422 && page.text.contains("Two began apprenticeships."))
            #expect(page.text.contains("Choose “Minutes.txt” again in a few minutes: files are scanned for malware"))
            #expect(try scanned.kept == [0, 0])
            #expect(scanned.server.lines.text.contains("the scanner gave no verdict"))
            #expect(try scanned.send([]).status == 303)
            #expect(try scanned.kept == [0, 1])
            scanned.server.stop()
        }
    }

    @Test func papersAreScannedToo() throws {
        let scanned = try Scanned(.scans)
        let olive = scanned.here(scanned.review.council.olive)
        let paper = Array("Recommendation 1: That frogs are counted.\n".utf8) + StandInClamd.eicar
        let page = try Upload.send(
            [], [Upload(name: "Paper.txt", bytes: paper, field: "file")], to: "/imports", as: olive)
        #expect(page.status == 422 && page.text.contains("“Paper.txt” holds malware"))
        let rows = try Upload.send(
            [("rows", "")], [Upload(name: "rows.csv", bytes: paper, field: "file")], to: "/employers/import",
            as: scanned.here(scanned.review.council.bella))
        #expect(rows.text.contains("“rows.csv” holds malware"))
        #expect(scanned.scanner.files == [paper, paper])
        scanned.server.stop()
    }

    @Test func nobodysFilesAreScannedWhoMayNotSendThem() throws {
        let scanned = try Scanned(.scans)
        for browser in [scanned.review.council.mo, scanned.review.council.stranger] {
            #expect(try scanned.send([infected], as: browser).status != 422)
        }
        #expect(scanned.scanner.files.isEmpty)
        #expect(try scanned.kept == [0, 0])
        scanned.server.stop()
    }
}
