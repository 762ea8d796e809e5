import Fixtures
import Foundation
import Testing

@testable import App
@testable import PlanReader

/// Importing a plan through the front door.
@Suite struct ImportPagesTests {
    private let paper = PlanImportTests.paper

    /// Sends a paper as a browser does: a pasted text, or a file.
    private func read(_ paper: String, file: String? = nil, as browser: Browser) throws -> Page {
        let key = try browser.get("/account").formKey
        let line = "\r\n", boundary = "a-line-that-no-paper-holds"
        let disposition =
            file.map { "name=\"file\"; filename=\"\($0)\"\(line)Content-Type: text/plain" } ?? "name=\"paper\""
        let body =
            "--\(boundary)\(line)Content-Disposition: form-data; name=\"form_key\"\(line)\(line)\(key)\(line)"
            + "--\(boundary)\(line)Content-Disposition: form-data; \(disposition)\(line)\(line)\(paper)\(line)--\(boundary)--\(line)"
        return try browser.send(
            "POST", "/imports",
            [("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Sec-Fetch-Site", "same-origin")], body)
    }

    /// The fields of a page's form, as a browser would send them.
    private func fields(_ page: Page) -> [(String, String)] { Self.fields(page) }

    static func fields(_ page: Page) -> [(String, String)] {
        let form = page.text.components(separatedBy: "/review\"").last?.components(separatedBy: "</form>").first ?? ""
        var fields: [(String, String)] = [], select: String?
        for tag in form.split(separator: "<") {
            let parts = tag.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            let inside = parts[0], name = attribute("name", of: inside)
            if tag.hasPrefix("textarea"), let name {
                fields.append((name, plain(String(parts.last?.drop { $0 == "\n" } ?? ""))))
            } else if tag.hasPrefix("select") {
                select = name
            } else if tag.hasPrefix("option"), inside.hasSuffix(" selected"), let select {
                fields.append((select, attribute("value", of: inside) ?? ""))
            } else if tag.hasPrefix("input"), let name, name != "form_key" {
                let isTick = inside.contains("type=\"checkbox\"") || inside.contains("type=\"radio\"")
                if isTick, !inside.hasSuffix(" checked") { continue }
                fields.append((name, plain(attribute("value", of: inside) ?? "")))
            }
        }
        return fields
    }

