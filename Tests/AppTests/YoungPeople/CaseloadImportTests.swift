import Postgres
import Testing

@testable import App

/// A caseload out of a file: every field, every mistake by row and cell, who is there already, and all of it or nothing.
@Suite struct CaseloadImportTests {
    private let work: Casework

    init() throws { work = try Casework() }

    private func read(_ rows: String, as browser: Browser? = nil) throws -> Page {
        try (browser ?? work.bella).post("/young-people/import", [("rows", rows)])
    }

    private func confirm(_ page: Page, _ more: [(String, String)] = [], as browser: Browser? = nil) throws -> Page {
        let form = try FilledForm(on: page)
        return try (browser ?? work.bella).post(
            form.action, form.fields + [("confirmed", "1")] + more, key: form.key)
    }

    private func count(_ table: SQL = "young_people") throws -> Int {
        try work.council.inDatabase { try $0.value("SELECT count(*) FROM \(table)") ?? 0 }
    }

    /// Imports in progress, which only their senders and the owner see.
    private func keptRows() throws -> Int {
        try work.council.asOwner { try $0.value("SELECT count(*) FROM pending_rows") ?? 0 }
    }

    private static let two = """
        Reference,Name,Date of birth,Worker,Consent to share with employers,Day of the answer,Group 1,Group 1 since,Group 2,Wish 1 kind of work,Ready for work,Restricted
        DCY-7,Zoë O’Neill,14/2/2007,bella stone,Given,1 Nov 2026,"Care leaver, former relevant",2025-02-14,neet,Apprenticeship,CV; bank account,
        DCY-8,Ada Byron,2006-12-10,BROKER@{slug}.example,,,,,,,,yes
        """

    private var two: String { Self.two.replacing("{slug}", with: work.council.slug) }

