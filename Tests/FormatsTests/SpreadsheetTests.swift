import Foundation
import Testing

@testable import Formats

@Suite struct SpreadsheetTests {
    private func cell(_ text: String) -> String {
        let file = Spreadsheet(heads: ["Words"], rows: [[.text(text)]])
        let line = String(decoding: file.csv, as: UTF8.self).components(separatedBy: "\r\n")[1]
        return line.hasPrefix("\"") ? String(line.dropFirst().dropLast()).replacing("\"\"", with: "\"") : line
    }

    @Test(arguments: ["=1+1", "+44", "-5", "@SUM(A1)", " =1", "＝1+1", "＋1", "－1", "＠x", "'=1", "''=1", "|x", "\t=1"])
    func whatASpreadsheetWouldRunIsGuardedAndComesBack(_ text: String) {
        #expect(cell(text).hasPrefix("'"))
        #expect(Spreadsheet.unguarded(cell(text)) == text)
    }

    @Test(arguments: ["", "’tis", "'tis", "plain", "a=b", "O'Brien"])
    func otherTextStaysAsItIs(_ text: String) {
        #expect(cell(text) == text)
        #expect(Spreadsheet.unguarded(text) == text)
    }
}
