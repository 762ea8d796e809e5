import Foundation
import Mustache

/// A page of about 20 kB, from values to bytes.
enum Rendering {
    private struct Frame { let title: String }
    private struct Row { let number, words, lead, status: String, isLate: Bool }
    private struct Page: View {
        static let template = "page"
        let heading: String
        let rows: [Row]
    }

    /// Microseconds for one page, and its size.
    static func run() throws -> (microseconds: Double, bytes: Int) {
        let home = FileManager.default.temporaryDirectory.appending(path: "waymark-bench-views-\(getpid())")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        try """
        <!DOCTYPE html><title>{{title}}</title><h1>{{heading}}</h1><table>
        {{#rows}}
        <tr class="app-row{{#isLate}} app-row--late{{/isLate}}"><th>{{number}}</th><td>{{words}}</td><td>{{lead}}</td><td>{{status}}</td></tr>
        {{/rows}}
        </table>
        """.write(to: home.appending(path: "page.mustache"), atomically: true, encoding: .utf8)
        let templates = try Templates(directory: home.path, frame: Frame.self, views: [Page.self], reloads: false)
        let words = String(repeating: "That the council’s contractors offer work & training places. ", count: 14)
        let rows = (1...20).map {
            Row(number: "\($0)", words: words, lead: "Head of <Skills>", status: "On track", isLate: $0 % 3 == 0)
        }
        let page = Page(heading: "Routes to employment", rows: rows), frame = Frame(title: "Plan")
        let bytes = try templates.render(page, in: frame).count
        let turns = 5_000, start = Load.now()
        for _ in 0..<turns { _ = try templates.render(page, in: frame) }
        return (Double(Load.now() - start) / Double(turns), bytes)
    }
}
