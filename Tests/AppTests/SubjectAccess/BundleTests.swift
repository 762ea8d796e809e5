import Foundation
import Postgres
import Testing

@testable import App

/// All that is held about a young person, and nothing of anybody else.
@Suite struct BundleTests {
    private static let word = "Plantedword"

    /// What lies under a young person in registers.
    private static let registers = Routes.parts.features.registers.filter {
        $0.path.hasPrefix("/young-people/:young_person/") && $0.isKept
    }

    private func bundle(_ person: Int64) -> String { "/young-people/\(person)/subject-access/bundle" }

    /// The part of a page between an anchor and the next part.
    private func part(_ table: String, of page: Page) throws -> String {
        let anchor = "id=\"held-\(table.replacing("_", with: "-"))\""
        let start = try #require(page.text.range(of: anchor), "\(table) is a part of it")
        let rest = page.text[start.upperBound...]
        return String(rest[..<(rest.range(of: "</section>")?.lowerBound ?? rest.endIndex)])
    }

    @Test func everyRegisterOfTheCaseIsInItWithEveryText() throws {
        #expect(Self.registers.count >= 9)
        let council = try Example.council(), story = try Story(in: council, word: Self.word)
        let person = try #require(story.ids["/young-people/:young_person"].flatMap { Int64($0) })
        let page = try council.bella.get(bundle(person))
        #expect(page.status == 200)
        let json = try council.bella.get(bundle(person) + ".json").text
        let file = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let parts = try #require(file["parts"] as? [[String: Any]])
        for register in Self.registers {
            let table = try #require(register.audited?.table)
            let edit = try council.bella.get(story.path(register.one) + "/edit")
            let texts = edit.status == 200 ? try FilledForm(on: edit) : nil
            let typed = texts.map { form in form.wordBoxes.count { form[$0].contains(Self.word) } } ?? 1
            let shown = try part(table, of: page).components(separatedBy: Self.word).count - 1
            #expect(shown >= max(typed, 1), "\(table) tells \(shown) of \(typed)")
            let held = parts.first { $0["kind"] as? String == table }
            #expect("\(held ?? [:])".contains(Self.word), "\(table) in the file")
        }
        let own = try part("young_people", of: page)
        #expect(own.components(separatedBy: Self.word).count > 5 && own.contains("Kept until"))
    }