    private static func attribute(_ name: String, of tag: Substring) -> String? {
        tag.range(of: " \(name)=\"").map { String(tag[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    private static func plain(_ html: String) -> String {
        html.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing(
            "&#39;", with: "'"
        )
        .replacing("&amp;", with: "&")
    }

    /// With what has no answer as it was read.
    static let anyway = [("anyway", "yes")]

    private func changed(_ fields: [(String, String)], _ name: String, to value: String) -> [(String, String)] {
        fields.filter { $0.0 != name } + [(name, value)]
    }

    @Test func aPaperIsReadReviewedAndSaved() throws {
        let council = try Example.council()
        let answer = try read(paper, file: "ponds.txt", as: council.olive)
        #expect(answer.status == 303)
        let page = try council.olive.get(answer.location)
        #expect(page.text.contains("Two recommendations, three actions and no updates were read"))
        #expect(page.text.contains("Unheard of") && page.text.contains("It is no status that Waymark knows"))
        #expect(page.text.contains("href=\"#line-7\"") && page.text.contains("id=\"line-7\""))
        #expect(try council.olive.get("/plans").text.contains("Help on the way to work") == false)
        var fields = fields(page)
        fields = changed(fields, "r1_words", to: "We recommend *two* ponds.")
        fields = changed(fields, "r1a0_status", to: "Met")
        fields = changed(fields, "r0a1_out", to: "yes")
        fields = changed(fields, "r0a0_leads", to: "HR\nFrog Team")
        let asked = try council.olive.post(answer.location, fields)
        #expect(asked.status == 422 && asked.text.contains("One piece was not understood and stays as text"))
        #expect(asked.text.contains("We recommend *two* ponds."))
        let saved = try council.olive.post(answer.location, fields + Self.anyway)
        #expect(saved.status == 303)
        let plan = try council.olive.get(saved.location)
        #expect(plan.text.contains("Two recommendations, two actions and no updates were imported."))
        let (words, leads, left): ([String], [String], Int?) = try council.inDatabase { db in
            let words: [String] = try db.values("SELECT words FROM recommendations ORDER BY position")
            let leads: [String] = try db.values("SELECT name FROM leads ORDER BY name")
            return (words, leads, try db.value("SELECT count(*) FROM pending_imports"))
        }
        #expect(words.last == "We recommend *two* ponds." && leads == ["Frog Team", "HR"] && left == 0)
        #expect(try council.olive.get(answer.location).status == 404)
    }

    @Test func aPaperImportedTwiceIsNotDoubled() throws {
        let council = try Example.council()
        let first = try read(paper, as: council.olive)
        let again = try read(paper, as: council.olive)
        #expect(again.location == first.location)
        let all = fields(try council.olive.get(first.location)) + Self.anyway
        let saved = try council.olive.post(first.location, all)
        let third = try read(paper, as: council.olive)
        #expect(third.status == 409)
        #expect(third.text.contains("This paper was imported before") && third.text.contains(saved.location))
    }

    @Test func mistakesAreExplainedAndNothingTypedIsLost() throws {
        let council = try Example.council()
        let place = try read(paper, as: council.olive).location
        var fields = fields(try council.olive.get(place))
        fields = changed(fields, "r1_number", to: "1")
        fields = changed(fields, "agreed", to: "the other day")
        fields = changed(fields, "r0_words", to: "Typed & kept")
        let page = try council.olive.post(place, fields)
        #expect(page.status == 422)
        #expect(
            page.text.contains("Give each recommendation a number of its own") && page.text.contains("Typed &amp; kept")
        )
        #expect(page.text.contains("the other day") && page.text.contains("href=\"#agreed\""))
        let count: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM plans") }
        #expect(count == 0)
    }

    @Test func aDraftWaitsForItsAuthor() throws {
        let council = try Example.council()
        let place = try read(paper, as: council.olive).location
        let first = fields(try council.olive.get(place))
        let kept = changed(changed(first, "r0_words", to: "Half done"), "step", to: "keep")
        #expect(try council.olive.postAndFollow(place, kept).text.contains("Half done"))
        #expect(try council.olive.get("/imports").text.contains("Help on the way to work"))
        // The other window still shows what was there before.
        let stale = try council.olive.post(place, first)
        #expect(stale.status == 409 && stale.text.contains("You changed this plan in another window"))
        #expect(
            try council.olive.postAndFollow(place.replacing("/review", with: "/removal")).text.contains(
                "The import is discarded"))
        #expect(try council.olive.get(place).status == 404)
    }

    @Test func onlyScrutinyImportsPlansAndOnlyItsOwn() throws {
        let council = try Example.council(), other = try Example.council()
        let place = try read(paper, as: council.olive).location
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get("/imports").status == 403)
            #expect(try person.get(place).status == 403)
            #expect(try read(paper, as: person).status == 403)
        }
        #expect(try council.stranger.get("/imports").status == 303)
        let theirs = place.replacing(council.slug, with: other.slug)
        #expect(try other.olive.get(theirs).status == 404)
        #expect(try other.olive.post(theirs, []).status == 404)
        #expect(try other.olive.post(theirs.replacing("/review", with: "/removal")).status == 404)
        let seen: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM pending_imports") }
        #expect(seen == 0, "not even the command line reads what is being imported")
    }

    @Test func whatWasBookmarkedLeadsOn() throws {
        let council = try Example.council()
        for (old, new) in [("/bringing", "/imports"), ("/bringing/12", "/imports/12/review")] {
            for browser in [council.olive, council.stranger] {
                let page = try browser.get(old)
                #expect(page.status == 301 && page.location == "/\(council.slug)\(new)", "\(old)")
            }
        }
        #expect(try council.olive.get("/bringing/1/2").status == 404)
        #expect(try council.olive.post("/bringing").status == 404)
    }

    @Test func theExampleOnThePageIsReadWhole() throws {
        let plan = try PlanReader.read(Array(ImportStart.example.utf8))
        #expect(plan.notUnderstood.isEmpty && plan.title == "Help on the way to work")
        try #require(plan.recommendations.map { $0.actions.count } == [2, 1])
        #expect(plan.footnotes.count == 1 && plan.recommendations[0].actions[0].status.achievement == "Part met")
    }

    @Test func aPlanOfManyPiecesFitsIntoItsForm() throws {
        let council = try Example.council()
        let rows = (1...120).map { "Recommendation \($0)\tActions\tLead\tStatus\nDig pond \($0).\tDig it.\tHR\tMet" }
        let place = try read("Ponds\n\n" + rows.joined(separator: "\n"), as: council.olive).location
        let all = fields(try council.olive.get(place))
        #expect(all.count > 1_000)
        let answer = try council.olive.post(place, all)
        #expect(try council.olive.get(answer.location).text.contains("120 recommendations, 120 actions"))
    }

