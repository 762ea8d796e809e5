import Postgres
import Testing

@testable import App

/// A provider’s contact keeps their own record, the council publishes it, and nothing else is theirs to see.
@Suite struct OwnProviderTests {
    private let council: ExampleCouncil
    private let today: Day
    private let provider, offer: String

    init() throws {
        council = try Example.council()
        today = try council.today()
        provider = try Self.add("/providers", [("name", "Larch Works"), ("kind", "charity")], council)
        offer = try Self.add("/offers", Self.offer("Carved jobs", provider), council)
    }

    private static func add(_ path: String, _ form: [(String, String)], _ council: ExampleCouncil) throws -> String {
        let answer = try council.cora.post(path, form)
        try #require(answer.status == 303, "\(path): \(answer.mistakes)")
        return try String(#require(answer.location.split(separator: "/").last))
    }

    private static func offer(_ name: String, _ provider: String) -> [(String, String)] {
        [("name", name), ("provider", provider), ("kind", "job_carving"), ("state", "current"), ("pay", "")]
    }

    private func name(trusted: Bool = false) throws {
        let person = try council.person(.provider)
        _ = try council.cora.post(
            "/providers/\(provider)/contacts",
            [("person", "\(person)"), ("post", "Manager")] + (trusted ? [("trusted", "yes")] : []))
    }

    /// Sends the form of the offer with these boxes otherwise.
    @discardableResult
    private func send(_ changes: [String: String], to path: String? = nil) throws -> Page {
        let path = path ?? "/own-provider/offers/\(offer)/edit"
        var form = try FilledForm(on: council.sam.get(path))
        for (name, value) in changes { form[name] = value }
        return try council.sam.post(path, form.fields, key: form.key)
    }

    private func words() throws -> String { try council.mo.get("/offers/\(offer)").main }

    @Test func whatIsSentWaitsUntilItIsRead() throws {
        try name()
        #expect(try send(["how_to_apply": "Ring the office."]).status == 303)
        #expect(try !words().contains("Ring the office."), "members read what is published")
        let own = try council.sam.get("/own-provider").main
        #expect(own.contains("Waiting to be read") && own.contains("Carved jobs"))
        let list = try council.cora.get("/provider-changes").main
        #expect(list.contains("One change waits to be read") && list.contains("Larch Works"))
        let change = try #require(try council.newest("provider_changes"))
        let page = try council.cora.get("/provider-changes/\(change)").main
        #expect(
            page.contains("How to apply") && page.contains("Ring the office.") && page.contains("What would change"))
        #expect(!page.contains("How people take part"), "what was not answered anew is not there")
        #expect(try council.cora.confirm("/provider-changes/\(change)/publication").status == 303)
        let published = try words()
        #expect(published.contains("Ring the office.") && published.contains("Assured by Larch Works"))
        #expect(try council.sam.get("/own-provider").main.contains("Published"))
        #expect(try council.cora.post("/provider-changes/\(change)/publication").status == 409, "once")
    }

    @Test func whatIsNotPublishedSaysWhy() throws {
        try name()
        try send(["capacity": "12"])
        let change = try #require(try council.newest("provider_changes"))
        let refusal = "/provider-changes/\(change)/refusal"
        #expect(try council.cora.post(refusal, [("because", "")]).status == 422)
        var form = try FilledForm(on: council.cora.get(refusal))
        form["because"] = "Twelve is more than we agreed."
        #expect(try council.cora.post(refusal, form.fields, key: form.key).status == 303)
        let own = try council.sam.get("/own-provider").main
        #expect(own.contains("Not published") && own.contains("Twelve is more than we agreed."))
        #expect(try !words().contains("12 places"))
        try send(["capacity": "8"])
        #expect(try council.newest("provider_changes") != change, "it can be sent again")
    }

