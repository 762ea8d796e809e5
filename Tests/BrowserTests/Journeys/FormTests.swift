import Testing

/// The form of an update without scripts, and with mistakes.
extension InTheBrowser {
    @Suite struct FormTests {
        @Test func scriptsAreNotNeeded() throws {
            try Browser.open { browser in
                try browser.scripts(allowed: false)
                try browser.signIn(.scrutiny, at: "merton")
                try openTheForm(of: 3, browser)
                try browser.fill("Evidence of progress", with: "The group met twice.")
                try browser.send("Submit update")
                #expect(try browser.text(of: "#problems").contains("Choose an assessment"))
                #expect(try browser.value(of: .label("Evidence of progress")) == "The group met twice.")
                try browser.tick("Part met")
                try browser.send("Submit update")
                #expect(try browser.notice.hasPrefix("Submitted"))
                #expect(try browser.main.contains("The group met twice."))
            }
        }

        @Test func mistakesAreExplainedAndNothingTypedIsLost() throws {
            try Browser.open { browser in
                try browser.signIn(.scrutiny, at: "merton")
                try openTheForm(of: 5, browser)
                try browser.fill("Explanation", with: "Typed & kept.")
                try browser.fill("Year", with: "2062")
                try browser.send("Submit update")
                #expect(try browser.title.hasPrefix("Error: "))
                #expect(try browser.focused().map { try browser.name(of: $0) } == "There is a problem")
                #expect(try browser.value(of: .label("Explanation")) == "Typed & kept.")
                #expect(try browser.value(of: .label("Year")) == "2062")
                #expect(try PageCheck.problems(in: browser) == [])
                // Each line leads to its field.
                try browser.click(".app-error-summary__link")
                #expect(try browser.focusedName() == "Month")
            }
        }

        private func openTheForm(of number: Int, _ browser: Browser) throws {
            try browser.turn(to: "Action plans")
            try browser.leave(by: "Routes to employment for vulnerable cohorts")
            try browser.leave(through: ".app-progress tbody:nth-of-type(\(number)) .app-progress__number")
            try browser.leave(by: "Record an update")
            #expect(try browser.heading.contains("Record an update"))
        }
    }
}