    @Test func whatIsNoPlanIsExplained() throws {
        let council = try Example.council()
        #expect(try read("", as: council.olive).text.contains("Paste the plan, or choose a file that holds it"))
        let letter = try read("Dear all, <b>no plan</b> here.", as: council.olive)
        #expect(letter.status == 422 && letter.text.contains("found no recommendation"))
        #expect(letter.text.contains("Dear all, &lt;b&gt;no plan&lt;/b&gt; here."))
        #expect(
            try read("\u{0}", file: "a.doc", as: council.olive).text.contains("Choose a Word, Excel, OpenDocument, PDF")
        )
    }

    @Test func aFileWithTooManyReadingsIsRefusedAsAWhole() throws {
        let council = try Example.council()
        var plan = PlanFileTests.full
        let reading = PlanFile.Reading(value: 1, asOf: ApproximateDay(Day.first, .day))
        plan.recommendations[0].measures = [PlanFile.Measure(title: "Places", unit: .places)]
        for (count, status) in [(4_000, 303), (5_001, 422)] {
            plan.title = "\(count) readings"
            plan.recommendations[0].measures[0].readings = Array(repeating: reading, count: count)
            let file = String(decoding: try plan.json(), as: UTF8.self).replacing("\n", with: "")
            let page = try read(file, file: "plan.json", as: council.olive)
            #expect(page.status == status, "\(count)")
            #expect(page.text.contains("it has more than 5,000 pieces") == (status == 422))
        }
    }

    @Test(
        .enabled(if: Seeds.isHere, "\(Seeds.absence)"),
        arguments: [
            ("000", "Seven recommendations, 11 actions and no updates"),
            ("001", "One recommendation, one action and four updates"),
        ])
    func theRealPapersComeIn(seed: String, count: String) throws {
        let council = try Example.council()
        let text = String(decoding: try Seeds.bytes(seed), as: UTF8.self)
        let place = try read(text, file: seed + ".txt", as: council.olive).location
        let page = try council.olive.get(place)
        #expect(page.text.contains(count + " were read"))
        let answer = try council.olive.post(place, fields(page) + Self.anyway)
        #expect(try council.olive.get(answer.location).text.contains(count + " were imported."))
        let before = try PlanReader.read(Array(text.utf8))
        let wanted = PlanFile(before, today: Day.first)
        let words: [String] = try council.inDatabase {
            try $0.values("SELECT words FROM recommendations ORDER BY position")
        }
        #expect(words == wanted.recommendations.map(\.words))
        let actions: [String] = try council.inDatabase {
            try $0.values(
                "SELECT a.words FROM actions a JOIN recommendations r ON r.id = a.recommendation_id ORDER BY r.position, a.position"
            )
        }
        #expect(actions == wanted.recommendations.flatMap { $0.actions.map(\.words) })
    }

    @Test func numbersThatAreExchangedTakeTheirNotesAlong() {
        var plan = PlanFile(title: "Ponds")
        plan.recommendations = [
            .init(number: "1", words: "One"), .init(number: "2", words: "Two", links: [.init(number: "1")]),
        ]
        plan.footnotes = [.init(number: 1, words: "Frogs", recommendation: "2")]
        var fields = Fields(plan)
        (fields["r0_number"], fields["r1_number"]) = ("2", "1")
        let reviewed = ReviewedPlan(fields, over: plan, today: DemoTime.day(2026, 11, 21))
        #expect(reviewed.mistakes.isEmpty)
        #expect(
            reviewed.plan.footnotes[0].recommendation == "1" && reviewed.plan.recommendations[1].links[0].number == "2")
    }

    @Test func nothingIsAskedAboutWhatIsLeftOut() {
        var plan = PlanFile(title: "Ponds")
        plan.recommendations = [
            .init(
                number: "1", words: "One", actions: [.init(words: "a"), .init(words: "b")],
                updates: [.init(period: Day.first, evidence: "Frogs")])
        ]
        var fields = Fields(plan)
        (fields["r0a0_due"], fields["r0a1_due"], fields["r0u0_period"]) = ("Smarch", "March 1066", "")
        func reviewed() -> ReviewedPlan { ReviewedPlan(fields, over: plan, today: DemoTime.day(2026, 11, 21)) }
        #expect(reviewed().mistakes.list.count == 3 && reviewed().unlikely == ["March 1066"])
        for place in ["r0a0", "r0a1", "r0u0"] { fields[place + "_out"] = "yes" }
        #expect(reviewed().mistakes.isEmpty && reviewed().unlikely.isEmpty && reviewed().unreadable.isEmpty)
    }

    @Test func whatIsLeftOutMovesNothingElse() {
        var plan = PlanFile(title: "Ponds")
        plan.recommendations = [
            .init(
                number: "1", words: "One", actions: [.init(words: "a"), .init(words: "b")],
                updates: [.init(action: 1, period: Day.first, evidence: "Frogs")])
        ]
        plan.recommendations[0].actions[0].isLeftOut = true
        plan.footnotes = [.init(number: 1, words: "Frogs", recommendation: "1", action: 1)]
        let kept = plan.kept
        #expect(kept.recommendations[0].actions.map(\.words) == ["b"])
        #expect(kept.recommendations[0].updates[0].action == 0 && kept.footnotes[0].action == 0)
    }
}
