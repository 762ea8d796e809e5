import Fixtures
import Testing

@testable import Formats

@Suite struct CSVReaderTests {
    private func records(_ text: String, cut size: Int = .max) throws -> [[String]] {
        var reader = CSVReader(), found: [[String]] = []
        func add(_ record: CSVReader.Record) { found.append((0..<record.count).map { record.text($0) ?? "?" }) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try reader.read(Array(rest.prefix(size)), each: add)
            rest = rest.dropFirst(size)
        }
        reader.finish(each: add)
        return found
    }

    @Test(arguments: [
        ("", []), ("\r\n\n", []), ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d", [["a", "b"], ["c", "d"]]),
        ("a,,\n,\n", [["a", "", ""], ["", ""]]), ("\"a,b\",\"c\"\"d\"", [["a,b", "c\"d"]]),
        ("\"a\nb\r\nc\",d\ne", [["a\nb\r\nc", "d"], ["e"]]), ("\"\"\n\"\",\n", [[""], ["", ""]]),
        ("a \"b\" c,d", [["a \"b\" c", "d"]]), ("\"a\" b,c", [["a b", "c"]]),
        ("\"never closed,\nb", [["never closed,\nb"]]),
        ("é,日本\n", [["é", "日本"]]),
    ]) func recordsAreReadHoweverTheyAreCut(_ text: String, _ wanted: [[String]]) throws {
        for size in [Int.max, 1, 2, 3] { #expect(try records(text, cut: size) == wanted, "cut at \(size)") }
    }

    @Test func eachRecordKnowsItsLines() throws {
        var reader = CSVReader(), lines: [[Int]] = []
        func add(_ record: CSVReader.Record) { lines.append([record.firstLine, record.lastLine]) }
        try reader.read(Array("a\n\n\"b\nc\"\r\nd".utf8), each: add)
        reader.finish(each: add)
        #expect(lines == [[1, 1], [3, 4], [5, 5]])
    }

    @Test func aRecordHasABound() {
        var reader = CSVReader(longest: 10)
        let error = #expect(throws: CSVReader.TooLong.self) {
            try reader.read(Array("a\n\"12345\n678901".utf8)) { _ in }
        }
        #expect(error?.line == 2)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var chance = Chance(seed: 41)
        let pieces = ["a", "\"", ",", "\n", "\r", "\r\n", "é", " ", ";"]
        for _ in 0..<2_000 {
            let rows = (0..<Int.random(in: 1...4, using: &chance)).map { _ in
                (0..<Int.random(in: 2...4, using: &chance)).map { _ in
                    (0..<Int.random(in: 0...4, using: &chance)).map { _ in pieces.randomElement(using: &chance) ?? "" }
                        .joined()
                }
            }
            let text = rows.map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }.joined(separator: "\r\n")
            #expect(try records(text, cut: Int.random(in: 1...9, using: &chance)) == rows)
        }
    }

    @Test func damagedTextNeverHurts() throws {
        var chance = Chance(seed: 42)
        let pieces = Array("a\",\n\r;".utf8) + [0, 0x80, 0xFF]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &chance)).map { _ in
                pieces.randomElement(using: &chance) ?? 0
            }
            var reader = CSVReader(longest: 20), count = 0
            try? reader.read(bytes) { count += $0.count }
            reader.finish { count += $0.count }
            #expect(count <= bytes.count + 1)
        }
    }
}
