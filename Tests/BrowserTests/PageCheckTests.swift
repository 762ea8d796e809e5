import Testing

extension InTheBrowser {
    @Suite struct PageCheckTests {
        @Test func aGoodPagePasses() throws {
            try Browser.open { browser in
                try browser.show(html: SamplePages.good)
                let problems = try PageCheck.problems(in: browser).filter(isNotAboutStylesInThePage)
                #expect(problems == [])
            }
        }

        @Test func eachFaultIsFound() throws {
            try Browser.open { browser in
                for (fault, sentence) in SamplePages.faults {
                    try browser.show(html: SamplePages.good.replacing("<p>Words.</p>", with: fault))
                    let problems = try PageCheck.problems(in: browser).filter(isNotAboutStylesInThePage)
                    #expect(problems.contains { $0.contains(sentence) }, "\(sentence), in \(fault): \(problems)")
                }
            }
        }

        @Test func aPageWithoutItsFrameIsRefused() throws {
            try Browser.open { browser in
                try browser.show(html: "<p>Words.</p>")
                let problems = try PageCheck.markup(in: browser)
                for sentence in ["no lang", "no title", "no viewport", "no doctype", "0 h1", "0 main"] {
                    #expect(problems.contains { $0.contains(sentence) })
                }
            }
        }

        /// A page that no server sends cannot have a style sheet of its own.
        private func isNotAboutStylesInThePage(_ problem: String) -> Bool { !problem.contains("styles in the page") }
    }
}
