import Testing

/// Paper has no navigation and no forms.
extension InTheBrowser {
    @Suite struct PrintTests {
        @Test func aPlanIsPrinted() throws {
            try Browser.open { browser in
                try browser.signIn(.scrutiny, at: "merton")
                try browser.visit("merton", "/plans")
                try browser.leave(through: ".app-plans tbody th a")
                try expectPaper(browser)
                #expect(try browser.isVisible(".app-progress"))
            }
        }

        @Test func theOverviewIsPrinted() throws {
            try Browser.open { browser in
                try browser.signIn(.member, at: "stockton")
                try browser.visit("stockton", "/dashboard/print")
                try expectPaper(browser)
                #expect(try browser.isVisible("#outstanding"))
            }
        }

        private func expectPaper(_ browser: Browser) throws {
            try browser.prefer(.print)
            let left: [String] = try browser.run(
                """
                return [...document.querySelectorAll('nav, form, button, input, select, .app-band, .app-foot, .app-button')]
                  .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
                  .map((element) => element.localName + ' ' + element.className);
                """)
            #expect(left == [])
            #expect(try browser.isVisible("h1"))
            #expect(try browser.text(of: ".app-print-head").contains("Printed "))
            #expect(try browser.style("color", of: "h1") == "rgba(0, 0, 0, 1)")
        }
    }
}
