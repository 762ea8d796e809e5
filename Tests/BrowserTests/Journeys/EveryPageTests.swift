import App
import Testing

/// Every page that a role reaches from its navigation keeps to what every page must.
extension InTheBrowser {
    @Suite struct EveryPageTests {
        @Test(arguments: [Role.scrutiny, .lead, .member, .administrator])
        func itsPagesAreSound(_ role: Role) throws {
            try Browser.open { browser in
                try browser.signIn(role, at: "stockton")
                var found: [String] = []
                for address in try addresses(in: "nav[aria-label=Service]", browser) {
                    try browser.go(to: address)
                    found += try problems(browser)
                }
                for path in deeper[role] ?? [] {
                    try open(path, browser)
                    found += try problems(browser)
                }
                #expect(found == [])
                #expect(try browser.complaints() == [])
            }
        }

        @Test func thePagesForAnyoneAreSound() throws {
            try Browser.open { browser in
                var found: [String] = []
                for path in ["/sign-in", "/help", "/nothing-here"] {
                    try browser.visit("stockton", path)
                    found += try problems(browser)
                }
                #expect(found == [])
            }
        }

        /// What is behind the lists, as link after link from the list of plans.
        private let deeper: [Role: [[String]]] = [
            .scrutiny: [
                [".app-plans tbody th a"], [".app-plans tbody th a", ".app-progress__number"],
                [".app-plans tbody th a", ".app-progress__number", ".app-panel .app-button"],
            ]
        ]

        private func open(_ links: [String], _ browser: Browser) throws {
            try browser.visit("stockton", "/plans")
            for link in links { try browser.leave(through: link) }
        }

        private func addresses(in selector: String, _ browser: Browser) throws -> [String] {
            try browser.run("return [...document.querySelectorAll('\(selector) a')].map((link) => link.href)")
        }

        private func problems(_ browser: Browser) throws -> [String] {
            let heading = try browser.heading
            return try PageCheck.problems(in: browser).map { "\(heading): \($0)" }
        }
    }
}
