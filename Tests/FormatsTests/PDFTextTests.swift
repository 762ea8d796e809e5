import Fixtures
import Foundation
import Testing

@testable import Formats

/// What stands in a PDF, and what holds the program that reads it.
@Suite struct PDFTextTests {
    @Test(.enabled(if: PDFText.isInstalled, "pdftotext is not installed"))
    func rowsAndColumnsComeBack() throws {
        let text = try PDFText.read(
            PDFPage.of([
                (60, 40, "Choir review"), (60, 80, "No"), (100, 80, "Recommendation"), (300, 80, "Action"),
                (500, 80, "Status"),
                (60, 100, "1"), (100, 100, "Sing in every"), (300, 100, "Hum first"), (500, 100, "Met"),
                (100, 112, "school"),
                (60, 130, "2"), (100, 130, "Dance"), (300, 130, "Learn the"), (500, 130, "Part met"),
                (300, 142, "steps"),
                (
                    60, 180,
                    "Agreed by the Choir Panel on 4 March 2026, which asked to be told of it each year in June and in May"
                ),
            ]))
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        #expect(
            lines == [
                "Choir review", "No\tRecommendation\tAction\tStatus", "1\tSing in every school\tHum first\tMet",
                "2\tDance\tLearn the steps\tPart met",
                "Agreed by the Choir Panel on 4 March 2026, which asked to be told of it each year in June and in May",
            ])
    }

    @Test(.enabled(if: PDFText.isInstalled, "pdftotext is not installed"))
    func whatHoldsNoTextIsRefused() throws {
        #expect(throws: PDFText.Refusal.noText) { _ = try PDFText.read(PDFPage.of([])) }
        #expect(throws: PDFText.Refusal.unreadable) { _ = try PDFText.read(Array("%PDF-1.4\nno more".utf8)) }
        #expect(throws: PDFText.Refusal.notInstalled) { _ = try PDFText.read([], by: "/usr/bin/no-such-program") }
        #expect(Set(PDFText.Refusal.allCases.map(\.sentence)).count == PDFText.Refusal.allCases.count)
    }

    /// A program of ours in its place.
    private func run(_ script: String, _ bytes: [UInt8] = [10], _ bounds: PDFText.Bounds = .init()) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "stand-in-\(UUID().uuidString)")
        try Data("#!/bin/sh\nread line\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
        defer { try? FileManager.default.removeItem(at: file) }
        return String(decoding: try PDFText.read(bytes, by: file.path, within: bounds), as: UTF8.self)
    }

    @Test func itHasNothingButTheFile() throws {
        var bounds = PDFText.Bounds()
        (bounds.cpuSeconds, bounds.memory) = (7, 300 << 20)
        let limits = try run(
            "ulimit -t; ulimit -v; ulimit -f; ulimit -c; echo \"${HOME-none} ${PATH_INFO-none}\"", [10], bounds)
        #expect(limits.split(separator: "\n") == ["7", "\(300 << 10)", "0", "0", "none none"])
        // The shell holds its script and the folder that it looks through, too.
        let open = try run("for f in /proc/self/fd/*; do echo ${f##*/}; done").split(separator: "\n").compactMap {
            Int($0)
        }
        #expect(Set(open).isSuperset(of: [0, 1, 2]) && open.count <= 5)
    }

    @Test func itIsEndedAtEachBound() throws {
        var bounds = PDFText.Bounds()
        bounds.seconds = 1
        let began = ContinuousClock.now
        #expect(throws: PDFText.Refusal.tooDear) { _ = try run("exec sleep 60", [10], bounds) }
        #expect(throws: PDFText.Refusal.tooDear) {
            _ = try run("while :; do echo more; done", [10], PDFText.Bounds(output: 4_000))
        }
        #expect(throws: PDFText.Refusal.tooDear) {
            _ = try run("while :; do :; done", [10], PDFText.Bounds(cpuSeconds: 1))
        }
        #expect(throws: PDFText.Refusal.unreadable) { _ = try run("echo some; exit 3") }
        #expect(ContinuousClock.now - began < .seconds(30))
    }

    /// It may close before it has read all that it is given.
    @Test func whoReadsNoFurtherIsNoFailure() throws {
        #expect(try run("echo enough", [UInt8](repeating: 10, count: 4 << 20)) == "enough\n")
    }
}
