import App
import Testing

/// A day's work with the keyboard alone.
extension InTheBrowser {
    @Suite struct KeyboardTests {
        @Test func anUpdateIsRecorded() throws {
            try Browser.open { browser in
                try browser.visit("merton", "/sign-in")
                try browser.tab(to: "E-mail address")
                try browser.type("lead@merton.example")
                try browser.tab(to: "Password")
                try browser.type(Demo.password)
                try browser.enter()
                try browser.tab(to: "Due list")
                try browser.enter()
                #expect(try browser.heading.contains("Your due list"))
                try browser.tab(to: "Record update", isBeginning: true)
                try browser.enter()
                #expect(try browser.heading.contains("Record an update"))
                try browser.tab(to: "Evidence of progress")
                try browser.type("Two directorates named a place each.")
                try browser.tab(to: "Met")
                try browser.press(.down)
                #expect(try browser.focusedName() == "Part met")
                #expect(try browser.isChosen(.label("Part met")))
                try browser.tab(to: "Submit update")
                try browser.enter()
                #expect(try browser.notice.hasPrefix("Submitted"))
                #expect(try browser.focused().map { try browser.text(of: $0) }?.hasPrefix("Submitted") == true)
                #expect(try browser.main.contains("Two directorates named a place each."))
            }
        }

        @Test func theFirstStopSkipsToTheContent() throws {
            try Browser.open { browser in
                try browser.signIn(.member, at: "merton")
                try browser.press(.tab)
                #expect(try browser.focusedName() == "Skip to main content")
                try browser.press(.enter)
                try browser.press(.tab)
                let isInside: Bool = try browser.run(
                    "return document.querySelector('main').contains(document.activeElement)")
                #expect(isInside)
            }
        }
    }
}
