import Foundation
import Postgres
import Testing

@testable import App

@Suite struct SearchPagesTests {
    private func find(_ words: String, _ more: String = "", as browser: Browser) throws -> Page {
        let word = words.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return try browser.get("/search?q=\(word)\(more)")
    }

    /// The names of what was found, in order, without marks.
    private func names(_ page: Page) -> [String] {
        page.text.components(separatedBy: "<h2 class=\"app-hits__name\">").dropFirst().map { part in
            part.components(separatedBy: "</h2>")[0].replacing(/<[^>]*>/, with: "")
        }
    }

    @Test func everythingIsFoundByTheBeginningsOfItsWords() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            _ = try Stockton(StoredPlans(db: db))
            _ = try Merton(StoredPlans(db: db))
        }
        let review = try ReviewOfCareLeavers()
        let olive = review.council.olive
        let link = [("link_address", "https://example.org/x"), ("link_title", "Apprenticeships in numbers")]
        _ = try olive.post(review.path, review.form(evidence: "Two *began* apprenticeships at the Gŵyl.", link))
        let page = try find("APPRENT", as: olive)
        #expect(page.status == 200 && page.text.contains("3 things found"))
        #expect(
            names(page) == ["Recommendation 7", "Update for \(review.today.monthText)", "Apprenticeships in numbers"])
        #expect(page.text.contains("That <mark>apprenticeships</mark> for care leavers are increased."))
        #expect(page.text.contains("Two began <mark>apprenticeships</mark> at the Gŵyl."))
        #expect(try names(find("gwyl began", as: olive)) == ["Update for \(review.today.monthText)"])
        #expect(try names(find("pathway", as: olive)) == ["Pathway Team"])
        #expect(try names(find("CMT places", as: olive)) == ["Action 1"])
        #expect(try names(find("\"leavers care\"", as: olive)) == [])
        #expect(try names(find("\"care leavers\"", as: olive)) == ["Care leavers EET", "Recommendation 7"])
        #expect(try names(find("recommendation 7", as: olive)) == ["Recommendation 7"])
    }

    @Test func theVeryNumberOrTitleComesFirst() throws {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in
            for (position, number) in ["70", "8"].enumerated() {
                try db.run(
                    "INSERT INTO recommendations (plan_id, position, number, words) VALUES (\(review.plan), \(position + 2), \(number), 'In 7 wards')"
                )
            }
            try db.run(
                "INSERT INTO glossary (abbreviation, expansion) VALUES ('EET', 'education, employment or training')")
            try db.run(
                "INSERT INTO footnotes (plan_id, number, words, kind, hangs_on) VALUES (\(review.plan), 1, 'About EET.', 'note', 'plan')"
            )
        }
        #expect(
            try names(find("7", as: review.council.olive)) == [
                "Recommendation 7", "Recommendation 8", "Recommendation 70",
            ])
        #expect(try names(find("eet", as: review.council.olive)) == ["EET", "Care leavers EET", "Note 1"])
        let notes = try find("eet", "&kind=notes", as: review.council.olive)
        #expect(names(notes) == ["Note 1"] && notes.text.contains("/plans/\(review.plan)#note-1\""))
        #expect(notes.text.contains("Everything <span class=\"app-kinds__count\">3</span>"))
        #expect(notes.text.contains("kind=plans\">Action plans <span class=\"app-kinds__count\">1</span>"))
    }

    @Test func nobodyFindsWhatTheyMayNotSee() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let draft = try council.olive.post(review.path, review.form(evidence: "Zebras began.", [("draft", "1")]))
        #expect(try council.olive.get(draft.location).status == 200)
        try council.inDatabase { db in
            try db.run("INSERT INTO plans (title, introduction) VALUES ('Zebra plan', 'x')")
        }
        let seen = try find("zebra", as: council.olive)
        #expect(names(seen) == ["Zebra plan", "Update for \(review.today.monthText)"])
        #expect(seen.text.components(separatedBy: ">Draft").count == 3)
        for browser in [council.mo, council.bella, council.cora] {
            let page = try find("zebra", as: browser)
            #expect(page.text.contains("Nothing found for “zebra”") && names(page) == [])
        }
        #expect(try find("zebra", as: council.sam).status == 403)
        #expect(try find("zebra", as: council.stranger).status == 303)
        #expect(try names(find("zebra", as: Example.council().olive)) == [])
        #expect(try names(find("pathway", as: council.mo)) == ["Pathway Team"])
        #expect(try !find("pathway", as: council.mo).text.contains("/due?"))
    }

    @Test func whatIsTypedIsHarmlessAndKept() throws {
        let council = try Example.council()
        let page = try find("<script>x & \"y", as: council.olive)
        #expect(page.status == 200 && !page.text.contains("<script>x"))
        #expect(page.text.contains("value=\"&lt;script&gt;x &amp; &quot;y\""))
        #expect(page.text.contains("Each of them alone") && page.text.contains("/search?q=script\""))
        for words in ["", "%_\\", String(repeating: "ab ", count: 500)] {
            #expect(try find(words, as: council.olive).status == 200)
        }
        #expect(try find("plan", "&page=99&kind=nonsense", as: council.olive).status == 200)
        #expect(try council.olive.get("/plans").text.contains("id=\"finder\" name=\"q\" type=\"search\" value=\"\""))
        #expect(try !council.sam.get("/account").text.contains("app-seek"))
    }

    @Test func meetingsTheirAgendasAndQuestionsAreFound() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            let meeting: Int64? = try db.value(
                "INSERT INTO meetings (body, held_on, notes) VALUES ('Otter Panel', '2026-03-01', 'In the hall') RETURNING id"
            )
            try db.run(
                "INSERT INTO meeting_items (meeting_id, position, kind, words) VALUES (\(meeting), 1, 'paper', 'Otters and work')"
            )
            try db.run("INSERT INTO meeting_questions (meeting_id, words) VALUES (\(meeting), 'How many otters?')")
        }
        let page = try find("otter", as: council.mo)
        #expect(names(page) == ["Otter Panel, 1 March 2026", "Agenda item 1", "Question: A member"])
        #expect(page.text.components(separatedBy: "/meetings/").count == 4)
        #expect(try find("otter", as: council.sam).status == 403)
    }

    @Test func manyHitsComeInPages() throws {
        let review = try ReviewOfCareLeavers()
        try review.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO recommendations (plan_id, position, number, words)
                SELECT \(review.plan), n, 'x' || n, 'Llamas' FROM generate_series(1, 30) AS n
                """)
        }
        let first = try find("llama", as: review.council.mo),
            second = try find("llama", "&page=2", as: review.council.mo)
        #expect(first.text.contains("Showing 1 to 25 of 30 things found") && second.text.contains("Showing 26 to 30"))
        #expect(Set(names(first) + names(second)).count == 30 && second.text.contains("start=\"26\""))
        #expect(second.text.contains("<title>Search: llama (page 2 of 2)"))
    }

    @Test func theAuditDoesNotKeepTheWordsTwice() throws {
        let review = try ReviewOfCareLeavers()
        let both: Int? = try review.council.inDatabase {
            try $0.value("SELECT count(*) FROM audit WHERE concat(before, after) LIKE '%find_words%'")
        }
        let plans: String? = try review.council.inDatabase {
            try $0.value("SELECT after::text FROM audit WHERE entity = 'plans' LIMIT 1")
        }
        #expect(both == 0 && plans?.contains("open_count") == false && plans?.contains("Care leavers EET") == true)
    }
}
