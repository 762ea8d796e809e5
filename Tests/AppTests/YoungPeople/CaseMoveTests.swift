import Postgres
import Testing

@testable import App

@Suite struct CaseMoveTests {
    @Test func aRestrictedCaseIsThereForItsTeamAlone() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)"
        #expect(try work.bruno.get(path).status == 200)
        let past = try work.take("restriction", of: id, [("until_year", "2020")])
        #expect(past.status == 422 && past.mistakes == ["Enter the day to look again, later than today"])
        #expect(try work.take("restriction", of: id, as: work.bruno).status == 303)
        let page = try work.bella.get(path).main
        #expect(page.contains("Restricted case. Only two people can open it"), "its worker, and who restricted it")
        #expect(page.contains("Bruno Hale"))
        // Bruno leaves, having been asked.
        var form = try FilledForm(on: work.bruno.get(path + "/team"))
        let without = form.fields.filter { $0 != ("people", "\(work.brunoID)") }
        let asked = try work.bruno.post(form.action, without, key: form.key)
        #expect(asked.status == 422 && asked.main.contains("You will not be able to open this case any more"))
        let left = try work.bruno.post(form.action, without + [("sure", "yes")])
        #expect(left.status == 303)
        #expect(try work.bruno.get(left.location).main.contains("Add a young person"), "the notice is read")
        for hidden in [path, path + "/edit", path + "/history", path + "/team", path + "/closing", path + "/contacts"] {
            #expect(try work.bruno.get(hidden).status == 404, "\(hidden)")
        }
        for list in [
            "/young-people", "/young-people.csv", "/young-people.json", "/search?q=DCY-1", "/search?q=Quillfeather",
        ] {
            let text = try work.bruno.get(list)
            #expect(
                !(list.contains("search") ? text.main.contains("One thing found") : text.text.contains("DCY-1")),
                "\(list)")
        }
        #expect(try work.bruno.post(path + "/quick-contact", [("to", "spoke")]).status == 404)
        // The last one stays.
        form = try FilledForm(on: work.bella.get(path + "/team"))
        let nobody = try work.bella.post(form.action, form.fields.filter { $0.0 != "people" } + [("sure", "yes")])
        #expect(
            nobody.status == 422
                && nobody.mistakes == ["Choose at least one person: somebody must be able to open the case"])
        #expect(throws: PostgresError.self) { try work.council.inDatabase { try $0.run("DELETE FROM case_team") } }
        // A member lets another in, and lifts it.
        #expect(try work.bella.post(form.action, form.fields + [("people", "\(work.brunoID)")]).status == 303)
        #expect(try work.bruno.get(path).status == 200)
        #expect(try work.take("lifting", of: id).status == 303)
        let team: Int? = try work.council.inDatabase { try $0.value("SELECT count(*) FROM case_team") }
        #expect(team == 0)
        #expect(try work.bella.get(path + "/team").status == 409)
    }

    @Test func aCaseIsClosedWhenNothingOfItIsOpen() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)"
        let attempt = try work.attempt(id, began: 40, stages: [("Identified", 40)])
        try work.placement(id, team: "Parks", began: 20)
        let refused = try work.bella.get(path + "/closing")
        #expect(refused.status == 409)
        #expect(
            refused.main.contains(
                "Work experience at Parks is still open. End it first, then close the case."))
        #expect(throws: PostgresError.self) {
            try work.council.inDatabase {
                try $0.run(
                    "UPDATE young_people SET closed_on = app.today(), closed_reason = 'declined' WHERE id = \(id)")
            }
        }
        try work.council.inDatabase { db in
            try db.run("UPDATE attempts SET ended_on = app.today(), ending = 'destination' WHERE id = \(attempt)")
            try db.run(
                "UPDATE placements SET ended_on = app.today(), outcome = 'completed' WHERE young_person_id = \(id)")
        }
        #expect(try work.take("closing", of: id).mistakes == ["Choose why the case is closed"])
        let question = try FilledForm(on: work.bella.get(path + "/closing"))
        #expect(try work.take("closing", of: id, [("reason", "destination")]).status == 303)
        let late = try work.bella.post(question.action, question.fields + [("reason", "declined")])
        #expect(late.status == 409, "done already")
        let page = try work.bella.get(path).main
        #expect(page.contains("Closed on \(work.today.longText): reached a destination. Nothing is due."))
        #expect(page.contains("six years from the day on which the case was closed"))
        #expect(try work.take("reopening", of: id).status == 303)
        #expect(try work.bella.get(path).main.contains("While the case is open, then six years"))
    }

    @Test func aStepOnWhatChangedMeanwhileIsNotTaken() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)"
        let question = try FilledForm(on: work.bella.get(path + "/closing"))
        var edit = try FilledForm(on: work.bruno.get(path + "/edit"))
        edit["skills"] = "Forklift"
        #expect(try work.bruno.post(edit.action, edit.fields, key: edit.key).status == 303)
        let late = try work.bella.post(question.action, question.fields + [("reason", "declined")])
        #expect(late.status == 409 && late.main.contains("Bruno Hale changed DCY-1 after you opened this page"))
    }

    @Test func whatIsOnlyKeptIsNeitherShownNorChanged() throws {
        let work = try Casework(), id = try work.add("DCY-1", [("strengths", "Patient")]), path = "/young-people/\(id)"
        #expect(try work.bella.get(path + "/ending").main.contains("Close the case first"))
        _ = try work.take("closing", of: id, [("reason", "moved_away")])
        #expect(try work.take("ending", of: id).status == 303)
        let page = try work.bella.get(path).main
        #expect(
            page.contains("no longer worked with since \(work.today.longText)") && page.contains("It is kept until"))
        #expect(!page.contains("Zanthe") && !page.contains("Patient"))
        for refused in ["edit", "contacts/new", "merging"] {
            #expect(try work.bella.get(path + "/" + refused).status == 409, "\(refused)")
        }
        #expect(try work.bella.post(path + "/quick-contact", [("to", "spoke")]).status == 409)
        for change in [
            "UPDATE young_people SET skills = 'x' WHERE id > 0",
            "UPDATE young_people SET closed_on = NULL, closed_reason = ''",
            "INSERT INTO case_contacts (young_person_id, made_on, kind) SELECT id, app.today(), 'call' FROM young_people",
            "INSERT INTO cohorts (young_person_id, cohort) SELECT id, 'neet' FROM young_people",
        ] as [SQL] {
            #expect(throws: PostgresError.self) { try work.council.inDatabase { try $0.run(change) } }
        }
        #expect(try work.take("taking-up", of: id).status == 303)
        #expect(try work.bella.get(path).main.contains("Patient"))
    }

    @Test func twoRecordsOfOnePersonBecomeOne() throws {
        let work = try Casework(), gone = try work.add("DCY-1", [("ready", "cv"), ("cohorts_1_group", "careLeaver")])
        let kept = try work.add("DCY-2", name: "Zanthe Quilfeather", [("ready", "cv")])
        try work.attempt(gone, began: 300, ended: 200, exit: "pay", stages: [("Identified", 300)])
        let open = try work.attempt(kept, began: 50, stages: [("Identified", 50)])
        _ = try work.bella.post("/young-people/\(gone)/quick-contact", [("to", "no_answer")])
        #expect(
            try work.take("merging", of: gone, [("into", "DCY-9")]).mistakes == [
                "Enter the reference of another record that is worked with"
            ])
        let asked = try work.take("merging", of: gone, [("into", "dcy-2")])
        #expect(asked.status == 200)
        #expect(asked.main.contains("What moves: one group, one contact, one attempt"))
        let form = try FilledForm(on: asked)
        let merged = try work.bella.post(form.action, form.fields + [("sure", "DCY-2")], key: form.key)
        #expect(merged.status == 303 && merged.location.hasSuffix("/young-people/\(kept)"))
        let old = try work.bella.get("/young-people/\(gone)")
        #expect(old.main.contains("merged into another") && old.text.contains("/young-people/\(kept)\""))
        let page = try work.bella.get("/young-people/\(kept)").main
        #expect(page.contains("Attempt 2") && page.contains("Left early") && page.contains("Call on") == false)
        let number: Int? = try work.council.inDatabase {
            try $0.value("SELECT number FROM attempts WHERE id = \(open)")
        }
        #expect(number == 2)
        #expect(try work.bella.get("/young-people/\(gone)/history").main.contains("Merged into"))
        #expect(try work.bella.get("/young-people/\(gone)/edit").status == 409)
    }

    @Test func recordsThatBothHaveAnOpenAttemptAreNotMerged() throws {
        let work = try Casework(), gone = try work.add("DCY-1"), kept = try work.add("DCY-2", name: "Other Name")
        for id in [gone, kept] { try work.attempt(id, began: 9) }
        let page = try work.take("merging", of: gone, [("into", "DCY-2")])
        #expect(page.mistakes == ["Both records have an open attempt: end one of each first"])
    }
}