    @Test func whatWasSentIsSentAgainOrWithdrawn() throws {
        try name()
        try send(["capacity": "12"])
        let change = try #require(try council.newest("provider_changes"))
        let seen = try FilledForm(on: council.cora.get("/provider-changes/\(change)/publication"))
        #expect(try FilledForm(on: council.sam.get("/own-provider/offers/\(offer)/edit"))["capacity"] == "12")
        try send(["capacity": "9"])
        #expect(try council.newest("provider_changes") == change, "it takes the place of what waits")
        let late = try council.cora.post("/provider-changes/\(change)/publication", seen.fields, key: seen.key)
        #expect(late.status == 409, "nobody publishes what they did not see")
        #expect(try council.sam.confirm("/own-provider/changes/\(change)/withdrawal").status == 303)
        #expect(try council.cora.post("/provider-changes/\(change)/publication").status == 409)
        try send(["capacity": "7"])
        #expect(try send(["capacity": ""]).status == 303, "as it is published: nothing waits any more")
        #expect(try council.cora.get("/provider-changes").main.contains("Withdrawn"))
        #expect(try council.sam.get("/own-provider/offers/\(offer)").main.contains("Edit"))
    }

    @Test func whatTheCouncilChangedMeanwhileIsShownAndKept() throws {
        try name()
        try send(["how_to_apply": "Ring the office."])
        var form = try FilledForm(on: council.cora.get("/offers/\(offer)/edit"))
        form["how_to_apply"] = "Write to the office."
        form["description"] = "Jobs made to fit."
        #expect(try council.cora.post("/offers/\(offer)", form.fields, key: form.key).status == 303)
        let change = try #require(try council.newest("provider_changes"))
        let page = try council.cora.get("/provider-changes/\(change)").main
        #expect(page.contains("Write to the office.") && page.contains("When this was sent: Not recorded"))
        #expect(try council.cora.confirm("/provider-changes/\(change)/publication").status == 303)
        let published = try words()
        #expect(published.contains("Ring the office.") && published.contains("Jobs made to fit."))
    }

    @Test func whatNoLongerFitsIsNotPublished() throws {
        try name()
        try send([
            "vacancies": "5", "counted_day": "\(today.day)", "counted_month": "\(today.month)",
            "counted_year": "\(today.year)",
        ])
        try council.inDatabase { try $0.run("UPDATE offers SET capacity = 3") }
        let change = try #require(try council.newest("provider_changes"))
        let page = try council.cora.confirm("/provider-changes/\(change)/publication")
        #expect(page.status == 409 && page.main.contains("Enter 3 or fewer"))
        #expect(try council.cora.get("/provider-changes/\(change)").main.contains("Waiting to be read"), "undone whole")
    }

    @Test func ofATrustedContactItIsPublishedAtOnce() throws {
        try name(trusted: true)
        #expect(try send(["how_to_apply": "Ring the office."]).status == 303)
        let published = try words()
        #expect(published.contains("Ring the office.") && published.contains("Assured by Larch Works"))
        #expect(try council.cora.get("/provider-changes").main.contains("Nothing sent yet"))
        let old = try FilledForm(on: council.sam.get("/own-provider/edit"))
        try council.inDatabase { try $0.run("UPDATE providers SET words = 'Ours', version = version + 1") }
        let clash = try council.sam.post("/own-provider/edit", old.fields, key: old.key)
        #expect(clash.status == 409 && clash.main.contains("Ours"), "both versions")
    }

    @Test func twoContactsSeeEachOthersAnswers() throws {
        try name()
        let old = try FilledForm(on: council.sam.get("/own-provider/offers/\(offer)/edit"))
        try send(["capacity": "12"])
        let clash = try council.sam.post(old.action, old.fields, key: old.key)
        #expect(clash.status == 409 && clash.main.contains("12"), "nothing that waits goes unseen")
        #expect(try council.cora.get("/provider-changes").main.contains("One change waits"))
    }

