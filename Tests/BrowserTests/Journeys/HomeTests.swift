import App
import Testing

/// What an officer sees and reaches first, measured.
extension InTheBrowser {
    @Suite struct HomeTests {
        @Test(arguments: [Role.scrutiny, .lead])
        func theListBeginsAtTheTop(_ role: Role) throws {
            try Browser.open { browser in
                try browser.signIn(role, at: "merton")
                #expect(try browser.heading.contains(role == .lead ? "Your due list" : "Due list"))
                #expect(try top(of: ".app-due-list tbody tr", browser) <= 300)
                let above: Int = try browser.run(
                    "return [...document.querySelectorAll('main > *')].filter((part) => part.checkVisibility()"
                        + " && part.compareDocumentPosition(document.querySelector('.app-due-list')) & 4).length")
                #expect(above == 2, "the heading with its buttons, and one line of counts")
                let counts: Int = try browser.run(
                    "return new Set([...document.querySelectorAll('.app-tabs__item')].map((tab) => Math.round(tab.getBoundingClientRect().top))).size"
                )
                #expect(counts == 1)
            }
        }

        @Test(arguments: [Role.scrutiny, .lead])
        func theFirstUpdateIsTwelveTabsAway(_ role: Role) throws {
            try Browser.open { browser in
                try browser.signIn(role, at: "merton")
                try browser.press(.tab)
                #expect(try browser.focusedName() == "Skip to main content")
                try browser.press(.enter)
                var tabs = 1
                while try browser.focusedName()?.hasPrefix("Record update") != true, tabs < 40 {
                    try browser.press(.tab)
                    tabs += 1
                }
                #expect(tabs <= 12)
            }
        }

        @Test func theBandIsLowOnAPhoneAndTheMenuHasTheRest() throws {
            try Browser.open { browser in
                try browser.signIn(.scrutiny, at: "merton")
                try browser.resize(to: .phone)
                try browser.visit("merton", "/due")
                let height: Double = try browser.run(
                    "return document.querySelector('.app-band').getBoundingClientRect().height")
                #expect(height < 120)
                #expect(try !browser.isVisible("#finder"))
                try browser.press("Menu")
                #expect(try browser.isVisible("#finder") && browser.isVisible(.button("Sign out")))
                #expect(try browser.isVisible(.link("Action plans")))
                let problems = try PageCheck.problems(in: browser)
                #expect(problems == [])
            }
        }

        @Test func filtersAreFoldedWithTheirNumber() throws {
            try Browser.open { browser in
                try browser.signIn(.scrutiny, at: "merton")
                #expect(try !browser.isVisible("#lead"))
                try browser.click(".app-filters__summary")
                #expect(try browser.isVisible("#lead"))
                try browser.choose("WSB", from: "Led by")
                try browser.send("Apply filters")
                #expect(try browser.text(of: ".app-filters__count") == "1 set")
                #expect(try browser.main.contains("WSB") && !browser.main.contains("Procurement Board"))
            }
        }

        private func top(of selector: String, _ browser: Browser) throws -> Double {
            try browser.run(
                "return document.querySelector(arguments[0]).getBoundingClientRect().top", [.text(selector)])
        }
    }
}
