import Foundation
import Testing

/// What Waymark is for: from an empty council and a paper to what a member sees.
extension InTheBrowser {
    @Suite struct DoneWhenTests {
        @Test(.enabled(if: Paper.published != nil, "The published papers are not beside the project"))
        func aPublishedPaperBecomesWhatMembersSee() throws {
            try Browser.open { try travel($0, "ashdown", #require(Paper.published)) }
        }

        @Test(.enabled(if: Paper.published == nil, "The published paper is there, and is brought in instead"))
        func aPaperOfOurOwnBecomesWhatMembersSee() throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Browser.open { try travel($0, "ashdown", Paper.own(in: folder)) }
        }

        private func travel(_ browser: Browser, _ council: String, _ paper: Paper) throws {
            try Demonstration.makeCouncil(council, name: "Ashdown Borough Council")
            try browser.signIn(.scrutiny, at: council)
            try browser.bringIn(paper, agreed: "January 2018")
            #expect(try browser.heading.contains("Routes to employment for vulnerable cohorts"))
            try browser.name("Lead officer", as: "WSB")
            try browser.signIn(.lead, at: council)
            try record(browser)
            try browser.signIn(.scrutiny, at: council)
            try agree(browser)
            try browser.signIn(.member, at: council)
            try seeItAsAMember(browser)
        }

        private func record(_ browser: Browser) throws {
            #expect(try browser.heading.contains("Your due list"))
            try browser.leave(by: "Recommendation 5")
            try browser.leave(by: "Record an update")
            try browser.fill("Evidence of progress", with: "The board looked at who took up placements and asked why.")
            try browser.tick("Part Met")
            try browser.send("Save as draft")
            #expect(try browser.notice.hasPrefix("Draft saved"))
            try browser.send("Submit update")
            #expect(try browser.notice.hasPrefix("Submitted"))
            #expect(try browser.main.contains("The board looked at who took up placements"))
        }

        private func agree(_ browser: Browser) throws {
            try browser.turn(to: "Due list")
            try browser.click(".app-due-fold:last-of-type .app-due-fold__summary")
            try browser.leave(through: ".app-due-fold:last-of-type .app-due-fold__lines a")
            try browser.leave(by: "Record what members decided")
            try browser.fill("Meeting", with: "Children and Young People Overview and Scrutiny Panel")
            try browser.fill("Day", with: "2")
            try browser.fill("Month", with: "7")
            try browser.fill("Year", with: "2026")
            try browser.fill("Minute", with: "CYP/23/26")
            try browser.tick("Members confirmed the assessment “Part Met”")
            try browser.send("Record the decision")
            #expect(try browser.notice.hasPrefix("Agreed"))
            #expect(try browser.main.contains("CYP/23/26"))
        }

        private func seeItAsAMember(_ browser: Browser) throws {
            #expect(try browser.heading.contains("Overview"))
            let changes = try browser.text(of: ".app-changes")
            #expect(changes.contains("Recommendation 5") && changes.contains("Part Met"))
            try browser.leave(through: ".app-changes__item a")
            let page = try browser.main
            #expect(page.contains("The board looked at who took up placements") && page.contains("CYP/23/26"))
            #expect(try !browser.has(.link("Record an update")))
        }
    }
}
