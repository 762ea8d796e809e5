import Foundation
import Postgres
import Testing

@testable import App

@Suite struct FootnoteEditingTests {
    static let typed = [
        ("number", "3"), ("words", "Education, employment or training"), ("kind", "abbreviation"),
        ("hangs_on", "words"), ("term", "EET"),
    ]

    @Test func anOfficerKeepsTheNotesAndEverybodyWhoSeesThePlanReadsThem() throws {
        let council = try Example.council()
        let plan = try Planted(in: council, state: .agreed)
        let target = ("target", "\(plan.first)-\(plan.action)")
        #expect(
            try council.olive.post(plan.path + "/footnotes", Self.typed + [target]).location.hasSuffix(
                plan.path + "/footnotes"))
        let list = try council.mo.get(plan.path + "/footnotes")
        #expect(
            list.text.contains("Education, employment or training")
                && list.text.contains("Recommendation 1, action: Ring-fence two a year"))
        #expect(!list.text.contains("/edit\""))
        let path = try path(council, plan)
        let form = try council.olive.get(path + "/edit")
        #expect(form.typed("number") == "3" && form.typed("term") == "EET")
        let changed = [
            ("version", form.value(of: "version")), ("target", ""), ("number", "4"), ("words", "Of the plan"),
            ("kind", "note"), ("hangs_on", "plan"),
        ]
        #expect(try council.olive.post(path, changed).status == 303)
        #expect(try council.olive.get(plan.path + "/footnotes").text.contains("Of the plan"))
        let stale = try council.olive.post(
            path, changed.dropLast(3) + [("words", "Mine"), ("kind", "note"), ("hangs_on", "plan")])
        #expect(stale.status == 409 && stale.text.contains("Of the plan") && stale.text.contains("Mine</textarea>"))
        #expect(try council.olive.confirm(path + "/removal").status == 303)
        #expect(try council.olive.get(path + "/edit").status == 404)
    }

    private func path(_ council: ExampleCouncil, _ plan: Planted) throws -> String {
        let id: Footnote.ID = try #require(try council.inDatabase { try $0.value("SELECT max(id) FROM footnotes") })
        return Paths.footnotes(plan.plan) + "/\(id)"
    }

    @Test func mistakesAreExplainedAndANumberIsUsedOnce() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let wrong = try council.olive.post(
            plan.path + "/footnotes",
            [
                ("number", "x"), ("words", ""), ("kind", "note"), ("hangs_on", "action"), ("target", "\(plan.first)"),
                ("term", "kept"),
            ])
        #expect(wrong.status == 422 && wrong.typed("term") == "kept")
        for sentence in [
            "Enter the number of the note", "Enter the note", "Choose the action that the note is attached to",
        ] {
            #expect(wrong.text.components(separatedBy: sentence).count == 3)
        }
        let typed = Self.typed + [("target", "\(plan.first)")]
        let key = try council.olive.get("/account").formKey
        for _ in 0..<2 { #expect(try council.olive.post(plan.path + "/footnotes", typed, key: key).status == 303) }
        let taken = try council.olive.post(plan.path + "/footnotes", typed)
        #expect(taken.status == 422 && taken.text.contains("there is already a footnote 3 in this plan"))
    }

    @Test func onlyScrutinyOfficersMayAndOnlyInTheirCouncil() throws {
        let council = try Example.council(), bramley = try Example.council()
        let plan = try Planted(in: council)
        #expect(
            try council.olive.post(plan.path + "/footnotes", Self.typed + [("target", "\(plan.first)")]).status == 303)
        let path = try path(council, plan)
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get(plan.path + "/footnotes/new").status == 403)
            #expect(try person.post(plan.path + "/footnotes", Self.typed).status == 403)
            #expect(try person.post(path, Self.typed).status == 403)
            #expect(try person.post(path + "/removal").status == 403)
        }
        #expect(try council.mo.get(plan.path + "/footnotes").status == 404, "the plan is a draft")
        #expect(try bramley.olive.get(plan.path + "/footnotes").status == 404)
        #expect(try bramley.olive.post(path + "/removal").status == 404)
    }
}

@Suite struct GlossaryEditingTests {
    static let typed = [("abbreviation", "EET"), ("expansion", "education, employment or training")]

    @Test func anAbbreviationHasOneExpansion() throws {
        let council = try Example.council(), bramley = try Example.council()
        let key = try council.olive.get("/glossary/new").formKey
        for _ in 0..<2 {
            #expect(try council.olive.post("/glossary", Self.typed, key: key).location == "/\(council.slug)/glossary")
        }
        let taken = try council.olive.post("/glossary", [("abbreviation", "EET"), ("expansion", "something else")])
        #expect(
            taken.status == 422 && taken.text.contains("EET already stands for “education, employment or training”")
                && taken.typed("expansion") == "something else")
        #expect(try council.olive.post("/glossary", [("abbreviation", "E")]).text.contains("Enter what it stands for"))
        #expect(try council.mo.get("/glossary").text.contains("education, employment or training"))
        #expect(!(try bramley.olive.get("/glossary").text.contains("education, employment")))
        #expect(try bramley.olive.post("/glossary", Self.typed).status == 303)
    }

    @Test func itIsSearchedChangedAndRemoved() throws {
        let council = try Example.council(), bramley = try Example.council()
        for entry in [
            Self.typed, [("abbreviation", "SEND"), ("expansion", "special educational needs and disabilities")],
        ] {
            #expect(try council.olive.post("/glossary", entry).status == 303)
        }
        let found = try council.olive.get("/glossary?q=needs")
        #expect(
            found.text.contains("2 in all") && found.text.contains(">1 abbreviation<")
                && !found.text.contains("employment or training"))
        #expect(try council.olive.get("/glossary?q=zzz").text.contains("No abbreviations match"))
        let id: GlossaryEntry.ID = try #require(
            try council.inDatabase { try $0.value("SELECT id FROM glossary WHERE abbreviation = 'SEND'") })
        let path = Paths.glossary + "/\(id)"
        let version = try council.olive.get(path + "/edit").value(of: "version")
        #expect(
            try council.olive.post(path, [("version", version), ("abbreviation", "SEND"), ("expansion", "needs")])
                .status == 303)
        let stale = try council.olive.post(
            path, [("version", version), ("abbreviation", "SEN"), ("expansion", "mine")])
        #expect(stale.status == 409 && stale.typed("abbreviation") == "SEN")
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.post("/glossary", Self.typed).status == 403)
            #expect(try person.get(path + "/edit").status == 403)
            #expect(try person.post(path + "/removal").status == 403)
        }
        #expect(try council.sam.get("/glossary").status == 403)
        #expect(try bramley.olive.post(path + "/removal").status == 404)
        #expect(try council.olive.confirm(path + "/removal").status == 303)
        #expect(try council.olive.get("/glossary?q=needs").text.contains("No abbreviations match"))
    }
}

