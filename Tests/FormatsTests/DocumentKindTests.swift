import Testing

@testable import Formats

@Suite struct DocumentKindTests {
    private func kind(_ bytes: [UInt8], _ name: String = "x") throws -> DocumentKind { try .of(bytes, named: name) }

    private func refusal(_ bytes: [UInt8], _ name: String = "x.docx") -> DocumentKind.Refusal? {
        do throws(DocumentKind.Refusal) { _ = try DocumentKind.of(bytes, named: name) } catch { return error }
        return nil
    }

    @Test func theContentSaysWhatAFileIs() throws {
        #expect(try kind(Papers.pdf, "photo.jpg") == .pdf)
        #expect(try kind(Papers.png) == .png)
        #expect(try kind([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(try kind(Papers.docx, "x.xlsx") == .docx)
        #expect(try kind(Papers.xlsx) == .xlsx)
        #expect(try kind(Papers.odt, "x.zip") == .odt)
        #expect(try kind(Array("a,b\r\n1,2\r\n".utf8), "Figures.CSV") == .csv)
        #expect(try kind([0xA3] + Array("5 in windows-1252".utf8), "notes.txt") == .text)
    }

    @Test func whatMightRunIsRefused() {
        #expect(refusal(Papers.docm) == .macros)
        #expect(
            refusal(Papers.zip(["[Content_Types].xml": "", "xl/workbook.xml": "", "xl/macrosheets/sheet1.xml": ""]))
                == .macros)
        #expect(refusal(Papers.zip(["[Content_Types].xml": "", "word/document.xml": "", "a.EXE": ""])) == .program)
        #expect(refusal(Array("MZ\u{90}".utf8)) == .program)
        #expect(refusal(Array("#!/bin/sh\n".utf8), "x.txt") == .program)
        #expect(refusal([0xD0, 0xCF, 0x11, 0xE0]) == .oldOffice)
        for name in ["x.html", "x.svg", "x.js", "x.bat", "x.pdf"] {
            #expect(refusal(Array("<script>alert(1)</script>".utf8), name) == .otherKind, "\(name)")
        }
    }

    @Test func whatIsBrokenIsRefused() {
        #expect(refusal([]) == .empty)
        #expect(refusal([0, 1, 2, 3], "x.txt") == .otherKind)
        #expect(refusal(Papers.zip(["a.txt": "a"])) == .otherKind)
        for length in [4, 30, Papers.docx.count - 1, Papers.docx.count / 2] {
            #expect(refusal(Array(Papers.docx.prefix(length))) == .otherKind, "\(length)")
        }
        for place in Papers.docx.indices.dropFirst(4) {
            var bytes = Papers.docx
            bytes[place] ^= 0xFF
            _ = refusal(bytes)
        }
        #expect(refusal([UInt8](repeating: 0x61, count: DocumentKind.mostBytes + 1), "x.txt") == .tooLarge)
    }

    @Test func namesAreCleaned() {
        func clean(_ name: String, _ kind: DocumentKind = .pdf) -> String { FileName.clean(name, for: kind) }
        #expect(clean("Minutes of 12 May.pdf") == "Minutes of 12 May.pdf")
        #expect(clean("C:\\Users\\x\\minutes.PDF") == "minutes.pdf")
        #expect(clean("../../etc/passwd") == "passwd.pdf")
        #expect(clean("photo.JPEG", .jpeg) == "photo.jpeg")
        #expect(clean("invoice\u{202E}fdp.exe") == "invoicefdp.exe.pdf")
        #expect(clean("a\"b;c\r\nd.pdf") == "a_b_cd.pdf")
        #expect(clean("...") == "document.pdf" && clean("") == "document.pdf" && clean(".pdf") == "pdf.pdf")
        #expect(clean(String(repeating: "ŵ", count: 300) + ".pdf").unicodeScalars.count <= 120)
        #expect(clean("Cofnodion Gŵyl.pdf") == "Cofnodion Gŵyl.pdf")
    }

    @Test func theHeaderNamesTheFileForOldAndNewReaders() {
        #expect(
            FileName.attachment("Gŵyl 5%.pdf")
                == "attachment; filename=\"G_yl 5_.pdf\"; filename*=UTF-8''G%C5%B5yl%205%25.pdf")
    }

    @Test func sizesAreInWords() {
        #expect(
            [999, 1_000, 123_456, 999_499, 999_500, 3_449_999].map(FileName.size) == [
                "999 bytes", "1 kB", "123 kB", "999 kB", "1.0 MB", "3.4 MB",
            ])
    }
}
