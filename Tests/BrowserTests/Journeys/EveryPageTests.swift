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
                    // The first of a section is where the section led to.
                    for within in try addresses(in: ".app-menu__list--within", browser).dropFirst() {
                        try browser.go(to: within)
                        found += try problems(browser)
                    }
                }
                for way in deeper[role] ?? [] {
                    try open(way, browser)
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

        /// What is behind the lists, each as link after link from a page of the navigation.
        private let deeper: [Role: [[String]]] = [
            .scrutiny: [
                ["/plans", ".app-plans tbody th a"],
                ["/plans", ".app-plans tbody th a", ".app-progress__number"],
                ["/plans", ".app-plans tbody th a", ".app-progress__number", ".app-timeline__heading a"],
                ["/plans", ".app-plans tbody th a", ".app-ending__link a"],
                ["/leads", ".app-table tbody th a"],
                ["/plans/new"],
            ],
            .lead: [
                ["/due", ".app-due-list td a[href*=updates]"],
                ["/account"],
            ],
            .member: [
                ["/plans", ".app-plans tbody th a", ".app-progress__number"],
                ["/dashboard/print"],
                ["/glossary"],
            ],
            .administrator: [["/people", ".app-table tbody th a"], ["/people/new"]],
        ]

        private func open(_ way: [String], _ browser: Browser) throws {
            try browser.visit("stockton", way[0])
            for link in way.dropFirst() { try browser.leave(through: link) }
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
