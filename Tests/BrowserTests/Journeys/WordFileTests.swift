import Formats
import Foundation
import Testing

/// An officer with a Word file of 26 recommendations has a published plan in under ten minutes: clicks, keys and thought by the
/// keystroke-level model, and the time in which somebody reads all of it once.
extension InTheBrowser {
    @Suite struct WordFileTests {
        private static let leads = ["Harbour Master", "Boat Team", "Head of Quays", "Boat Team; Head of Quays"]
        private static let days = ["March 2027", "30/09/2027", "When the tide is out", "June 2028"]
        private static let status = ["Green", "Amber", "Red", "Green"]
        private static let words = [
            "That the quay be mended before the winter.", "That each boat be painted once a year.",
            "That gulls be counted in spring. That the count be told to the harbour panel.",
            "That the lighthouse be open to schools.",
        ]

        private static func paragraph(_ text: String) -> String {
            "<w:p><w:r><w:t>\(wordText(text))</w:t></w:r></w:p>"
        }

        private static func row(_ cells: [String]) -> String {
            "<w:tr>" + cells.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>"
        }

        private static var file: [UInt8] {
            let head = ["Ref", "Recommendation", "What we will do", "Who", "By when", "RAG"]
            let rows = (1...26).map { number in
                let at = (number - 1) % 4
                let action = "Ask the crews what is missing, find the money and begin with berth \(number)."
                return row(["\(number)", words[at], action, leads[at], days[at], status[at]])
            }
            let body =
                paragraph("The harbour at work: action plan") + "<w:tbl>\(row(head))\(rows.joined())</w:tbl>"
                + paragraph("Key: Green – on track; Amber – partly achieved; Red – not achieved")
            return WordPackage(
                title: "Plan", subject: "", author: "", edition: "", madeAt: "2026-11-29T09:00:00Z", body: body,
                notes: []
            ).data
        }

        @Test func twentySixRecommendationsArePublishedInLessThanTenMinutes() throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let paper = folder.appending(path: "The harbour at work v4 FINAL.docx")
            try Data(Self.file).write(to: paper)
            try Demonstration.makeCouncil("harbour", name: "Harbour Council")
            try Browser.open { browser in
                try browser.signIn(.scrutiny, at: "harbour")
                try browser.visit("harbour", "/imports")
                var hand = Hand(browser)
                try hand.upload(paper.path, into: "Choose a file (optional)")
                try hand.send("Read the plan")
                #expect(try browser.main.contains("26 recommendations, 26 actions and no updates were read"))
                let problems = try PageCheck.problems(in: browser)
                #expect(problems == [])
                let questions: Int = try browser.run(
                    "return document.querySelectorAll('.app-question fieldset').length")
                let main = try browser.main
                try #require(questions == 2, "\(main.prefix(2_000))")
                try hand.tick("It is right as it was read")
                try hand.tick("None: it is never late")
                #expect(try browser.main.contains("All questions are answered"))
                try hand.send("Import this plan")
                #expect(try browser.notice.hasPrefix("Imported as a draft"))
                try hand.leave(by: "Publish to members")
                let publication = try PageCheck.problems(in: browser)
                #expect(publication == [])
                try hand.fill("Which committee follows it up? (optional)", with: "Harbour Panel")
                try hand.fill("Month", with: "9")
                try hand.fill("Year", with: "2026")
                try hand.send("Show what members will see")
                #expect(try browser.main.contains("26 outstanding recommendations"))
                try browser.click(.css("#start"))
                try hand.send("Publish to members")
                #expect(try browser.notice.hasPrefix("Published"))
                // 240 words a minute.
                let read = Double(Self.words.joined(separator: " ").split(separator: " ").count + 4 * 22) / 4 * 26 / 4
                #expect(
                    hand.seconds + read < 600,
                    "\(hand.clicks) clicks, \(hand.keys) keys, \(hand.seconds) s, reading \(read) s")
                #expect(hand.clicks <= 16 && hand.keys <= 20, "\(hand.clicks) clicks, \(hand.keys) keys")
            }
        }
    }
}