@Suite struct LeadEditingTests {
    @Test func scrutinySaysWhoAnswersForALead() throws {
        let council = try Example.council()
        let plan = try Planted(in: council, state: .agreed)
        let lead = try plan.lead(by: nil, in: council)
        let path = Paths.leads + "/\(lead)"
        #expect(try council.olive.get("/leads").text.contains("1 of these leads actions without a lead officer yet"))
        let form = try council.olive.get(path + "/edit")
        #expect(form.text.contains("Lena Hart") && !form.text.contains("Mo Khan"))
        let lena: Person.ID = try #require(
            try council.inDatabase { try $0.value("SELECT id FROM people WHERE name = 'Lena Hart'") })
        let typed = [
            ("version", form.value(of: "version")), ("name", "Head of HR"), ("kind", "post"), ("members", "\(lena)"),
        ]
        #expect(try council.olive.post(path, typed).location == "/\(council.slug)/leads")
        let list = try council.olive.get("/leads").text
        #expect(
            list.contains("<td role=\"cell\" data-label=\"Lead officers\">Lena Hart<")
                && list.contains("Person’s post"))
        let stale = try council.olive.post(path, typed.dropLast())
        #expect(stale.status == 409 && stale.text.contains("Saved by Olive Ward"))
        #expect(
            try council.olive.post(path, typed.dropLast().dropFirst() + [("version", stale.value(of: "version"))])
                .status == 303)
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM lead_members") as Int? } == 0)
    }

    @Test func whoChangedOnlyItsMembersIsNamedToo() throws {
        let council = try Example.council()
        let lead = try Planted(in: council).lead(by: nil, in: council)
        try council.inDatabase { try $0.run("UPDATE leads SET name = 'HR team' WHERE id = \(lead)") }
        let form = try council.olive.get(Paths.leads + "/\(lead)" + "/edit")
        let lena = try council.person(.lead)
        let typed = [("version", form.value(of: "version")), ("name", "HR team"), ("kind", "team")]
        #expect(try council.olive.post(Paths.leads + "/\(lead)", typed + [("members", "\(lena)")]).status == 303)
        let stale = try council.olive.post(Paths.leads + "/\(lead)", typed)
        #expect(stale.status == 409 && stale.text.contains("You, in another window, saved this while you were editing"))
    }

    @Test func aNameIsUsedOnceAndALeadOfActionsStays() throws {
        let council = try Example.council()
        let plan = try Planted(in: council)
        let lead = try plan.lead(by: nil, in: council)
        let key = try council.olive.get("/leads/new").formKey
        for _ in 0..<2 {
            #expect(
                try council.olive.post("/leads", [("name", "Skills Board"), ("kind", "board")], key: key).status == 303)
        }
        let taken = try council.olive.post("/leads", [("name", "skills  board"), ("kind", "team")])
        #expect(taken.status == 422 && taken.text.contains("there is already a lead with this one"))
        #expect(try council.olive.post("/leads", [("name", "")]).text.contains("Choose what kind of lead it is"))
        #expect(try council.olive.get(Paths.leads + "/\(lead)" + "/removal").text.contains("It leads one action"))
        #expect(try council.olive.post(Paths.leads + "/\(lead)" + "/removal").status == 409)
        let other: Lead.ID = try #require(
            try council.inDatabase { try $0.value("SELECT id FROM leads WHERE kind = 'board'") })
        #expect(try council.olive.confirm(Paths.leads + "/\(other)" + "/removal").status == 303)
    }

    @Test func onlyScrutinyOfficersMayAndOnlyInTheirCouncil() throws {
        let council = try Example.council(), bramley = try Example.council()
        let path = Paths.leads + "/\(try Planted(in: council).lead(by: nil, in: council))"
        for person in [council.lena, council.mo, council.ada, council.bella, council.cora, council.sam] {
            #expect(try person.get("/leads/new").status == 403)
            #expect(try person.get(path + "/edit").status == 403)
            #expect(try person.post(path, [("name", "X"), ("kind", "team")]).status == 403)
            #expect(try person.post(path + "/removal").status == 403)
        }
        #expect(try council.mo.get("/leads").status == 403)
        #expect(try council.lena.get("/leads").status == 200)
        #expect(try bramley.olive.get(path + "/edit").status == 404)
        #expect(try bramley.olive.post(path + "/removal").status == 404)
    }
}