    /// Whatever table a row hangs on a young person in, somebody said what its columns are called.
    @Test func everyTableOfACaseIsPutIntoWords() throws {
        let council = try Example.council()
        let tables: [String] = try council.asOwner { try $0.values("SELECT app.case_tables()") }
        #expect(
            Set(tables).isSuperset(of: ["cohorts", "readiness", "wishes", "attempts", "stage_entries", "case_team"]))
        let audited = Routes.parts.features.audited
        for table in tables {
            #expect(audited[table]?.columns.isEmpty == false, "\(table) is described in a feature's audited tables")
        }
    }

    @Test func whatHangsOnTheCaseBesidesIsInItAndNothingOfAnother() throws {
        let work = try Casework()
        let id = try work.add(
            "DCY-1", name: "Zanthe Quillfeather",
            [("cohorts_1_group", "neet"), ("wishes_1_kind", "job"), ("ready", "cv"), ("strengths", "Strong in maths")])
        let other = try work.add("DCY-2", name: "Ambrose Tenpenny", [("strengths", "Otherstrength")])
        try work.attempt(
            id, began: 400, ended: 200, exit: "travel", stages: [("Identified", 400), ("Preparation", 300)])
        for person in [id, other] { try work.placement(person, team: "Parks \(person)", began: 100) }
        try work.council.inDatabase { db in
            try db.run(
                "INSERT INTO case_contacts (young_person_id, made_on, kind, words) VALUES (\(id), \(work.today), 'call', 'Gone words')"
            )
            try db.run("DELETE FROM case_contacts WHERE young_person_id = \(id)")
        }
        _ = try work.bella.get("/young-people/\(id)")
        let page = try work.bella.get(bundle(id))
        for (table, words) in [
            ("cohorts", "NEET"), ("wishes", "Job"), ("readiness", "CV"), ("attempts", "Travel"),
            ("stage_entries", "Preparation"), ("placements", "Parks \(id)"), ("young_people", "Strong in maths"),
        ] {
            #expect(try part(table, of: page).contains(words), "\(table)")
        }
        #expect(page.main.contains("Gone words"), "what was removed is still held in the history")
        #expect(page.main.contains("Bella Stone") && page.main.contains("Opened"))
        for words in ["Otherstrength", "Tenpenny", "DCY-2", "Parks \(other)"] { #expect(!page.text.contains(words)) }
        #expect(!(try work.bella.get(bundle(id) + ".json").text.contains("Tenpenny")))
    }

    @Test func othersWhoAreNamedStandAtItsHead() throws {
        let work = try Casework()
        let id = try work.add("DCY-1", [("telephone", "07700 900417"), ("email", "own@example.org")])
        let other = try work.add("DCY-2", name: "Ambrose Tenpenny", [("preferred_name", "Brose")])
        let hidden = try work.add("DCY-3", name: "Cosima Vane")
        _ = try work.take("restriction", of: hidden)
        try work.council.inDatabase { db in
            try db.run(
                """
                INSERT INTO case_contacts (young_person_id, made_on, kind, words) VALUES (\(id), \(work.today), 'call',
                    'Came with ambrose tenpenny. Ambrose rang Bruno Hale on 01632 960001 (x@example.org), not on 07700900417 or own@example.org. Zanthe agreed.')
                """)
        }
        let page = try work.bella.get(bundle(id))
        let start = try #require(page.text.range(of: "id=\"others\"")),
            end = try #require(page.text.range(of: "id=\"contents\""))
        let list = Page(status: 200, headers: [], text: String(page.text[start.lowerBound..<end.lowerBound]))
        for words in ["ambrose tenpenny", "DCY-2", "First names", "Bruno Hale", "01632 960001", "x@example.org"] {
            #expect(list.words.contains(words), "\(words)")
        }
        for words in ["07700900417", "own@example.org", "Zanthe"] { #expect(!list.words.contains(words), "\(words)") }
        #expect(list.words.contains("does not replace reading"))
        let links = list.text.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(!links.isEmpty && links.allSatisfy { page.text.contains("id=\"\($0)\"") }, "each leads to its place")
        #expect(!(try work.bella.get(bundle(id) + ".json").text.contains("replace reading")))
        let looks: Int? = try work.council.inDatabase { db in
            try db.value("SELECT count(*) FROM looks WHERE entity_id = \(other) AND way = 'list'")
        }
        #expect(looks == 1, "whoever is named in it was looked at")
    }

    @Test func onlyWhoMayChangeTheCaseGetsIt() throws {
        let work = try Casework(), elsewhere = try Casework(), id = try work.add("DCY-1")
        let paths = ["/young-people/\(id)/subject-access", bundle(id), bundle(id) + ".json"]
        for path in paths {
            for (role, browser) in work.council.people where role != .broker {
                #expect(try browser.get(path).status == 403, "\(role) \(path)")
            }
            #expect(try elsewhere.bella.get(path).status == 404)
            #expect(try work.bruno.get(path).status == 200)
        }
        try work.restrict(id)
        for path in paths {
            #expect(try work.bruno.get(path).status == 404, "who is not in its team")
            #expect(try work.bella.get(path).status == 200)
        }
    }

    @Test func openingItIsALookAndADownload() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        _ = try work.bella.get(bundle(id))
        _ = try work.bella.get(bundle(id) + ".json")
        let audit = try work.council.ada.get("/audit?kind=Downloads").main
        #expect(
            audit.contains("“subject-access-\(id).html” downloaded") && audit.contains("“subject-access-\(id).json”"))
        #expect(!audit.contains("DCY-1"))
        let ways: [String] = try work.council.inDatabase { db in
            try db.values("SELECT way FROM looks WHERE entity_id = \(id) AND entity = 'young_people' ORDER BY way")
        }
        #expect(Set(ways) == ["file", "page"])
    }

    @Test func whereNamesAreHiddenThereIsNone() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        _ = try work.bella.post(Visit.namesPath, [("to", "hide"), ("back", "/")])
        for path in [bundle(id), bundle(id) + ".json"] {
            let page = try work.bella.get(path)
            #expect(page.status == 409 && !page.text.contains("Quillfeather") && page.main.contains("Show names first"))
        }
        #expect(try work.bella.get("/young-people/\(id)/subject-access").main.contains("names are hidden"))
    }
}
