import Foundation
import Testing

@testable import Formats

/// What an Office file holds that other programs would open is found by its name or by what its parts say of each other.
@Suite struct OfficePartsTests {
    private static let relation =
        "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject\" Target=\"x\"/></Relationships>"

    private func refusal(_ more: [String: String]) -> DocumentKind.Refusal? {
        refusal(
            of: Papers.zip(more.merging(["[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"]) { a, _ in a }))
    }

    private func refusal(of bytes: [UInt8]) -> DocumentKind.Refusal? {
        do throws(DocumentKind.Refusal) { _ = try DocumentKind.of(bytes, named: "x.docx") } catch { return error }
        return nil
    }

    @Test func whatIsEmbeddedIsRefusedUnlessItIsAnOfficeFile() {
        #expect(refusal(["word/embeddings/oleObject1.bin": "x"]) == .embedded)
        #expect(refusal(["word/embeddings/a.bin": "x"]) == .embedded)
        #expect(refusal(["word/embeddings/Sheet.XLS": "x"]) == .embedded)
        #expect(refusal(["word/embeddings/Sheet.xlsm": "x"]) == .embedded)
        #expect(refusal(["word/embeddings/Microsoft_Excel_Sheet1.xlsx": "x", "word/embeddings/": ""]) == nil)
        #expect(refusal(["xl/printerSettings/printerSettings1.bin": "x"]) == nil)
    }

    @Test func aRelationTellsOfAnObjectUnderAnyName() {
        #expect(refusal(["word/_rels/document.xml.rels": Self.relation, "word/media/image1.png": "x"]) == .embedded)
        #expect(refusal(["word/_rels/document.xml.rels": Self.relation.uppercased()]) == .embedded)
        let wide = String(Self.relation.flatMap { [$0, "\0"] })
        #expect(refusal(["word/_rels/document.xml.rels": wide]) == .embedded)
        #expect(refusal(["word/_rels/document.xml.rels": "<Relationships/>"]) == nil)
        #expect(refusal(["META-INF/manifest.xml": "media-type=\"application/vnd.sun.star.oleobject\""]) == .embedded)
    }

    @Test func typesTellOfMacrosUnderAnyName() {
        let types = "<Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/>"
        #expect(refusal(["[Content_Types].xml": types]) == .macros)
        #expect(refusal(["word/_rels/a.rels": "relationships/vbaProject"]) == .macros)
    }

    /// As a real packer packs it, and damaged at every byte.
    @Test func packedRelationsAreReadToo() throws {
        let packed = try Packed.zip([
            "word/_rels/document.xml.rels": Self.relation, "word/document.xml": "<x/>", "[Content_Types].xml": "<x/>",
        ])
        #expect(refusal(of: packed) == .embedded)
        let plain = try Packed.zip([
            "word/_rels/document.xml.rels": "<Relationships/>", "word/document.xml": "<x/>",
            "[Content_Types].xml": "<x/>",
        ])
        #expect(refusal(of: plain) == nil)
        for place in packed.indices.dropFirst(4) {
            var bytes = packed
            bytes[place] ^= 0xFF
            _ = refusal(of: bytes)
        }
    }

    @Test func whatCannotBeLookedThroughIsRefused() {
        let long = String(repeating: "x", count: 700_000)
        #expect(refusal(["word/_rels/a.rels": long, "word/_rels/b.rels": long]) == .intricate)
    }
}

@Suite struct InflateTests {
    /// The same at each run, and nothing that packs.
    private static func noise(_ length: Int) -> [UInt8] {
        (0..<UInt64(length)).map { UInt8(truncatingIfNeeded: ($0 &* 0x9E37_79B9_7F4A_7C15 ^ $0 &* $0) >> 29) }
    }

    @Test(arguments: [0, 1, 20, 5_000, 200_000])
    func whatAPackerPackedComesBack(length: Int) throws {
        for text in [
            [UInt8](repeating: 0x61, count: length), (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7_919 >> 3) },
            Self.noise(length),
            Array(String(repeating: "<Relationship Id=\"r1\" Target=\"media/image1.png\"/>", count: length / 50).utf8),
        ] {
            let packed = try Packed.deflated(text)
            #expect(Inflate.bytes(packed[...], most: text.count) == text)
            if !text.isEmpty { #expect(Inflate.bytes(packed[...], most: text.count - 1) == nil) }
            #expect(Inflate.bytes(packed.dropLast(), most: .max) == nil)
        }
    }

    @Test func whatIsNoStreamIsNil() {
        let noise = Self.noise(200_000)
        for start in stride(from: 0, to: noise.count - 60, by: 11) {
            let bytes = Array(noise[start..<(start + start % 60)])
            _ = Inflate.bytes(bytes[...], most: 10_000)
        }
        #expect(Inflate.bytes([], most: 10) == nil)
        #expect(Inflate.bytes([0b111], most: 10) == nil)
    }
}

/// Packed by Debian's own gzip, which is always there.
enum Packed {
    static func deflated(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let gzip = Process(), pipe = Pipe()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["--stdout", "--no-name", file.path]
        gzip.standardOutput = pipe
        try gzip.run()
        let all = pipe.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        // Ten bytes of head, eight of sum and length (RFC 1952).
        return Array(all.dropFirst(10).dropLast(8))
    }

    /// An archive whose files are deflated.
    static func zip(_ files: [String: String]) throws -> [UInt8] {
        func bytes(_ number: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(number >> (8 * $0) & 255) } }
        var archive: [UInt8] = [], directory: [UInt8] = []
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            let start = archive.count, name = Array(name.utf8), packed = try deflated(Array(text.utf8))
            let head = bytes(20, 2) + bytes(0, 2) + bytes(8, 2) + bytes(0, 8)
            let sizes = bytes(packed.count, 4) + bytes(text.utf8.count, 4) + bytes(name.count, 2) + bytes(0, 2)
            archive += bytes(0x0403_4B50, 4) + head + sizes + name + packed
            directory += bytes(0x0201_4B50, 4) + bytes(20, 2) + head + sizes + bytes(0, 10) + bytes(start, 4) + name
        }
        let end = bytes(files.count, 2) + bytes(files.count, 2) + bytes(directory.count, 4) + bytes(archive.count, 4)
        return archive + directory + bytes(0x0605_4B50, 4) + bytes(0, 4) + end + bytes(0, 2)
    }
}
