/// What every page must keep to, whatever is on it: WCAG 2.2 where a program can tell, and our own rules.
///
/// `#expect(try PageCheck.problems(in: browser) == [])` looks at the page the browser shows, at three widths, in light
/// and dark, and goes through it with the Tab key. Each problem is one sentence that names the element.
enum PageCheck {
    /// Everything wrong with the page shown now; the window is a desktop again afterwards.
    static func problems(in browser: Browser) throws -> [String] {
        var found = try markup(in: browser) + contrast(in: browser) + tabStops(in: browser)
        try browser.prefer(.dark)
        found += try contrast(in: browser).map { "In the dark: \($0)" }
        try browser.prefer()
        for screen in [Screen.phone, .narrow] {
            try browser.resize(to: screen)
            found += try overflow(in: browser).map { "At \(screen.width) px: \($0)" }
        }
        found += try tabStops(in: browser).map { "At \(Screen.narrow.width) px: \($0)" }
        try browser.resize(to: .desktop)
        return found
    }

    /// Language, title, headings, names of fields, links and pictures, references, tables, inline code.
    static func markup(in browser: Browser) throws -> [String] {
        try browser.run(PageCheckScripts.shared + PageCheckScripts.markup)
    }

    /// WCAG 1.4.3: text against what is behind it.
    static func contrast(in browser: Browser) throws -> [String] {
        try browser.run(PageCheckScripts.shared + PageCheckScripts.contrast)
    }

    /// WCAG 1.4.10: nothing makes the page scroll sideways.
    static func overflow(in browser: Browser) throws -> [String] {
        try browser.run(PageCheckScripts.shared + PageCheckScripts.overflow)
    }

    /// WCAG 2.1.2, 2.4.3, 2.4.7, 2.4.11: the Tab key reaches everything once, in order, and shows where it is.
    static func tabStops(in browser: Browser) throws -> [String] {
        let shared = PageCheckScripts.shared
        let expected: Int = try browser.run(shared + PageCheckScripts.beginTabbing)
        var found: [String] = []
        for _ in 0..<expected {
            try browser.press(.tab)
            let stop: Stop = try browser.run(shared + PageCheckScripts.tabStop)
            found += stop.problems
            if stop.isLast { break }
        }
        return try found + browser.run(shared + PageCheckScripts.endTabbing)
    }

    private struct Stop: Decodable {
        let problems: [String]
        let isLast: Bool
    }
}
