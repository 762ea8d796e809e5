import App
import Postgres
import Testing

/// The sheet of a plan's updates, by hand: clicks and keys are counted, the prose is not.
extension InTheBrowser {
    @Suite struct SheetTests {
        @Test func sevenRowsTakeThreeClicksAndTwentyOneKeys() throws {
            try Plan.put("seven", actions: [1, 1, 1, 1, 1, 1, 1])
            try Browser.open { browser in
                try browser.signIn(.scrutiny, at: "seven")
                var hand = Hand(browser)
                try hand.leave(by: "Update the plan")
                try hand.press(.tab)
                for row in 1...7 {
                    try hand.choose("m", "Met")
                    try hand.press(.tab)
                    try hand.write("Done in \(row) places.")
                    if row < 7 { try hand.press(.down) }
                }
                try hand.send("Check and submit")
                #expect(try browser.main.contains("Part met") && browser.main.contains("Done in 7 places."))
                try hand.send("Submit seven updates")
                #expect(try browser.notice.contains("Seven updates are submitted"))
                #expect(hand.clicks == 3 && hand.keys == 21, "\(hand.clicks) clicks, \(hand.keys) keys")
                try browser.send("Take back")
                #expect(try browser.notice.contains("Seven updates are drafts again"))
            }
        }

        @Test func elevenActionsTakeLessThanNinetySeconds() throws {
            try Plan.put("eleven", actions: [2, 2, 1, 2, 1, 2, 1])
            try Browser.open { browser in
                try browser.signIn(.scrutiny, at: "eleven")
                var hand = Hand(browser)
                try hand.leave(by: "Update the plan")
                try hand.press(.tab)
                for row in 1...11 {
                    // Every third stays as it was, and one was not met, which asks for words.
                    if row == 5 { try hand.choose("n", "Not met") } else if row % 3 > 0 { try hand.choose("m", "Met") }
                    try hand.press(.tab)
                    try hand.write("Done in \(row) places.")
                    if row == 5 {
                        try hand.press(.tab)
                        #expect(try browser.focusedName()?.hasPrefix("Explanation") == true)
                        try hand.write("The money was spent.")
                    }
                    if row < 11 { try hand.press(.down) }
                }
                try hand.send("Check and submit")
                try hand.send("Submit 11 updates")
                #expect(try browser.notice.contains("11 updates are submitted"))
                #expect(hand.seconds < 90, "\(hand.clicks) clicks, \(hand.keys) keys, \(hand.seconds) s")
            }
        }

        @Test func arrowKeysGoFromRowToRow() throws {
            try Browser.open { browser in
                try open("arrows", browser)
                try browser.press(.down, holding: .control)
                #expect(try browser.focusedName()?.hasSuffix("Recommendation 2") == true)
                try browser.press(.up, holding: .control)
                try browser.press(.tab)
                try browser.type("One\nTwo")
                try browser.press(.up)
                let name = try browser.focusedName()
                #expect(name?.hasSuffix("Recommendation 1") == true, "the text has lines of its own")
                try browser.press(.down)
                try browser.press(.end)
                try browser.press(.down)
                #expect(try browser.focusedName()?.hasSuffix("Recommendation 2") == true)
                #expect(try browser.focused().map { try browser.role(of: $0) } == "combobox")
            }
        }

        @Test func cellsOfASpreadsheetFillTheRowsBelow() throws {
            try Browser.open { browser in
                try open("cells", browser)
                let rows = ["Met</td><td>First<br>line", "part met.</td><td>Second", "Unheard</td><td>Third"]
                let table = rows.map { "<tr><td>\($0)</td></tr>" }.joined()
                try paste("<table>\(table)</table>", "Met\tFirst", into: "select", browser)
                let words: [String] = try browser.run(
                    "return [...document.querySelectorAll('[data-cell=words]')].map((area) => area.value)")
                #expect(words == ["First\nline", "Second", "Third"])
                let grades: [String] = try browser.run(
                    "return [...document.querySelectorAll('select[data-cell]')].map((list) => list.selectedOptions[0].text)"
                )
                #expect(grades == ["Met", "Part met", "Part met"])
                let told = try browser.text(of: "[data-filled]")
                #expect(told == "5 cells are filled. 1 cell is left out: no row or no such status.")
                try paste(
                    "<table><tr><td>Other</td></tr><tr><td>Again</td></tr></table>", "Other", into: "textarea", browser)
                let kept: [String] = try browser.run(
                    "return [...document.querySelectorAll('[data-cell=words]')].map((area) => area.value)")
                #expect(kept == ["Other", "Second", "Third"])
                let left = try browser.text(of: "[data-filled]")
                #expect(left == "1 cell is filled. 1 cell is left out: something is written there already.")
                try browser.press(.tab)
                try paste("<p>One</p><p>Two</p>", "One\n\nTwo", into: "textarea", browser)
                #expect(try browser.value(of: .css(".app-grid__group:nth-of-type(2) [data-cell=words]")) == "Second")
            }
        }