    @Test func ofAnOfferThatWentElsewhereItIsOnlySentBack() throws {
        try name()
        try send(["capacity": "12"])
        let other = try Self.add("/providers", [("name", "Alder Trust"), ("kind", "charity")], council)
        try council.inDatabase { try $0.run("UPDATE offers SET provider_id = \(ID<Provider>(other))") }
        let change = try #require(try council.newest("provider_changes"))
        var form = try FilledForm(on: council.cora.get("/provider-changes/\(change)/refusal"))
        form["because"] = "Another provider’s now."
        #expect(try council.cora.post(form.action, form.fields, key: form.key).status == 303)
    }

    @Test func rightAsItStandsIsOnePress() throws {
        try name()
        #expect(try council.sam.confirm("/own-provider/assurance").status == 303)
        #expect(try council.sam.confirm("/own-provider/offers/\(offer)/assurance").status == 303)
        #expect(try words().contains("Assured by Larch Works on \(today.longText)"))
        #expect(try council.sam.get("/own-provider/offers/\(offer)/assurance").status == 409, "once a day")
    }

    @Test func mistakesKeepWhatWasTyped() throws {
        try name()
        let page = try send(["age_from": "20", "age_to": "18", "how_to_apply": "Ring."])
        #expect(page.status == 422 && page.mistakes.count == 1)
        #expect(try FilledForm(on: page)["how_to_apply"] == "Ring.")
        #expect(try council.newest("provider_changes") == nil)
    }

    @Test func anotherProviderAndAllElseAreNotTheirs() throws {
        try name()
        let other = try Self.add("/providers", [("name", "Alder Trust"), ("kind", "charity")], council)
        let theirs = try Self.add("/offers", Self.offer("Market stall", other), council)
        for path in ["", "/edit", "/assurance"] {
            #expect(try council.sam.get("/own-provider/offers/\(theirs)\(path)").status == 404, "\(path)")
        }
        #expect(try council.sam.post("/own-provider/offers/\(theirs)/edit", [("state", "ended")]).status == 404)
        #expect(try !council.sam.get("/own-provider").text.contains("Alder Trust"))
        for route in Routes.all
        where route.method == .get && !route.path.hasPrefix("/own-provider") && !route.path.contains(":") {
            guard ![Ability.anyone, .signedIn, .seePublicOffers].contains(route.ability) else { continue }
            #expect(try council.sam.get(route.path).status == 403, "\(route.path)")
        }
    }

    /// Whatever a page of theirs would ask: the database gives them their own provider and no more.
    @Test func theDatabaseHoldsIt() throws {
        let council = try Example.council()
        _ = try Story(in: council, mark: "Own-")
        let other = try Self.add("/providers", [("name", "Alder Trust"), ("kind", "charity")], council)
        _ = try Self.add("/offers", Self.offer("Market stall", other), council)
        let own = [
            "providers", "offers", "offer_areas", "offer_hosts", "areas", "provider_supports", "provider_contacts",
            "provider_changes", "people",
        ]
        let others: [String] = try council.asVisit(council.sam, readOnly: true) { db in
            try db.values(
                """
                SELECT c.entity || ': ' || c.rows FROM (
                    SELECT entity, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', entity), false, true, '')))[1]::text AS rows
                      FROM registered WHERE has_table_privilege(entity, 'SELECT') AND entity <> ALL (\(own))) AS c WHERE c.rows <> '0'
                """)
        }
        #expect(others == [])
        let seen: [String] = try council.asVisit(council.sam, readOnly: true) {
            try $0.values(
                "SELECT name FROM providers UNION ALL SELECT name FROM offers UNION ALL SELECT name FROM people")
        }
        #expect(try seen == ["Own-", "Own-", #require(ExampleCouncil.names[.provider])])
        try council.inDatabase { try $0.run("UPDATE provider_contacts SET is_trusted = false") }
        for wrong: SQL in [
            "UPDATE offers SET name = 'Ours'", "UPDATE offers SET assured_by = 'Ofsted', assured_on = app.today()",
            "UPDATE offers SET name = 'Ours' RETURNING set_config('app.abilities', '', true)",
            "UPDATE offers SET is_public = NOT is_public",
            "UPDATE offers SET how_to_apply = 'Ring'",
            "UPDATE providers SET words = 'Ours'", "DELETE FROM offer_hosts",
            "UPDATE provider_contacts SET is_trusted = true",
            "INSERT INTO offers (provider_id, name, kind, state) SELECT id, 'More', 'job', 'current' FROM providers",
            "INSERT INTO provider_changes (provider_id, fields, answers, stood, state, decided_on, decided_by) SELECT id, '{words}', '{}', '{}', 'published', app.today(), app.person() FROM providers",
        ] {
            let changed = try? council.asVisit(council.sam) { try $0.run(wrong) }
            #expect(changed == nil || changed == 0, "\(wrong)")
        }
    }

