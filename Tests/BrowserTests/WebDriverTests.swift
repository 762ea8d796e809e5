import Foundation
import Testing

/// The client itself, on pages that no server sends.
extension InTheBrowser {
    @Suite struct WebDriverTests {
        @Test func aPageIsRead() throws {
            try Browser.open { browser in
                try browser.show(html: SamplePages.good)
                #expect(try browser.title == "Pledges – Waymark")
                #expect(try browser.text(of: "h1") == "Pledges")
                #expect(try browser.attribute("lang", of: "html") == "en-GB")
                #expect(try browser.source.contains("<h1>"))
                #expect(try browser.address.hasPrefix("data:text/html"))
                #expect(try browser.has(.link("Plans")))
                #expect(try !browser.has(.link("Meetings")))
                #expect(try browser.isVisible(.label("Title")))
                #expect(try !browser.isVisible("#secret"))
                #expect(try browser.name(of: browser.find("#title")) == "Title")
                #expect(try browser.role(of: browser.find("#title")) == "textbox")
            }
        }

        @Test func whatIsAbsentIsNamed() throws {
            try Browser.open { browser in
                try browser.show(html: SamplePages.good)
                let failure = #expect(throws: WebDriverFailure.self) { try browser.fill("Colour", with: "green") }
                #expect(failure?.message.contains("a field labelled “Colour”") == true)
            }
        }

        @Test func aFormIsFilledAndSent() throws {
            try Browser.open { browser in
                try browser.show(html: SamplePages.form)
                try browser.fill("Title", with: "Plant 40 trees – coed")
                try browser.choose("Met", from: "Grade")
                try browser.tick("Publish it")
                try browser.tick("Publish it")
                #expect(try browser.isChosen(.label("Publish it")))
                #expect(try browser.value(of: .label("Grade")) == "met")
                try browser.press("Save")
                #expect(try browser.text(of: "output") == "Plant 40 trees – coed, met, yes")
            }
        }

        @Test func theKeyboardIsEnough() throws {
            try Browser.open { browser in
                try browser.show(html: SamplePages.form)
                try browser.press(.tab)
                #expect(try browser.focusedName() == "Title")
                try browser.press(.tab)
                try browser.press(.down)
                try browser.press(.tab, holding: .shift)
                #expect(try browser.focusedName() == "Title")
                try browser.press(.enter)
                #expect(try browser.text(of: "output") == ", met, no")
                try browser.submit(.label("Title"))
            }
        }

        @Test func theWindowIsAsWideAsAsked() throws {
            try Browser.open { browser in
                try browser.show(html: SamplePages.good)
                for screen in Screen.allCases {
                    try browser.resize(to: screen)
                    #expect(try browser.run("return innerWidth") == screen.width)
                }
            }
        }

        @Test func preferencesReachTheStyleSheet() throws {
            try Browser.open { browser in
                try browser.show(html: SamplePages.good)
                let isDark = "return matchMedia('(prefers-color-scheme: dark)').matches"
                #expect(try browser.run(isDark) == false)
                try browser.prefer(.dark, .lessMotion)
                #expect(try browser.run(isDark) == true)
                try browser.prefer(.print)
                #expect(try browser.run("return matchMedia('print').matches") == true)
                try browser.prefer()
                #expect(try browser.run(isDark) == false)
            }
        }

        @Test func scriptsCanBeSwitchedOff() throws {
            try Browser.open { browser in
                try browser.scripts(allowed: false)
                try browser.show(html: SamplePages.scripted)
                #expect(try browser.text(of: "h1") == "Without scripts")
                #expect(try browser.has(.button("Save")))
                try browser.scripts(allowed: true)
                try browser.reload()
                #expect(try browser.text(of: "h1") == "With scripts")
                #expect(try browser.complaints().contains { $0.contains("a broken script") })
            }
        }

        @Test func aPictureIsTaken() throws {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png")
            defer { try? FileManager.default.removeItem(at: file) }
            try Browser.open { browser in
                try browser.show(html: SamplePages.good)
                try browser.screenshot(to: file)
            }
            #expect(try Data(contentsOf: file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        }

        /// Cookies need a page with an origin; the driver's own status page is one.
        @Test func cookiesAreKeptAndForgotten() throws {
            try Browser.open { browser in
                try browser.go(to: "http://127.0.0.1:\(browser.wire.port)/status")
                try browser.keep("theme", "dark")
                #expect(try browser.cookies.map(\.value) == ["dark"])
                try browser.forgetCookies()
                #expect(try browser.cookies.isEmpty)
            }
        }

        @Test func nothingIsLeftRunning() throws {
            let (wire, process) = try Browser.open { ($0.wire, $0.process) }
            #expect(throws: WebDriverFailure.self) { let _: Nothing = try wire.get("/status") }
            #expect(try !isRunning(#require(process)))
        }
    }
}