        @Test func itWorksWithoutScriptsAndIsSound() throws {
            try Plan.put("plain", actions: [1, 2])
            try Browser.open { browser in
                try browser.scripts(allowed: false)
                try browser.signIn(.scrutiny, at: "plain")
                try browser.leave(by: "Update the plan")
                #expect(try !browser.isVisible("[data-sheet]"))
                try browser.type("Written by hand.", into: "[data-cell=words]")
                try browser.choose("Slipped", in: "[data-cell=status]")
                #expect(try browser.isVisible(.css(".app-grid__slipped")))
                try browser.send("Check and submit")
                #expect(try browser.text(of: "#problems").contains("Enter the new date"))
                try browser.choose("Met", in: "[data-cell=status]")
                try browser.send("Check and submit")
                try browser.send("Submit one update")
                #expect(try browser.notice.contains("One update is submitted"))
                try browser.scripts(allowed: true)
                try browser.visit("plain", "/due")
                try browser.leave(by: "Update the plan")
                let problems = try PageCheck.problems(in: browser)
                #expect(problems == [])
                try browser.signIn(.scrutiny, at: "stockton")
                try browser.press("Update a plan")
                try browser.leave(by: "Scrutiny review of care leavers’ education, employment and training")
                #expect(try browser.isVisible(.css("[name^=reading_][name$=_value]")))
                let withNumbers = try PageCheck.problems(in: browser)
                #expect(withNumbers == [])
            }
        }

        private func open(_ council: String, _ browser: Browser) throws {
            try Plan.put(council, actions: [1, 1, 1])
            try browser.signIn(.scrutiny, at: council)
            try browser.leave(by: "Update the plan")
            try browser.press(.tab)
        }

        private func paste(_ html: String, _ text: String, into kind: String, _ browser: Browser) throws {
            let _: Bool = try browser.run(
                """
                const data = new DataTransfer();
                data.setData('text/html', arguments[0]);
                data.setData('text/plain', arguments[1]);
                return document.querySelector(`.app-grid ${arguments[2]}[data-cell]`)
                  .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                """, [.text(html), .text(text), .text(kind)])
        }
    }
}

/// A council with one plan under way: so many actions for each recommendation, each "Part met".
private enum Plan {
    static func put(_ slug: String, actions: [Int]) throws {
        try Demonstration.makeCouncil(slug, name: "\(slug.capitalized) Council")
        let connection = try Demonstration.running.database.connect(as: .admin)
        defer { connection.close() }
        try connection.transaction { db in
            try db.run("SELECT app.open_council(\(slug))")
            try db.run(
                """
                INSERT INTO assessments (words, tone, position, needs_new_date, needs_words)
                VALUES ('Met', 'achieved', 1, false, false), ('Part met', 'achieved_in_part', 2, false, false),
                       ('Slipped', 'slipped', 3, true, false), ('Not met', 'not_achieved', 4, false, true)
                """)
            // Its first day is over: the due list is where its officers begin.
            try db.run("INSERT INTO meetings (body, held_on, state) VALUES ('Panel', app.today() - 30, 'held')")
            try db.run(
                "INSERT INTO plans (title, state, agreed_on) VALUES ('Work', 'monitoring', app.today() - 400)")
            // A council at work begins its day with the due list, not with its first steps.
            try db.run(
                "INSERT INTO meetings (body, held_on, state) VALUES ('Panel', app.today() - 9, 'held')")
            for (index, count) in actions.enumerated() {
                try db.run(
                    """
                    INSERT INTO recommendations (plan_id, position, number, words)
                    SELECT id, \(index + 1), \(String(index + 1)), 'That places are found.' FROM plans
                    """)
                try db.run(
                    """
                    INSERT INTO actions (plan_id, recommendation_id, position, words, assessment_id)
                    SELECT r.plan_id, r.id, n, 'Find a place.', s.id
                      FROM recommendations r, assessments s, generate_series(1, \(count)) AS n
                     WHERE r.position = \(index + 1) AND s.words = 'Part met'
                    """)
            }
        }
    }
}