    /// What the form asks is what the database lets a trusted contact change.
    @Test func theFormAndTheDatabaseAskTheSame() throws {
        let guardian: String = try #require(
            try council.asOwner { try $0.value("SELECT prosrc FROM pg_proc WHERE proname = 'hold_own_provider'") })
        for (kind, columns) in [
            ("providers", Provider.ownFields.flatMap(\.columns)), ("offers", Offer.ownFields.flatMap(\.columns)),
        ] {
            let mark = kind == "providers" ? "WHEN 'providers' THEN '{" : "ELSE '{"
            let start = try #require(guardian.range(of: mark)?.lowerBound)
            let list = guardian[start...].drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
            let allowed = Set(list.split(separator: ",").map(String.init)).subtracting(["find_words"])
            #expect(allowed == Set(columns.map(\.description)), "\(kind)")
        }
    }

    @Test func whoseContactNobodySaidSeesNothing() throws {
        #expect(try council.sam.get("/own-provider").main.contains("No provider yet"))
        #expect(try council.sam.get("/own-provider/edit").status == 404)
        #expect(try council.sam.get("/own-provider/offers/\(offer)").status == 404)
    }

    @Test func aContactHasNoOtherRole() throws {
        let form = [
            ("email", "two@example.org"), ("name", "Two"), ("roles", "provider"), ("roles", "member"),
            ("password", "a long enough phrase 7"),
        ]
        let page = try council.ada.post("/people", form)
        #expect(page.status == 422 && page.mistakes.contains { $0.contains("Choose no other role") })
        #expect(throws: PostgresError.self) {
            let person = try council.person(.provider)
            try council.inDatabase {
                try $0.run("INSERT INTO person_roles (person_id, role) VALUES (\(person), 'member')")
            }
        }
    }

    @Test func onePersonKeepsOneProvider() throws {
        try name()
        let other = try Self.add("/providers", [("name", "Alder Trust"), ("kind", "charity")], council)
        let person = try council.person(.provider)
        let page = try council.cora.post("/providers/\(other)/contacts", [("person", "\(person)"), ("post", "")])
        #expect(page.status == 422 && page.mistakes.first?.contains("a contact of Larch Works already") == true)
    }

    @Test func itsContractsAreToldInNumbers() throws {
        try name()
        try council.inDatabase { db in
            try db.run(
                """
                INSERT INTO contracts (name, reference, provider_id, begins_on, ends_on)
                VALUES ('Coaching', 'C-9', \(ID<Provider>(provider)), app.today() - 100, app.today() + 100)
                """)
            try db.run(
                "INSERT INTO contract_targets (contract_id, year, measure, number) SELECT id, 1, 'started', 14 FROM contracts"
            )
            try db.run(
                """
                INSERT INTO payment_milestones (contract_id, name, kinds, length, unit, gap_days, gap_rule, amount)
                SELECT id, 'Start', '{job}', 0, 'weeks', 0, 'longest', 40000 FROM contracts
                """)
        }
        let page = try council.sam.get("/own-provider").main
        #expect(page.contains("C-9 Coaching") && page.contains("14") && page.contains("£400.00"))
    }
}
