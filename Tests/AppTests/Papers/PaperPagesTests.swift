import Foundation
import Postgres
import Testing

@testable import App
@testable import Formats

@Suite struct PaperPagesTests {
    @Test func aPaperIsBegunFromAPlanAndItsTableIsMadeFromIt() throws {
        let council = try Example.council()
        #expect(try council.olive.get("/papers").text.contains("No papers yet"))
        let paper = try BegunPaper(in: council)
        let form = try council.olive.get(paper.path + "/edit")
        #expect(form.text.contains("Summary for children and young people") && form.text.contains("Say “None”"))
        #expect(try council.olive.post(paper.path, paper.answers()).location.hasSuffix(paper.path))
        let page = try council.olive.get(paper.path)
        for words in [
            "That the Council ring-fences apprenticeships", "Ring-fence two a year", "Enough is said here.",
            "20 January 2027",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        let start = try council.olive.get("/papers/new?plan=\(paper.plan.plan)")
        #expect(start.text.contains("Progress: Care leavers EET"))
        #expect(try council.olive.get("/plans/\(paper.plan.plan)").text.contains("/papers?plan=\(paper.plan.plan)"))
    }

    @Test func mistakesAreExplainedAndWhatWasTypedIsKept() throws {
        let council = try Example.council()
        let nothing = try council.olive.post("/papers", [("title", "Kept")])
        #expect(nothing.status == 422 && nothing.typed("title") == "Kept")
        #expect(
            nothing.text.contains("Choose the plan that it reports on") && nothing.text.contains("Choose the meeting"))
        let paper = try BegunPaper(in: council)
        let legal = try paper.heading("Legal")
        let both = try council.olive.post(
            paper.path, paper.answers() + [(legal.field, "A duty"), ("appendix_1_title", "Handbook")])
        #expect(
            both.status == 422 && both.text.contains("A duty</textarea>")
                && both.typed("appendix_1_title") == "Handbook")
        #expect(both.text.contains("cannot say nothing and something") && both.text.contains("Enter the appendix"))
        let far = try council.olive.post(
            paper.path, paper.answers().map { $0.0 == "meeting" ? ("meeting", "999999") : $0 })
        #expect(far.status == 422 && far.text.contains("Choose one of the meetings"))
    }

    @Test func twoClicksAreOnePaperAndALaterSaveIsTold() throws {
        let council = try Example.council()
        let paper = try BegunPaper(in: council)
        let key = try council.olive.get("/account").formKey
        let start = BegunPaper.start(paper.plan, paper.meeting)
        #expect(
            try council.olive.post("/papers", start, key: key).location
                == council.olive.post("/papers", start, key: key).location)
        let count: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM papers") }
        #expect(count == 2)
        #expect(try council.olive.post(paper.path, paper.answers(saying: "Theirs")).status == 303)
        let stale = try council.olive.post(paper.path, paper.answers(saying: "Mine"))
        #expect(stale.status == 409 && stale.text.contains("Theirs") && stale.text.contains("Mine</textarea>"))
        #expect(
            try council.olive.post(paper.path, paper.answers(stale.value(of: "version"), saying: "Mine")).status == 303)
    }

    @Test func thePaperIsNotPublishedUntilItIsMended() throws {
        let council = try Example.council()
        let paper = try BegunPaper(in: council)
        let (page, summary) = (try council.olive.get(paper.path + "/publication"), try paper.heading("Summary"))
        #expect(
            page.text.contains("“Summary” is empty") && page.text.contains("#\(summary.field)")
        )
        #expect(
            page.text.contains("“Legal officer”: enter the post that approved")
                && !page.text.contains("name=\"digest\""))
        #expect(try paper.publish().status == 409, "without the digest that the page would have given")
        _ = try council.olive.post(paper.path, paper.answers(saying: "Please delete as appropriate. The EWG met."))
        let residue = try council.olive.get(paper.path + "/publication")
        #expect(residue.text.contains("still says “delete as appropriate”") && residue.text.contains("uses EWG"))
        #expect(residue.text.contains("/glossary/new"))
        #expect(try council.mo.get(paper.path).status == 404)
        let none: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM paper_versions") }
        #expect(none == 0)
    }

    @Test func aVersionStaysByteForByteWhateverThePlanDoes() throws {
        let council = try Example.council()
        try council.inDatabase {
            try $0.run("INSERT INTO glossary (abbreviation, expansion) VALUES ('EET', 'education')")
        }
        let paper = try BegunPaper(in: council)
        _ = try council.olive.post(paper.path, paper.answers())
        let published = try paper.publish()
        #expect(published.status == 303)
        let link = published.location
        let (before, word) = (try council.mo.get(link), try council.mo.get(link + "/paper.docx"))
        #expect(
            before.status == 200 && before.text.contains("Ring-fence two a year") && before.text.contains("Version 1"))
        #expect(word.header("Content-Type") == DocumentKind.docx.mediaType && word.text.hasPrefix("PK"))
        try council.inDatabase { db in
            try db.run("UPDATE recommendations SET words = 'Something else'")
            try db.run("UPDATE actions SET words = 'Another action'")
            try db.run("UPDATE paper_headings SET label = label || ' (new)'")
            try db.run("DELETE FROM glossary")
        }
        #expect(try council.olive.get(paper.path).text.contains("Another action"))
        func article(_ page: Page) -> Substring? {
            page.text.split(separator: "<article").last?.split(separator: "</article>").first
        }
        #expect(try article(council.mo.get(link)) == article(before))
        #expect(try council.mo.get(link + "/paper.docx").text == word.text)
        #expect(try council.mo.get(paper.path).location == link, "members are led to the last version")
        let frozen = #expect(throws: PostgresError.self) {
            try council.inDatabase { try $0.run("UPDATE paper_versions SET title = 'x'") }
        }
        #expect(frozen?.kind == .permission)
    }

    @Test func aSecondVersionSaysWhyAndTheFirstIsStillThere() throws {
        let council = try Example.council()
        let paper = try BegunPaper(in: council)
        _ = try council.olive.post(paper.path, paper.answers(saying: "The first words."))
        let glossary = [("abbreviation", "EET"), ("expansion", "education, employment or training")]
        _ = try council.olive.post("/glossary", glossary)
        let first = try paper.publish().location
        #expect(!first.isEmpty)
        _ = try council.olive.post(paper.path, paper.answers("2", saying: "The second words."))
        #expect(try council.olive.get("/papers").text.contains("Changed since version 1"))
        #expect(!(try council.mo.get("/papers").text.contains("Changed since")))
        let silent = try paper.publish()
        #expect(silent.status == 422 && silent.text.contains("Enter why there is a new version"))
        let page = try council.olive.get(paper.path + "/publication")
        let digest = ("digest", page.value(of: "digest"))
        try council.inDatabase { try $0.run("UPDATE actions SET words = 'Changed meanwhile'") }
        let stale = try council.olive.post(paper.path + "/publication", [digest, ("reason", "Kept reason")])
        #expect(
            stale.status == 409 && stale.text.contains("changed while you were looking")
                && stale.text.contains("Kept reason"))
        let second = try paper.publish([("reason", "Clearance is in.")]).location
        let (old, new) = (try council.mo.get(first), try council.mo.get(second))
        #expect(old.text.contains("The first words.") && old.text.contains("There is a later version"))
        #expect(new.text.contains("The second words.") && new.text.contains("Clearance is in."))
        let removal = try council.olive.get(paper.path + "/removal")
        #expect(removal.text.contains("cannot be removed"))
        #expect(try council.olive.post(paper.path + "/removal").status == 409)
    }

    @Test func draftsAndOtherCouncilsStayHidden() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        let paper = try BegunPaper(in: ashdown)
        for browser in [ashdown.mo, ashdown.bella, ashdown.cora] {
            #expect(try browser.get("/papers").text.contains("No papers yet"))
            #expect(try browser.get(paper.path).status == 404)
            #expect(try browser.get(paper.path + "/draft.docx").status == 403)
            #expect(try browser.post(paper.path, paper.answers()).status == 403)
        }
        #expect(try ashdown.sam.get("/papers").status == 403)
        for browser in [ashdown.lena, ashdown.ada] {
            #expect(try browser.get(paper.path).status == 200 && browser.get(paper.path + "/edit").status == 403)
            #expect(try browser.post(paper.path + "/publication").status == 403)
        }
        #expect(try ashdown.lena.get(paper.path + "/draft.docx").text.hasPrefix("PK"))
        #expect(try bramley.olive.get(paper.path).status == 404)
        let seen: [Int] = try ashdown.asVisit(ashdown.mo, readOnly: true) { db in
            let tables: [SQL] = ["papers", "paper_answers", "paper_appendices"]
            return try tables.map { try db.value("SELECT count(*) FROM \($0)") ?? -1 }
        }
        #expect(seen == [0, 0, 0])
        #expect(try ashdown.olive.confirm(paper.path + "/removal").status == 303)
        #expect(try ashdown.olive.get(paper.path).status == 404)
    }
}