    @Test func aRowBecomesWhatTheFormWouldMakeOfIt() throws {
        let page = try read(two)
        #expect(page.status == 200 && page.mistakes == [] && page.main.contains("Two rows read"))
        let form = try FilledForm(on: page)
        #expect(
            form["column_6"] == "cohorts_1_group" && form["column_7"] == "cohorts_1_began", "headings map by themselves"
        )
        let done = try confirm(page)
        #expect(done.status == 303 && done.location.hasSuffix("/young-people"))
        #expect(try work.bella.get(done.location).text.contains("Two young people added"))
        let kept: [String] = try work.council.inDatabase {
            try $0.values(
                """
                SELECT concat_ws(' ', y.reference, y.name, y.born_on, p.name, y.consent, y.consent_on, y.retention, y.kept_until, y.is_restricted,
                       (SELECT string_agg(concat_ws('/', c.cohort, c.eligibility, c.began_on), ',' ORDER BY c.id) FROM cohorts c WHERE c.young_person_id = y.id),
                       (SELECT string_agg(w.kind, ',') FROM wishes w WHERE w.young_person_id = y.id),
                       (SELECT string_agg(r.item, ',' ORDER BY r.item) FROM readiness r WHERE r.young_person_id = y.id))
                  FROM young_people y LEFT JOIN people p ON p.id = y.worker_id ORDER BY y.id
                """)
        }
        #expect(
            kept == [
                "DCY-7 Zoë O’Neill 2007-02-14 Bella Stone given 2026-11-01 care_leaver 2082-02-14 f care_leaver/former_relevant/2025-02-14,neet/ apprenticeship bank_account,cv",
                "DCY-8 Ada Byron 2006-12-10 Bella Stone not_asked other t",
            ])
        #expect(try keptRows() == 0)
        #expect(
            try read(two, as: work.bruno).main.contains("Row 2, Reference: Enter another reference: this one is taken"))
    }

    @Test func aWordOfTheirOwnIsAskedAboutOnce() throws {
        let rows = zip(1...3, ["Leaving care", "leaving CARE", "neet"]).map {
            "DCY-\($0),Ada Byron \($0),2006-12-1\($0),\($1),somebody"
        }
        let page = try read("Reference,Name,Date of birth,Group 1,Worker\n" + rows.joined(separator: "\n"))
        #expect(page.status == 200 && page.main.contains("What two words mean"))
        #expect(page.main.contains("“Leaving care” under Group means") && !page.main.contains("Choose the group"))
        #expect(!page.text.contains("Import three young people"))
        var form = try FilledForm(on: page)
        let asked = form.fields.map(\.0).filter { $0.hasPrefix("word_") }
        try #require(asked.count == 2)
        form[asked[0]] = "formerRelevant"
        form[asked[1]] = FileWords.leftOut
        let answered = try work.bella.post(form.action, form.fields, key: form.key)
        #expect(answered.text.contains("Import three young people"), "and the answers stay")
        #expect(try FilledForm(on: answered)[asked[0]] == "formerRelevant")
        #expect(try confirm(answered).status == 303)
        let kept: [String] = try work.council.inDatabase {
            try $0.values("SELECT cohort || ' ' || eligibility FROM cohorts ORDER BY id")
        }
        #expect(kept == ["care_leaver former_relevant", "care_leaver former_relevant", "neet "])
        let workers: Int? = try work.council.inDatabase {
            try $0.value("SELECT count(*) FROM young_people WHERE worker_id IS NOT NULL")
        }
        #expect(workers == 0)
    }

    @Test func aColumnOfTheWrongWordsIsToldRowByRow() throws {
        let rows = (1...25).map { "DCY-\($0),Ada Byron \($0),2006-12-1\($0 % 9),Group number \($0)" }
        let page = try read("Reference,Name,Date of birth,Group 1\n" + rows.joined(separator: "\n"))
        #expect(page.main.contains("What 20 words mean") && page.main.contains("Row 26, Group 1: Choose the group"))
        #expect(page.main.contains("Five cells to put right"))
    }

    @Test func eachRecordIsEnteredAndTheChainHolds() throws {
        #expect(try confirm(read(two)).status == 303)
        let entries: [String] = try work.council.inDatabase {
            try $0.values(
                """
                SELECT entity || ' ' || operation || ' ' || (person_id = \(work.bellaID)) || ' ' || (after ? 'retention') || ' ' || (young_person_id IS NOT NULL)
                  FROM audit WHERE young_person_id IS NOT NULL ORDER BY id
                """)
        }
        let one = ["young_people added true false true"]
        #expect(entries.filter { $0.hasPrefix("young_people") } == one + one, "once each")
        #expect(
            entries.count { $0.hasPrefix("cohorts added true") } == 2
                && entries.count { $0.hasPrefix("readiness added") } == 2)
        #expect(entries.count { $0.hasPrefix("case_team added") } == 1)
        let broken: Int? = try work.council.inDatabase { try $0.value("SELECT app.first_broken_entry()") }
        #expect(broken == nil)
        let id: Int64? = try work.council.inDatabase {
            try $0.value("SELECT id FROM young_people WHERE reference = 'DCY-7'")
        }
        let history = try work.bella.get("/young-people/\(id ?? 0)/history").main
        #expect(history.contains("Young person added") && history.contains("Bella Stone"))
    }

    @Test func everyMistakeIsSaidByRowAndCellAndNothingIsSaved() throws {
        let page = try read(
            """
            Reference;Name;Date of birth;Worker;Group 1;Group 1 since;Consent to share with employers;E-mail address;Ready for work
            DCY-1;;31/2/2007;Somebody Else;Cares;2026-01-01;Perhaps;nobody;CV; Hat
            DCY-2;A B;;Bella Stone;NEET;2036-01-01;Given;;
            dcy-2;C D;2007-01-01;;;;;;
            """)
        for words in [
            "Row 2, Name: Enter their name", "Row 2, Date of birth: Date of birth: enter a real date",
            "“Somebody Else” under Worker means", "“Cares” under Group means",
            "“Perhaps” under Consent to share with employers means",
            "Row 2, E-mail address: Enter an e-mail address", "Row 3, Date of birth: Enter their date of birth",
            "Row 3, Group 1 since: Enter today or an earlier day",
        ] { #expect(page.main.contains(words), "\(words)") }
        #expect(!page.text.contains("name=\"confirmed\""))
        #expect(try confirm(page).status == 200 && count() == 0)
        let twice = try read("Reference,Name,Date of birth\nDCY-2,A B,2007-01-01\ndcy-2,C D,2007-01-01\n")
        #expect(twice.main.contains("Row 3, Reference: Row 2 has the same"))
    }

    @Test func whoIsThereAlreadyIsAskedAboutOnceAndNeverMerged() throws {
        try work.add("DCY-1", name: "Zoë O’Neill", born: Day(iso: "2007-02-14"))
        let hidden = try work.add("DCY-SECRET", name: "Ada Byron", born: Day(iso: "2006-12-10"))
        try work.restrict(hidden)
        let rows = """
            Reference,Name,Date of birth
            DCY-2,zoe o'neill,2007-02-14
            DCY-3,Ada Byron,2006-12-10
            DCY-4,Mo Lake,2008-01-01
            DCY-5,Mo Lake,2008-01-01
            """
        let page = try read(rows, as: work.bruno)
        #expect(page.main.contains("Row 2: DCY-1 has the same name and date of birth"))
        #expect(
            page.main.contains("Row 3: One record that you cannot open has the same") && !page.text.contains("SECRET"))
        #expect(page.main.contains("Row 5: Row 4 has the same name") && !page.main.contains("Row 4:"))
        let unanswered = try confirm(page, as: work.bruno)
        #expect(unanswered.status == 200 && unanswered.mistakes == ["Tick that you have looked at these rows"])
        #expect(try count() == 2)
        let answer = try #require(page.text.firstMatch(of: /name="doubts" value="([^"]+)"/)?.output.1)
        #expect(try confirm(page, [("doubts", "another")], as: work.bruno).status == 200 && count() == 2)
        #expect(try confirm(unanswered, [("doubts", String(answer))], as: work.bruno).status == 303)
        #expect(try count() == 6)
    }

    @Test func theListReadsBackEqual() throws {
        _ = try confirm(read(two))
        let person: Int64? = try work.council.inDatabase {
            try $0.run(
                "UPDATE young_people SET strengths = '=On time, \"every\" day', adviser = 'Post 7', version = version + 1 WHERE reference = 'DCY-7'"
            )
            return try $0.value("SELECT id FROM young_people WHERE reference = 'DCY-7'")
        }
        #expect(person != nil)
        let file = try work.bella.get("/young-people.csv").text
        #expect(file.contains("Group 2 until") && file.contains("'=On time"))
        let other = try Casework()
        let page = try other.bella.post("/young-people/import", [("rows", file)])
        #expect(page.mistakes == [] && page.main.contains("Two rows read"))
        let form = try FilledForm(on: page)
        #expect(try other.bella.post(form.action, form.fields + [("confirmed", "1")], key: form.key).status == 303)
        #expect(try other.bella.get("/young-people.csv").text == file)
    }

    @Test func aWorkbookIsReadAsAFileIs() throws {
        let sheet = """
            <worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Reference</t></is></c><c t="inlineStr"><is><t>Name</t></is></c>\
            <c t="inlineStr"><is><t>Date of birth</t></is></c></row><row r="3"><c><v>417</v></c><c t="inlineStr"><is><t>Zoë Lake</t></is></c>\
            <c s="1"><v>39127</v></c></row><row r="4"><c><v>418</v></c></row></sheetData></worksheet>
            """
        let file = Upload(name: "cases.xlsx", bytes: Workbooks.one(sheet), field: "file")
        let page = try Upload.send([("sheet", "")], [file], to: "/young-people/import", as: work.bella)
        #expect(
            page.main.contains("Two rows read") && page.main.contains("Row 4, Name: Enter their name"),
            "by the sheet’s own numbers")
        #expect(page.main.contains("2007-02-14"))
        let none = try Upload.send([("sheet", "Cases")], [file], to: "/young-people/import", as: work.bella)
        #expect(
            none.status == 422
                && none.mistakes == [
                    "Choose another file: “cases.xlsx” has no sheet called “Cases”: look at the tabs at its foot"
                ])
        let latin = Upload(name: "a.csv", bytes: [0x4E, 0xE9, 0x0A, 0x61], field: "file")
        #expect(
            try Upload.send([], [latin], to: "/young-people/import", as: work.bella).mistakes[0].contains("CSV UTF-8"))
    }

    @Test func whileNamesAreHiddenNothingIsRead() throws {
        let page = try read(two)
        _ = try work.bella.post(Visit.namesPath, [("to", "hide")])
        for page in try [work.bella.get("/young-people/import"), read(two), confirm(page)] {
            #expect(page.main.contains("Show names first") && !page.main.contains("Zoë"))
        }
        #expect(try count() == 0)
    }

    @Test func rowsAreTheirSendersAlone() throws {
        let page = try read(two), form = try FilledForm(on: page)
        let other = try Casework()
        for browser in [work.bruno, other.bella] {
            let answer = try browser.post("/young-people/import", form.fields + [("confirmed", "1")])
            #expect(answer.status == 409 && !answer.text.contains("Zoë") && answer.main.contains("no longer kept"))
        }
        #expect(try work.council.olive.post("/young-people/import", form.fields + [("confirmed", "1")]).status == 403)
        #expect(try work.bella.post("/employers/import", form.fields).status == 409, "of another list")
        #expect(try count() == 0 && keptRows() == 1)
        let again = try read(two)
        #expect(try confirm(page).status == 409, "followed by another file")
        let discarded = try work.bella.post("/young-people/import", FilledForm(on: again).fields + [("discarded", "1")])
        #expect(discarded.status == 303)
        #expect(try count() == 0 && keptRows() == 0)
    }

    @Test func whatNobodyImportsIsClearedAway() throws {
        try work.council.asOwner { db in
            try db.run("SELECT app.seal_visit(app.tenant(), \(work.bellaID), NULL, NULL, ' administration ')")
            for hours in [23, 25] {
                try db.run(
                    """
                    INSERT INTO pending_rows (list, content, kept_at)
                    VALUES (\("/list-\(hours)"), 'x', now() - make_interval(hours => \(Int32(hours))))
                    """)
            }
        }
        let connection = try Example.running.database.connect(as: .site)
        defer { connection.close() }
        try connection.transaction { _ = try Cleared.all(in: $0) }
        #expect(try keptRows() == 1)
    }

    @Test func oneClickTwiceIsOneImport() throws {
        let page = try read(two), form = try FilledForm(on: page), fields = form.fields + [("confirmed", "1")]
        let first = try work.bella.post(form.action, fields, key: form.key)
        let second = try work.bella.post(form.action, fields, key: form.key)
        #expect(first.status == 303 && second.status == 303 && second.location == first.location)
        #expect(try count() == 2)
    }
}
